//! The language of what is read.

use crate::language::Language;

/// The language of what is read. Its texts have to be fetched before it can be spoken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Speech {
    /// The one that the person wants.
    pub wanted: Language,
    /// The one that is spoken.
    pub spoken: Language,
    /// One whose texts could not be fetched, until a language is chosen.
    pub missing: Option<Language>,
}

impl Speech {
    pub(super) fn choose(&mut self, language: Language) {
        *self = Self { wanted: language, missing: None, ..*self };
    }

    pub(super) fn miss(&mut self, language: Language) {
        *self = Self { wanted: self.spoken, missing: Some(language), ..*self };
    }
}

#[cfg(test)]
mod tests {
    use crate::app::{Action, AppState, update};
    use crate::language::Language::{Chinese, English};

    #[test]
    fn a_language_that_does_not_come_leaves_the_one_before() {
        let mut state = AppState::new();
        update(&mut state, Action::SetLanguage(Chinese));
        assert_eq!((state.speech.wanted, state.speech.spoken), (Chinese, English));
        update(&mut state, Action::LanguageMissing(Chinese));
        assert_eq!((state.speech.wanted, state.speech.spoken), (English, English));
        assert_eq!(state.speech.missing, Some(Chinese));
        update(&mut state, Action::SetLanguage(Chinese));
        update(&mut state, Action::Speak(Chinese));
        assert_eq!((state.speech.wanted, state.speech.spoken), (Chinese, Chinese));
        assert_eq!(state.speech.missing, None);
    }
}
