//! The title of the page says what is shown.

use super::document;
use crate::app::{AppState, Page};
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// Puts what is shown into the title.
#[hook]
pub fn use_title(store: &Store) {
    use_effect_with(title(&store.state), |title| document().set_title(title));
}

/// The chapter, or the page's name, before the product's.
fn title(state: &AppState) -> String {
    let learn = &state.learn;
    let entry = learn.catalog.ready().zip(learn.open.as_ref());
    let entry = entry.and_then(|(catalog, open)| catalog.entries.get(open.place));
    let page = match entry.filter(|_| state.page == Page::Learn) {
        Some(entry) => entry.title(state.speech.spoken.tag()).to_owned(),
        None => (TEXT.header.page)(state.page).text().to_owned(),
    };
    format!("{page} · {}", TEXT.header.name)
}
