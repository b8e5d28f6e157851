//! Numbers, with no arithmetic but what it takes to read and write them.

use std::fmt;
use std::rc::Rc;

/// Digits before the point beyond which a number is written with an exponent.
const MAX_DIGITS: i32 = 21;
/// Zeros behind the point beyond which it is, too.
const MAX_ZEROS: i32 = 5;

/// A number of a tree.
///
/// What is no whole number stays the text that it is: nothing in Kubernetes' objects counts with
/// such a number, and what it takes to read and write floating-point numbers is as large as a
/// controller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// A whole one.
    Whole(i64),
    /// Another one, or a very large one, as JSON writes it: `0.5`, `1e300`.
    Decimal(Rc<str>),
}

impl Number {
    /// Reads a decimal number: `3`, `-0.5`, `+1e3`, `.5`, `007`. `None` if it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i16>().ok()?),
            None => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let leading = digits.len() - digits.trim_start_matches('0').len();
        let point = whole.len() as i32 - leading as i32 + i32::from(exponent);
        let digits = digits.trim_matches('0');
        let text = format!("{sign}{}", plain(digits, point));
        Some(match text.parse() {
            Ok(number) => Self::Whole(number),
            Err(_) => Self::Decimal(text.into()),
        })
    }

    /// The number, if it is a whole one.
    pub fn as_i64(&self) -> Option<i64> {
        if let Self::Whole(number) = self { Some(*number) } else { None }
    }
}

/// These digits with the point behind so many of them.
fn plain(digits: &str, point: i32) -> String {
    let count = digits.len() as i32;
    match point {
        _ if digits.is_empty() => "0".to_owned(),
        _ if !(-MAX_ZEROS..=MAX_DIGITS).contains(&point) => {
            let (first, rest) = digits.split_at(1);
            let dot = if rest.is_empty() { "" } else { "." };
            format!("{first}{dot}{rest}e{}", point - 1)
        }
        ..=0 => format!("0.{}{digits}", "0".repeat(point.unsigned_abs() as usize)),
        _ if point < count => {
            let (whole, fraction) = digits.split_at(point as usize);
            format!("{whole}.{fraction}")
        }
        _ => format!("{digits}{}", "0".repeat((point - count) as usize)),
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(number) => write!(f, "{number}"),
            Self::Decimal(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_written_as_json_has_them() {
        for (text, shown) in [
            ("0", "0"),
            ("-0", "0"),
            ("007", "7"),
            ("+12", "12"),
            ("1.50", "1.5"),
            (".5", "0.5"),
            ("5.", "5"),
            ("-0.25", "-0.25"),
            ("1e3", "1000"),
            ("12.5e1", "125"),
            ("1e-3", "0.001"),
            ("1e-30", "1e-30"),
            ("9223372036854775807", "9223372036854775807"),
            ("99999999999999999999", "99999999999999999999"),
            ("1.25e300", "1.25e300"),
        ] {
            assert_eq!(
                Number::parse(text).map(|it| it.to_string()).as_deref(),
                Some(shown),
                "{text}"
            );
        }
        for text in ["", "-", ".", "e3", "1e", "1.2.3", "0x10", "1_000", "--1", "inf", "９"] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }

    #[test]
    fn whole_numbers_are_numbers_however_they_are_written() {
        assert_eq!(Number::parse("089"), Some(Number::Whole(89)));
        assert_eq!(Number::parse("1e3"), Some(Number::Whole(1000)));
        assert_eq!(Number::parse("1e20").and_then(|it| it.as_i64()), None);
    }
}
