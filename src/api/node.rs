//! Nodes.

use super::meta::{Name, ObjectMeta, StringMap};
use super::pod::ConditionStatus;
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A Node.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Node {
    /// Name and labels.
    pub metadata: ObjectMeta,
    /// Cordon and taints.
    pub spec: NodeSpec,
    /// What it says of itself.
    pub status: NodeStatus,
}

/// Cordon and taints.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NodeSpec {
    /// Cordoned: takes no new Pods.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unschedulable: bool,
    /// What keeps Pods off.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub taints: Vec<Taint>,
}

/// What keeps Pods off a node.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Taint {
    /// `node.kubernetes.io/unreachable` and others.
    pub key: Name,
    /// Mostly empty.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub value: Name,
    /// `NoSchedule` or `NoExecute`.
    pub effect: Name,
    /// When a `NoExecute` taint was put on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_added: Option<Timestamp>,
}

/// What a node says of itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NodeStatus {
    /// `cpu`, `memory`, `pods`.
    pub allocatable: StringMap,
    /// Whether it is ready; `Unknown` when its heartbeats stopped (rule N1).
    pub ready: ConditionStatus,
    /// When `ready` changed last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_transition_time: Option<Timestamp>,
}
