//! What people read, in their language.
//!
//! The code speaks English, and its English is the key to every other language: a catalog is a
//! table of English texts and what they are there, read from a file that only those download who
//! choose that language. A text that is in no catalog stays English.
//!
//! What Kubernetes itself says (events, errors, what `kubectl` prints) never goes through here.

mod catalog;
mod phrase;
mod say;

pub use catalog::{is_learned, learn, speak, spoken, translated};
pub use phrase::Phrase;
pub(crate) use say::say;
pub use say::{checked, fill};

/// The languages that the page speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, which the code is written in.
    #[default]
    English,
    /// Chinese, in simplified characters.
    Chinese,
}

impl Language {
    /// All of them, in the order of the choice.
    pub const ALL: &'static [Self] = &[Self::English, Self::Chinese];

    /// Its tag (BCP 47), which also names its files: `lang/zh.json`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// Its name, as its readers call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "中文",
        }
    }

    /// The language of a tag such as `zh`, `zh-CN` or `en-GB`.
    pub fn of(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or(tag);
        Self::ALL.iter().copied().find(|it| it.tag().eq_ignore_ascii_case(primary))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_what_browsers_call_it() {
        assert_eq!(Language::of("zh-Hans-CN"), Some(Language::Chinese));
        assert_eq!(Language::of("EN-gb"), Some(Language::English));
        assert_eq!(Language::of("de"), None);
        assert_eq!(Language::of(""), None);
    }
}
