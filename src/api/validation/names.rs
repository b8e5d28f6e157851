//! What names, labels and percentages may look like, and what those that do not are told
//! (`apimachinery/pkg/util/validation`).

use crate::api::Release;

const DNS_LABEL: &str = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const DNS_1035_LABEL: &str = "[a-z]([-a-z0-9]*[a-z0-9])?";
const LABEL_NAME: &str = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

const MAX_DNS_LABEL: usize = 63;
const MAX_DNS_SUBDOMAIN: usize = 253;
const MAX_LABEL: usize = 63;
const MAX_PORT_NAME: usize = 15;

/// A rule for names: what is wrong with one, nothing if it is fine.
pub(super) type Rule = fn(&str, Release) -> Vec<String>;

/// `my-name`, `123-abc`.
pub(super) fn dns_label(name: &str, release: Release) -> Vec<String> {
    let mut complaints = too_long(name, MAX_DNS_LABEL, release);
    if is_dns_label(name) {
        return complaints;
    }
    complaints.push(match is_dns_subdomain(name) && release.newer_name_messages() {
        true => "must not contain dots".to_owned(),
        false => not_matching(
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \
             '-', and must start and end with an alphanumeric character",
            DNS_LABEL,
            &["my-name", "123-abc"],
        ),
    });
    complaints
}

/// `example.com`.
pub(super) fn dns_subdomain(name: &str, release: Release) -> Vec<String> {
    let mut complaints = too_long(name, MAX_DNS_SUBDOMAIN, release);
    if !is_dns_subdomain(name) {
        complaints.push(not_matching(
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \
             '-' or '.', and must start and end with an alphanumeric character",
            &format!("{DNS_LABEL}(\\.{DNS_LABEL})*"),
            &["example.com"],
        ));
    }
    complaints
}

/// `abc-123`: a Service's name.
pub(super) fn dns_1035_label(name: &str, release: Release) -> Vec<String> {
    let mut complaints = too_long(name, MAX_DNS_LABEL, release);
    if !is_dns_label(name) || !name.starts_with(|first: char| first.is_ascii_lowercase()) {
        complaints.push(not_matching(
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start \
             with an alphabetic character, and end with an alphanumeric character",
            DNS_1035_LABEL,
            &["my-name", "abc-123"],
        ));
    }
    complaints
}

/// A label's key: `example.com/MyName`.
pub(super) fn qualified_name(name: &str, release: Release) -> Vec<String> {
    const FORM: &str = "must consist of alphanumeric characters, '-', '_' or '.', and must start \
                        and end with an alphanumeric character";
    const EXAMPLES: [&str; 3] = ["MyName", "my.name", "123-abc"];
    let mut complaints = Vec::new();
    let name = match name.split_once('/') {
        None => name,
        Some((_, name)) if name.contains('/') => {
            let what = match release.newer_name_messages() {
                true => "a valid label key",
                false => "a qualified name",
            };
            let form = not_matching(FORM, LABEL_NAME, &EXAMPLES);
            let prefix =
                "with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
            return vec![format!("{what} {form} {prefix}")];
        }
        Some(("", name)) => {
            complaints.push("prefix part must be non-empty".to_owned());
            name
        }
        Some((prefix, name)) => {
            let of_prefix = dns_subdomain(prefix, release).into_iter();
            complaints.extend(of_prefix.map(|complaint| format!("prefix part {complaint}")));
            name
        }
    };
    if name.is_empty() {
        complaints.push("name part must be non-empty".to_owned());
    }
    let long = too_long(name, MAX_LABEL, release).into_iter();
    complaints.extend(long.map(|complaint| format!("name part {complaint}")));
    if !is_label_name(name) {
        complaints.push(format!("name part {}", not_matching(FORM, LABEL_NAME, &EXAMPLES)));
    }
    complaints
}

/// A label's value: empty or `MyValue`.
pub(super) fn label_value(value: &str, release: Release) -> Vec<String> {
    let mut complaints = too_long(value, MAX_LABEL, release);
    if !value.is_empty() && !is_label_name(value) {
        complaints.push(not_matching(
            "a valid label must be an empty string or consist of alphanumeric characters, '-', \
             '_' or '.', and must start and end with an alphanumeric character",
            &format!("({LABEL_NAME})?"),
            &["MyValue", "my_value", "12345"],
        ));
    }
    complaints
}

/// A port's name: `http`.
pub(super) fn port_name(name: &str, release: Release) -> Vec<String> {
    let mut complaints = too_long(name, MAX_PORT_NAME, release);
    let is_allowed = |byte: u8| is_lower_or_digit(byte) || byte == b'-';
    if name.is_empty() || !name.bytes().all(is_allowed) {
        complaints.push(
            "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)".to_owned(),
        );
    }
    if !name.bytes().any(|byte| byte.is_ascii_lowercase()) {
        let what = match release.newer_name_messages() {
            true => "must contain at least one letter (a-z)",
            false => "must contain at least one letter or number (a-z, 0-9)",
        };
        complaints.push(what.to_owned());
    }
    if name.contains("--") {
        complaints.push("must not contain consecutive hyphens".to_owned());
    }
    if name.starts_with('-') || name.ends_with('-') {
        complaints.push("must not begin or end with a hyphen".to_owned());
    }
    complaints
}

/// `25%`.
pub(super) fn percent(text: &str) -> Vec<String> {
    let digits = text.strip_suffix('%').unwrap_or("");
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    vec![not_matching(
        "a valid percent string must be a numeric string followed by an ending '%'",
        "[0-9]+%",
        &["1%", "93%"],
    )]
}

/// `MY_ENV.NAME`.
pub(super) fn environment(name: &str, release: Release) -> Vec<String> {
    let relaxed = release.has_relaxed_environment_names();
    let is_allowed = |(index, byte): (usize, u8)| match relaxed {
        true => (b' '..=b'~').contains(&byte) && byte != b'=',
        false => {
            byte.is_ascii_alphabetic() || b"-._".contains(&byte) || {
                index > 0 && byte.is_ascii_digit()
            }
        }
    };
    let mut complaints = Vec::new();
    if !name.bytes().enumerate().all(is_allowed) {
        complaints.push(match relaxed {
            true => "a valid environment variable name must consist only of printable ASCII \
                     characters other than '='"
                .to_owned(),
            false => not_matching(
                "a valid environment variable name must consist of alphabetic characters, digits, \
                 '_', '-', or '.', and must not start with a digit",
                "[-._a-zA-Z][-._a-zA-Z0-9]*",
                &["my.env-name", "MY_ENV.NAME", "MyEnvName1"],
            ),
        });
    }
    match name {
        "." => complaints.push("must not be '.'".to_owned()),
        ".." => complaints.push("must not be '..'".to_owned()),
        _ if name.starts_with("..") => complaints.push("must not start with '..'".to_owned()),
        _ => {}
    }
    complaints
}

/// An address, as `net.ParseIP` of Go takes it.
pub(super) fn ip_address(text: &str, release: Release) -> Vec<String> {
    if text.parse::<std::net::IpAddr>().is_ok() {
        return Vec::new();
    }
    let examples =
        if release.newer_name_messages() { "10.9.8.7 or 2001:db8::ffff" } else { "10.9.8.7" };
    vec![format!("must be a valid IP address, (e.g. {examples})")]
}

/// `X-Header-Name`.
pub(super) fn http_header(name: &str) -> Vec<String> {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if !name.is_empty() && name.bytes().all(is_allowed) {
        return Vec::new();
    }
    vec![not_matching(
        "a valid HTTP header must consist of alphanumeric characters or '-'",
        "[-A-Za-z0-9]+",
        &["X-Header-Name"],
    )]
}

fn is_dns_label(name: &str) -> bool {
    let ends = |byte: Option<u8>| byte.is_some_and(is_lower_or_digit);
    ends(name.bytes().next())
        && ends(name.bytes().next_back())
        && name.bytes().all(|byte| is_lower_or_digit(byte) || byte == b'-')
}

fn is_dns_subdomain(name: &str) -> bool {
    name.split('.').all(is_dns_label)
}

fn is_label_name(name: &str) -> bool {
    let ends = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    ends(name.bytes().next())
        && ends(name.bytes().next_back())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

fn is_lower_or_digit(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

fn too_long(text: &str, max: usize, release: Release) -> Vec<String> {
    if text.len() <= max {
        return Vec::new();
    }
    let unit = if release.newer_name_messages() { "bytes" } else { "characters" };
    vec![format!("must be no more than {max} {unit}")]
}

/// Models `RegexError` in apimachinery, with the two spaces that it really has.
fn not_matching(what: &str, regex: &str, examples: &[&str]) -> String {
    let examples: Vec<String> = examples.iter().map(|example| format!("'{example}', ")).collect();
    format!(
        "{what} (e.g. {} regex used for validation is '{regex}')",
        examples.join(" or ").trim_end()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_may_be_called_almost_anything_by_now() {
        let refused = |name, release| environment(name, release).len();
        for (name, in_1_20, in_1_37) in
            [("A_b.c-1", 0, 0), ("1st", 1, 0), ("a b", 1, 0), ("a=b", 1, 1), ("ä", 1, 1)]
        {
            let got = (refused(name, Release::V1_20), refused(name, Release::V1_37));
            assert_eq!(got, (in_1_20, in_1_37), "{name}");
        }
        assert_eq!(environment("..x", Release::V1_20), ["must not start with '..'"]);
    }
}
