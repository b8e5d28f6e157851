//! Images a person may want to go to.

/// A tag that no registry has.
const MISSING_TAG: &str = "does-not-exist";

/// The image with the next version's tag: the last number before any `-` grows by one. An image
/// without a number gets the tag `2`.
pub fn next(image: &str) -> String {
    let (name, tag) = split(image);
    let end = tag.find('-').unwrap_or(tag.len());
    let (version, flavour) = tag.split_at(end);
    let digits = version.len() - version.trim_end_matches(|it: char| it.is_ascii_digit()).len();
    let (before, number) = version.split_at(version.len() - digits);
    match number.parse::<u32>() {
        Ok(number) => format!("{name}:{before}{}{flavour}", number.saturating_add(1)),
        Err(_) => format!("{name}:2"),
    }
}

/// The same image with a tag that cannot be pulled.
pub fn missing(image: &str) -> String {
    format!("{}:{MISSING_TAG}", split(image).0)
}

/// Whether no registry has this image.
pub fn is_missing(image: &str) -> bool {
    split(image).1 == MISSING_TAG
}

/// Name and tag; the tag is empty if there is none. A registry's port is no tag.
fn split(image: &str) -> (&str, &str) {
    let image = image.split('@').next().unwrap_or(image);
    match image.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => (name, tag),
        _ => (image, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_number_of_the_tag_grows() {
        for (image, expected) in [
            ("nginx:1.25", "nginx:1.26"),
            ("mysql:8.0.9", "mysql:8.0.10"),
            ("app:v3", "app:v4"),
            ("nginx:1.25-alpine3", "nginx:1.26-alpine3"),
            ("localhost:5000/app", "localhost:5000/app:2"),
            ("app:latest", "app:2"),
            ("app@sha256:abc", "app:2"),
        ] {
            assert_eq!(next(image), expected);
        }
        assert_eq!(missing("localhost:5000/app:1"), "localhost:5000/app:does-not-exist");
        assert!(is_missing(&missing("nginx:1.25")) && !is_missing("nginx:1.25"));
    }
}
