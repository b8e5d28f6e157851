//! The table of the language that is spoken.

use serde_json::{Map, Value};
use std::cell::Cell;

thread_local! {
    static SPOKEN: Cell<Option<&'static Catalog>> = const { Cell::new(None) };
}

/// English texts, and what they are in another language.
#[derive(Debug)]
pub struct Catalog(Map<String, Value>);

impl Catalog {
    /// Reads a catalog: one object of JSON. It stays for good, as the texts in it are handed out
    /// like those in the code.
    pub fn read(json: &str) -> Option<&'static Self> {
        match serde_json::from_str(json) {
            Ok(Value::Object(table)) => Some(Box::leak(Box::new(Self(table)))),
            _ => None,
        }
    }

    fn find(&self, english: &str) -> Option<&str> {
        self.0.get(english)?.as_str()
    }
}

/// From now on texts are those of that catalog; of none, English.
pub fn speak(catalog: Option<&'static Catalog>) {
    SPOKEN.set(catalog);
}

/// A text in the language that is spoken.
pub fn translated(english: &'static str) -> &'static str {
    SPOKEN.get().and_then(|catalog| catalog.find(english)).unwrap_or(english)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_no_catalog_stays_english() {
        assert_eq!(translated("Close"), "Close");
        speak(Catalog::read(r#"{ "Close": "关闭" }"#));
        assert_eq!((translated("Close"), translated("Open")), ("关闭", "Open"));
        speak(None);
        assert_eq!(translated("Close"), "Close");
    }

    #[test]
    fn a_file_that_is_no_table_is_no_catalog() {
        assert!(Catalog::read("<!doctype html>").is_none());
        assert!(Catalog::read("[]").is_none());
    }
}
