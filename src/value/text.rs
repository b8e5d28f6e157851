//! A tree as JSON text, without blanks, and back.

use super::{Number, Value};
use crate::collections::Map;
use std::fmt;

/// How deep lists and fields may lie in each other.
const MAX_DEPTH: usize = 128;

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(yes) => fmt::Display::fmt(yes, f),
            Self::Number(number) => fmt::Display::fmt(number, f),
            Self::String(text) => quote(text, f),
            Self::Array(items) => {
                let mut before = "[";
                for item in items {
                    write!(f, "{before}{item}")?;
                    before = ",";
                }
                f.write_str(if items.is_empty() { "[]" } else { "]" })
            }
            Self::Object(fields) => {
                let mut before = "{";
                for (name, value) in fields {
                    f.write_str(before)?;
                    quote(name, f)?;
                    write!(f, ":{value}")?;
                    before = ",";
                }
                f.write_str(if fields.is_empty() { "{}" } else { "}" })
            }
        }
    }
}

/// A text in quotes.
pub fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn quote(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("\"")?;
    let mut plain_from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            8 => "\\b",
            12 => "\\f",
            ..32 => "",
            _ => continue,
        };
        f.write_str(&text[plain_from..at])?;
        if escaped.is_empty() {
            write!(f, "\\u{byte:04x}")?;
        } else {
            f.write_str(escaped)?;
        }
        plain_from = at + 1;
    }
    f.write_str(&text[plain_from..])?;
    f.write_str("\"")
}

/// Reads JSON text; `None` if it is none, or deeper than anybody needs.
pub fn parse(text: &str) -> Option<Value> {
    let mut reader = Reader { rest: text, depth: 0 };
    let value = reader.value()?;
    reader.peek().is_none().then_some(value)
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
}

impl Reader<'_> {
    /// What comes next but blanks.
    fn peek(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
        self.rest.chars().next()
    }

    fn take(&mut self, what: &str) -> Option<()> {
        self.peek();
        self.rest = self.rest.strip_prefix(what)?;
        Some(())
    }

    fn value(&mut self) -> Option<Value> {
        match self.peek()? {
            'n' => self.take("null").map(|()| Value::Null),
            't' => self.take("true").map(|()| true.into()),
            'f' => self.take("false").map(|()| false.into()),
            '"' => self.text().map(Value::from),
            '[' => {
                let mut items = Vec::new();
                self.list("[", "]", |reader| {
                    items.push(reader.value()?);
                    Some(())
                })?;
                Some(items.into())
            }
            '{' => {
                let mut fields = Map::new();
                self.list("{", "}", |reader| {
                    let name = reader.text()?;
                    reader.take(":")?;
                    fields.insert(name.into(), reader.value()?);
                    Some(())
                })?;
                Some(fields.into())
            }
            _ => {
                let is_part = |it: char| it.is_ascii_digit() || "+-.eE".contains(it);
                let end = self.rest.find(|it| !is_part(it)).unwrap_or(self.rest.len());
                let (number, rest) = self.rest.split_at(end);
                self.rest = rest;
                Number::parse(number).map(Value::Number)
            }
        }
    }

    fn list(
        &mut self,
        begin: &str,
        end: &str,
        mut item: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.take(begin)?;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        if self.take(end).is_none() {
            item(self)?;
            while self.take(",").is_some() {
                item(self)?;
            }
            self.take(end)?;
        }
        self.depth -= 1;
        Some(())
    }

    fn text(&mut self) -> Option<String> {
        self.take("\"")?;
        let mut text = String::new();
        loop {
            let end = self.rest.find(['"', '\\'])?;
            text.push_str(&self.rest[..end]);
            let escaped = self.rest[end..].starts_with('\\');
            self.rest = &self.rest[end + 1..];
            if !escaped {
                return Some(text);
            }
            let char = self.rest.chars().next()?;
            self.rest = &self.rest[char.len_utf8()..];
            text.push(match char {
                '"' | '\\' | '/' => char,
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\u{8}',
                'f' => '\u{c}',
                'u' => self.code_point()?,
                _ => return None,
            });
        }
    }

    /// A character by its number; those that take two are written as a pair.
    fn code_point(&mut self) -> Option<char> {
        let high = self.hex()?;
        if !(0xd800..0xdc00).contains(&high) {
            return char::from_u32(high);
        }
        self.rest = self.rest.strip_prefix("\\u")?;
        let low = self.hex()?.checked_sub(0xdc00)?;
        char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + low)
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest.get(..4).filter(|it| it.bytes().all(|it| it.is_ascii_hexdigit()))?;
        self.rest = &self.rest[4..];
        u32::from_str_radix(digits, 16).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_and_written() {
        for (text, written) in [
            (
                r#" { "b" : [ 1 , -2.5e1, true ] , "a":{} ,"c":null}"#,
                r#"{"a":{},"b":[1,-25,true],"c":null}"#,
            ),
            (r#""a\"\\\/\n\u0001\u00e9\ud83d\ude00""#, "\"a\\\"\\\\/\\n\\u0001é😀\""),
            ("[[],[false]]", "[[],[false]]"),
            ("0.5", "0.5"),
        ] {
            let value = parse(text).expect(text);
            assert_eq!(value.to_string(), written);
            assert_eq!(parse(written), Some(value.clone()));
            assert_eq!(serde_json::to_string(&value).expect("JSON"), written);
        }
    }

    #[test]
    fn what_is_no_json_is_refused() {
        let deep = "[".repeat(1000);
        for text in [
            "",
            "{",
            "[1,]",
            "{\"a\"}",
            "nul",
            "1 2",
            "'a'",
            "\"a",
            r#""\x""#,
            r#""\ud800""#,
            &deep,
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
