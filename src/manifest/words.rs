//! Every sentence that a person reads about a manifest.

use super::node::{Content, Node};
use super::scalar;
use super::schema::Type;
use crate::api::Release;
use crate::language::{Phrase, say};
use crate::value::Value;

/// Field names that a note lists before it only counts the others.
const MAX_NAMES: usize = 12;
/// Letters of a text that a message repeats.
const MAX_SHOWN: usize = 40;

// The text as a whole.

pub(super) fn too_long(bytes: usize, max: usize) -> String {
    say!(
        "This text has {bytes} kilobytes, and more than {max} are not read. Paste the objects you \
         want to watch.",
        bytes = bytes / 1000,
        max = max / 1000
    )
}

pub(super) fn and_more(count: usize) -> String {
    say!("There are {count} more remarks; these are the first.", count)
}

// YAML.

pub(super) fn too_many_values(max: usize) -> String {
    say!("This document has more than {max} values, those of aliases counted each time.", max)
}

pub(super) fn too_deep(max: usize) -> String {
    say!("More than {max} levels inside each other are not read.", max)
}

pub(super) fn alias_within_itself() -> String {
    say!("This alias stands inside of what it names.")
}

pub(super) fn key_stands_twice(key: &str, line: u32) -> String {
    say!("`{key}` stands here a second time; the first is on line {line}.", key = cut(key), line)
}

pub(super) fn key_is_no_text(is_template: bool) -> String {
    match is_template {
        true => TEMPLATE.to_string(),
        false => say!("A key must be a word, not a list or map."),
    }
}

pub(super) fn merges_no_map() -> String {
    say!("`<<` takes the fields of a map, or of a list of maps.")
}

const TEMPLATE: Phrase = Phrase(
    "This is not YAML yet but a template with `{{ … }}`. Paste what `helm template` makes of it.",
);

/// The parser's message in plain words, where there are any.
pub(super) fn is_no_yaml(info: &str, is_template: bool) -> String {
    const PLAIN: [(&str, Phrase); 14] = [
        ("tab", Phrase("There is a tab in the indentation. YAML takes blanks only.")),
        (
            "mapping values are not allowed",
            Phrase(
                "This colon is one too many: the line is indented too far, the line before it has \
                 no colon, or the value needs quotes.",
            ),
        ),
        (
            "did not find expected key",
            Phrase(
                "The indentation does not fit: this line belongs to none of the levels above it.",
            ),
        ),
        (
            "did not find expected '-'",
            Phrase(
                "The indentation does not fit: items of one list begin with `-` in the same \
                 column.",
            ),
        ),
        ("block sequence entries", Phrase("A list begins on a line of its own, below its key.")),
        ("expected ',' or '}'", Phrase("A `{` is not closed, or a comma is missing.")),
        ("expected ',' or ']'", Phrase("A `[` is not closed, or a comma is missing.")),
        ("illegal placement of ':'", Phrase("A `[` or `{` before this is not closed.")),
        ("misplaced bracket", Phrase("This bracket closes nothing.")),
        ("quoted scalar", Phrase("A quote is not closed, or something in it needs another quote.")),
        ("trailing content", Phrase("Nothing may stand behind a closing quote.")),
        ("unknown anchor", Phrase("No `&` before this gives the name that `*` asks for.")),
        ("unprintable", Phrase("There is a character here that cannot be printed.")),
        (
            "unexpected character",
            Phrase("A value cannot begin with this character; put it into quotes."),
        ),
    ];
    if is_template {
        return TEMPLATE.to_string();
    }
    match PLAIN.iter().find(|(part, _)| info.contains(part)) {
        Some((_, words)) => words.to_string(),
        None => say!("This is not YAML: {info}.", info),
    }
}

// Objects.

pub(super) fn is_no_object(node: &Node) -> String {
    say!("An object begins with `apiVersion:` and `kind:`; here is {found}.", found = shown(node))
}

pub(super) fn no_kind() -> String {
    say!("`kind` is missing: `Deployment`, `StatefulSet`, `Service` …")
}

pub(super) fn no_api_version(kind: &str, right: &str) -> String {
    say!("`apiVersion` is missing: `{right}` for a {kind}.", right, kind)
}

pub(super) fn wrong_api_version(kind: &str, given: &str, right: &str) -> String {
    say!("`{given}` has no {kind}. Write `apiVersion: {right}`.", given = cut(given), kind, right)
}

pub(super) fn retired_api_version(kind: &str, given: &str, right: &str, since: &str) -> String {
    say!(
        "`{given}` has no {kind} since Kubernetes {since}. Write `apiVersion: {right}`.",
        given,
        kind,
        since,
        right
    )
}

pub(super) fn read_as(given: &str, right: &str, since: &str) -> String {
    say!(
        "`{given}` is gone since Kubernetes {since}; this is read as `{right}`.",
        given,
        since,
        right
    )
}

pub(super) fn unknown_kind(kind: &str, simulated: &[&str], meant: Option<&str>) -> String {
    let (kind, simulated) = (cut(kind), simulated.join("`, `"));
    match meant {
        None => {
            say!("There is no kind `{kind}` here. Simulated are `{simulated}`.", kind, simulated)
        }
        Some(meant) => say!(
            "There is no kind `{kind}` here. Did you mean `{meant}`? Simulated are `{simulated}`.",
            kind,
            meant,
            simulated
        ),
    }
}

pub(super) fn ignored_kind(kind: &str, name: Option<&str>) -> String {
    let kind = cut(kind);
    match name {
        Some(name) => {
            say!("`{kind}/{name}` is ignored: this kind is not simulated.", kind, name = cut(name))
        }
        None => say!("This `{kind}` is ignored: its kind is not simulated.", kind),
    }
}

pub(super) fn no_items() -> String {
    say!("This `List` has no `items`.")
}

pub(super) fn no_name() -> String {
    say!("`metadata.name` is missing.")
}

pub(super) fn unreadable(error: &str) -> String {
    say!("This object cannot be read: {error}.", error)
}

pub(super) fn other_namespace(namespace: &str, first: &str) -> String {
    say!(
        "There is one namespace in a run, here `{first}`. This object is in `{namespace}` and is \
         left out.",
        first = cut(first),
        namespace = cut(namespace)
    )
}

pub(super) fn same_name(label: &str, line: u32) -> String {
    say!(
        "`{label}` is here a second time; the first is on line {line} and is the one taken.",
        label,
        line
    )
}

pub(super) fn too_many_pods(wanted: i64, max: i64) -> String {
    say!(
        "With this, {wanted} Pods would be wanted together. This simulation stops at {max}, which \
         is no limit of Kubernetes.",
        wanted,
        max
    )
}

// Fields.

pub(super) fn unknown_field(path: &str, meant: Option<&str>) -> String {
    let path = cut(path);
    match meant {
        None => say!("unknown field `{path}`.", path),
        Some(meant) => say!("unknown field `{path}`; did you mean `{meant}`?", path, meant),
    }
}

pub(super) fn wrong_type(path: &str, kind: Type, node: &Node) -> String {
    let name = cut(path.rsplit('.').next().unwrap_or(path));
    let expected = expected(kind);
    let mut message = say!(
        "`{name}` takes {expected}, and here is {found}.",
        name,
        expected,
        found = shown(node)
    );
    if let Content::Scalar { text, is_plain } = &node.content {
        let meaning = scalar::resolve(text);
        if kind == Type::Text && *is_plain {
            message += &say!(" In quotes it is text: `\"{text}\"`.", text = cut(text));
        } else if !is_plain && !meaning.is_string() {
            message += " Take the quotes off.";
        }
    }
    if let Some(go) = go_type(kind) {
        message +=
            &say!(" (Kubernetes: cannot unmarshal {json} into {go}.)", json = json_type(node), go);
    }
    message
}

pub(super) fn number_too_large(path: &str, text: &str) -> String {
    say!(
        "`{path}` takes numbers up to 2147483647; this is {text}.",
        path = short_path(path),
        text = cut(text)
    )
}

pub(super) fn number_below_zero(path: &str, text: &str) -> String {
    say!(
        "`{path}` takes numbers from 0 to 4294967295; this is {text}.",
        path = short_path(path),
        text = cut(text)
    )
}

pub(super) fn no_quantity(path: &str, text: &str) -> String {
    say!(
        "`{path}` takes a quantity such as `500m`, `2` or `10Gi`; `{text}` is none.",
        path = short_path(path),
        text = cut(text)
    )
}

pub(super) fn empty_item() -> String {
    say!("Nothing stands behind this `-`.")
}

pub(super) fn kept_but_not_simulated(label: &str, names: &[&str]) -> String {
    say!("`{label}`: kept, but not simulated: {names}.", label, names = listed(names))
}

pub(super) fn left_out(label: &str, names: &[&str]) -> String {
    say!("`{label}`: left out, because it is not simulated: {names}.", label, names = listed(names))
}

pub(super) fn filled_in_by_the_server(label: &str, names: &[&str]) -> String {
    say!(
        "`{label}`: left out, because the API server fills it in: {names}.",
        label,
        names = listed(names)
    )
}

// What Kubernetes says.

pub(super) fn refused(error: &str) -> String {
    say!("Kubernetes refuses this: {error}", error)
}

pub(super) fn dropped(path: &str, release: Release) -> String {
    let field = path.rsplit('.').next().unwrap_or(path);
    say!("Kubernetes {release} has no `{field}` switched on: it drops the field.", release, field)
}

pub(super) fn pods_refused(error: &str) -> String {
    say!("Kubernetes takes this, but will refuse the Pods: {error}", error)
}

pub(super) fn claims_refused(error: &str) -> String {
    say!("Kubernetes takes this, but will refuse the claims: {error}", error)
}

// Annotations of the simulation.

pub(super) fn unknown_knob(key: &str, known: &[&str]) -> String {
    say!(
        "The simulation knows no annotation `{key}`. It reads `{known}`.",
        key = cut(key),
        known = known.join("`, `")
    )
}

pub(super) fn bad_duration(key: &str, text: &str) -> String {
    say!(
        "`{key}` takes a duration such as `3s`, `800ms` or `never`; `{text}` is none.",
        key,
        text = cut(text)
    )
}

// Parts of sentences.

/// A path without the numbers of its list items and without what all paths begin with.
pub(super) fn short_path(path: &str) -> String {
    let mut short = String::new();
    for part in path.split('.') {
        let name = part.split('[').next().unwrap_or(part);
        if matches!(name, "spec" | "template" | "metadata" | "containers") {
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
        others => say!("{list} and {others} others", list, others),
    }
}

const fn expected(kind: Type) -> Phrase {
    match kind {
        Type::Text => Phrase("text"),
        Type::Bool => Phrase("`true` or `false`"),
        Type::Quantity => Phrase("a quantity such as `500m` or `1Gi`"),
        Type::IntOrText => Phrase("a number or a percentage"),
        Type::Int | Type::Long | Type::Natural => Phrase("a whole number"),
        Type::List(_) => Phrase("a list"),
        Type::Map | Type::Quantities | Type::Quota => Phrase("names with a value each"),
        Type::Struct(_) | Type::Any => Phrase("fields of its own"),
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
        Content::List(_) => say!("a list"),
        Content::Map(_) => say!("a map"),
        Content::Scalar { text, is_plain: false } => {
            say!("the text `\"{text}\"`", text = cut(text))
        }
        Content::Scalar { text, .. } => match scalar::resolve(text) {
            Value::Bool(yes) if text != "true" && text != "false" => {
                say!("`{text}`, which YAML reads as `{yes}`", text, yes)
            }
            Value::Bool(_) => format!("`{text}`"),
            Value::Number(_) => say!("the number {text}", text = cut(text)),
            _ => say!("the text `{text}`", text = cut(text)),
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
