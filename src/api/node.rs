//! Nodes.

use super::meta::{Name, ObjectMeta, StringMap};
use super::pod::ConditionStatus;
use super::time::Timestamp;
use crate::value::fields::{self, fields, to_serde};
use crate::value::{Field, Mistake, Value};

/// A Node.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// Name and labels.
    pub metadata: ObjectMeta,
    /// Cordon and taints.
    pub spec: NodeSpec,
    /// What it says of itself.
    pub status: NodeStatus,
}

fields!(Node {
    always: metadata, spec, status;
});

/// The label that a kubelet puts on its node.
const HOSTNAME: &str = "kubernetes.io/hostname";

impl Node {
    /// The value of a label. That of the host name is there even if the manifest does not say it.
    pub fn label(&self, key: &str) -> Option<&Name> {
        let named = (key == HOSTNAME).then_some(&self.metadata.name);
        self.metadata.labels.get(key).or(named)
    }
}

/// Cordon and taints.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodeSpec {
    /// Cordoned: takes no new Pods.
    pub unschedulable: bool,
    /// What keeps Pods off.
    pub taints: Vec<Taint>,
}

fields!(NodeSpec {
    if_set: unschedulable, taints;
});

/// What keeps Pods off a node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taint {
    /// `node.kubernetes.io/unreachable` and others.
    pub key: Name,
    /// Mostly empty.
    pub value: Name,
    /// `NoSchedule` or `NoExecute`.
    pub effect: Name,
    /// When a `NoExecute` taint was put on.
    pub time_added: Option<Timestamp>,
}

fields!(Taint {
    always: key, effect;
    if_set: value, time_added;
});

/// What a node says of itself. The API shows `ready` as the condition of that name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodeStatus {
    /// `cpu`, `memory`, `pods`.
    pub allocatable: StringMap,
    /// Whether it is ready; `Unknown` when its heartbeats stopped (rule N1).
    pub ready: ConditionStatus,
    /// When `ready` changed last.
    pub last_transition_time: Option<Timestamp>,
}

impl Field for NodeStatus {
    fn read(&mut self, value: &Value) -> Result<(), Mistake> {
        *self = fields::from_value::<WrittenStatus>(value)?.into();
        Ok(())
    }

    fn write(&self) -> Value {
        WrittenStatus::from(self.clone()).write()
    }
}

to_serde!(NodeStatus);

const READY: &str = "Ready";

impl NodeStatus {
    /// Whether anything was said about its readiness yet, be it that nobody knows.
    pub fn has_ready_condition(&self) -> bool {
        self.ready != ConditionStatus::Unknown || self.last_transition_time.is_some()
    }
}

/// A node's status as the API writes it.
#[derive(Default)]
struct WrittenStatus {
    allocatable: StringMap,
    capacity: StringMap,
    conditions: Vec<WrittenCondition>,
}

fields!(WrittenStatus {
    if_set: allocatable, capacity, conditions;
});

#[derive(Default)]
struct WrittenCondition {
    kind: Name,
    status: ConditionStatus,
    last_transition_time: Option<Timestamp>,
}

fields!(WrittenCondition {
    required: kind as "type", status;
    if_set: last_transition_time;
});

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
