//! Where labels, of nodes and of other Pods, must let a Pod go. What it merely prefers is carried
//! along.

use super::{Pod, PodSpec};
use crate::api::selector::{LabelSelector, Requirement};
use crate::api::{Name, Release, StringMap};
use crate::value::fields::from_value;
use crate::value::{Field, Value};

/// The Pods that a Pod must, or must not, share a place with.
#[derive(Clone, Debug, PartialEq)]
pub struct AffinityTerm {
    /// Which Pods.
    pub selector: LabelSelector,
    /// The label of nodes that have the same value in one place: `kubernetes.io/hostname`.
    pub topology_key: Name,
    /// Labels of which those Pods have the value that the Pod itself has, or another.
    own: [Vec<Name>; 2],
}

/// One kind of node that a Pod may go to: all conditions must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeTerm {
    /// Conditions on its labels.
    pub labels: Vec<Requirement>,
    /// Conditions on its fields, of which there is one: `metadata.name`.
    pub fields: Vec<Requirement>,
}

impl PodSpec {
    /// The kinds of node it may go to; `None` if it does not matter.
    pub fn node_terms(&self) -> Option<Vec<NodeTerm>> {
        let terms = self.required("nodeAffinity")?.get("nodeSelectorTerms");
        Some(list(terms, |term| NodeTerm {
            labels: list(term.get("matchExpressions"), read),
            fields: list(term.get("matchFields"), read),
        }))
    }

    /// What `podAffinity` or `podAntiAffinity` requires, as it is written.
    pub fn affinity_terms(&self, kind: &str) -> Vec<AffinityTerm> {
        list(self.required(kind), |term| AffinityTerm {
            selector: term.get("labelSelector").map_or_else(LabelSelector::missing, read),
            topology_key: term.get("topologyKey").map(read).unwrap_or_default(),
            own: ["matchLabelKeys", "mismatchLabelKeys"].map(|keys| list(term.get(keys), read)),
        })
    }

    fn required(&self, kind: &str) -> Option<&Value> {
        let affinity = self.rest.get("affinity")?.get(kind)?;
        affinity.get("requiredDuringSchedulingIgnoredDuringExecution")
    }
}

impl Pod {
    /// The Pods it must be with.
    pub fn affinity(&self, release: Release) -> Vec<AffinityTerm> {
        self.terms("podAffinity", release)
    }

    /// The Pods it must be apart from.
    pub fn anti_affinity(&self, release: Release) -> Vec<AffinityTerm> {
        self.terms("podAntiAffinity", release)
    }

    /// Whether it must be with some Pods, or apart from them.
    pub fn has_affinity(&self) -> bool {
        ["podAffinity", "podAntiAffinity"].iter().any(|kind| self.spec.required(kind).is_some())
    }

    fn terms(&self, kind: &str, release: Release) -> Vec<AffinityTerm> {
        let mut terms = self.spec.affinity_terms(kind);
        if release.merges_match_label_keys() {
            terms.iter_mut().for_each(|term| term.merge(&self.metadata.labels));
        }
        terms
    }
}

impl AffinityTerm {
    /// The API server writes the values that the Pod itself has into the selector.
    fn merge(&mut self, labels: &StringMap) {
        for (keys, operator) in self.own.iter().zip(["In", "NotIn"]) {
            let with_value = |key: &Name| {
                let values = vec![labels.get(key)?.clone()];
                Some(Requirement { key: key.clone(), operator: operator.into(), values })
            };
            self.selector.match_expressions.extend(keys.iter().filter_map(with_value));
        }
    }
}

fn list<T>(value: Option<&Value>, read: impl Fn(&Value) -> T) -> Vec<T> {
    value.and_then(Value::as_array).into_iter().flatten().map(read).collect()
}

/// What it says; validation lets nothing pass that says something else.
fn read<T: Field + Default>(value: &Value) -> T {
    from_value(value).unwrap_or_default()
}
