//! The rules that decisions name, each in one sentence, with the page of the Kubernetes docs that
//! tells more.

mod around;
mod deployment;
mod kubelet;
mod replica_set;
mod shown;
mod stateful_set;
#[cfg(test)]
mod tests;

pub use shown::of_step;

use crate::api::Release;
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
    /// What releases changed about it, the oldest first.
    pub changes: &'static [Change],
}

/// What a release changed about a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The first release that does so.
    pub since: Release,
    /// What it does.
    pub text: Phrase,
}

impl Change {
    /// Whether a cluster of that release does so, if no later change has taken it back.
    pub fn is_in(&self, release: Release) -> bool {
        let Release { minor, patch, alpha } = self.since;
        (release.minor, release.patch) >= (minor, patch) && (release.alpha || !alpha)
    }

    /// `1.35.4`, or `1.36 alpha` for what only alpha features do.
    pub fn release(&self) -> String {
        let number = Release { alpha: false, ..self.since };
        if self.since.alpha { format!("{number} alpha") } else { number.to_string() }
    }
}

impl Rule {
    /// The whole address of its page in the Kubernetes docs.
    pub fn url(&self) -> String {
        format!("{DOCS}{}", self.docs)
    }
}

/// A rule that all releases share.
const fn rule(id: &'static str, docs: &'static str, text: &'static str) -> Rule {
    Rule { id, text: Phrase(text), docs, changes: &[] }
}

/// A rule that some release changed.
const fn changed(
    id: &'static str,
    docs: &'static str,
    text: &'static str,
    changes: &'static [Change],
) -> Rule {
    Rule { id, text: Phrase(text), docs, changes }
}

/// A change of 1.`minor`.
const fn since(minor: u16, text: &'static str) -> Change {
    patch(minor, 0, text)
}

/// A change of 1.`minor`.`patch`.
const fn patch(minor: u16, patch: u16, text: &'static str) -> Change {
    Change { since: Release::of(minor, patch), text: Phrase(text) }
}

/// A change of the alpha features of 1.`minor`.
const fn alpha(minor: u16, text: &'static str) -> Change {
    Change { since: Release { alpha: true, ..Release::of(minor, 0) }, text: Phrase(text) }
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
