//! kubectl: the command line behind a command, and what it prints.

pub mod age;
mod answer;
mod events;
pub mod get;
mod line;
mod refusal;
pub mod rollout_history;
pub mod rollout_status;
pub mod table;

pub use answer::answer;
pub use events::{EventLine, events};
pub use line::line;
pub use refusal::refusal;
pub use table::Table;
