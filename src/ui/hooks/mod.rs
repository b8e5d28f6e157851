//! What has to happen outside the page, derived from its state.

mod address;
mod jump;
mod keys;
mod lessons;
mod playback;
mod pointing;
mod progress;
mod run_ahead;
mod settings;
mod speech;
mod title;
mod track;

pub use address::{use_address, visited};
pub use jump::use_jump;
pub use keys::use_keys;
pub use lessons::use_lessons;
pub use playback::use_playback;
pub use pointing::{Pointed, use_pointing};
pub use progress::{remembered, use_progress};
pub use run_ahead::use_run_ahead;
pub use settings::{saved, use_settings};
pub use speech::{prepare, spoken, use_speech};
pub use title::use_title;
pub use track::use_track;

use web_sys::{Document, Window};

fn window() -> Window {
    web_sys::window().expect("the page runs in a browser")
}

fn document() -> Document {
    window().document().expect("the page has a document")
}
