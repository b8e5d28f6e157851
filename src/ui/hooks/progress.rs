//! What was done in the chapters is kept on this device, also when two pages keep it at once.

use super::settings::storage;
use super::{use_listeners, window};
use crate::app::learn::{LearnAction, Progress};
use crate::app::{Action, AppState};
use crate::ui::store::Store;
use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;
use yew::prelude::*;

const KEY: &str = "progress";

/// The state with what was kept. What cannot be read is as if nothing was.
pub fn remembered(mut state: AppState) -> AppState {
    state.learn.progress = kept().unwrap_or_default();
    state
}

fn kept() -> Option<Progress> {
    Progress::read(&storage()?.get_item(KEY).ok().flatten()?)
}

/// Keeps what is done, and takes over what another page keeps.
#[hook]
pub fn use_progress(store: &Store) {
    let dispatch = store.clone();
    use_effect_with(store.state.learn.progress.clone(), move |progress| {
        let is_kept = keep(progress);
        if dispatch.state.learn.is_kept != Some(is_kept) {
            dispatch.dispatch(Action::Learn(LearnAction::Kept(is_kept)));
        }
    });
    let store = store.clone();
    use_listeners(Box::new(move || {
        vec![EventListener::new(&window(), "storage", move |event| {
            let event = event.dyn_ref::<StorageEvent>();
            let text = event.filter(|it| it.key().as_deref() == Some(KEY));
            let other = text.and_then(StorageEvent::new_value).and_then(|it| Progress::read(&it));
            if let Some(other) = other {
                store.dispatch(Action::Learn(LearnAction::Join(other)));
            }
        })]
    }));
}

/// Keeps what this page and others know together; whether that worked. What another version keeps
/// is left as it is.
fn keep(progress: &Progress) -> bool {
    let Some(storage) = storage() else { return false };
    let mut whole = progress.clone();
    match storage.get_item(KEY) {
        Ok(Some(text)) => match Progress::read(&text) {
            Some(other) => whole.join(&other),
            None if Progress::is_foreign(&text) => return false,
            None => {}
        },
        Ok(None) => {}
        Err(_) => return false,
    }
    storage.set_item(KEY, &whole.write()).is_ok()
}
