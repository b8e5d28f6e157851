//! The panels around the stage. Only they read the store.

mod actions;
mod both;
mod caption;
mod cheat_sheet;
mod dialogs;
mod experiments;
mod futures;
mod header;
mod help;
mod intro;
mod language;
mod learn;
mod lights;
mod log;
mod manifest;
mod marks;
mod more;
mod player;
mod send;
mod steps;
mod tracks;
mod transcript;
mod transport;

pub use cheat_sheet::cheat_sheet;
pub use dialogs::dialogs;
pub use futures::futures;
pub use header::header;
pub use intro::intro;
pub use language::language_missing;
pub use learn::{Lesson, Parts};
pub use more::More;
pub use player::player;
