//! Computes the run ahead of what is shown, in pieces that keep the page fluent.

use crate::app::{Action, Ahead};
use crate::ui::shared::Shared;
use crate::ui::store::Store;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// Milliseconds that one piece may take.
const PIECE_MS: f64 = 8.0;
const FIRST_STEPS: usize = 64;
const MOST_STEPS: usize = 4096;

/// Computes pieces until the run is settled or its horizon is reached.
#[hook]
pub fn use_run_ahead(store: &Store) {
    let steps = use_mut_ref(|| FIRST_STEPS);
    let is_due = store.state.ahead == Ahead::Computing;
    let (timeline, store) = (Shared(store.state.timeline.clone()), store.clone());
    use_effect_with((timeline, is_due), move |_| {
        let timer = is_due.then(|| {
            Timeout::new(0, move || {
                let wanted = *steps.borrow();
                let began_ms = now_ms();
                store.dispatch(Action::RunAhead(wanted));
                let took_ms = now_ms() - began_ms;
                *steps.borrow_mut() = if took_ms > PIECE_MS {
                    (wanted / 2).max(1)
                } else {
                    (wanted * 2).min(MOST_STEPS)
                };
            })
        });
        move || drop(timer)
    });
}

fn now_ms() -> f64 {
    js_sys::Date::now()
}
