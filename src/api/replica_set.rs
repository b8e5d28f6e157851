//! ReplicaSets.

use super::meta::{Name, ObjectMeta};
use super::pod::{ConditionStatus, PodTemplateSpec};
use super::selector::LabelSelector;
use super::time::Timestamp;
use crate::value::fields::fields;
use std::rc::Rc;

/// A ReplicaSet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplicaSet {
    /// Name, labels, owner; the revision is an annotation.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: ReplicaSetSpec,
    /// What the controller saw last.
    pub status: ReplicaSetStatus,
}

fields!(ReplicaSet {
    always: metadata, spec, status;
});

/// What is wanted of a ReplicaSet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplicaSetSpec {
    /// Pods wanted; default 1.
    pub replicas: Option<i32>,
    /// Seconds a Pod must be ready to count as available; default 0.
    pub min_ready_seconds: Option<i32>,
    /// Which Pods are its own.
    pub selector: LabelSelector,
    /// What Pods are made from.
    pub template: Rc<PodTemplateSpec>,
}

fields!(ReplicaSetSpec {
    always: template;
    if_set: replicas, min_ready_seconds, selector;
});

/// What the ReplicaSet controller saw last (rule R10).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplicaSetStatus {
    /// The generation it looked at.
    pub observed_generation: u64,
    /// Its active Pods.
    pub replicas: i32,
    /// Of these, with all labels of the template.
    pub fully_labeled_replicas: i32,
    /// Of these, ready.
    pub ready_replicas: i32,
    /// Of these, ready for minReadySeconds.
    pub available_replicas: i32,
    /// Terminating Pods, where the release counts them.
    pub terminating_replicas: Option<i32>,
    /// ReplicaFailure.
    pub conditions: Vec<ReplicaSetCondition>,
}

fields!(ReplicaSetStatus {
    always:
        observed_generation, replicas, fully_labeled_replicas, ready_replicas,
        available_replicas;
    if_set: terminating_replicas, conditions;
});

/// A condition of a ReplicaSet; there is one type, `ReplicaFailure`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplicaSetCondition {
    /// `ReplicaFailure`.
    pub kind: Name,
    /// Whether it holds.
    pub status: ConditionStatus,
    /// `FailedCreate` or `FailedDelete`.
    pub reason: Name,
    /// The API's error.
    pub message: Name,
    /// When `status` changed last.
    pub last_transition_time: Timestamp,
}

fields!(ReplicaSetCondition {
    required: kind as "type", status;
    always: reason, message, last_transition_time;
});

impl ReplicaSet {
    /// Pods wanted.
    pub fn replicas(&self) -> i32 {
        self.spec.replicas.unwrap_or(1)
    }

    /// Seconds a Pod must be ready to count as available.
    pub fn min_ready_seconds(&self) -> u32 {
        self.spec.min_ready_seconds.map_or(0, |seconds| seconds.max(0).unsigned_abs())
    }
}
