//! Revisions: numbers that stand in annotations of ReplicaSets.

use crate::api::{ObjectMeta, StringMap};

/// The label that keeps the Pods of one template apart from those of another (rule D6).
pub const POD_TEMPLATE_HASH: &str = "pod-template-hash";

/// The annotation that numbers revisions.
pub const REVISION: &str = "deployment.kubernetes.io/revision";

/// The revision of a ReplicaSet, 0 if it has none or it is no number (rule D4).
pub fn of(meta: &ObjectMeta) -> i64 {
    meta.annotation(REVISION).and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// A Deployment's annotations after `kubectl rollout undo` to this ReplicaSet (rule D37).
pub fn annotations_after_undo(deployment: &ObjectMeta, _replica_set: &ObjectMeta) -> StringMap {
    (*deployment.annotations).clone()
}
