//! Text as HTML.

/// Text that means itself.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What stands between backticks, as code.
pub fn code(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(at, part)| match at % 2 {
        0 => part.to_owned(),
        _ => format!("<code>{part}</code>"),
    });
    parts.collect()
}

/// A number with its thousands apart.
pub fn number(value: u64) -> String {
    let digits = value.to_string();
    let groups: Vec<&str> = {
        let first = digits.len() % 3;
        let head = Some(&digits[..first]).filter(|it| !it.is_empty());
        let rest = (first..digits.len()).step_by(3).map(|at| &digits[at..at + 3]);
        head.into_iter().chain(rest).collect()
    };
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_code() {
        assert_eq!([0, 999, 1000, 1_234_567].map(number), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(code(&escape("a `<b>` & c")), "a <code>&lt;b&gt;</code> &amp; c");
    }
}
