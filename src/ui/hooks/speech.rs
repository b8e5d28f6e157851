//! The language of what is read: its texts are fetched when they are wanted.

use super::settings::{keep, kept};
use super::{document, window};
use crate::app::{Action, AppState, Speech};
use crate::language::{self, Language};
use crate::ui::fetch::fetch;
use crate::ui::store::Store;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

const LANGUAGE: &str = "language";

/// The state with the language that is wanted, and the one that is spoken.
pub fn spoken(state: AppState) -> AppState {
    let speech = Speech { wanted: wanted(), spoken: language::spoken(), missing: None };
    AppState { speech, ..state }
}

/// Speaks the language that is wanted as soon as its texts are there, or goes on in English: the
/// page is not to be read in one language first and then in another.
pub async fn prepare() {
    let language = wanted();
    if learned(language).await {
        language::speak(language);
    }
}

/// What was chosen before, or else the first of the browser's languages that there is.
fn wanted() -> Language {
    kept(LANGUAGE).and_then(|tag| Language::of(&tag)).unwrap_or_else(|| {
        let tags = window().navigator().languages();
        tags.iter().find_map(|tag| Language::of(&tag.as_string()?)).unwrap_or_default()
    })
}

/// Whether the texts of a language are there, once they were fetched.
async fn learned(language: Language) -> bool {
    if language::is_learned(language) {
        return true;
    }
    match fetch(&format!("lang/{}.json", language.tag())).await {
        Some(json) => language::learn(language, &json),
        None => false,
    }
}

/// Speaks the language that the person wants, keeps it for the next visit, and tells the browser.
#[hook]
pub fn use_speech(store: &Store) {
    let speech = store.state.speech;
    let dispatch = store.clone();
    use_effect_with(speech.wanted, move |language| {
        let (language, is_over) = (*language, Rc::new(Cell::new(false)));
        if language != language::spoken() {
            let is_over = is_over.clone();
            spawn_local(async move {
                let is_there = learned(language).await;
                if is_over.get() {
                    return;
                }
                if is_there {
                    language::speak(language);
                    dispatch.dispatch(Action::Speak(language));
                } else {
                    dispatch.dispatch(Action::LanguageMissing(language));
                }
            });
        }
        move || is_over.set(true)
    });
    use_effect_with(speech, |speech| {
        if speech.missing.is_none() {
            keep(LANGUAGE, speech.wanted.tag());
        }
    });
    use_effect_with(speech.spoken, |language| {
        let Some(root) = document().document_element() else { return };
        if root.get_attribute("lang").as_deref() != Some(language.tag()) {
            // Setting an attribute of that name cannot fail.
            let _ = root.set_attribute("lang", language.tag());
        }
    });
}
