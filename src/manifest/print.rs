//! An object as `kubectl get -o yaml` prints it.

use super::scalar;
use crate::api::Object;
use crate::value::Value;
use std::fmt::Write as _;

/// The YAML of an object: keys sorted, lists not indented, texts quoted where they must be.
pub fn print(object: &Object) -> String {
    let mut text = String::new();
    members(&object.to_value(), 0, &mut text);
    text
}

fn members(map: &Value, indent: usize, text: &mut String) {
    for (index, (key, value)) in map.as_object().into_iter().flatten().enumerate() {
        // The first key of a list's item stands behind its dash.
        if index > 0 || !text.ends_with("- ") {
            blanks(indent, text);
        }
        text.push_str(&inline(key));
        text.push(':');
        match value {
            Value::Object(fields) if !fields.is_empty() => {
                text.push('\n');
                members(value, indent + 2, text);
            }
            Value::Array(list) if !list.is_empty() => {
                text.push('\n');
                items(list, indent, text);
            }
            other => {
                text.push(' ');
                scalar_value(other, indent + 2, text);
            }
        }
    }
}

fn items(list: &[Value], indent: usize, text: &mut String) {
    for item in list {
        blanks(indent, text);
        text.push_str("- ");
        match item {
            Value::Object(fields) if !fields.is_empty() => members(item, indent + 2, text),
            Value::Array(inner) if !inner.is_empty() => {
                // The first dash of the inner list stands behind this one.
                let mut below = String::new();
                items(inner, indent + 2, &mut below);
                text.push_str(below.trim_start_matches(' '));
            }
            other => scalar_value(other, indent + 2, text),
        }
    }
}

fn blanks(count: usize, text: &mut String) {
    text.extend(std::iter::repeat_n(' ', count));
}

/// A value that has no parts, to the end of its last line.
fn scalar_value(value: &Value, indent: usize, text: &mut String) {
    match value {
        Value::Object(_) => text.push_str("{}"),
        Value::Array(_) => text.push_str("[]"),
        Value::String(string) if is_block(string) => return block(string, indent, text),
        Value::String(string) => text.push_str(&inline(string)),
        other => text.push_str(&other.to_string()),
    }
    text.push('\n');
}

/// Whether a text of several lines may stand as it is.
fn is_block(string: &str) -> bool {
    let starts_well = !string.starts_with([' ', '\t', '\n']);
    let lines_end_well = string.lines().all(|line| !line.ends_with([' ', '\t']));
    string.contains('\n') && starts_well && lines_end_well && string.chars().all(is_printable)
}

fn is_printable(char: char) -> bool {
    char == '\n'
        || char == '\t'
        || !(char.is_control() || "\u{2028}\u{2029}\u{feff}".contains(char))
}

fn block(string: &str, indent: usize, text: &mut String) {
    let end = match string.len() - string.trim_end_matches('\n').len() {
        0 => "-",
        1 => "",
        _ => "+",
    };
    let _ = writeln!(text, "|{end}");
    for line in string.lines() {
        if !line.is_empty() {
            blanks(indent, text);
            text.push_str(line);
        }
        text.push('\n');
    }
}

/// A text on one line: plain, in single quotes, or in double quotes.
fn inline(string: &str) -> String {
    if string.chars().any(|char| !is_printable(char) || char == '\n' || char == '\t') {
        return double_quoted(string);
    }
    if !scalar::resolve(string).is_string() || looks_like_a_time(string) {
        return double_quoted(string);
    }
    if is_plain(string) {
        return string.to_owned();
    }
    format!("'{}'", string.replace('\'', "''"))
}

/// YAML 1.1 has a type for times.
fn looks_like_a_time(string: &str) -> bool {
    let date = string.get(..10).map(|date| date.bytes().enumerate());
    date.is_some_and(|mut bytes| {
        bytes.all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
    })
}

/// Whether nothing in it means anything to YAML.
fn is_plain(string: &str) -> bool {
    let has_indicator = string.starts_with(|first: char| "!&*|>@`\"'%#,[]{}=<".contains(first));
    let has_dash = ["-", "?", ":"].iter().any(|mark| {
        string.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    let is_marker = string.starts_with("---") || string.starts_with("...");
    let has_blanks = string.starts_with(' ') || string.ends_with(' ');
    let has_separator = string.contains(": ") || string.contains(" #") || string.ends_with(':');
    !(has_indicator || has_dash || is_marker || has_blanks || has_separator)
}

fn double_quoted(string: &str) -> String {
    let mut quoted = String::from("\"");
    for char in string.chars() {
        match char {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            char if is_printable(char) => quoted.push(char),
            char => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\U{:08X}", char as u32);
            }
        }
    }
    quoted.push('"');
    quoted
}
