//! Names, labels and annotations (`apimachinery/pkg/api/validation/objectmeta.go`).

use super::errors::Errors;
use super::names::{self, Rule};
use super::path::Path;
use crate::api::selector::Requirement;
use crate::api::{Kind, LabelSelector, ObjectMeta, Release, StringMap};

const MAX_ANNOTATIONS_BYTES: usize = 256 * 1024;
const PATH: Path<'static> = Path::root("metadata");

/// `metadata` of a new object.
pub(super) fn create(kind: Kind, meta: &ObjectMeta, errors: &mut Errors) {
    let release = errors.release;
    if let Some(rule) = name_rule(kind, release) {
        if !meta.generate_name.is_empty() {
            let complaints = rule(&with_masked_dash(&meta.generate_name), release);
            errors.complaints(&PATH.child("generateName"), &meta.generate_name, complaints);
        }
        if !meta.name.is_empty() {
            let complaints = rule(&meta.name, release);
            errors.complaints(&PATH.child("name"), &meta.name, complaints);
        }
    }
    if meta.name.is_empty() {
        errors.required(&PATH.child("name"), "name or generateName is required");
    }
    if !meta.namespace.is_empty() {
        let complaints = names::dns_label(&meta.namespace, release);
        errors.complaints(&PATH.child("namespace"), &meta.namespace, complaints);
    }
    update(meta, errors);
}

/// `metadata` of a changed object; what the API server itself keeps is not looked at.
pub(super) fn update(meta: &ObjectMeta, errors: &mut Errors) {
    labels(&meta.labels, &PATH.child("labels"), errors);
    annotations(&meta.annotations, &PATH.child("annotations"), errors);
}

/// What may stand in the name of this kind; `None` where the API does not look.
fn name_rule(kind: Kind, release: Release) -> Option<Rule> {
    Some(match kind {
        Kind::Service => names::dns_1035_label,
        Kind::StatefulSet if release.stateful_set_name_is_label() => names::dns_label,
        Kind::PodDisruptionBudget | Kind::EndpointSlice => return None,
        _ => names::dns_subdomain,
    })
}

/// What a generated name is put behind may end in dashes.
fn with_masked_dash(name: &str) -> String {
    match name.strip_suffix('-') {
        Some(start) if !start.is_empty() => {
            let mut masked: String = start.to_owned();
            masked.pop();
            masked + "a"
        }
        _ => name.to_owned(),
    }
}

/// A map of labels.
pub(super) fn labels(labels: &StringMap, path: &Path, errors: &mut Errors) {
    let release = errors.release;
    for (key, value) in labels {
        errors.complaints(path, key, names::qualified_name(key, release));
        errors.complaints(path, value, names::label_value(value, release));
    }
}

/// A map of annotations.
pub(super) fn annotations(annotations: &StringMap, path: &Path, errors: &mut Errors) {
    for key in annotations.keys() {
        let complaints = names::qualified_name(&key.to_ascii_lowercase(), errors.release);
        errors.complaints(path, key, complaints);
    }
    let bytes: usize = annotations.iter().map(|(key, value)| key.len() + value.len()).sum();
    if bytes > MAX_ANNOTATIONS_BYTES {
        errors.too_long(path, MAX_ANNOTATIONS_BYTES);
    }
}

/// A label selector.
pub(super) fn selector(selector: &LabelSelector, path: &Path, errors: &mut Errors) {
    labels(&selector.match_labels, &path.child("matchLabels"), errors);
    for (index, requirement) in selector.match_expressions.iter().enumerate() {
        self::requirement(requirement, &path.child("matchExpressions").index(index), errors);
    }
}

/// One condition of a label selector.
pub(super) fn requirement(requirement: &Requirement, path: &Path, errors: &mut Errors) {
    let values = path.child("values");
    match &*requirement.operator {
        "In" | "NotIn" if requirement.values.is_empty() => {
            errors.required(&values, "must be specified when `operator` is 'In' or 'NotIn'");
        }
        "Exists" | "DoesNotExist" if !requirement.values.is_empty() => {
            let detail = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
            errors.forbidden(&values, detail);
        }
        "In" | "NotIn" | "Exists" | "DoesNotExist" => {}
        other => errors.invalid(&path.child("operator"), other, "not a valid selector operator"),
    }
    let complaints = names::qualified_name(&requirement.key, errors.release);
    errors.complaints(&path.child("key"), &requirement.key, complaints);
    if errors.release.newer_name_messages() {
        for (index, value) in requirement.values.iter().enumerate() {
            let complaints = names::label_value(value, errors.release);
            errors.complaints(&values.index(index), value, complaints);
        }
    }
}

/// Whether a selector can be used at all (`LabelSelectorAsSelector`).
pub(super) fn is_usable(selector: &LabelSelector, release: Release) -> bool {
    let is_key = |key: &str| names::qualified_name(key, release).is_empty();
    let is_value = |value: &str| names::label_value(value, release).is_empty();
    selector.match_labels.iter().all(|(key, value)| is_key(key) && is_value(value))
        && selector.match_expressions.iter().all(|it| {
            let fits = match &*it.operator {
                "In" | "NotIn" => !it.values.is_empty(),
                "Exists" | "DoesNotExist" => it.values.is_empty(),
                _ => false,
            };
            fits && is_key(&it.key) && it.values.iter().all(|value| is_value(value))
        })
}
