//! What sentences share.

use crate::api::Name;
use crate::language::{Phrase, say};
use std::borrow::Borrow;

/// Between the parts of a list.
const COMMA: Phrase = Phrase(", ");

/// `` `a` ``, `` `a` and `b` ``, `` `a`, `b` and `c` ``.
pub fn listed(names: &[Name]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match &quoted[..] {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => say!("{rest} and {last}", rest = joined(rest), last),
    }
}

/// `a, b, c`, as the language separates them.
pub fn joined<T: Borrow<str>>(parts: &[T]) -> String {
    parts.join(COMMA.text())
}

/// A span of milliseconds: `800 ms`, `1.5 s`, `2 min`, `1 min 30 s`.
pub fn span(ms: u64) -> String {
    let (minutes, seconds, rest) = (ms / 60_000, ms / 1000 % 60, ms % 1000);
    match (minutes, seconds, rest) {
        (0, 0, 1..) => say!("{ms} ms", ms),
        (0, _, 0..100) => say!("{seconds} s", seconds),
        (0, _, _) => say!("{seconds}.{tenths} s", seconds, tenths = rest / 100),
        (_, 0, _) => say!("{minutes} min", minutes),
        _ => say!("{minutes} min {seconds} s", minutes, seconds),
    }
}
