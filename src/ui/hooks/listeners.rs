//! What is listened to as long as a part of the page is there.

use gloo_events::EventListener;
use yew::prelude::*;

/// Listens as long as what calls it is there, to what is said once it stands in the page. Boxed: it
/// is compiled once.
#[hook]
pub fn use_listeners(listen: Box<dyn FnOnce() -> Vec<EventListener>>) {
    use_effect_with((), move |()| {
        let listeners = listen();
        move || drop(listeners)
    });
}
