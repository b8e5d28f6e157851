//! Every sentence that a person reads about a manifest.

use super::node::{Content, Node};
use super::scalar;
use super::schema::Type;
use serde_json::Value;

/// Field names that a note lists before it only counts the others.
const MAX_NAMES: usize = 12;
/// Letters of a text that a message repeats.
const MAX_SHOWN: usize = 40;

// The text as a whole.

pub(super) fn too_long(bytes: usize, max: usize) -> String {
    format!(
        "This text has {} kilobytes, and more than {} are not read. Paste the objects you want to \
         watch.",
        bytes / 1000,
        max / 1000
    )
}

pub(super) fn and_more(count: usize) -> String {
    format!("There are {count} more remarks; these are the first.")
}

// YAML.

pub(super) fn too_many_values(max: usize) -> String {
    format!("This document has more than {max} values, those of aliases counted each time.")
}

pub(super) fn too_deep(max: usize) -> String {
    format!("More than {max} levels inside each other are not read.")
}

pub(super) fn alias_within_itself() -> String {
    "This alias stands inside of what it names.".to_owned()
}

pub(super) fn key_stands_twice(key: &str, line: u32) -> String {
    format!("`{}` stands here a second time; the first is on line {line}.", cut(key))
}

pub(super) fn key_is_no_text(is_template: bool) -> String {
    if is_template {
        TEMPLATE.to_owned()
    } else {
        "A key must be a word, not a list or map.".to_owned()
    }
}

pub(super) fn merges_no_map() -> String {
    "`<<` takes the fields of a map, or of a list of maps.".to_owned()
}

const TEMPLATE: &str = "This is not YAML yet but a template with `{{ … }}`. Paste what `helm \
                        template` makes of it.";

/// The parser's message in plain words, where there are any.
pub(super) fn is_no_yaml(info: &str, is_template: bool) -> String {
    const PLAIN: [(&str, &str); 14] = [
        ("tab", "There is a tab in the indentation. YAML takes blanks only."),
        (
            "mapping values are not allowed",
            "This colon is one too many: the line is indented too far, the line before it has no \
             colon, or the value needs quotes.",
        ),
        (
            "did not find expected key",
            "The indentation does not fit: this line belongs to none of the levels above it.",
        ),
        (
            "did not find expected '-'",
            "The indentation does not fit: items of one list begin with `-` in the same column.",
        ),
        ("block sequence entries", "A list begins on a line of its own, below its key."),
        ("expected ',' or '}'", "A `{` is not closed, or a comma is missing."),
        ("expected ',' or ']'", "A `[` is not closed, or a comma is missing."),
        ("illegal placement of ':'", "A `[` or `{` before this is not closed."),
        ("misplaced bracket", "This bracket closes nothing."),
        ("quoted scalar", "A quote is not closed, or something in it needs another quote."),
        ("trailing content", "Nothing may stand behind a closing quote."),
        ("unknown anchor", "No `&` before this gives the name that `*` asks for."),
        ("unprintable", "There is a character here that cannot be printed."),
        ("unexpected character", "A value cannot begin with this character; put it into quotes."),
    ];
    if is_template {
        return TEMPLATE.to_owned();
    }
    match PLAIN.iter().find(|(part, _)| info.contains(part)) {
        Some((_, words)) => (*words).to_owned(),
        None => format!("This is not YAML: {info}."),
    }
}

// Objects.

pub(super) fn is_no_object(node: &Node) -> String {
    format!("An object begins with `apiVersion:` and `kind:`; here is {}.", shown(node))
}

pub(super) fn no_kind() -> String {
    "`kind` is missing: `Deployment`, `StatefulSet`, `Service` …".to_owned()
}

pub(super) fn no_api_version(kind: &str, right: &str) -> String {
    format!("`apiVersion` is missing: `{right}` for a {kind}.")
}

pub(super) fn wrong_api_version(kind: &str, given: &str, right: &str) -> String {
    format!("`{}` has no {kind}. Write `apiVersion: {right}`.", cut(given))
}

pub(super) fn retired_api_version(kind: &str, given: &str, right: &str, since: &str) -> String {
    format!("`{given}` has no {kind} since Kubernetes {since}. Write `apiVersion: {right}`.")
}

pub(super) fn read_as(given: &str, right: &str, since: &str) -> String {
    format!("`{given}` is gone since Kubernetes {since}; this is read as `{right}`.")
}

pub(super) fn unknown_kind(kind: &str, simulated: &[&str], meant: Option<&str>) -> String {
    let meant = meant.map(|meant| format!(" Did you mean `{meant}`?")).unwrap_or_default();
    let simulated = simulated.join("`, `");
    format!("There is no kind `{}` here.{meant} Simulated are `{simulated}`.", cut(kind))
}

pub(super) fn ignored_kind(kind: &str, name: Option<&str>) -> String {
    let kind = cut(kind);
    match name {
        Some(name) => format!("`{kind}/{}` is ignored: this kind is not simulated.", cut(name)),
        None => format!("This `{kind}` is ignored: its kind is not simulated."),
    }
}

pub(super) fn no_items() -> String {
    "This `List` has no `items`.".to_owned()
}

pub(super) fn no_name() -> String {
    "`metadata.name` is missing.".to_owned()
}

pub(super) fn unreadable(error: &str) -> String {
    format!("This object cannot be read: {error}.")
}

pub(super) fn other_namespace(namespace: &str, first: &str) -> String {
    format!(
        "There is one namespace in a run, here `{}`. This object is in `{}` and is left out.",
        cut(first),
        cut(namespace)
    )
}

pub(super) fn same_name(label: &str, line: u32) -> String {
    format!("`{label}` is here a second time; the first is on line {line} and is the one taken.")
}

pub(super) fn too_many_pods(wanted: i64, max: i64) -> String {
    format!(
        "With this, {wanted} Pods would be wanted together. This simulation stops at {max}, which \
         is no limit of Kubernetes."
    )
}

// Fields.

pub(super) fn unknown_field(path: &str, meant: Option<&str>) -> String {
    let meant = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
    let end = if meant.is_empty() { "." } else { "" };
    format!("unknown field `{}`{meant}{end}", cut(path))
}

pub(super) fn wrong_type(path: &str, kind: Type, node: &Node) -> String {
    let name = cut(path.rsplit('.').next().unwrap_or(path));
    let expected = expected(kind);
    let mut message = format!("`{name}` takes {expected}, and here is {}.", shown(node));
    if let Content::Scalar { text, is_plain } = &node.content {
        let meaning = scalar::resolve(text);
        if kind == Type::Text && *is_plain {
            message += &format!(" In quotes it is text: `\"{}\"`.", cut(text));
        } else if !is_plain && !meaning.is_string() {
            message += " Take the quotes off.";
        }
    }
    if let Some(go) = go_type(kind) {
        message += &format!(" (Kubernetes: cannot unmarshal {} into {go}.)", json_type(node));
    }
    message
}

pub(super) fn number_too_large(path: &str, text: &str) -> String {
    format!("`{}` takes numbers up to 2147483647; this is {}.", short_path(path), cut(text))
}

pub(super) fn number_below_zero(path: &str, text: &str) -> String {
    format!("`{}` takes numbers from 0 to 4294967295; this is {}.", short_path(path), cut(text))
}

pub(super) fn no_quantity(path: &str, text: &str) -> String {
    format!(
        "`{}` takes a quantity such as `500m`, `2` or `10Gi`; `{}` is none.",
        short_path(path),
        cut(text)
    )
}

pub(super) fn empty_item() -> String {
    "Nothing stands behind this `-`.".to_owned()
}

pub(super) fn kept_but_not_simulated(label: &str, names: &[&str]) -> String {
    format!("`{label}`: kept, but not simulated: {}.", listed(names))
}

pub(super) fn left_out(label: &str, names: &[&str]) -> String {
    format!("`{label}`: left out, because it is not simulated: {}.", listed(names))
}

pub(super) fn filled_in_by_the_server(label: &str, names: &[&str]) -> String {
    format!("`{label}`: left out, because the API server fills it in: {}.", listed(names))
}

// What Kubernetes says.

pub(super) fn refused(error: &str) -> String {
    format!("Kubernetes refuses this: {error}")
}

pub(super) fn pods_refused(error: &str) -> String {
    format!("Kubernetes takes this, but will refuse the Pods: {error}")
}

pub(super) fn claims_refused(error: &str) -> String {
    format!("Kubernetes takes this, but will refuse the claims: {error}")
}

// Annotations of the simulation.

pub(super) fn unknown_knob(key: &str, known: &[&str]) -> String {
    format!("The simulation knows no annotation `{}`. It reads `{}`.", cut(key), known.join("`, `"))
}

pub(super) fn bad_duration(key: &str, text: &str) -> String {
    format!("`{key}` takes a duration such as `3s`, `800ms` or `never`; `{}` is none.", cut(text))
}

// Parts of sentences.

/// A path without the numbers of its list items and without what all paths begin with.
pub(super) fn short_path(path: &str) -> String {
    let mut short = String::new();
    for part in path.split('.') {
        let name = part.split('[').next().unwrap_or(part);
        if matches!(name, "spec" | "template" | "metadata" | "containers" | "status") {
            continue;
        }
        if !short.is_empty() {
            short.push('.');
        }
        short += name;
    }
    if short.is_empty() { path.to_owned() } else { cut(&short) }
}

fn listed(names: &[&str]) -> String {
    let shown = &names[..names.len().min(MAX_NAMES)];
    let list = format!("`{}`", shown.join("`, `"));
    match names.len() - shown.len() {
        0 => list,
        others => format!("{list} and {others} others"),
    }
}

const fn expected(kind: Type) -> &'static str {
    match kind {
        Type::Text => "text",
        Type::Bool => "`true` or `false`",
        Type::Quantity => "a quantity such as `500m` or `1Gi`",
        Type::IntOrText => "a number or a percentage",
        Type::Int | Type::Long | Type::Natural => "a whole number",
        Type::List(_) => "a list",
        Type::Map | Type::Quantities | Type::Quota => "names with a value each",
        Type::Struct(_) | Type::Any => "fields of its own",
    }
}

const fn go_type(kind: Type) -> Option<&'static str> {
    match kind {
        Type::Text => Some("string"),
        Type::Bool => Some("bool"),
        Type::Int => Some("int32"),
        Type::Long | Type::Natural => Some("int64"),
        _ => None,
    }
}

fn json_type(node: &Node) -> &'static str {
    match &node.content {
        Content::List(_) => "array",
        Content::Map(_) => "object",
        Content::Scalar { is_plain: false, .. } => "string",
        Content::Scalar { text, .. } => match scalar::resolve(text) {
            Value::Bool(_) => "bool",
            Value::Number(_) => "number",
            _ => "string",
        },
    }
}

/// What stands there.
fn shown(node: &Node) -> String {
    match &node.content {
        Content::List(_) => "a list".to_owned(),
        Content::Map(_) => "a map".to_owned(),
        Content::Scalar { text, is_plain: false } => format!("the text `\"{}\"`", cut(text)),
        Content::Scalar { text, .. } => match scalar::resolve(text) {
            Value::Bool(yes) if text != "true" && text != "false" => {
                format!("`{text}`, which YAML reads as `{yes}`")
            }
            Value::Bool(_) => format!("`{text}`"),
            Value::Number(_) => format!("the number {}", cut(text)),
            _ => format!("the text `{}`", cut(text)),
        },
    }
}

fn cut(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    match line.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None if line.len() < text.len() => format!("{line}…"),
        None => line.to_owned(),
    }
}
