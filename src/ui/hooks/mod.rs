//! What has to happen outside the page, derived from its state.

mod address;
mod jump;
mod keys;
mod later;
mod lessons;
mod listeners;
mod playback;
mod pointing;
mod progress;
mod run_ahead;
mod settings;
mod sight;
mod speech;
mod title;
mod track;

pub use address::{link_to, use_address};
pub use jump::use_jump;
pub use keys::use_keys;
pub use later::use_later;
pub use lessons::use_lessons;
pub use listeners::use_listeners;
pub use playback::use_playback;
pub use pointing::{Pointed, use_pointing};
pub use progress::use_progress;
pub use run_ahead::use_run_ahead;
pub use settings::use_settings;
pub use sight::{STAGE, bring_into_sight, keep_in_sight};
pub use speech::use_speech;
pub use title::use_title;
pub use track::use_track;

use crate::app::AppState;
use address::visited;
use js_sys::Promise;
use progress::remembered;
use settings::saved;
use speech::{prepare, spoken};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Window};

/// The state of a page that was just opened: what was kept of earlier visits, and what the address
/// names.
pub async fn opened() -> AppState {
    prepare().await;
    visited(spoken(remembered(saved(AppState::blank()))))
}

/// Lets the browser do what has waited, such as to draw or to answer a finger. Not one long task
/// but several short ones make a page that answers while it starts.
pub async fn breathe() {
    let mut soon = |go_on, _| drop(window().set_timeout_with_callback(&go_on));
    // What goes on is called without a reason to fail.
    let _ = JsFuture::from(Promise::new(&mut soon)).await;
}

fn window() -> Window {
    web_sys::window().expect("the page runs in a browser")
}

fn document() -> Document {
    window().document().expect("the page has a document")
}
