//! The one clock: while time moves by itself, one tick after each wait.

use crate::app::{Action, wait_ms};
use crate::ui::shared::Shared;
use crate::ui::store::Store;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// Ticks while time moves by itself. The wait begins anew only when what is shown has changed.
#[hook]
pub fn use_playback(store: &Store) {
    let shown = (Shared(store.state.frame().clone()), store.state.position);
    let (wait_ms, store) = (wait_ms(&store.state), store.clone());
    use_effect_with((shown, wait_ms), move |_| {
        let timer = wait_ms.map(|ms| Timeout::new(ms, move || store.dispatch(Action::Tick)));
        move || drop(timer)
    });
}
