//! The keyboard, wherever on the page.

use crate::app::action_for;
use crate::ui::store::Store;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

/// Where keys write.
const WRITES: &str = "textarea, select, [contenteditable], \
                      input:not([type=range], [type=checkbox], [type=radio])";
/// What the arrow keys, Home, End and the page keys already move.
const MOVES: &str = "[type=range], [type=radio], [role=tab], [role=radio], [role=menuitem]";
/// What the space bar presses.
const PRESSES: &str =
    "button, a, summary, [type=checkbox], [type=radio], [role=button], [role=tab]";

/// Does what keys ask for, unless what has the focus needs them itself, or a dialog is open.
#[hook]
pub fn use_keys(store: &Store) {
    let shortcuts = store.state.shortcuts;
    // Without a stage there is nothing that keys could move.
    let in_dialog = store.state.dialog.is_some() || !store.state.page.has_stage();
    let store = store.clone();
    use_effect_with((shortcuts, in_dialog), move |_| {
        let listener = move |event: &Event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
            let key = event.key();
            if in_dialog || modified || event.default_prevented() || is_taken(event, &key) {
                return;
            }
            if let Some(action) = action_for(&key, event.shift_key(), shortcuts) {
                event.prevent_default();
                store.dispatch(action);
            }
        };
        let options = EventListenerOptions::enable_prevent_default();
        let document = super::document();
        let listener = EventListener::new_with_options(&document, "keydown", options, listener);
        move || drop(listener)
    });
}

/// Whether what has the focus needs the key itself.
fn is_taken(event: &KeyboardEvent, key: &str) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let is_in =
        |selector| target.as_ref().is_some_and(|it| matches!(it.closest(selector), Ok(Some(_))));
    let moves =
        key.starts_with("Arrow") || key.starts_with("Page") || ["Home", "End"].contains(&key);
    is_in(WRITES) || (moves && is_in(MOVES)) || (key == " " && is_in(PRESSES))
}
