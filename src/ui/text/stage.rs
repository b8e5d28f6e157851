//! The stage's strings.

/// The stage's strings.
pub struct Text {}

/// English.
pub const EN: Text = Text {};
