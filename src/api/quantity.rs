//! Quantities of CPU and memory as manifests write them: `250m`, `1.5`, `64Mi`, `2e3`.

/// The quantity in thousandths, rounded up: `100m` is 100, `0.5` is 500. `None` if it is none.
pub fn milli(text: &str) -> Option<i64> {
    scaled(text, 1000)
}

/// The quantity in whole units, rounded up: `1Ki` is 1024, `100m` is 1. `None` if it is none.
pub fn whole(text: &str) -> Option<i64> {
    scaled(text, 1)
}

fn scaled(text: &str, unit: i128) -> Option<i64> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, suffix) = text.split_at(end);
    let (digits, decimals) = number.split_once('.').unwrap_or((number, ""));
    let mantissa: i128 = format!("{digits}{decimals}").parse().ok()?;
    let (numerator, denominator) = factor(suffix)?;
    let divisor = 10_i128.checked_pow(decimals.len().try_into().ok()?)?.checked_mul(denominator)?;
    let product = mantissa.checked_mul(numerator)?.checked_mul(unit)?;
    i64::try_from(product.div_euclid(divisor) + i128::from(product % divisor != 0)).ok()
}

/// What a suffix multiplies by, as a fraction.
fn factor(suffix: &str) -> Option<(i128, i128)> {
    let binary = |power: u32| Some((1024_i128.pow(power), 1));
    let decimal = |power: u32| Some((1000_i128.pow(power), 1));
    match suffix {
        "" => Some((1, 1)),
        "m" => Some((1, 1000)),
        "k" => decimal(1),
        "M" => decimal(2),
        "G" => decimal(3),
        "T" => decimal(4),
        "Ki" => binary(1),
        "Mi" => binary(2),
        "Gi" => binary(3),
        "Ti" => binary(4),
        _ => {
            let exponent: u32 = suffix.strip_prefix(['e', 'E'])?.parse().ok()?;
            Some((10_i128.checked_pow(exponent)?, 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_read_in_every_spelling() {
        for (text, expected) in [
            ("100m", Some(100)),
            ("0.5", Some(500)),
            ("2", Some(2000)),
            ("1.5k", Some(1_500_000)),
            ("1e3", Some(1_000_000)),
            ("0.0001", Some(1)),
            ("m", None),
            ("1 core", None),
            ("", None),
        ] {
            assert_eq!(milli(text), expected, "{text}");
        }
        assert_eq!(whole("64Mi"), Some(64 * 1024 * 1024));
        assert_eq!(whole("1G"), Some(1_000_000_000));
    }
}
