//! All situations, by what they are about.

mod deployment;
mod stateful_set;
mod traps;

use crate::situation::Situation;

/// Situations that are about the same.
pub struct Family {
    /// What they are about.
    pub name: &'static str,
    /// They.
    pub situations: Vec<Situation>,
}

/// All of them.
pub fn all() -> Vec<Family> {
    let family = |(name, situations)| Family { name, situations };
    let lists = [deployment::families(), stateful_set::families(), traps::families()];
    lists.into_iter().flatten().map(family).collect()
}

/// One node, so that it never matters where a Pod is.
const NODE: &str = "\
apiVersion: v1
kind: Node
metadata: {name: node-a}
---
";
