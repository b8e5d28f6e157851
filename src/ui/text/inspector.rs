//! The inspector's strings.

/// The inspector's strings.
pub struct Text {}

/// English.
pub const EN: Text = Text {};
