//! Revisions, and the other annotations that a Deployment keeps on its ReplicaSets (rules D4, D9 to
//! D11, D37).

use super::bounds;
use crate::api::{Deployment, ObjectMeta, ReplicaSet, StringMap};
use std::rc::Rc;

/// The label that keeps the Pods of one template apart from those of another (rule D6).
pub const POD_TEMPLATE_HASH: &str = "pod-template-hash";

/// The annotation that numbers revisions.
pub const REVISION: &str = "deployment.kubernetes.io/revision";
/// The numbers that a ReplicaSet had before it was used again.
pub const REVISION_HISTORY: &str = "deployment.kubernetes.io/revision-history";
/// The Deployment's size when the ReplicaSet was scaled last.
pub const DESIRED_REPLICAS: &str = "deployment.kubernetes.io/desired-replicas";
/// The same and maxSurge.
pub const MAX_REPLICAS: &str = "deployment.kubernetes.io/max-replicas";
/// The size of a ReplicaSet before a scaling that terminating Pods hold up (rule X13).
pub const BEFORE_SCALE: &str = "deployment.kubernetes.io/replicaset-replicas-before-scale";
/// Asks the controller itself to roll back (rule D36).
pub const ROLLBACK_TO: &str = "deprecated.deployment.rollback.to";

/// Annotations that stay where they are (rule D9).
const NOT_COPIED: [&str; 7] = [
    "kubectl.kubernetes.io/last-applied-configuration",
    REVISION,
    REVISION_HISTORY,
    DESIRED_REPLICAS,
    MAX_REPLICAS,
    BEFORE_SCALE,
    ROLLBACK_TO,
];

/// Characters of the revision history at most; the oldest numbers go first.
const MAX_HISTORY_LENGTH: usize = 2000;

/// The revision of a ReplicaSet, 0 if it has none or it is no number (rule D4).
pub fn of(meta: &ObjectMeta) -> i64 {
    meta.annotation(REVISION).and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// The highest revision of these ReplicaSets, 0 if there is none.
pub fn highest<'a>(sets: impl IntoIterator<Item = &'a Rc<ReplicaSet>>) -> i64 {
    sets.into_iter().map(|set| of(&set.metadata)).max().unwrap_or(0).max(0)
}

/// Brings the annotations of the new ReplicaSet up to date, and says whether that changed anything
/// that has to be written (`SetNewReplicaSetAnnotations`, rule D9). `revision` is the number that
/// it should have; `exists` is false while it is only about to be created.
pub fn sync_annotations(
    deployment: &Deployment,
    annotations: &mut StringMap,
    revision: &str,
    exists: bool,
) -> bool {
    let mut changed = copy(&deployment.metadata.annotations, annotations);
    let stored = annotations.get(REVISION).cloned();
    let old = stored.as_deref().filter(|text| !text.is_empty()).map_or(Ok(0), str::parse::<i64>);
    let (Ok(old), Ok(new)) = (old, revision.parse::<i64>()) else { return false };
    if old < new {
        annotations.insert(REVISION.into(), revision.into());
        changed = true;
        if let Some(stored) = stored {
            remember(annotations, &stored);
        }
    }
    if !exists {
        let max = deployment.replicas() + bounds::max_surge(deployment);
        changed |= set_replicas(annotations, deployment.replicas(), max);
    }
    changed
}

/// Annotations that are gone from the Deployment stay on the ReplicaSet.
fn copy(from: &StringMap, to: &mut StringMap) -> bool {
    let mut changed = false;
    for (key, value) in from.iter().filter(|(key, _)| !NOT_COPIED.contains(&&***key)) {
        if to.get(key) != Some(value) {
            to.insert(key.clone(), value.clone());
            changed = true;
        }
    }
    changed
}

/// Appends a number to the revision history.
fn remember(annotations: &mut StringMap, revision: &str) {
    let history = annotations.get(REVISION_HISTORY).cloned().unwrap_or_default();
    let mut rest = if history.starts_with(',') { "" } else { &*history };
    let mut length = if rest.is_empty() { 0 } else { rest.len() + revision.len() + 1 };
    while length > MAX_HISTORY_LENGTH && !rest.is_empty() {
        let (oldest, newer) = rest.split_once(',').unwrap_or((rest, ""));
        length -= oldest.len() + 1;
        rest = newer;
    }
    let history = if rest.is_empty() { revision.to_owned() } else { format!("{rest},{revision}") };
    annotations.insert(REVISION_HISTORY.into(), history.into());
}

/// The Deployment's size when this ReplicaSet was scaled last.
pub fn desired_replicas(meta: &ObjectMeta) -> Option<i32> {
    meta.annotation(DESIRED_REPLICAS)?.parse().ok()
}

/// The most Pods that the Deployment might have had then.
pub fn max_replicas(meta: &ObjectMeta) -> Option<i32> {
    meta.annotation(MAX_REPLICAS)?.parse().ok()
}

/// The size that this ReplicaSet had before a scaling that is not whole yet.
pub fn replicas_before_scale(meta: &ObjectMeta) -> Option<i32> {
    meta.annotation(BEFORE_SCALE)?.parse().ok()
}

/// Writes both sizes, and says whether that changed anything (rule D10).
pub fn set_replicas(annotations: &mut StringMap, desired: i32, max: i32) -> bool {
    let is_stale = are_replicas_stale(annotations, desired, max);
    if is_stale {
        annotations.remove(BEFORE_SCALE);
        annotations.insert(DESIRED_REPLICAS.into(), desired.to_string().into());
        annotations.insert(MAX_REPLICAS.into(), max.to_string().into());
    }
    is_stale
}

/// Remembers the size before a scaling that has to wait, and says that this changed something.
pub fn set_before_scale(annotations: &mut StringMap, size: i32) -> bool {
    annotations.insert(BEFORE_SCALE.into(), size.to_string().into());
    true
}

/// Whether one of the two sizes is missing or another (`ReplicasAnnotationsNeedUpdate`).
pub fn are_replicas_stale(annotations: &StringMap, desired: i32, max: i32) -> bool {
    let is =
        |key: &str, size: i32| annotations.get(key).is_some_and(|text| **text == *size.to_string());
    !is(DESIRED_REPLICAS, desired) || !is(MAX_REPLICAS, max)
}

/// A Deployment's annotations after it went back to this ReplicaSet, by `kubectl rollout undo` or
/// by itself (rules D36, D37): the ReplicaSet's, but for those that are each one's own.
pub fn annotations_after_undo(deployment: &ObjectMeta, replica_set: &ObjectMeta) -> StringMap {
    let own = deployment.annotations.iter().filter(|(key, _)| NOT_COPIED.contains(&&***key));
    let mut annotations = own.map(|(key, value)| (key.clone(), value.clone())).collect();
    copy(&replica_set.annotations, &mut annotations);
    annotations
}
