//! A window over the page.

use super::close_button;
use crate::ui::text::TEXT;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// What it shows and tells.
#[derive(PartialEq, Properties)]
pub struct WindowProps {
    /// Its heading and name.
    pub title: AttrValue,
    /// It is to be closed: by its button, by Escape.
    pub onclose: Callback<()>,
    /// What is in it.
    pub children: Html,
}

/// A window over the page, open as long as it is there. The browser keeps the focus in it and gives
/// it back afterwards.
#[component]
pub fn Window(props: &WindowProps) -> Html {
    let node = use_node_ref();
    use_effect_with((), {
        let node = node.clone();
        move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                // It can only fail if it is open already.
                let _ = dialog.show_modal();
            }
            move || dialog.iter().for_each(HtmlDialogElement::close)
        }
    });
    let close = props.onclose.reform(|_| ());
    let oncancel = {
        let onclose = props.onclose.clone();
        move |event: Event| {
            event.prevent_default();
            onclose.emit(());
        }
    };
    html! {
        <dialog ref={node} class="dialog" aria-labelledby="window-title" {oncancel}>
            <header>
                <h2 id="window-title">{ &props.title }</h2>
                { close_button(TEXT.close, close) }
            </header>
            <div>{ props.children.clone() }</div>
        </dialog>
    }
}
