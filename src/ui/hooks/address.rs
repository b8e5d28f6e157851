//! The address names the moment that is shown, and what is in it when the page opens is followed.

use super::window;
use crate::app::{Action, AppState, Link, Position, update};
use crate::ui::crash;
use crate::ui::shared::Shared;
use crate::ui::store::Store;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// Milliseconds of rest before the address is written: browsers limit how often it may be.
const REST_MS: u32 = 400;

/// The state with the moment that the address names.
pub fn linked(mut state: AppState) -> AppState {
    if let Some(link) = current() {
        update(&mut state, Action::Follow(Box::new(link)));
    }
    state
}

fn current() -> Option<Link> {
    Link::parse(&window().location().hash().ok()?)
}

/// Writes the address when time stands still, and follows it when the person changes it.
#[hook]
pub fn use_address(store: &Store) {
    let state = store.state.clone();
    use_effect_with((Shared(state.timeline.clone()), state.position), move |_| {
        let is_underway = state.destination.is_some() || !state.replay.is_empty();
        let is_untouched = state.timeline.seen() == 0 && state.position == Position::default();
        let hash = Link::of(&state).write();
        crash::remember(&hash);
        let timer =
            (!is_underway && !is_untouched).then(|| Timeout::new(REST_MS, move || write(&hash)));
        move || drop(timer)
    });
    let store = store.clone();
    use_effect_with((), move |()| {
        let listener = EventListener::new(&window(), "hashchange", move |_| {
            if let Some(link) = current() {
                store.dispatch(Action::Follow(Box::new(link)));
            }
        });
        move || drop(listener)
    });
}

/// A page that may not write its address (in some frames) works without.
fn write(hash: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(hash));
    }
}
