//! kubectl: the command line behind a command, and what it prints.

pub mod age;
mod events;
pub mod get;
mod line;
pub mod rollout_history;
pub mod rollout_status;
pub mod table;

pub use events::{EventLine, events};
pub use line::line;
pub use table::Table;
