//! The panels around the stage. Only they read the store.

mod guide;
mod header;
mod player;

pub use guide::Guide;
pub use header::Header;
pub use player::Player;
