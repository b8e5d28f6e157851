//! YAML as a tree that knows where each part of it stood.

use std::rc::Rc;

/// A place in the text, both counted from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark {
    pub(super) line: u32,
    pub(super) column: u32,
}

/// One value. Parts that an alias repeats are shared.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) at: Mark,
    pub(super) content: Content,
    /// How many values it is made of, those of aliases counted each time.
    pub(super) size: usize,
    /// How many levels it has, 0 for a scalar.
    pub(super) depth: usize,
}

#[derive(Debug)]
pub(super) enum Content {
    Scalar { text: String, is_plain: bool },
    List(Vec<Rc<Node>>),
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) at: Mark,
    pub(super) value: Rc<Node>,
}

impl Node {
    /// Whether it stands for nothing: empty, `~` or `null`.
    pub(super) fn is_null(&self) -> bool {
        match &self.content {
            Content::Scalar { text, is_plain } => {
                *is_plain && super::scalar::resolve(text).is_null()
            }
            _ => false,
        }
    }

    /// The entry of that key, if this is a map that has it.
    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        let Content::Map(entries) = &self.content else { return None };
        entries.iter().find(|entry| entry.key == key)
    }

    /// The value of that key, if this is a map that has it.
    pub(super) fn get(&self, key: &str) -> Option<&Rc<Node>> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The text of that key, if it is a text or anything else that stands on one line.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        match &self.get(key)?.content {
            Content::Scalar { text, .. } if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// Where the field of that path stands, `spec.containers[0].image`, or what of it there is.
    pub(super) fn locate(&self, path: &str) -> Mark {
        let (mut node, mut at) = (self, self.at);
        for part in path.split(['.', '[']) {
            let name = part.trim_end_matches(']');
            let found = match &node.content {
                Content::Map(_) => node.entry(name).map(|entry| (&entry.value, entry.at)),
                Content::List(items) => {
                    let item = name.parse::<usize>().ok().and_then(|index| items.get(index));
                    item.map(|item| (item, item.at))
                }
                Content::Scalar { .. } => None,
            };
            let Some((next, mark)) = found else { break };
            (node, at) = (next, mark);
        }
        at
    }
}
