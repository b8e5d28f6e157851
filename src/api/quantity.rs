//! Quantities of CPU, memory and storage: `250m`, `1.5`, `10Gi`.

use std::fmt;

/// What a text that is no quantity is told (`resource.ErrFormatWrong`).
pub const WRONG_FORMAT: &str = "quantities must match the regular expression \
     '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

/// A number with a unit, compared by value: `1` is `1000m`. Values beyond what 64 bits of whole
/// units hold are capped there, as upstream does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity {
    /// Billionths of a unit, the finest that Kubernetes knows; finer ones are rounded up.
    nanos: i128,
    /// Whether it is written in powers of 1024.
    is_binary: bool,
}

const NANOS: i128 = 1_000_000_000;
const MAX_NANOS: i128 = i64::MAX as i128 * NANOS;
/// Decimal places that are read; what stands behind them only rounds up.
const MAX_PLACES: usize = 15;
/// The deepest exponent worth computing: beyond it everything is the cap, or rounds to a billionth.
const MAX_EXPONENT: i32 = 40;

/// The quantity in thousandths, rounded up: `100m` is 100, `0.5` is 500. `None` if it is none.
pub fn milli(text: &str) -> Option<i64> {
    Quantity::parse(text).map(Quantity::milli)
}

/// The quantity in whole units, rounded up: `1Ki` is 1024, `100m` is 1. `None` if it is none.
pub fn whole(text: &str) -> Option<i64> {
    Quantity::parse(text).map(Quantity::units)
}

impl Quantity {
    /// Reads a quantity as the API does; `None` if it is not written like one.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, rest) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let digits = rest.find(|char: char| !char.is_ascii_digit() && char != '.');
        let (digits, suffix) = rest.split_at(digits.unwrap_or(rest.len()));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if (whole.is_empty() && fraction.is_empty()) || fraction.contains('.') {
            return None;
        }
        let unit = Unit::parse(suffix)?;
        let nanos = unit.nanos(whole, fraction);
        let nanos = if negative { -nanos } else { nanos };
        Some(Self { nanos, is_binary: matches!(unit, Unit::Binary(_)) })
    }

    /// Thousandths of a unit, rounded up: how CPU is counted.
    pub fn milli(self) -> i64 {
        let milli = ceil(self.nanos, NANOS / 1000);
        milli.clamp(i64::MIN.into(), i64::MAX.into()) as i64
    }

    /// Whole units, rounded up: bytes of memory and storage, numbers of Pods.
    pub fn units(self) -> i64 {
        ceil(self.nanos, NANOS) as i64
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.nanos < 0
    }

    /// Whether it has no fraction.
    pub fn is_whole(self) -> bool {
        self.nanos % NANOS == 0
    }
}

fn ceil(number: i128, divisor: i128) -> i128 {
    number.div_euclid(divisor) + i128::from(number.rem_euclid(divisor) > 0)
}

#[derive(Clone, Copy)]
enum Unit {
    /// Times 10 to the power of this.
    Decimal(i32),
    /// Times 1024 to the power of this.
    Binary(u32),
}

impl Unit {
    fn parse(suffix: &str) -> Option<Self> {
        const DECIMAL: [(&str, i32); 10] = [
            ("n", -9),
            ("u", -6),
            ("m", -3),
            ("", 0),
            ("k", 3),
            ("M", 6),
            ("G", 9),
            ("T", 12),
            ("P", 15),
            ("E", 18),
        ];
        const BINARY: [&str; 6] = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
        if let Some((_, exponent)) = DECIMAL.iter().find(|(name, _)| *name == suffix) {
            return Some(Self::Decimal(*exponent));
        }
        if let Some(power) = BINARY.iter().position(|name| *name == suffix) {
            return Some(Self::Binary(power as u32 + 1));
        }
        let exponent: i32 = suffix.strip_prefix(['e', 'E'])?.parse().ok()?;
        Some(Self::Decimal(exponent.clamp(-MAX_EXPONENT, MAX_EXPONENT)))
    }

    /// The number in this unit as billionths of one, capped, rounded up. No sign.
    fn nanos(self, whole: &str, fraction: &str) -> i128 {
        let (fraction, beyond) = fraction.split_at(fraction.len().min(MAX_PLACES));
        let mut remainder = beyond.bytes().any(|digit| digit != b'0');
        let (scale, exponent) = match self {
            Self::Decimal(exponent) => (1, exponent + 9),
            Self::Binary(power) => (1024_i128.pow(power), 9),
        };
        let mut nanos: i128 = 0;
        let digits = whole.bytes().chain(fraction.bytes());
        for digit in digits {
            nanos = nanos.saturating_mul(10).saturating_add(i128::from(digit - b'0') * scale);
        }
        let exponent = exponent - fraction.len() as i32;
        for _ in 0..exponent {
            nanos = nanos.saturating_mul(10);
        }
        for _ in exponent.min(0)..0 {
            remainder |= nanos % 10 != 0;
            nanos /= 10;
        }
        (nanos + i128::from(remainder)).min(MAX_NANOS)
    }
}

impl fmt::Display for Quantity {
    /// The shortest exact form in its own kind of unit, as the API writes it: `1500m`, `1Gi`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_binary && self.is_whole() && self.nanos.abs() >= 1024 * NANOS {
            let (mut number, mut power) = (self.nanos / NANOS, 0);
            while number % 1024 == 0 && power < 6 {
                number /= 1024;
                power += 1;
            }
            return write!(f, "{number}{}", ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"][power]);
        }
        let (mut number, mut power) = (self.nanos, 0);
        while number != 0 && number % 1000 == 0 && power < 9 {
            number /= 1000;
            power += 1;
        }
        let suffix = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"][power];
        write!(f, "{number}{}", if number == 0 { "" } else { suffix })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_read_and_written_canonically() {
        for (text, milli, written) in [
            ("250m", 250, "250m"),
            ("1", 1000, "1"),
            ("1000m", 1000, "1"),
            ("1.5", 1500, "1500m"),
            (".5", 500, "500m"),
            ("1e3", 1_000_000, "1k"),
            ("1E", i64::MAX, "1E"),
            ("1Ki", 1_024_000, "1Ki"),
            ("1024Mi", 1_073_741_824_000, "1Gi"),
            ("0.5Gi", 536_870_912_000, "512Mi"),
            ("0", 0, "0"),
            ("-2", -2000, "-2"),
            ("1n", 1, "1n"),
        ] {
            let quantity = Quantity::parse(text).expect(text);
            assert_eq!((quantity.milli(), &*quantity.to_string()), (milli, written), "{text}");
        }
        assert_eq!(Quantity::parse("100m").map(Quantity::units), Some(1));
    }

    #[test]
    fn other_texts_are_refused_and_huge_numbers_capped() {
        for text in ["", "-", ".", "1.2.3", "1 Gi", "10GB", "abc", "1Kb", "0x10", "1e", "１"] {
            assert_eq!(Quantity::parse(text), None, "{text}");
        }
        for text in ["9".repeat(5000), "1e999999".to_owned(), format!("1e{}", i32::MAX)] {
            assert_eq!(Quantity::parse(&text).map(Quantity::units), Some(i64::MAX), "{text}");
        }
        for (text, milli) in [("0.{}1", 1), ("5.{}1", 5001), ("5.{}", 5000)] {
            let text = text.replace("{}", &"0".repeat(5000));
            assert_eq!(Quantity::parse(&text).map(Quantity::milli), Some(milli), "{text}");
        }
    }
}
