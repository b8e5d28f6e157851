//! From text to trees: one for each document, as far as it is YAML.
//!
//! Documents are split before they are parsed, so that a mistake in one leaves the others alone
//! (YAML allows it: a line that begins with `---` ends whatever it stands in).

use super::node::{Content, Entry, Mark, Node};
use super::words;
use crate::collections::{Map, Set};
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};
use std::rc::Rc;

/// Bytes of a text that is read at all.
pub(super) const MAX_BYTES: usize = 1_000_000;
/// Values of one document, those of aliases counted each time.
const MAX_NODES: usize = 100_000;
/// Levels of a document.
const MAX_DEPTH: usize = 64;

/// Complaints about one document.
const MAX_COMPLAINTS: usize = 100;

/// What is wrong with the YAML, and where.
pub(super) type Complaint = (Mark, String);

/// The documents of a text that hold anything, and what is wrong with the others.
pub(super) fn documents(text: &str) -> (Vec<Rc<Node>>, Vec<Complaint>) {
    let (mut roots, mut complaints) = (Vec::new(), Vec::new());
    for (first_line, part) in parts(text) {
        let is_template = part.contains("{{");
        let mut loader = Loader { first_line, is_template, ..Loader::default() };
        match loader.load(part) {
            // A key that stands twice leaves open what was meant.
            Ok(_) if !loader.complaints.is_empty() => {}
            Ok(root) => roots.extend(root.filter(|root| !root.is_null())),
            Err(complaint) => complaints.push(complaint),
        }
        complaints.append(&mut loader.complaints);
    }
    (roots, complaints)
}

/// The documents, and how many lines stand before each.
fn parts(text: &str) -> Vec<(u32, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut parts, mut start, mut first_line) = (Vec::new(), 0, 0);
    let (mut at, mut line) = (0, 0);
    for content in text.split_inclusive('\n') {
        let mark = content.strip_prefix("---");
        if at > start
            && mark.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
        {
            parts.push((first_line, &text[start..at]));
            (start, first_line) = (at, line);
        }
        at += content.len();
        line += 1;
    }
    parts.push((first_line, &text[start..]));
    parts.retain(|(_, part)| !is_blank(part));
    parts
}

/// Whether a document has nothing but its marker, comments and directives.
fn is_blank(part: &str) -> bool {
    let part = part.strip_prefix("---").unwrap_or(part);
    part.lines()
        .all(|line| line.trim_start().is_empty() || line.trim_start().starts_with(['#', '%']))
}

/// A list or map that is not complete yet.
struct Open {
    at: Mark,
    anchor: usize,
    size: usize,
    /// Levels of what is in it so far.
    depth: usize,
    inside: Inside,
}

enum Inside {
    List(Vec<Rc<Node>>),
    Map(OpenMap),
}

#[derive(Default)]
struct OpenMap {
    entries: Vec<Entry>,
    known: Map<String, Mark>,
    /// What `<<` brings in.
    merges: Vec<(Mark, Rc<Node>)>,
    key: Option<Key>,
}

struct Key {
    text: String,
    is_plain: bool,
    at: Mark,
}

#[derive(Default)]
struct Loader {
    first_line: u32,
    /// Whether a templating tool has yet to make YAML of it.
    is_template: bool,
    open: Vec<Open>,
    anchors: Map<usize, Rc<Node>>,
    complaints: Vec<Complaint>,
    root: Option<Rc<Node>>,
}

impl Loader {
    fn load(&mut self, part: &str) -> Result<Option<Rc<Node>>, Complaint> {
        let mut parser = Parser::new_from_str(part);
        while let Some(event) = parser.next_event() {
            let (event, span) = event.map_err(|error| self.syntax_error(&error))?;
            self.take(event, span)?;
            let size = self.open.iter().map(|open| open.size).fold(0, usize::saturating_add);
            if size > MAX_NODES {
                return Err((self.mark(span), words::too_many_values(MAX_NODES)));
            }
        }
        Ok(self.root.take())
    }

    fn take(&mut self, event: Event, span: Span) -> Result<(), Complaint> {
        let at = self.mark(span);
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let is_plain = style == ScalarStyle::Plain;
                let content = Content::Scalar { text: text.into_owned(), is_plain };
                self.place(Node { at, content, size: 1, depth: 0 }, anchor)
            }
            Event::SequenceStart(anchor, _) => self.begin(at, anchor, Inside::List(Vec::new())),
            Event::MappingStart(anchor, _) => {
                self.begin(at, anchor, Inside::Map(OpenMap::default()))
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(open) = self.open.pop() else { return Ok(()) };
                let content = match open.inside {
                    Inside::List(items) => Content::List(items),
                    Inside::Map(map) => Content::Map(self.merged(map)),
                };
                let Open { at, anchor, size, depth, .. } = open;
                self.place(Node { at, content, size, depth: depth + 1 }, anchor)
            }
            Event::Alias(anchor) => match self.anchors.get(&anchor) {
                Some(node) => self.attach(node.clone(), at),
                None => Err((at, words::alias_within_itself())),
            },
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
        }
    }

    fn begin(&mut self, at: Mark, anchor: usize, inside: Inside) -> Result<(), Complaint> {
        if self.open.len() == MAX_DEPTH {
            return Err((at, words::too_deep(MAX_DEPTH)));
        }
        self.open.push(Open { at, anchor, size: 1, depth: 0, inside });
        Ok(())
    }

    fn place(&mut self, node: Node, anchor: usize) -> Result<(), Complaint> {
        let (at, node) = (node.at, Rc::new(node));
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        self.attach(node, at)
    }

    /// Puts a value where it belongs: into a list, or into a map as a key or its value.
    fn attach(&mut self, node: Rc<Node>, at: Mark) -> Result<(), Complaint> {
        let level = self.open.len();
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return Ok(());
        };
        // An alias may bring levels along.
        if level + node.depth > MAX_DEPTH {
            return Err((at, words::too_deep(MAX_DEPTH)));
        }
        open.size = open.size.saturating_add(node.size);
        open.depth = open.depth.max(node.depth);
        match &mut open.inside {
            Inside::List(items) => items.push(node),
            Inside::Map(map) => match (map.key.take(), &node.content) {
                (Some(key), _) => {
                    let complaint = map.add(key, node);
                    self.complain(complaint);
                }
                (None, Content::Scalar { text, is_plain }) => {
                    map.key = Some(Key { text: text.clone(), is_plain: *is_plain, at });
                }
                (None, Content::List(_) | Content::Map(_)) => {
                    return Err((at, words::key_is_no_text(self.is_template)));
                }
            },
        }
        Ok(())
    }

    /// The entries with those that `<<` brings in; what the map says itself counts more.
    fn merged(&mut self, map: OpenMap) -> Vec<Entry> {
        let OpenMap { mut entries, known, merges, .. } = map;
        let mut known: Set<String> = known.keys().cloned().collect();
        for (at, value) in merges {
            let sources = match &value.content {
                Content::List(items) => items.clone(),
                _ => vec![value.clone()],
            };
            for source in sources {
                let Content::Map(brought) = &source.content else {
                    self.complain(Some((at, words::merges_no_map())));
                    continue;
                };
                let is_new = |entry: &&Entry| known.insert(entry.key.clone());
                entries.extend(brought.iter().filter(is_new).cloned());
            }
        }
        entries
    }

    fn complain(&mut self, complaint: Option<Complaint>) {
        if self.complaints.len() < MAX_COMPLAINTS {
            self.complaints.extend(complaint);
        }
    }

    fn mark(&self, span: Span) -> Mark {
        self.marker(span.start.line(), span.start.col())
    }

    fn marker(&self, line: usize, column: usize) -> Mark {
        let number = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        Mark { line: self.first_line + number(line), column: number(column).saturating_add(1) }
    }

    fn syntax_error(&self, error: &ScanError) -> Complaint {
        let at = self.marker(error.marker().line(), error.marker().col());
        (at, words::is_no_yaml(error.info(), self.is_template))
    }
}

impl OpenMap {
    /// Adds an entry; a second one of the same key is not taken.
    fn add(&mut self, key: Key, value: Rc<Node>) -> Option<Complaint> {
        let Key { text, is_plain, at } = key;
        if is_plain && text == "<<" {
            self.merges.push((at, value));
            return None;
        }
        if let Some(first) = self.known.get(&text) {
            return Some((at, words::key_stands_twice(&text, first.line)));
        }
        self.known.insert(text.clone(), at);
        self.entries.push(Entry { key: text, at, value });
        None
    }
}
