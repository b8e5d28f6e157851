//! What may be drawn a moment later than what is around it.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// Whether something was due already before the browser's last pause: what waits for it is drawn
/// in a task of its own, so that the page answers in between.
#[hook]
pub fn use_later(is_due: bool) -> bool {
    let was_due = use_state(|| false);
    let it = was_due.clone();
    use_effect_with(is_due, move |is_due| {
        let is_due = *is_due;
        let timer = Timeout::new(0, move || it.set(is_due));
        move || drop(timer)
    });
    is_due && *was_due
}
