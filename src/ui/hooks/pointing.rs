//! What the pointer or the focus is on: a term lights the thing it speaks of, and a thing lights
//! the terms that speak of it.

use super::{document, use_listeners};
use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// What is pointed at, as it stands in `data-ref` and `data-part`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pointed {
    /// The object.
    pub thing: Option<String>,
    /// The part of the picture.
    pub part: Option<String>,
    /// Whether a text points at it, rather than the person at the thing.
    pub is_term: bool,
}

/// What the pointer or the focus is on; nothing that is neither a term nor a thing.
#[hook]
pub fn use_pointing() -> Option<Pointed> {
    let pointed = use_state_eq(|| None::<Pointed>);
    let setter = pointed.setter();
    use_listeners(Box::new(move || {
        let listen = |event: &'static str| {
            let setter = setter.clone();
            EventListener::new(&document(), event, move |event| {
                let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
                setter.set(target.as_ref().and_then(at));
            })
        };
        ["pointerover", "focusin"].map(listen).into()
    }));
    (*pointed).clone()
}

fn at(element: &Element) -> Option<Pointed> {
    let found = element.closest("[data-ref], [data-part]").ok().flatten()?;
    Some(Pointed {
        thing: found.get_attribute("data-ref"),
        part: found.get_attribute("data-part"),
        is_term: found.matches(".term").unwrap_or(false),
    })
}
