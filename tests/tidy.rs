//! What the compiler does not check: layers only look downwards, only `ui` knows the browser,
//! nothing depends on hash order or the wall clock, nothing is left half done, colours are tokens.
//!
//! Every complaint names its file and line. The rules are tested on small texts at the end.

#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// From the top down: a module may use itself and those after it.
const LAYERS: [&str; 12] = [
    "main",
    "ui",
    "app",
    "lessons",
    "scene",
    "timeline",
    "kubectl",
    "manifest",
    "cluster",
    "api",
    "value",
    "collections",
];
/// `words`, the strings that people read, stand beside the layers.
const MAY_USE_WORDS: [&str; 7] = ["main", "ui", "app", "scene", "timeline", "kubectl", "words"];
const WORDS_MAY_USE: [&str; 4] = ["words", "lessons", "cluster", "api"];
/// `language` translates what people read. The engine knows no language; of `kubectl` only the
/// comments that stand for what has no command.
const MAY_USE_LANGUAGE: [&str; 7] =
    ["ui", "app", "lessons", "kubectl", "manifest", "words", "language"];

/// Only `ui` may name them; each also stands for all names that begin so: `gloo_timers`.
const BROWSER: [&str; 5] = ["yew", "web_sys", "gloo", "wasm_bindgen", "js_sys"];
/// Their order or value differs from run to run.
const UNREPEATABLE: [&str; 4] = ["HashMap", "HashSet", "SystemTime", "Instant"];
/// What is too large to be downloaded, and what to use instead.
const HEAVY: [(&str, &str); 5] = [
    ("BTreeMap", "crate::collections::Map"),
    ("BTreeSet", "crate::collections::Set"),
    (".sort", "crate::collections::sort"),
    ("serde_json", "crate::value"),
    ("parse::<f64>", "crate::value::Number"),
];
const HALF_DONE: [&str; 4] = ["TODO", "FIXME", "todo!", "unimplemented!"];
const COLUMNS: usize = 100;

#[test]
fn layers_only_look_downwards() {
    check("src", "rs", |path, text| upward_uses(&module(path), &code(text)));
}

#[test]
fn only_ui_knows_the_browser() {
    check(
        "src",
        "rs",
        |path, text| {
            if module(path) == "ui" { Vec::new() } else { browser_names(&code(text)) }
        },
    );
}

#[test]
fn nothing_depends_on_hash_order_or_the_wall_clock() {
    check("src", "rs", |path, text| {
        if module(path) == "ui" { Vec::new() } else { unrepeatable_names(&code(text)) }
    });
}

#[test]
fn nothing_large_is_downloaded() {
    check("src", "rs", |path, text| {
        let is_test = path.iter().any(|it| it == "tests" || it == "tests.rs" || it == "value");
        if is_test { Vec::new() } else { heavy(&code(text)) }
    });
}

#[test]
fn nothing_is_left_half_done() {
    check("src", "rs", |_, text| half_done(text));
}

#[test]
fn no_warning_is_silenced_and_no_test_ignored() {
    for folder in ["src", "tests", "benches", "xtask/src"] {
        check(folder, "rs", |_, text| silenced(&code(text)));
    }
}

#[test]
fn lines_fit_into_a_hundred_columns() {
    for folder in ["src", "tests", "benches", "xtask/src"] {
        check(folder, "rs", |_, text| long_lines(text));
    }
}

#[test]
fn colours_are_tokens() {
    check("styles", "css", |path, text| {
        let tokens = path.starts_with("styles/tokens") || path.ends_with("tokens.css");
        if tokens { Vec::new() } else { raw_colours(text) }
    });
}

/// A line number, counted from 1, and what is wrong there.
type Complaint = (usize, String);

/// Runs a rule over every file of a folder, and fails with all complaints at once.
fn check(folder: &str, extension: &str, rule: impl Fn(&Path, &str) -> Vec<Complaint>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut complaints = Vec::new();
    for file in files(&root.join(folder)) {
        if file.extension().is_none_or(|found| found != extension) {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a text file");
        let path = file.strip_prefix(root).expect("a file of the repository");
        for (line, what) in rule(path, &text) {
            complaints.push(format!("{}:{line}: {what}", path.display()));
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// All files below a folder, sorted; none when there is no such folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for path in entries.map(|entry| entry.expect("a folder's entry").path()) {
        if path.ends_with("node_modules") {
            continue;
        } else if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The layer that a file of `src/` belongs to: its first folder, or its own name.
fn module(path: &Path) -> String {
    let first = path.iter().nth(1).expect("a file of src").to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn upward_uses(from: &str, code: &str) -> Vec<Complaint> {
    if from == "lib" {
        return Vec::new();
    }
    let uses = used_modules(code).into_iter();
    uses.filter_map(|(line, to)| Some((line, why_not(from, &to)?))).collect()
}

/// Why one module may not use another, if so.
fn why_not(from: &str, to: &str) -> Option<String> {
    let rank = |module: &str| LAYERS.iter().position(|layer| *layer == module);
    let allowed = match (from, to) {
        ("words" | "language", "value" | "collections") => true,
        (_, "language") => MAY_USE_LANGUAGE.contains(&from),
        ("language", _) => false,
        (_, "words") => MAY_USE_WORDS.contains(&from),
        ("words", _) => WORDS_MAY_USE.contains(&to),
        _ => match (rank(from), rank(to)) {
            (Some(from), Some(to)) => from <= to,
            (None, _) => return Some(format!("{from} is not a layer that tests/tidy.rs knows")),
            (_, None) => return Some(format!("{to} is not a layer that tests/tidy.rs knows")),
        },
    };
    (!allowed).then(|| format!("{from} may not use {to}"))
}

/// The modules named after `crate::`, also those in braces.
fn used_modules(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(is_name) {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let names = match rest.strip_prefix('{') {
            Some(group) => first_names(group),
            None => vec![leading_name(rest)],
        };
        let line = line_of(code, at);
        found.extend(names.into_iter().map(|name| (line, name)));
    }
    found
}

/// The first name of each path in the group whose opening brace was just read.
fn first_names(group: &str) -> Vec<String> {
    let (mut depth, mut start, mut names) = (0, 0, Vec::new());
    for (at, char) in group.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(leading_name(group[start..at].trim_start()));
                start = at + 1;
                if char == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn browser_names(code: &str) -> Vec<Complaint> {
    let of_the_browser = |name: &str| {
        BROWSER.iter().any(|browser| {
            name.strip_prefix(browser).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
        })
    };
    names(code)
        .filter(|(_, name)| of_the_browser(name))
        .map(|(line, name)| (line, format!("only ui may name {name}")))
        .collect()
}

fn unrepeatable_names(code: &str) -> Vec<Complaint> {
    names(code)
        .filter(|(_, name)| UNREPEATABLE.contains(name))
        .map(|(line, name)| (line, format!("{name} differs from run to run")))
        .collect()
}

/// What is too large in the code before the tests.
fn heavy(code: &str) -> Vec<Complaint> {
    let code = code.split("#[cfg(test)]\nmod tests").next().unwrap_or(code);
    let mut found = Vec::new();
    for (what, instead) in HEAVY {
        let lines = numbered(code).filter(|(_, line)| line.contains(what));
        found.extend(lines.map(|(line, _)| (line, format!("{what} is large: use {instead}"))));
    }
    found
}

fn half_done(text: &str) -> Vec<Complaint> {
    let mut found = Vec::new();
    for (line, content) in numbered(text) {
        for word in HALF_DONE.iter().filter(|word| content.contains(**word)) {
            found.push((line, format!("{word} is left")));
        }
    }
    found
}

fn silenced(code: &str) -> Vec<Complaint> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("allow(") {
        let lints = code[at..].split(')').next().unwrap_or_default();
        for (_, lint) in names(lints) {
            if lint == "dead_code" || lint.starts_with("unused") {
                found.push((line_of(code, at), format!("{lint} is silenced")));
            }
        }
    }
    let ignored = code.match_indices("#[ignore");
    found.extend(ignored.map(|(at, _)| (line_of(code, at), "a test is ignored".to_owned())));
    found
}

fn long_lines(text: &str) -> Vec<Complaint> {
    numbered(text)
        .map(|(line, content)| (line, content.chars().count()))
        .filter(|(_, columns)| *columns > COLUMNS)
        .map(|(line, columns)| (line, format!("{columns} columns, more than {COLUMNS}")))
        .collect()
}

/// Colours in declarations; a selector such as `#add` is none.
fn raw_colours(css: &str) -> Vec<Complaint> {
    let css = without_css_comments(css);
    let (mut start, mut found) = (0, Vec::new());
    for (at, end) in css.match_indices(['{', '}', ';']) {
        let declaration = &css[start..at];
        if let Some(colon) = declaration.find(':').filter(|_| end != "{") {
            for (offset, colour) in colours(&declaration[colon..]) {
                let line = line_of(&css, start + colon + offset);
                found.push((line, format!("the colour {colour} belongs into styles/tokens")));
            }
        }
        start = at + 1;
    }
    found
}

/// The colours in a value, and where each is.
fn colours(value: &str) -> Vec<(usize, String)> {
    const FUNCTIONS: [&str; 10] =
        ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"];
    const NAMES: [&str; 24] = [
        "aqua", "beige", "black", "blue", "brown", "cyan", "fuchsia", "gold", "gray", "green",
        "grey", "indigo", "lime", "magenta", "maroon", "navy", "olive", "orange", "pink", "purple",
        "red", "teal", "white", "yellow",
    ];
    let mut found = Vec::new();
    let mut at = 0;
    while at < value.len() {
        let rest = &value[at..];
        let in_word = |char: char| char.is_ascii_alphanumeric() || "-_#".contains(char);
        let length = rest.find(|char| !in_word(char)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length);
        // `oklch(from var(--token) …)` is made of a token.
        let call = after.starts_with('(') && !after.starts_with("(from var(");
        let hex = word.strip_prefix('#').is_some_and(is_hex_colour);
        if hex || NAMES.contains(&word) || (call && FUNCTIONS.contains(&word)) {
            found.push((at, word.to_owned()));
        }
        at += length + after.chars().next().map_or(0, char::len_utf8);
    }
    found
}

fn is_hex_colour(digits: &str) -> bool {
    matches!(digits.len(), 3 | 4 | 6 | 8) && digits.chars().all(|digit| digit.is_ascii_hexdigit())
}

fn without_css_comments(css: &str) -> String {
    let mut kept = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        let (comment, after) = comment.split_once("*/").unwrap_or((comment, ""));
        kept.push_str(before);
        kept.extend(comment.chars().filter(|char| *char == '\n'));
        rest = after;
    }
    kept + rest
}

/// Rust without its comments and without what its strings say; every line stays where it is.
fn code(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let length = skipped(rest, kept.chars().next_back());
        if length == 0 {
            kept.push(char);
            rest = &rest[char.len_utf8()..];
        } else {
            kept.push(' ');
            kept.extend(rest[..length].chars().filter(|char| *char == '\n'));
            rest = &rest[length..];
        }
    }
    kept
}

/// How much of the text is the comment, string or character that it begins with.
fn skipped(text: &str, before: Option<char>) -> usize {
    let until = |end: &str| text.find(end).map_or(text.len(), |at| at + end.len());
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return until("*/");
    }
    if text.starts_with('"') {
        return quoted(text, '"');
    }
    if let Some(inside) = text.strip_prefix('\'') {
        // A lifetime has no closing quote.
        let character = inside.starts_with('\\') || inside.chars().nth(1) == Some('\'');
        return if character { quoted(text, '\'') } else { 0 };
    }
    let hashes: String = text.chars().skip(1).take_while(|char| *char == '#').collect();
    let raw_string = text.starts_with('r') && text[1 + hashes.len()..].starts_with('"');
    if raw_string && !before.is_some_and(is_name) {
        let open = 2 + hashes.len();
        let close = format!("\"{hashes}");
        return text[open..].find(&close).map_or(text.len(), |at| open + at + close.len());
    }
    0
}

/// The length of a quoted text with its quotes; a backslash takes the next character's meaning.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, char) in text.char_indices().skip(1) {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if char == quote => return at + char.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

fn names(code: &str) -> impl Iterator<Item = (usize, &str)> {
    numbered(code).flat_map(|(line, content)| {
        let names = content.split(|char| !is_name(char)).filter(|name| !name.is_empty());
        names.map(move |name| (line, name))
    })
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, content)| (at + 1, content))
}

fn leading_name(text: &str) -> String {
    text.chars().take_while(|char| is_name(*char)).collect()
}

fn is_name(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

mod rules {
    use super::*;

    #[test]
    fn a_use_upwards_is_found_wherever_it_stands() {
        let found = |from, text| upward_uses(from, &code(text));
        let why = "cluster may not use scene".to_owned();
        assert_eq!(found("cluster", "use crate::scene::Sprite;"), [(1, why.clone())]);
        assert_eq!(found("cluster", "\nfn f() { crate::scene::draw() }"), [(2, why.clone())]);
        assert_eq!(found("cluster", "use crate::{api::{A, scene}, scene::B};"), [(1, why)]);
        assert_eq!(found("scene", "use crate::cluster::Cluster;"), []);
        assert_eq!(
            found("cluster", "// crate::scene\nlet s = \"crate::scene\"; r#\"crate::ui\"#"),
            []
        );
        assert_eq!(found("words", "use crate::timeline::T;").len(), 1);
        assert_eq!(found("cluster", "use crate::words;").len(), 1);
        assert_eq!(found("cluster", "use crate::language::say;").len(), 1);
        assert_eq!(found("words", "use crate::language::say;"), []);
        assert_eq!(found("cluster", "use crate::elsewhere;").len(), 1);
    }

    #[test]
    fn names_are_found_in_code_only() {
        let text = "//! Yew, yew\nuse gloo_timers::X; // web_sys\nlet yewish = 'y';";
        assert_eq!(browser_names(&code(text)), [(2, "only ui may name gloo_timers".to_owned())]);
        let text = "fn f<'a>(x: &'a str) -> HashMap { '\\'' }";
        assert_eq!(unrepeatable_names(&code(text)).len(), 1);
    }

    #[test]
    fn what_is_large_is_found_before_the_tests() {
        let text = "fn f(list: &mut [u8]) { list.sort() }\n#[cfg(test)]\nmod tests { BTreeMap }";
        assert_eq!(heavy(text), [(1, ".sort is large: use crate::collections::sort".to_owned())]);
    }

    #[test]
    fn silence_is_found() {
        let attribute = format!("\n#[{}(dead_code)]", "allow");
        assert_eq!(silenced(&attribute), [(2, "dead_code is silenced".to_owned())]);
        let attribute = format!("#![{}(clippy::x, unused_mut)]", "allow");
        assert_eq!(silenced(&attribute).len(), 1);
        assert_eq!(silenced("#[test] fn f() {}"), []);
    }

    #[test]
    fn colours_are_found_in_declarations_only() {
        let complaint =
            |line, colour: &str| (line, format!("the colour {colour} belongs into styles/tokens"));
        assert_eq!(raw_colours("#add:hover { color: var(--red); }"), []);
        assert_eq!(raw_colours("/* #fff */ a { color:\n #ABC }"), [complaint(2, "#ABC")]);
        assert_eq!(raw_colours("a { b: 1px solid rgb(0 0 0) }"), [complaint(1, "rgb")]);
        assert_eq!(raw_colours("a { background: white; }"), [complaint(1, "white")]);
        assert_eq!(raw_colours("a { color: oklch(from var(--x) 50% c h); }"), []);
        assert_eq!(raw_colours("a { color: color-mix(in oklch, var(--a), transparent); }"), []);
    }
}
