//! The numbers that decisions are made from.

use crate::cluster::Number;
use crate::language::{Phrase, translated};

/// What numbers are called, and what some are, apart from the API's own words. `tests/language.rs`
/// sees that none is forgotten.
pub const WORDS: &[Phrase] = &[
    Phrase("Pods of the same owner there"),
    Phrase("Pods on it"),
    Phrase("Pods that use it"),
    Phrase("active"),
    Phrase("application takes"),
    Phrase("available"),
    Phrase("back-off"),
    Phrase("created"),
    Phrase("deleted"),
    Phrase("dependents"),
    Phrase("detached in"),
    Phrase("endpoints"),
    Phrase("existing"),
    Phrase("first not ready"),
    Phrase("for ever"),
    Phrase("grace period"),
    Phrase("may go"),
    Phrase("missing"),
    Phrase("must be available"),
    Phrase("never"),
    Phrase("new and not available"),
    Phrase("nodes"),
    Phrase("nodes that fit"),
    Phrase("not tried"),
    Phrase("not updated"),
    Phrase("old Pods"),
    Phrase("ordinal"),
    Phrase("preStop takes"),
    Phrase("pull takes"),
    Phrase("ready"),
    Phrase("ready in"),
    Phrase("refused"),
    Phrase("revision"),
    Phrase("revision before"),
    Phrase("size"),
    Phrase("size before"),
    Phrase("size now"),
    Phrase("start takes"),
    Phrase("started again in"),
    Phrase("terminating"),
    Phrase("time left"),
    Phrase("to add"),
    Phrase("to remove"),
    Phrase("to update"),
    Phrase("too many"),
    Phrase("tried again in"),
    Phrase("unavailable"),
    Phrase("wait"),
    Phrase("waiting"),
];

/// A number's name and value. Those that are the API's own words stay as they are.
pub fn number((name, value): Number) -> (&'static str, String) {
    let word = WORDS.iter().find(|word| word.0 == value);
    (translated(name), word.map_or(value, ToString::to_string))
}
