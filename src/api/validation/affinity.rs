//! What must let a Pod go somewhere (`validateAffinity`). What it merely prefers is not read.

use super::errors::Errors;
use super::meta;
use super::path::Path;
use crate::api::pod::{AffinityTerm, NodeTerm, PodSpec};
use crate::api::selector::Requirement;

const REQUIRED: &str = "requiredDuringSchedulingIgnoredDuringExecution";

/// Required affinity of all kinds.
pub(super) fn affinity(spec: &PodSpec, path: &Path, errors: &mut Errors) {
    if let Some(terms) = spec.node_terms() {
        node_terms(&terms, &path.child("nodeAffinity").child(REQUIRED), errors);
    }
    for kind in ["podAffinity", "podAntiAffinity"] {
        for (index, term) in spec.affinity_terms(kind).iter().enumerate() {
            pod_term(term, &path.child(kind).child(REQUIRED).index(index), errors);
        }
    }
}

fn node_terms(terms: &[NodeTerm], path: &Path, errors: &mut Errors) {
    let path = path.child("nodeSelectorTerms");
    if terms.is_empty() {
        errors.required(&path, "must have at least one node selector term");
    }
    for (index, term) in terms.iter().enumerate() {
        node_term(term, &path.index(index), errors);
    }
}

fn node_term(term: &NodeTerm, path: &Path, errors: &mut Errors) {
    for (field, conditions) in [("matchExpressions", &term.labels), ("matchFields", &term.fields)] {
        for (index, condition) in conditions.iter().enumerate() {
            node_condition(condition, &path.child(field).index(index), errors);
        }
    }
}

fn node_condition(condition: &Requirement, path: &Path, errors: &mut Errors) {
    match &*condition.operator {
        "Gt" | "Lt" if condition.values.len() != 1 => {
            let detail = "must be specified single value when `operator` is 'Lt' or 'Gt'";
            errors.required(&path.child("values"), detail);
        }
        "Gt" | "Lt" => {}
        _ => meta::requirement(condition, path, errors),
    }
}

fn pod_term(term: &AffinityTerm, path: &Path, errors: &mut Errors) {
    if !term.selector.is_missing() {
        meta::selector(&term.selector, &path.child("labelSelector"), errors);
    }
    if term.topology_key.is_empty() {
        errors.required(&path.child("topologyKey"), "can not be empty");
    }
}
