//! A text in which nothing varies.

use super::translated;
use std::fmt;
use std::ops::Deref;

/// An English text that is read in the language that is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase(pub &'static str);

impl Phrase {
    /// The text in the language that is spoken.
    pub fn text(self) -> &'static str {
        translated(self.0)
    }
}

impl Deref for Phrase {
    type Target = str;

    fn deref(&self) -> &str {
        self.text()
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

impl From<Phrase> for String {
    fn from(phrase: Phrase) -> Self {
        phrase.text().to_owned()
    }
}
