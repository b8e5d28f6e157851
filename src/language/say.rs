//! A text with places for what varies.

use super::translated;
use std::fmt::Display;

/// A sentence made from an English template, in the language that is spoken.
///
/// `{pod}` stands for a value, `{pods|Pod is|Pods are}` for the first of the two if the value is 1
/// and for the second otherwise. Other languages may put their places in any order. That each place
/// has its value and each value a place is checked when this is compiled.
macro_rules! say {
    ($template:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        const TEMPLATE: &str =
            $crate::language::checked($template, &[$(stringify!($name)),*]);
        $crate::language::fill(
            TEMPLATE,
            &[$((stringify!($name), &$crate::language::say!(@value $name $($value)?))),*],
        )
    }};
    (@value $name:ident) => { $name };
    (@value $name:ident $value:expr) => { $value };
}
pub(crate) use say;

/// The template itself, if it has a place for each name, and no other places.
///
/// # Panics
///
/// Otherwise; [`say!`] calls it while it is compiled.
pub const fn checked(template: &'static str, names: &[&str]) -> &'static str {
    let text = template.as_bytes();
    let mut used = 0u32;
    let mut at = 0;
    while at < text.len() {
        if text[at] == b'{' {
            let mut end = at + 1;
            while text[end] != b'}' && text[end] != b'|' {
                end += 1;
            }
            used |= 1 << place_of(text, at + 1, end, names);
            at = end;
        }
        at += 1;
    }
    assert!(used + 1 == 1 << names.len(), "a value has no place in the template");
    template
}

const fn place_of(text: &[u8], start: usize, end: usize, names: &[&str]) -> usize {
    let mut index = 0;
    while index < names.len() {
        let name = names[index].as_bytes();
        let mut same = 0;
        while start + same < end && same < name.len() && text[start + same] == name[same] {
            same += 1;
        }
        if same == name.len() && start + same == end {
            return index;
        }
        index += 1;
    }
    panic!("a place in the template has no value")
}

/// The template in the language that is spoken, with these values in its places.
pub fn fill(template: &'static str, values: &[(&str, &dyn Display)]) -> String {
    let mut rest = translated(template);
    let mut text = String::with_capacity(rest.len());
    while let Some((before, from)) = rest.split_once('{') {
        text += before;
        let Some((place, after)) = from.split_once('}') else {
            rest = from;
            break;
        };
        let (name, forms) = place.split_once('|').unwrap_or((place, ""));
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            let value = value.to_string();
            text += match forms.split_once('|') {
                Some((one, _)) if value == "1" => one,
                Some((_, many)) => many,
                None => &value,
            };
        }
        rest = after;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use crate::language::{Language, learn, speak};

    fn sentence(pods: i32) -> String {
        let node = "node-1";
        say!("{pods} {pods|Pod is|Pods are} on `{node}`.", pods, node)
    }

    fn in_chinese(text: &str) -> String {
        let key = "{pods} {pods|Pod is|Pods are} on `{node}`.";
        assert!(learn(Language::Chinese, &serde_json::json!({ key: text }).to_string()));
        speak(Language::Chinese);
        let sentence = sentence(2);
        speak(Language::English);
        sentence
    }

    #[test]
    fn places_are_filled() {
        assert_eq!(sentence(1), "1 Pod is on `node-1`.");
        assert_eq!(sentence(3), "3 Pods are on `node-1`.");
        assert_eq!(say!("{a}{a}, {b}", a = 1 + 1, b = "{a}"), "22, {a}");
        assert_eq!(say!("Nothing varies."), "Nothing varies.");
    }

    #[test]
    fn another_language_orders_them_as_it_likes() {
        assert_eq!(in_chinese("`{node}` 上有 {pods} 个 Pod。"), "`node-1` 上有 2 个 Pod。");
    }

    #[test]
    fn a_broken_translation_breaks_nothing_else() {
        assert_eq!(in_chinese("{unknown}."), ".");
        assert_eq!(in_chinese("{pods"), "pods");
        assert_eq!(in_chinese("}{pods|}"), "}2");
    }
}
