//! A button that copies a text, and says whether it could.

use crate::language::Phrase;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

/// What is copied, and what is said.
#[derive(PartialEq, Properties)]
pub struct CopyProps {
    /// Of the button.
    pub label: Phrase,
    /// What it copies, in full; nothing where the label says it.
    #[prop_or_default]
    pub hint: Option<Phrase>,
    /// The text, as it is when the button is pressed.
    pub text: Callback<(), String>,
    /// It was copied.
    pub copied: Phrase,
    /// It could not be copied.
    pub not_copied: Phrase,
}

/// A button that copies a text. What became of it is said until the pointer or the focus leaves.
#[component]
pub fn Copy(props: &CopyProps) -> Html {
    let said = use_state(|| None::<Phrase>);
    let onclick = {
        let (said, text) = (said.setter(), props.text.clone());
        let (copied, not_copied) = (props.copied, props.not_copied);
        move |_: MouseEvent| {
            let (said, text) = (said.clone(), text.emit(()));
            spawn_local(async move {
                said.set(Some(if copy(&text).await { copied } else { not_copied }));
            });
        }
    };
    let (left, blurred) = (said.setter(), said.setter());
    html! {
        <span
            class="copy"
            onpointerleave={move |_| left.set(None)}
            onfocusout={move |_| blurred.set(None)}
        >
            <button
                type="button"
                class="button"
                title={props.hint.map(Phrase::text)}
                {onclick}
            >
                { props.label }
            </button>
            <span role="status">{ said.map_or("", Phrase::text) }</span>
        </span>
    }
}

async fn copy(text: &str) -> bool {
    match clipboard() {
        Some(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        None => false,
    }
}

/// Only there where the page comes over an encrypted connection, or from this machine.
fn clipboard() -> Option<web_sys::Clipboard> {
    let navigator = web_sys::window()?.navigator();
    let has = js_sys::Reflect::has(&navigator, &"clipboard".into());
    has.is_ok_and(|has| has).then(|| navigator.clipboard())
}
