//! YAML that is read strictly into structures of one's own: nothing in it is passed over, and every
//! mistake is told with its line and column, all of them at once.

use super::load::{self, MAX_BYTES};
use super::node::{Content, Entry, Mark, Node};
use super::{scalar, suggest, words};
use crate::collections::sort_by_key;
use std::cell::RefCell;
use std::fmt;
use std::str::FromStr;

/// One thing that is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
}

/// What is wrong within one scalar that has a grammar of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where, in bytes from its beginning.
    pub at: usize,
    /// What.
    pub message: String,
}

/// A part of the tree, to be read. What is missing reads as empty, and was told.
#[derive(Clone, Copy)]
pub struct Tree<'a> {
    node: Option<&'a Node>,
    at: Mark,
    mistakes: &'a RefCell<Vec<Mistake>>,
}

/// Reads a text of one YAML document; an error lists all that is wrong with it.
pub fn read_tree<T>(text: &str, read: impl FnOnce(Tree) -> T) -> Result<T, Vec<Mistake>> {
    let start = Mark { line: 1, column: 1 };
    let mistakes = RefCell::default();
    let empty = Tree { node: None, at: start, mistakes: &mistakes };
    if text.len() > MAX_BYTES {
        empty.complain(&words::too_long(text.len(), MAX_BYTES));
        return Err(mistakes.into_inner());
    }
    let (roots, complaints) = load::documents(text);
    for (at, message) in complaints {
        Tree { at, ..empty }.complain(&message);
    }
    if mistakes.borrow().is_empty() && roots.len() != 1 {
        empty.complain("one YAML document is expected");
    }
    let [root] = &roots[..] else { return Err(mistakes.into_inner()) };
    let it = read(Tree { node: Some(root), at: root.at, mistakes: &mistakes });
    let mut mistakes = mistakes.into_inner();
    sort_by_key(&mut mistakes, |it| (it.line, it.column));
    mistakes.dedup();
    if mistakes.is_empty() { Ok(it) } else { Err(mistakes) }
}

impl<'a> Tree<'a> {
    /// Notes that something is wrong here.
    pub fn complain(&self, message: &str) {
        let Mark { line, column } = self.at;
        self.mistakes.borrow_mut().push(Mistake { line, column, message: message.to_owned() });
    }

    /// Whether it is there at all.
    pub fn is_there(&self) -> bool {
        self.node.is_some()
    }

    /// Complains about every field but these, and if it is no map.
    pub fn only(&self, known: &[&str]) {
        let entries = self.raw_entries();
        for Entry { key, at, .. } in entries.iter().filter(|it| !known.contains(&&*it.key)) {
            let meant = suggest::closest(key, known.iter().copied());
            let meant = meant.map(|it| format!(": `{it}`?")).unwrap_or_default();
            Self { at: *at, ..*self }.complain(&format!("unknown field `{key}`{meant}"));
        }
    }

    /// The value of that field, if it has one.
    pub fn get(&self, key: &str) -> Option<Self> {
        let value = self.node?.get(key)?;
        (!value.is_null()).then_some(Self { node: Some(value), at: value.at, ..*self })
    }

    /// The value of that field, which must be there.
    pub fn need(&self, key: &str) -> Self {
        self.get(key).unwrap_or_else(|| {
            if self.is_there() {
                self.complain(&format!("`{key}` is missing"));
            }
            Self { node: None, ..*self }
        })
    }

    /// The fields of a map, in order.
    pub fn entries(&self) -> Vec<(&'a str, Self)> {
        let part = |node: &'a Node| Self { node: Some(node), at: node.at, ..*self };
        self.raw_entries().iter().map(|it| (&*it.key, part(&it.value))).collect()
    }

    fn raw_entries(&self) -> &'a [Entry] {
        match self.node.map(|node| &node.content) {
            Some(Content::Map(entries)) => entries,
            Some(_) => {
                self.complain("fields are expected here");
                &[]
            }
            None => &[],
        }
    }

    /// The items of a list.
    pub fn items(&self) -> Vec<Self> {
        match self.node.map(|node| &node.content) {
            Some(Content::List(items)) => {
                items.iter().map(|it| Self { node: Some(it), at: it.at, ..*self }).collect()
            }
            Some(_) => {
                self.complain("a list is expected here");
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// A text, which must not be empty.
    pub fn text(&self) -> &'a str {
        match self.node.map(|node| &node.content) {
            Some(Content::Scalar { text, .. }) if !text.trim().is_empty() => text.trim_end(),
            Some(_) => {
                self.complain("a text is expected here");
                ""
            }
            None => "",
        }
    }

    /// `true` or `false`.
    pub fn flag(&self) -> bool {
        let value = scalar::resolve(self.text());
        if self.is_there() && value.as_bool().is_none() {
            self.complain("`true` or `false` is expected here");
        }
        value.as_bool().unwrap_or_default()
    }

    /// A text that stands for something; `None` if it does not, which is told.
    pub fn parse<T>(&self, read: impl FnOnce(&'a str) -> Result<T, Flaw>) -> Option<T> {
        let text = self.text();
        if text.is_empty() {
            return None;
        }
        read(text).map_err(|flaw| self.within(text, flaw.at).complain(&flaw.message)).ok()
    }

    /// The same for a number and the like.
    pub fn parse_as<T: FromStr>(&self, what: &str) -> Option<T> {
        let no = |_| Flaw { at: 0, message: format!("{what} is expected here") };
        self.parse(|text| text.parse().map_err(no))
    }

    /// A place inside its text. A block, behind its `|`, keeps its lines.
    fn within(&self, text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let keeps_lines = match self.node.map(|node| &node.content) {
            Some(Content::Scalar { text, .. }) => text.contains('\n'),
            _ => false,
        };
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let Mark { line, column } = self.at;
        let at = match keeps_lines {
            true => Mark { line: line + number(before.matches('\n').count()), column: 1 },
            false => Mark { line, column: column + number(before.chars().count()) },
        };
        Self { at, ..*self }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<String> {
        let read = |tree: Tree| {
            tree.only(&["name", "count", "on", "items", "word"]);
            tree.need("name").text();
            tree.get("count").and_then(|it| it.parse_as::<u8>("a small number"));
            tree.get("on").map(|it| it.flag());
            tree.get("items").map(|it| it.items().len());
            let odd = |text: &str| {
                text.find('x').map_or(Ok(()), |at| Err(Flaw { at, message: "an x".to_owned() }))
            };
            tree.get("word").and_then(|it| it.parse(odd));
        };
        let told = read_tree(text, read).err().unwrap_or_default();
        told.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        for (text, expected) in [
            ("name: a\ncount: 3\non: true\nitems: [1]\nword: b", &[][..]),
            ("name:\ncont: 3", &["1:1: `name` is missing", "2:1: unknown field `cont`: `count`?"]),
            (
                "name: [a]\ncount: 300",
                &["1:7: a text is expected here", "2:8: a small number is expected here"],
            ),
            ("{name: a, on: maybe}", &["1:15: `true` or `false` is expected here"]),
            ("name: a\nitems: b", &["2:8: a list is expected here"]),
            ("name: a\nword: äöx", &["2:9: an x"]),
            ("name: a\nword: |\n  b\n  cx\n", &["4:1: an x"]),
            ("- name", &["1:1: fields are expected here", "1:1: `name` is missing"]),
            ("name: a\n---\nname: b", &["1:1: one YAML document is expected"]),
            ("", &["1:1: one YAML document is expected"]),
        ] {
            assert_eq!(mistakes(text), expected, "{text}");
        }
        assert_eq!(mistakes("name: a\nname: b").len(), 1);
        assert_eq!(mistakes(&"x".repeat(MAX_BYTES + 1)).len(), 1);
    }
}
