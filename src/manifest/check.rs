//! One tree against the schema: what every field is, and what Kubernetes would say of it.

use super::node::{Content, Entry, Mark, Node};
use super::schema::{Fate, Schema, Type};
use super::{Diagnostic, Severity, scalar, suggest, words};
use crate::api::{Name, Quantity};
use crate::collections::Map;
use crate::value::Value;

/// How far below an unknown field's place one of that name is looked for.
const MAX_SEARCH_DEPTH: usize = 4;

/// A field that is known but does not count, and where the first of that name stands.
type Mention = (Mark, String);

/// What became of one object.
pub(super) struct Check<'a> {
    schema: &'a Schema,
    /// The struct of the whole object.
    root: &'static str,
    pub(super) diagnostics: Vec<Diagnostic>,
    unsimulated: Vec<Mention>,
    left_out: Vec<Mention>,
    server_only: Vec<Mention>,
}

impl<'a> Check<'a> {
    pub(super) fn new(schema: &'a Schema, root: &'static str) -> Self {
        let diagnostics = Vec::new();
        let (unsimulated, left_out, server_only) = (Vec::new(), Vec::new(), Vec::new());
        Self { schema, root, diagnostics, unsimulated, left_out, server_only }
    }

    /// The object as JSON, without what does not belong into it.
    pub(super) fn object(&mut self, node: &Node) -> Value {
        self.structure(self.root, node, "", node.at).unwrap_or(Value::Null)
    }

    /// One note for each sort of field that does not count, not one for each field.
    pub(super) fn fold_notes(&mut self, label: &str) {
        type Words = fn(&str, &[&str]) -> String;
        let sorts: [(Vec<Mention>, Words); 3] = [
            (std::mem::take(&mut self.unsimulated), words::kept_but_not_simulated),
            (std::mem::take(&mut self.left_out), words::left_out),
            (std::mem::take(&mut self.server_only), words::filled_in_by_the_server),
        ];
        for (mentions, words) in sorts {
            let Some(at) = mentions.iter().map(|(at, _)| *at).min() else { continue };
            let names: Vec<&str> = mentions.iter().map(|(_, name)| name.as_str()).collect();
            let message = words(label, &names);
            self.diagnostics.push(Diagnostic::new(Severity::Note, at, "", message));
        }
    }

    fn error(&mut self, at: Mark, path: &str, message: String) -> Option<Value> {
        self.diagnostics.push(Diagnostic::new(Severity::Error, at, path, message));
        None
    }

    /// One value. `at` is where its key stands; `None` leaves the field out.
    fn value(&mut self, kind: Type, node: &Node, path: &str, at: Mark) -> Option<Value> {
        if node.is_null() {
            return None;
        }
        match kind {
            Type::Struct(name) => self.structure(name, node, path, at),
            Type::List(item) => self.list(Type::parse(item), node, path, at),
            Type::Map => self.map(node, path, at, Type::Text),
            Type::Quantities | Type::Quota => {
                let value = self.map(node, path, at, Type::Quantity)?;
                if kind == Type::Quota {
                    self.mention_other_quotas(node, path);
                }
                Some(value)
            }
            Type::Any => Some(tree(node)),
            Type::Text
            | Type::Int
            | Type::Long
            | Type::Natural
            | Type::Bool
            | Type::Quantity
            | Type::IntOrText => self.scalar(kind, node, path, at),
        }
    }

    fn structure(
        &mut self,
        name: &'static str,
        node: &Node,
        path: &str,
        at: Mark,
    ) -> Option<Value> {
        let Content::Map(entries) = &node.content else {
            return self.error(at, path, words::wrong_type(path, Type::Struct(name), node));
        };
        let mut fields = Map::new();
        for entry in entries {
            let path = joined(path, &entry.key);
            let Some(field) = self.schema.field(name, &entry.key) else {
                self.unknown_field(name, entry, &path);
                continue;
            };
            if entry.value.is_null() || is_empty(&entry.value) && field.fate != Fate::Kept {
                keep_if_empty(&mut fields, entry, field.fate);
                continue;
            }
            self.mention(field.fate, entry, &path);
            if field.fate == Fate::ServerOnly {
                continue;
            }
            let value = self.value(field.kind, &entry.value, &path, entry.at);
            fields.extend(value.map(|value| (entry.key.as_str().into(), value)));
        }
        Some(Value::Object(fields))
    }

    fn mention(&mut self, fate: Fate, entry: &Entry, path: &str) {
        let mentions = match fate {
            Fate::Kept => return,
            Fate::Unsimulated => &mut self.unsimulated,
            Fate::LeftOut => &mut self.left_out,
            Fate::ServerOnly => &mut self.server_only,
        };
        let name = words::short_path(path);
        if mentions.iter().all(|(_, known)| *known != name) {
            mentions.push((entry.at, name));
        }
    }

    fn mention_other_quotas(&mut self, node: &Node, path: &str) {
        let Content::Map(entries) = &node.content else { return };
        for entry in entries.iter().filter(|entry| entry.key != "pods") {
            self.mention(Fate::Unsimulated, entry, &joined(path, &entry.key));
        }
    }

    fn list(&mut self, item: Type, node: &Node, path: &str, at: Mark) -> Option<Value> {
        let Content::List(items) = &node.content else {
            return self.error(at, path, words::wrong_type(path, Type::List(""), node));
        };
        let mut values = Vec::new();
        for (index, node) in items.iter().enumerate() {
            let path = format!("{path}[{index}]");
            if node.is_null() {
                self.error(node.at, &path, words::empty_item());
                continue;
            }
            values.extend(self.value(item, node, &path, node.at));
        }
        Some(Value::Array(values))
    }

    fn map(&mut self, node: &Node, path: &str, at: Mark, value: Type) -> Option<Value> {
        let Content::Map(entries) = &node.content else {
            return self.error(at, path, words::wrong_type(path, Type::Map, node));
        };
        let mut fields = Map::new();
        for entry in entries {
            let path = joined(path, &entry.key);
            // Nothing is Go's empty text.
            let found = match entry.value.is_null() && value == Type::Text {
                true => Some("".into()),
                false => self.value(value, &entry.value, &path, entry.at),
            };
            fields.extend(found.map(|found| (entry.key.as_str().into(), found)));
        }
        Some(Value::Object(fields))
    }

    fn scalar(&mut self, kind: Type, node: &Node, path: &str, at: Mark) -> Option<Value> {
        let Content::Scalar { text, is_plain } = &node.content else {
            return self.error(at, path, words::wrong_type(path, kind, node));
        };
        let value = if *is_plain { scalar::resolve(text) } else { text.as_str().into() };
        let number = value.as_i64();
        match (kind, &value) {
            (Type::Text, Value::String(_)) | (Type::Bool, Value::Bool(_)) => Some(value),
            (Type::Long, _) if number.is_some() => number.map(Value::from),
            (Type::Int | Type::IntOrText, _) if number.is_some() => {
                match number.and_then(|number| i32::try_from(number).ok()) {
                    Some(number) => Some(number.into()),
                    None => self.error(at, path, words::number_too_large(path, text)),
                }
            }
            (Type::Natural, _) if number.is_some() => {
                match number.and_then(|number| u32::try_from(number).ok()) {
                    Some(number) => Some(number.into()),
                    None => self.error(at, path, words::number_below_zero(path, text)),
                }
            }
            (Type::IntOrText, Value::String(_)) => Some(value),
            (Type::Quantity, Value::String(_) | Value::Number(_)) => match Quantity::parse(text) {
                Some(_) => Some(text.as_str().into()),
                None => self.error(at, path, words::no_quantity(path, text)),
            },
            _ => self.error(at, path, words::wrong_type(path, kind, node)),
        }
    }

    fn unknown_field(&mut self, of: &'static str, entry: &Entry, path: &str) {
        if self.diagnostics.len() > suggest::MAX_SUGGESTIONS {
            self.error(entry.at, path, words::unknown_field(path, None));
            return;
        }
        let names = self.schema.fields(of).iter().map(|field| field.name);
        let meant = suggest::closest(&entry.key, names).map(str::to_owned).or_else(|| {
            let parent = path.strip_suffix(&entry.key).unwrap_or(path).trim_end_matches('.');
            let below = self.search(of, &entry.key, parent, 0);
            below.or_else(|| self.search(self.root, &entry.key, "", 0))
        });
        self.error(entry.at, path, words::unknown_field(path, meant.as_deref()));
    }

    /// The shortest way from a struct to a field of that name, `spec.replicas`.
    fn search(&self, of: &'static str, name: &str, path: &str, depth: usize) -> Option<String> {
        if let Some(field) = self.schema.field(of, name) {
            return (field.fate != Fate::ServerOnly).then(|| joined(path, name));
        }
        if depth == MAX_SEARCH_DEPTH {
            return None;
        }
        let ways = self.schema.fields(of).iter().filter(|field| field.fate == Fate::Kept);
        let found = ways.filter_map(|field| {
            let path = joined(path, field.name);
            let list = if matches!(field.kind, Type::List(_)) { "[]" } else { "" };
            self.search(field.kind.structure()?, name, &format!("{path}{list}"), depth + 1)
        });
        found.min_by_key(|path| path.matches('.').count())
    }
}

/// An empty map or list is a value too, unless nothing has a place for it.
fn keep_if_empty(fields: &mut Map<Name, Value>, entry: &Entry, fate: Fate) {
    if !entry.value.is_null() && fate == Fate::Unsimulated {
        fields.insert(entry.key.as_str().into(), tree(&entry.value));
    }
}

fn is_empty(node: &Node) -> bool {
    match &node.content {
        Content::Scalar { .. } => false,
        Content::List(items) => items.is_empty(),
        Content::Map(entries) => entries.is_empty(),
    }
}

/// A tree that no schema describes.
fn tree(node: &Node) -> Value {
    match &node.content {
        Content::Scalar { text, is_plain: true } => scalar::resolve(text),
        Content::Scalar { text, .. } => text.as_str().into(),
        Content::List(items) => items.iter().map(|item| tree(item)).collect(),
        Content::Map(entries) => {
            let given = entries.iter().filter(|entry| !entry.value.is_null());
            given.map(|entry| (entry.key.as_str().into(), tree(&entry.value))).collect()
        }
    }
}

pub(super) fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
