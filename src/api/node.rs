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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// What a node says of itself. The API shows `ready` as the condition of that name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "WrittenStatus", into = "WrittenStatus")]
pub struct NodeStatus {
    /// `cpu`, `memory`, `pods`.
    pub allocatable: StringMap,
    /// Whether it is ready; `Unknown` when its heartbeats stopped (rule N1).
    pub ready: ConditionStatus,
    /// When `ready` changed last.
    pub last_transition_time: Option<Timestamp>,
}

const READY: &str = "Ready";

impl NodeStatus {
    /// Whether anything was said about its readiness yet, be it that nobody knows.
    pub fn has_ready_condition(&self) -> bool {
        self.ready != ConditionStatus::Unknown || self.last_transition_time.is_some()
    }
}

/// A node's status as the API writes it.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct WrittenStatus {
    #[serde(skip_serializing_if = "StringMap::is_empty")]
    allocatable: StringMap,
    #[serde(skip_serializing)]
    capacity: StringMap,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conditions: Vec<WrittenCondition>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct WrittenCondition {
    #[serde(rename = "type")]
    kind: Name,
    status: ConditionStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_transition_time: Option<Timestamp>,
}

impl From<WrittenStatus> for NodeStatus {
    /// A node that names no allocatable has all of its capacity to give (`SetDefaults_NodeStatus`).
    fn from(written: WrittenStatus) -> Self {
        let WrittenStatus { allocatable, capacity, conditions } = written;
        let ready = conditions.into_iter().find(|condition| &*condition.kind == READY);
        Self {
            allocatable: if allocatable.is_empty() { capacity } else { allocatable },
            ready: ready.as_ref().map(|condition| condition.status).unwrap_or_default(),
            last_transition_time: ready.and_then(|condition| condition.last_transition_time),
        }
    }
}

impl From<NodeStatus> for WrittenStatus {
    fn from(status: NodeStatus) -> Self {
        let condition = status.has_ready_condition().then(|| WrittenCondition {
            kind: READY.into(),
            status: status.ready,
            last_transition_time: status.last_transition_time,
        });
        Self {
            allocatable: status.allocatable,
            capacity: StringMap::new(),
            conditions: condition.into_iter().collect(),
        }
    }
}
