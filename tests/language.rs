//! Every text that people read stands in the catalog of each language, with the same places for
//! values and the same names between backticks; and a catalog has no others.
//!
//! The texts are found in the sources: `Phrase("…")`, `say!("…", …)`, and the rules.

#![cfg(not(target_arch = "wasm32"))]

use cattle_and_pets::language::Language;
use cattle_and_pets::words::numbers::WORDS;
use cattle_and_pets::words::rules;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What stands before a text that is translated.
const MARKS: [&str; 2] = ["Phrase(", "say!("];

/// Names of the API that look like words.
const API: [&str; 3] = ["partition", "replicas", "storage"];

/// A text, and where it stands.
type Texts = BTreeMap<String, String>;

#[test]
fn every_language_has_every_text_and_no_other() {
    let english = english();
    assert!(english.len() > 300, "only {} texts were found in the sources", english.len());
    let mut complaints = Vec::new();
    for language in Language::ALL.iter().filter(|it| **it != Language::English) {
        let file = format!("src/language/{}.json", language.tag());
        let text = fs::read_to_string(root().join(&file)).expect("a catalog");
        complaints.extend(compare(&english, &file, &text));
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn every_number_has_a_word() {
    let mut complaints = Vec::new();
    for file in sources(&root().join("src/cluster")) {
        let code = fs::read_to_string(&file).expect("a text file");
        for name in numbers(&code) {
            // The API's names are written so: `maxSurge`. What has a place is no name.
            let is_of_the_api = !name.contains(' ') && name.contains(char::is_uppercase);
            let is_template = name.contains('{');
            let is_known = WORDS.iter().any(|word| word.0 == name) || API.contains(&&*name);
            if !is_of_the_api && !is_template && !is_known {
                complaints.push(format!("{}: no word for {name:?}", file.display()));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// The names of the numbers that the functions of a source give.
fn numbers(code: &str) -> Vec<String> {
    let functions = code.split("-> Vec<Number> {").skip(1);
    let bodies = functions.map(|from| &from[..from.find("\n    }\n").unwrap_or(from.len())]);
    bodies.flat_map(|body| marked(body, &["("])).map(|(_, text)| text).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All texts of the sources.
fn english() -> Texts {
    let mut texts = Texts::new();
    for file in sources(&root().join("src")) {
        let path = file.strip_prefix(root()).expect("a file of the repository").display();
        let code = fs::read_to_string(&file).expect("a text file");
        for (line, text) in marked(&code, &MARKS) {
            texts.entry(text).or_insert(format!("{path}:{line}"));
        }
    }
    for rule in rules::all() {
        let changes = rule.changes.iter().map(|change| change.text);
        for text in changes.chain([rule.text]) {
            texts.entry(text.0.to_owned()).or_insert(format!("rule {}", rule.id));
        }
    }
    texts
}

/// The sources, but for those of `language` itself, whose tests have texts of their own.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("language") {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What is wrong with a catalog, each with its place.
fn compare(english: &Texts, file: &str, catalog: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut translated = BTreeSet::new();
    for (index, line) in catalog.lines().enumerate() {
        let at = format!("{file}:{}", index + 1);
        let Some((key, text)) = entry(line) else {
            if !matches!(line, "{" | "}") {
                complaints.push(format!("{at}: a line is to be `\"English\": \"translation\",`"));
            }
            continue;
        };
        if !english.contains_key(&key) {
            complaints.push(format!("{at}: no such text in the sources: {key:?}"));
        } else if let Some(what) = difference(&key, &text) {
            complaints.push(format!("{at}: {what}: {key:?}"));
        }
        if !translated.insert(key.clone()) {
            complaints.push(format!("{at}: a second time: {key:?}"));
        }
    }
    let missing = english.iter().filter(|(text, _)| !translated.contains(*text));
    complaints.extend(missing.map(|(text, at)| format!("{at}: not in {file}: {text:?}")));
    complaints
}

/// One line of a catalog.
fn entry(line: &str) -> Option<(String, String)> {
    let line = line.trim().trim_end_matches(',');
    let read: BTreeMap<String, String> = serde_json::from_str(&format!("{{{line}}}")).ok()?;
    read.into_iter().next()
}

/// What a translation has that its text has not, or the other way round.
fn difference(english: &str, text: &str) -> Option<String> {
    let (places, here) = (places(english), places(text));
    let unknown = here.keys().find(|name| !places.contains_key(*name));
    // What is only chosen by, as in `{pods|is|are}`, other languages may do without.
    let left_out = places.iter().find(|(name, is_shown)| **is_shown && !here.contains_key(*name));
    if let Some(name) = unknown.or(left_out.map(|(name, _)| name)) {
        return Some(format!("the place {{{name}}} is not in both"));
    }
    let (names, here) = (between_backticks(english), between_backticks(text));
    let differs = names.symmetric_difference(&here).next()?;
    Some(format!("`{differs}` is not in both"))
}

/// The names of the places for values, and whether the value itself is shown there.
fn places(text: &str) -> BTreeMap<&str, bool> {
    let mut places = BTreeMap::new();
    for part in text.split('{').skip(1) {
        let Some((place, _)) = part.split_once('}') else { continue };
        let (name, is_shown) = match place.split_once('|') {
            Some((name, _)) => (name, false),
            None => (place, true),
        };
        if name.chars().all(|it| it.is_ascii_lowercase() || it == '_') && !name.is_empty() {
            *places.entry(name).or_insert(false) |= is_shown;
        }
    }
    places
}

fn between_backticks(text: &str) -> BTreeSet<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The texts of a source that stand behind one of the marks, each with its line.
fn marked(code: &str, marks: &[&str]) -> Vec<(usize, String)> {
    let (mut found, mut before) = (Vec::new(), String::new());
    let (mut rest, mut line) = (code, 1);
    while let Some(char) = rest.chars().next() {
        let before_this = rest;
        if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if rest.starts_with("'\"'") {
            rest = &rest[3..];
        } else if let Some(raw) = rest.strip_prefix("r#\"") {
            rest = raw.split_once("\"#").map_or("", |(_, after)| after);
        } else if char == '"' {
            let (text, after) = literal(&rest[1..]);
            if marks.iter().any(|mark| before.ends_with(mark)) {
                found.push((line, text));
            }
            before.clear();
            rest = after;
        } else {
            if !char.is_whitespace() {
                before.push(char);
            }
            rest = &rest[char.len_utf8()..];
        }
        line += before_this[..before_this.len() - rest.len()].matches('\n').count();
    }
    found
}

/// What a string says whose opening quote was just read, and what comes after it.
fn literal(code: &str) -> (String, &str) {
    let mut text = String::new();
    let mut rest = code;
    while let Some(char) = rest.chars().next() {
        rest = &rest[char.len_utf8()..];
        match char {
            '"' => break,
            '\\' => rest = escape(rest, &mut text),
            _ => text.push(char),
        }
    }
    (text, rest)
}

/// Reads what stands behind a backslash.
fn escape<'a>(code: &'a str, text: &mut String) -> &'a str {
    let mut chars = code.chars();
    match chars.next() {
        Some('\n') => return code.trim_start(),
        Some('u') => {
            let (digits, after) = code[2..].split_once('}').unwrap_or((&code[2..], ""));
            text.extend(u32::from_str_radix(digits, 16).ok().and_then(char::from_u32));
            return after;
        }
        Some('n') => text.push('\n'),
        Some(char) => text.push(char),
        None => {}
    }
    chars.as_str()
}

mod rules_of_this_test {
    use super::*;

    fn complaints(english: &str, catalog: &str) -> Vec<String> {
        let english = Texts::from([(english.to_owned(), "a.rs:1".to_owned())]);
        compare(&english, "zh.json", catalog)
    }

    #[test]
    fn texts_are_found_where_they_stand() {
        let code = "// say!(\"no\")\nlet x = say!(\n    \"a \\\n     b \\\"\\u{ad}{c}\", c);\n\
                    f(r#\"say!(\"no\\u\"#, Phrase(\"//yes\"));";
        let expected = [(3, "a b \"\u{ad}{c}".to_owned()), (5, "//yes".to_owned())];
        assert_eq!(marked(code, &MARKS), expected);
        let numbers_of = "fn f() -> Vec<Number> {\n  vec![(\"a b\", x(\"y\"))]\n    }\n (\"no\")";
        assert_eq!(numbers(numbers_of), ["a b", "y"]);
    }

    #[test]
    fn a_missing_and_an_unknown_text_are_found() {
        assert_eq!(complaints("a", "{\n}"), ["a.rs:1: not in zh.json: \"a\""]);
        let twice = complaints("a", "{\n\"a\": \"b\",\n\"a\": \"b\",\n\"c\": \"d\"\n}");
        assert_eq!(
            twice,
            ["zh.json:3: a second time: \"a\"", "zh.json:4: no such text in the sources: \"c\""]
        );
    }

    #[test]
    fn another_place_or_name_is_found() {
        let of = |text: &str| difference("{pods} {pods|Pod|Pods} of `{set}`: {them|a|b}", text);
        assert_eq!(of("`{set}`:{pods}"), None);
        assert_eq!(of("{pods} `{set}` {them|c|d}"), None);
        assert_eq!(of("`{set}`").as_deref(), Some("the place {pods} is not in both"));
        assert_eq!(of("{pods} `{set}` {x}").as_deref(), Some("the place {x} is not in both"));
        assert_eq!(of("{pods} {set}").as_deref(), Some("`{set}` is not in both"));
    }
}
