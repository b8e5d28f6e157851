//! The address names what is shown, and what is in it when the page opens is followed.

use super::{use_listeners, window};
use crate::app::{Action, AppState, Link, Moment, Page, Position, Route, Spot, update};
use crate::ui::crash;
use crate::ui::shared::Shared;
use crate::ui::store::Store;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// Milliseconds of rest before the address is written: browsers limit how often it may be.
const REST_MS: u32 = 400;

/// The state with what the address names.
pub fn visited(mut state: AppState) -> AppState {
    update(&mut state, Action::Visit(Box::new(current())));
    state
}

fn current() -> Route {
    Route::parse(&hash())
}

fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Writes the address when time stands still, and follows it when the person changes it.
#[hook]
pub fn use_address(store: &Store) {
    let state = store.state.clone();
    let spot = state.learn.spot();
    let seen = (Shared(state.timeline.clone()), state.position, state.page, state.visits, spot);
    let known = use_mut_ref(String::new);
    let here = use_mut_ref(hash);
    let followed = here.clone();
    use_effect_with(seen, move |_| {
        let is_underway = state.destination.is_some() || !state.replay.is_empty();
        let address = address(&state).filter(|_| !is_underway);
        let timer = address.map(|it| {
            crash::remember(&it);
            leave(&known.replace(it.clone()), &it, &here);
            Timeout::new(REST_MS, move || write(&it, &here))
        });
        move || drop(timer)
    });
    let store = store.clone();
    use_listeners(Box::new(move || {
        vec![EventListener::new(&window(), "hashchange", move |_| {
            followed.replace(hash());
            store.dispatch(Action::Visit(Box::new(current())));
        })]
    }));
}

/// The address of what is shown; `None` while it is not known yet, or for an untouched laboratory.
fn address(state: &AppState) -> Option<String> {
    match state.page {
        Page::Learn => {
            let (open, _) = state.learn.chapter()?;
            let is_touched = state.position != Position::whole(open.attempt.began);
            let moment =
                is_touched.then(|| Moment::of(&state.timeline, open.attempt.began, state.position));
            Some(Spot { moment, ..state.learn.spot() }.write())
        }
        Page::Lab if state.timeline.seen() == 0 && state.position == Position::default() => None,
        Page::Lab => Some(Link::of(state).write()),
        Page::CheatSheet => Some(state.page.address().to_owned()),
    }
}

/// A link to what is shown, for somebody else.
pub fn link_to(state: &AppState) -> String {
    let here = window().location().href().unwrap_or_default();
    let page = here.split('#').next().unwrap_or_default();
    let address = address(state).unwrap_or_else(|| state.page.address().to_owned());
    format!("{page}{address}")
}

/// What is left behind is written at once, so that the browser can lead back to it.
fn leave(from: &str, to: &str, here: &RefCell<String>) {
    let (from_route, to_route) = (Route::parse(from), Route::parse(to));
    if !from.is_empty()
        && is_elsewhere(&from_route, &to_route)
        && !is_elsewhere(&current(), &from_route)
    {
        write(from, here);
    }
}

/// Another page, or another chapter, is a step that the browser can take back. A page that may not
/// write its address (in some frames) works without. Where the browser is no longer `here`, the
/// person has just gone elsewhere and the event that says so is to come: it is not to be undone.
fn write(address: &str, here: &RefCell<String>) {
    if *here.borrow() != hash() {
        return;
    }
    let Ok(history) = window().history() else { return };
    let title = JsValue::NULL;
    let _ = match is_elsewhere(&current(), &Route::parse(address)) {
        true => history.push_state_with_url(&title, "", Some(address)),
        false => history.replace_state_with_url(&title, "", Some(address)),
    };
    here.replace(hash());
}

/// Whether two addresses are of different pages or chapters.
fn is_elsewhere(from: &Route, to: &Route) -> bool {
    match (from, to) {
        (Route::Home | Route::Nowhere, _) => false,
        (Route::Learn(from), Route::Learn(to)) => {
            from.chapter.is_some() && from.chapter != to.chapter
        }
        (Route::Lab(_), Route::Lab(_)) => false,
        (from, to) => std::mem::discriminant(from) != std::mem::discriminant(to),
    }
}
