//! What is kept from one visit to the next: colours and shortcuts.

use super::{document, window};
use crate::app::{AppState, Theme};
use crate::ui::store::Store;
use web_sys::Storage;
use yew::prelude::*;

const THEME: &str = "theme";
const SHORTCUTS: &str = "shortcuts";
const OFF: &str = "off";

/// The state with what was kept. Where nothing can be read it stays as it is.
pub fn saved(state: AppState) -> AppState {
    let theme = kept(THEME).and_then(|word| Theme::parse(&word)).unwrap_or(state.theme);
    let shortcuts = kept(SHORTCUTS).map_or(state.shortcuts, |word| word != OFF);
    AppState { theme, shortcuts, ..state }
}

/// Keeps the settings, and puts the colours on.
#[hook]
pub fn use_settings(store: &Store) {
    use_effect_with(store.state.theme, |theme| {
        if let Some(root) = document().document_element() {
            // Setting an attribute of that name cannot fail.
            let _ = root.set_attribute("data-theme", theme.as_str());
        }
        keep(THEME, theme.as_str());
    });
    use_effect_with(store.state.shortcuts, |on| keep(SHORTCUTS, if *on { "on" } else { OFF }));
}

/// What was kept under that key.
pub(super) fn kept(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Storage that is full or forbidden keeps nothing, and nobody needs to know.
pub(super) fn keep(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}

pub(super) fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
