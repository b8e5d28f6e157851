//! The texts of each language, and which language is spoken.

use super::Language;
use crate::collections::Map;
use crate::value::{Value, text};
use std::cell::Cell;
use std::rc::Rc;

/// English texts, and what they are in another language.
type Catalog = Map<Rc<str>, Value>;

thread_local! {
    /// The languages that were learned. English needs no catalog.
    static LEARNED: Cell<[Option<&'static Catalog>; Language::ALL.len()]> =
        const { Cell::new([None; Language::ALL.len()]) };
    static SPOKEN: Cell<Language> = const { Cell::new(Language::English) };
}

/// Learns the texts of a language from its file: one object of JSON. They stay for good, since they
/// are handed out like those in the code. Says whether the file was one.
pub fn learn(language: Language, json: &str) -> bool {
    let Some(Value::Object(catalog)) = text::parse(json) else { return false };
    let mut learned = LEARNED.get();
    learned[language as usize] = Some(Box::leak(Box::new(catalog)));
    LEARNED.set(learned);
    true
}

/// Whether the texts of a language are there.
pub fn is_learned(language: Language) -> bool {
    language == Language::English || LEARNED.get()[language as usize].is_some()
}

/// From now on texts are those of that language, where they are there.
pub fn speak(language: Language) {
    SPOKEN.set(language);
}

/// The language that is spoken.
pub fn spoken() -> Language {
    SPOKEN.get()
}

/// A text in the language that is spoken.
pub fn translated(english: &'static str) -> &'static str {
    let catalog = LEARNED.get()[SPOKEN.get() as usize];
    catalog.and_then(|catalog| catalog.get(english)?.as_str()).unwrap_or(english)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_no_catalog_stays_english() {
        assert!(learn(Language::Chinese, r#"{ "Close": "关闭" }"#));
        assert_eq!(translated("Close"), "Close");
        speak(Language::Chinese);
        assert_eq!((translated("Close"), translated("Open")), ("关闭", "Open"));
        speak(Language::English);
        assert_eq!(translated("Close"), "Close");
    }

    #[test]
    fn a_file_that_is_no_catalog_teaches_nothing() {
        assert!(!learn(Language::Chinese, "<!doctype html>"));
        assert!(!learn(Language::Chinese, "[]"));
        assert!(!is_learned(Language::Chinese));
        speak(Language::Chinese);
        assert_eq!(translated("Close"), "Close");
    }
}
