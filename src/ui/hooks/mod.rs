//! What has to happen outside the page, derived from its state.

mod playback;
mod run_ahead;

pub use playback::use_playback;
pub use run_ahead::use_run_ahead;
