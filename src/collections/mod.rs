//! Maps, sets and lists whose clones share everything, and a sort: all small in a download.
//!
//! A run keeps the state after every step, so a clone must cost next to nothing and a write must
//! copy little. The code of a collection is compiled once for each type that it holds, so it must
//! be short: trees that stay balanced, or the standard library's sort, are ten times as long.

mod list;
mod map;
mod own;
mod set;
mod sort;

pub use list::List;
pub use map::Map;
pub use set::Set;
pub use sort::{sort, sort_by, sort_by_key};

/// The most that is copied by a write beside the way to it.
const CHUNK: usize = 32;
