//! Text as it is read: paragraphs with code, emphasis, and terms that point at things.

use super::Part;
use crate::api::{Kind, Name, ObjectRef};
use crate::manifest::{Flaw, Tree};
use std::fmt;

/// Punctuation that no line begins with.
const CLOSING: &str = ".,;:!?)…。，、；：！？）”’";

/// Paragraphs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prose(pub Vec<Vec<Span>>);

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub enum Span {
    /// Just text.
    Plain(String),
    /// Set in the fixed-width face.
    Code(String),
    /// Stressed.
    Strong(String),
    /// Words that point at something; code in them stands between backticks.
    Term {
        /// What is read.
        label: String,
        /// What lights.
        target: Target,
    },
}

/// What a term, or a task, points at.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// An object; its name may be a placeholder, `{web}`.
    Object(ObjectRef),
    /// A part of the picture, whatever the workload.
    Part(Part),
    /// An entry of the glossary.
    Glossary(Name),
}

impl Target {
    /// Reads `pod/db-1`, `part:gate` or `term:endpoint`.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        if let Some(word) = text.strip_prefix("term:") {
            return Ok(Self::Glossary(word.into()));
        }
        if let Some(word) = text.strip_prefix("part:") {
            let known = || Part::ALL.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(", ");
            return Part::parse(word).map(Self::Part).ok_or_else(|| Flaw {
                at: 5,
                message: format!("`{word}` is no part; known are {}", known()),
            });
        }
        let object = text.split_once('/').and_then(|(kind, name)| Some((Kind::named(kind)?, name)));
        match object {
            Some((kind, name)) if !name.is_empty() => Ok(Self::Object(ObjectRef::new(kind, name))),
            _ => {
                let message = format!("`{text}` is neither `kind/name` nor `part:…` nor `term:…`");
                Err(Flaw { at: 0, message })
            }
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Object(object) => {
                write!(f, "{}/{}", object.kind.as_str().to_ascii_lowercase(), object.name)
            }
            Self::Part(part) => write!(f, "part:{}", part.as_str()),
            Self::Glossary(id) => write!(f, "term:{id}"),
        }
    }
}

impl Prose {
    pub(super) fn read(tree: Tree) -> Self {
        tree.parse(Self::parse).unwrap_or_default()
    }

    /// Reads paragraphs: an empty line stands between them.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        let (mut paragraphs, mut rest, mut at) = (Vec::new(), text, 0);
        while !rest.is_empty() {
            let length = rest.find("\n\n").unwrap_or(rest.len());
            let spans = spans(&rest[..length]).map_err(|flaw| Flaw { at: at + flaw.at, ..flaw })?;
            if !spans.is_empty() {
                paragraphs.push(spans);
            }
            let skipped = rest[length..].len() - rest[length..].trim_start_matches('\n').len();
            at += length + skipped;
            rest = &rest[length + skipped..];
        }
        Ok(Self(paragraphs))
    }

    /// Its words: for English, what stands between spaces; for Chinese, two characters count as
    /// one word.
    pub fn words(&self) -> usize {
        self.0.iter().flatten().map(|span| words(span.label())).sum()
    }

    /// What it points at.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        self.0.iter().flatten().filter_map(|span| match span {
            Span::Term { target, .. } => Some(target),
            _ => None,
        })
    }
}

impl Span {
    /// What is read.
    pub fn label(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Code(text) | Self::Strong(text) => text,
            Self::Term { label, .. } => label,
        }
    }

    /// The punctuation that a text begins with, which stays on the line of what stands before it,
    /// and the rest.
    pub fn after_punctuation(&self) -> (&str, &str) {
        let Self::Plain(text) = self else { return ("", self.label()) };
        let rest = text.trim_start_matches(|char| CLOSING.contains(char));
        (&text[..text.len() - rest.len()], rest)
    }
}

fn is_wide(char: char) -> bool {
    char >= '\u{2e80}'
}

fn words(text: &str) -> usize {
    let wide = text.chars().filter(|char| is_wide(*char)).count();
    let others = text.split(|char: char| char.is_whitespace() || is_wide(char));
    wide.div_ceil(2) + others.filter(|it| it.contains(char::is_alphanumeric)).count()
}

fn spans(text: &str) -> Result<Vec<Span>, Flaw> {
    let (mut spans, mut plain, mut at) = (Vec::new(), String::new(), 0);
    while at < text.len() {
        let rest = &text[at..];
        let Some((span, length)) = marked(rest, at)? else {
            let char = rest.chars().next().unwrap_or(' ');
            plain.push(char);
            at += char.len_utf8();
            continue;
        };
        push_plain(&mut spans, &mut plain);
        spans.push(span);
        at += length;
    }
    push_plain(&mut spans, &mut plain);
    Ok(spans)
}

fn push_plain(spans: &mut Vec<Span>, plain: &mut String) {
    if !plain.is_empty() {
        spans.push(Span::Plain(joined(plain)));
        plain.clear();
    }
}

/// The span that the text begins with, if it is more than text, and its length.
fn marked(text: &str, at: usize) -> Result<Option<(Span, usize)>, Flaw> {
    let unclosed = |mark| Flaw { at, message: format!("a {mark} is not closed") };
    if let Some(inner) = text.strip_prefix("**") {
        let end = inner.find("**").ok_or_else(|| unclosed("**"))?;
        return Ok(Some((Span::Strong(joined(&inner[..end])), end + 4)));
    }
    if let Some(inner) = text.strip_prefix('`') {
        let end = inner.find('`').ok_or_else(|| unclosed("`"))?;
        return Ok(Some((Span::Code(joined(&inner[..end])), end + 2)));
    }
    let Some(inner) = text.strip_prefix('[') else { return Ok(None) };
    let Some((label, after)) = inner.split_once("](") else { return Ok(None) };
    if label.contains('[') {
        return Ok(None);
    }
    let end = after.find(')').ok_or_else(|| unclosed("]("))?;
    let before = label.len() + 3;
    let target =
        Target::parse(&after[..end]).map_err(|flaw| Flaw { at: at + before + flaw.at, ..flaw })?;
    Ok(Some((Span::Term { label: joined(label), target }, before + end + 1)))
}

/// Lines joined with a space, but for scripts that have none.
fn joined(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        if char != '\n' {
            line.push(char);
            continue;
        }
        let neighbours = [line.chars().next_back(), chars.peek().copied()];
        if !neighbours.into_iter().flatten().any(is_wide) {
            line.push(' ');
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_make_spans_and_the_rest_is_text() {
        let text = "Delete `db-1`, **now**: [its\nclaim](pvc/data-db-1) [1] stays.\n\n\n第一\n行 a";
        let claim = ObjectRef::new(Kind::PersistentVolumeClaim, "data-db-1");
        let first = vec![
            Span::Plain("Delete ".into()),
            Span::Code("db-1".into()),
            Span::Plain(", ".into()),
            Span::Strong("now".into()),
            Span::Plain(": ".into()),
            Span::Term { label: "its claim".into(), target: Target::Object(claim) },
            Span::Plain(" [1] stays.".into()),
        ];
        let prose = Prose::parse(text).expect("a text");
        assert_eq!(prose.0, [first, vec![Span::Plain("第一行 a".into())]]);
        assert_eq!(prose.words(), 7 + 3);
    }

    #[test]
    fn punctuation_is_told_from_the_words_after_it() {
        for (text, parts) in [
            (". A", (".", " A")),
            ("”。它", ("”。", "它")),
            ("（a）", ("", "（a）")),
            (" a.", ("", " a.")),
        ] {
            assert_eq!(Span::Plain(text.into()).after_punctuation(), parts, "{text}");
        }
        assert_eq!(Span::Code(".spec".into()).after_punctuation(), ("", ".spec"));
    }

    #[test]
    fn a_mark_that_is_not_closed_is_told_where_it_begins() {
        for (text, at) in [
            ("a `b", 2),
            ("first\n\n**b", 7),
            ("é [b](c", 3),
            ("a [b](c/d)", 6),
            ("a [b](part:c)", 11),
        ] {
            assert_eq!(Prose::parse(text).map_err(|flaw| flaw.at), Err(at), "{text}");
        }
    }
}
