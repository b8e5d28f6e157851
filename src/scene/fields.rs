//! An object as the lines of its YAML, with the lines that just changed marked.

use crate::api::{Object, Timestamp};
use crate::value::{Number, Value};

/// One line of an object's YAML.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// How deep it stands; two blanks each.
    pub depth: u8,
    /// Whether a list's item begins here.
    pub is_item: bool,
    /// The key, empty for a plain item of a list.
    pub key: String,
    /// The value, empty if it follows on deeper lines.
    pub value: String,
    /// Whether it is not as it was before.
    pub changed: bool,
}

/// The lines of `object`, marked where they differ from `before`; nothing is marked without it.
pub fn lines(object: &Object, before: Option<&Object>) -> Vec<Line> {
    let (now, was) = (object.to_value(), before.map(Object::to_value));
    let mut lines = Vec::new();
    let mut printer = Printer { lines: &mut lines, marks: was.is_some() };
    printer.members(&now, was.as_ref(), 0);
    lines
}

/// Which list item was this one before: lists are matched by what names their items.
pub(super) fn counterpart<'a>(item: &Value, index: usize, was: &'a [Value]) -> Option<&'a Value> {
    match identity(item) {
        Some((key, name)) => was.iter().find(|it| it.get(key) == Some(name)),
        None => was.get(index),
    }
}

/// What tells an item of a list from the others: conditions their type, containers their name.
pub(super) fn identity(item: &Value) -> Option<(&'static str, &Value)> {
    let keys = ["type", "name", "pod", "uid", "key"];
    keys.into_iter().find_map(|key| Some((key, item.get(key)?)))
}

/// A value that stands on one line: as YAML writes it, quoted where it would be misread.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Object(map) if map.is_empty() => Some("{}".to_owned()),
        Value::Array(items) if items.is_empty() => Some("[]".to_owned()),
        Value::Object(_) | Value::Array(_) => None,
        Value::String(text) => Some(quoted(text)),
        other => Some(other.to_string()),
    }
}

/// Words that YAML reads as something else than a text.
const WORDS: &[&str] = &["true", "false", "yes", "no", "on", "off", "null", "~"];

fn quoted(text: &str) -> String {
    let looks_like_something_else = text.is_empty()
        || Number::parse(text).is_some()
        || Timestamp::parse_rfc3339(text).is_some()
        || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
        || text.starts_with(|it: char| "!&*-?[]{}|>@`\"'%#,: ".contains(it))
        || text.contains(": ")
        || text.contains(" #")
        || text.ends_with(':')
        || text.contains('\n');
    if looks_like_something_else { format!("{text:?}") } else { text.to_owned() }
}

struct Printer<'a> {
    lines: &'a mut Vec<Line>,
    marks: bool,
}

impl Printer<'_> {
    fn members(&mut self, now: &Value, was: Option<&Value>, depth: u8) {
        for (key, value) in now.as_object().into_iter().flatten() {
            let before = was.and_then(|was| was.get(key));
            self.member(key, value, before, depth, false);
        }
    }

    fn member(&mut self, key: &str, now: &Value, was: Option<&Value>, depth: u8, is_item: bool) {
        let inline = scalar(now);
        self.lines.push(Line {
            depth,
            is_item,
            key: key.to_owned(),
            changed: self.marks && if inline.is_some() { was != Some(now) } else { was.is_none() },
            value: inline.unwrap_or_default(),
        });
        match now {
            Value::Object(map) if !map.is_empty() => self.members(now, was, depth + 1),
            Value::Array(items) => self.items(items, was, depth),
            _ => {}
        }
    }

    fn items(&mut self, items: &[Value], was: Option<&Value>, depth: u8) {
        let was = was.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for (index, item) in items.iter().enumerate() {
            let before = counterpart(item, index, was);
            let mut members = item.as_object().into_iter().flatten();
            let Some((key, value)) = members.next() else {
                let changed = self.marks && before != Some(item);
                let value = scalar(item).unwrap_or_default();
                let key = String::new();
                self.lines.push(Line { depth, is_item: true, key, value, changed });
                continue;
            };
            let of = |key: &str| before.and_then(|it| it.get(key));
            self.member(key, value, of(key), depth + 1, true);
            for (key, value) in members {
                self.member(key, value, of(key), depth + 1, false);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Kind;
    use crate::value::json;

    fn text(lines: &[Line]) -> String {
        let line = |line: &Line| {
            let mark = if line.changed { "*" } else { " " };
            let depth = usize::from(line.depth) - usize::from(line.is_item && line.depth > 0);
            let dash = if line.is_item { "- " } else { "" };
            let colon = if line.key.is_empty() { "" } else { ":" };
            let gap = if line.key.is_empty() || line.value.is_empty() { "" } else { " " };
            let Line { key, value, .. } = line;
            format!("{mark}{}{dash}{key}{colon}{gap}{value}\n", "  ".repeat(depth))
        };
        lines.iter().map(line).collect()
    }

    #[test]
    fn what_changed_is_marked_and_list_items_are_matched_by_name() {
        let object = |image: &str, extra: bool| {
            let mut containers = vec![json!({ "name": "nginx", "image": image })];
            if extra {
                containers.insert(0, json!({ "name": "agent", "image": "agent:1" }));
            }
            let value = json!({
                "metadata": { "name": "web-0" },
                "spec": { "containers": containers },
            });
            Object::from_value(Kind::Pod, value).expect("a Pod")
        };
        let lines = lines(&object("nginx:1.27", true), Some(&object("nginx:1.25", false)));
        assert_eq!(
            text(&lines),
            concat!(
                " apiVersion: v1\n",
                " kind: Pod\n",
                " metadata:\n",
                "   name: web-0\n",
                " spec:\n",
                "   containers:\n",
                "*  - image: agent:1\n",
                "*    name: agent\n",
                "*    resources: {}\n",
                "*  - image: nginx:1.27\n",
                "     name: nginx\n",
                "     resources: {}\n",
                " status:\n",
                "   phase: Pending\n",
            )
        );
    }

    #[test]
    fn texts_that_yaml_would_misread_are_quoted() {
        for (text, shown) in [
            ("1", "\"1\""),
            ("25%", "25%"),
            ("", "\"\""),
            ("a: b", "\"a: b\""),
            ("True", "\"True\""),
        ] {
            assert_eq!(quoted(text), shown);
        }
    }
}
