//! What a plain scalar means, as Kubernetes' YAML reader has it (`goyaml.v2`): YAML 1.1's words for
//! booleans, octal numbers with a leading zero, and nothing else unusual.

use crate::value::{Number, Value};

/// A scalar that stands without quotes. Anything that is no other kind is a text.
pub(super) fn resolve(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" | "y" | "Y" => {
            return true.into();
        }
        "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" | "n" | "N" => {
            return false.into();
        }
        _ => {}
    }
    // Only these can begin a number: most texts are settled here.
    if !text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) {
        return text.into();
    }
    integer(text)
        .map(Value::from)
        .or_else(|| Number::parse(&text.replace('_', "")).map(Value::Number))
        .unwrap_or_else(|| text.into())
}

fn integer(text: &str) -> Option<i64> {
    let plain = text.replace('_', "");
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let (radix, digits) = match digits.get(..2) {
        Some("0x" | "0X") => (16, &digits[2..]),
        Some("0b" | "0B") => (2, &digits[2..]),
        Some("0o" | "0O") => (8, &digits[2..]),
        Some(two) if two.starts_with('0') => (8, &digits[1..]),
        _ => (10, digits),
    };
    if digits.starts_with(['+', '-']) {
        return None;
    }
    i64::from_str_radix(&format!("{sign}{digits}"), radix).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::json;

    #[test]
    fn plain_scalars_mean_what_kubernetes_takes_them_for() {
        for (text, expected) in [
            ("", json!(null)),
            ("~", json!(null)),
            ("yes", json!(true)),
            ("Off", json!(false)),
            ("tRue", json!("tRue")),
            ("3", json!(3)),
            ("-3", json!(-3)),
            ("+3", json!(3)),
            ("0644", json!(420)),
            ("0o17", json!(15)),
            ("0x10", json!(16)),
            ("1_000", json!(1000)),
            ("089", json!(89)),
            ("1.5", json!(1.5)),
            ("1e3", json!(1000)),
            ("1.2.3", json!("1.2.3")),
            ("25%", json!("25%")),
            ("1Gi", json!("1Gi")),
            ("nginx:1.25", json!("nginx:1.25")),
            ("2026-01-01", json!("2026-01-01")),
            ("-", json!("-")),
            (".", json!(".")),
            ("0x", json!("0x")),
            ("--3", json!("--3")),
            ("９", json!("９")),
            ("100000000000000000000", json!(1e20)),
        ] {
            assert_eq!(resolve(text), expected, "{text}");
        }
    }
}
