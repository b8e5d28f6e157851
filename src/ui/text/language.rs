//! The strings about languages.

use crate::language::{Phrase, say};

/// The strings about languages.
pub struct Text {
    /// Of the choice of languages.
    pub choice: Phrase,
    /// The texts of a language did not come.
    pub missing: fn(language: &str) -> String,
    /// Fetches them once more.
    pub again: Phrase,
}

/// English.
pub const EN: Text = Text {
    choice: Phrase("Language"),
    missing: |language| say!("The texts in {language} could not be fetched.", language),
    again: Phrase("Try again"),
};
