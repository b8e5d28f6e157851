//! The command line behind a command.

mod line;

pub use line::line;
