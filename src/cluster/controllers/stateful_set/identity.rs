//! What makes a Pod that very Pod: its name, ordinal and labels (rules S1 to S4, S9).

use super::claims;
use crate::api::{
    ControllerRevision, Kind, Name, ObjectMeta, OwnerReference, Pod, Release, StatefulSet,
};
use std::rc::Rc;

/// The label that carries a Pod's own name, so that a Service can select one Pod (rule S3).
pub const POD_NAME: &str = "statefulset.kubernetes.io/pod-name";
/// The label that carries the ordinal, where the release writes it (rule S3).
pub const POD_INDEX: &str = "apps.kubernetes.io/pod-index";
/// The label that names the ControllerRevision a Pod was made from (rule S3).
pub const REVISION: &str = "controller-revision-hash";

/// The set's name and the ordinal that a Pod's name says (rule S1): `db-1` is `("db", Some(1))`. A
/// name of another form has no parent; a number beyond 32 bits is no ordinal.
pub fn parent_and_ordinal(pod: &str) -> (&str, Option<i32>) {
    let digits = pod.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (rest, digits) = pod.split_at(pod.len() - digits);
    match rest.strip_suffix('-') {
        Some(parent) if !digits.is_empty() => (parent, digits.parse().ok()),
        _ => ("", None),
    }
}

/// The ordinal that a Pod's name says.
pub fn ordinal(pod: &Pod) -> Option<i32> {
    parent_and_ordinal(&pod.metadata.name).1
}

/// `<set>-<ordinal>` (rule S1).
pub fn pod_name(set: &StatefulSet, ordinal: i32) -> Name {
    format!("{}-{ordinal}", set.metadata.name).into()
}

/// The first ordinal, 0 where the release knows no other (rule S1).
pub fn start_ordinal(set: &StatefulSet, release: Release) -> i32 {
    if release.stateful_set_start_ordinal() { set.start_ordinal() } else { 0 }
}

/// The name of the ControllerRevision a Pod was made from, empty if it does not say.
pub fn revision(pod: &Pod) -> &str {
    pod.metadata.label(REVISION).unwrap_or("")
}

/// Whether a Pod bears the set's name (rule S2).
pub fn is_named_after(pod: &Pod, set: &StatefulSet) -> bool {
    let rest = pod.metadata.name.strip_prefix(&*set.metadata.name);
    rest.and_then(|rest| rest.strip_prefix('-')).is_some_and(is_number)
}

/// Whether a Pod's name, namespace and label are those of a member of the set (rule S4).
pub fn matches(set: &StatefulSet, pod: &Pod) -> bool {
    let meta = &pod.metadata;
    let (parent, ordinal) = parent_and_ordinal(&meta.name);
    ordinal.is_some()
        && *parent == *set.metadata.name
        && is_canonical(&meta.name[parent.len() + 1..])
        && meta.namespace == set.metadata.namespace
        && meta.label(POD_NAME) == Some(&meta.name)
}

/// Whether text after a prefix is just this ordinal as Kubernetes writes it.
pub(super) fn is_ordinal(text: &str, ordinal: i32) -> bool {
    is_number(text) && is_canonical(text) && text.parse() == Ok(ordinal)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_canonical(digits: &str) -> bool {
    digits == "0" || !digits.starts_with('0')
}

/// Gives a Pod the labels that go with its name (rule S3).
pub fn label(meta: &mut ObjectMeta, ordinal: i32, release: Release) {
    let name = meta.name.clone();
    meta.set_label(POD_NAME, &name);
    if release.pod_index_label() {
        meta.set_label(POD_INDEX, &ordinal.to_string());
    }
}

/// Whether a missing Pod is made from the current revision rather than the update revision: those
/// below the partition are (rule S9).
pub fn takes_current_revision(set: &StatefulSet, start: i32, ordinal: i32) -> bool {
    let position = ordinal - start;
    match &set.spec.update_strategy.rolling_update {
        Some(rolling_update) => position < rolling_update.partition.unwrap_or(0),
        None if set.is_on_delete() || set.is_recreate() => false,
        None => position < set.status.current_replicas,
    }
}

/// A new Pod for this ordinal, from a revision's template (rule S3).
pub fn new_pod(
    set: &StatefulSet,
    revision: &ControllerRevision,
    ordinal: i32,
    release: Release,
) -> Pod {
    let template = &*revision.data;
    let mut metadata = ObjectMeta {
        name: pod_name(set, ordinal),
        // Of no use beside a name, but the real controller says it, too.
        generate_name: format!("{}-", set.metadata.name).into(),
        namespace: set.metadata.namespace.clone(),
        labels: template.metadata.labels.clone(),
        annotations: template.metadata.annotations.clone(),
        owner_references: vec![OwnerReference::controller(Kind::StatefulSet, &set.metadata)],
        ..ObjectMeta::default()
    };
    label(&mut metadata, ordinal, release);
    metadata.set_label(REVISION, &revision.metadata.name);
    let mut spec = template.spec.clone();
    spec.hostname = metadata.name.clone();
    spec.subdomain = set.spec.service_name.clone();
    spec.volumes = claims::volumes(set, ordinal, &spec.volumes);
    Pod { metadata, spec: Rc::new(spec), ..Pod::default() }
}
