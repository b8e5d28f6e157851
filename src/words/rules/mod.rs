//! The rules that decisions name, each in one sentence, with the page of the Kubernetes docs that
//! tells more.

mod around;
mod deployment;
mod kubelet;
mod replica_set;
mod stateful_set;

use crate::language::Phrase;

/// Where the Kubernetes docs stand; [`Rule::docs`] is a path below it.
const DOCS: Phrase = Phrase("https://kubernetes.io/docs/");

/// One rule of the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id, `S15`.
    pub id: &'static str,
    /// What it says, in one or two sentences.
    pub text: Phrase,
    /// The page below `https://kubernetes.io/docs/`.
    pub docs: &'static str,
    /// What differs between releases, if anything does.
    pub changed: Option<Phrase>,
}

impl Rule {
    /// The whole address of its page in the Kubernetes docs.
    pub fn url(&self) -> String {
        format!("{DOCS}{}", self.docs)
    }
}

/// A rule that all releases share.
const fn rule(id: &'static str, docs: &'static str, text: &'static str) -> Rule {
    Rule { id, text: Phrase(text), docs, changed: None }
}

/// A rule that some release changed.
const fn changed(
    id: &'static str,
    docs: &'static str,
    text: &'static str,
    changed: &'static str,
) -> Rule {
    Rule { id, text: Phrase(text), docs, changed: Some(Phrase(changed)) }
}

/// All of them.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let tables =
        [deployment::RULES, replica_set::RULES, stateful_set::RULES, kubelet::RULES, around::RULES];
    tables.into_iter().flatten()
}

/// The rule of that id; a part of one (`S15.5`, `D19a`) is looked up as its whole.
pub fn of(id: &str) -> Option<&'static Rule> {
    let find = |id: &str| all().find(|rule| rule.id == id);
    find(id).or_else(|| {
        let digits = id.find(|it: char| it.is_ascii_digit())?;
        let end = id[digits..].find(|it: char| !it.is_ascii_digit())?;
        find(&id[..digits + end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_the_reference_has_a_text_and_a_page() {
        let numbered = [
            ("C", 12),
            ("D", 38),
            ("R", 13),
            ("S", 33),
            ("P", 4),
            ("K", 10),
            ("V", 4),
            ("E", 6),
            ("G", 3),
            ("N", 6),
            ("B", 3),
            ("A", 6),
        ];
        for (letter, last) in numbered {
            for number in 1..=last {
                let id = format!("{letter}{number}");
                let rule = of(&id).unwrap_or_else(|| panic!("{id} has no text"));
                assert!(rule.text.ends_with(['.', ')']), "{id}: {}", rule.text);
                assert!(!rule.docs.starts_with('/') && !rule.docs.is_empty(), "{id}");
                assert_eq!(rule.text.matches('`').count() % 2, 0, "{id}");
            }
        }
    }

    #[test]
    fn a_part_is_looked_up_as_its_whole() {
        assert_eq!(of("S15.5").map(|rule| rule.id), Some("S15"));
        assert_eq!(of("D19a").map(|rule| rule.id), Some("D19"));
        assert_eq!(of("S22b").map(|rule| rule.id), Some("S22b"));
        assert_eq!(of("Z1"), None);
        assert_eq!(of(""), None);
    }
}
