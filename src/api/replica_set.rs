//! ReplicaSets.

use super::meta::{Name, ObjectMeta};
use super::pod::{ConditionStatus, PodTemplateSpec};
use super::selector::LabelSelector;
use super::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// A ReplicaSet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReplicaSet {
    /// Name, labels, owner; the revision is an annotation.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: ReplicaSetSpec,
    /// What the controller saw last.
    pub status: ReplicaSetStatus,
}

/// What is wanted of a ReplicaSet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ReplicaSetSpec {
    /// Pods wanted; default 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replicas: Option<i32>,
    /// Seconds a Pod must be ready to count as available; default 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_ready_seconds: Option<i32>,
    /// Which Pods are its own.
    #[serde(default = "LabelSelector::missing")]
    #[serde(skip_serializing_if = "LabelSelector::is_missing")]
    pub selector: LabelSelector,
    /// What Pods are made from.
    pub template: Rc<PodTemplateSpec>,
}

/// What the ReplicaSet controller saw last (rule R10).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terminating_replicas: Option<i32>,
    /// ReplicaFailure.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ReplicaSetCondition>,
}

/// A condition of a ReplicaSet; there is one type, `ReplicaFailure`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReplicaSetCondition {
    /// `ReplicaFailure`.
    #[serde(rename = "type")]
    pub kind: Name,
    /// Whether it holds.
    pub status: ConditionStatus,
    /// `FailedCreate` or `FailedDelete`.
    #[serde(default)]
    pub reason: Name,
    /// The API's error.
    #[serde(default)]
    pub message: Name,
    /// When `status` changed last.
    #[serde(default)]
    pub last_transition_time: Timestamp,
}

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
