//! Tabs.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// What they show and tell.
#[derive(PartialEq, Properties)]
pub struct TabsProps {
    /// Unique on the page.
    pub id: AttrValue,
    /// The name of the list of tabs.
    pub name: AttrValue,
    /// The tabs' names.
    pub tabs: Vec<AttrValue>,
    /// The index of the one shown.
    pub shown: usize,
    /// Another one is to be shown.
    pub onchoose: Callback<usize>,
    /// What the one shown shows.
    pub children: Html,
}

/// Tabs: arrow keys go from one to the next and show it.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let list = use_node_ref();
    let onkeydown = {
        let (list, onchoose) = (list.clone(), props.onchoose.clone());
        let (shown, count) = (props.shown, props.tabs.len());
        move |event: KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowRight" => (shown + 1) % count,
                "ArrowLeft" => (shown + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            onchoose.emit(to);
            let tab = list.cast::<HtmlElement>().and_then(|it| it.children().item(to as u32));
            if let Some(tab) = tab.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                // It fails only if the tab is gone already.
                let _ = tab.focus();
            }
        }
    };
    let tab = |(index, name): (usize, &AttrValue)| {
        let is_shown = index == props.shown;
        let onchoose = props.onchoose.clone();
        html! {
            <button
                type="button"
                role="tab"
                id={format!("{}-tab-{index}", props.id)}
                aria-selected={is_shown.to_string()}
                aria-controls={format!("{}-panel", props.id)}
                tabindex={if is_shown { "0" } else { "-1" }}
                onclick={move |_| onchoose.emit(index)}
            >
                { name }
            </button>
        }
    };
    html! {
        <>
            <div ref={list} class="tabs" role="tablist" aria-label={&props.name} {onkeydown}>
                { for props.tabs.iter().enumerate().map(tab) }
            </div>
            <div
                class="tab-panel"
                role="tabpanel"
                id={format!("{}-panel", props.id)}
                aria-labelledby={format!("{}-tab-{}", props.id, props.shown)}
            >
                { props.children.clone() }
            </div>
        </>
    }
}
