//! Why a node controller, the taint manager or the disruption controller did what it did.

use crate::api::{Kind, Name, ObjectRef};
use crate::cluster::decision::{Explain, Number};

/// Why it did what it did.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// A node sends no more heartbeats; nobody knows yet.
    HeartbeatsStopped {
        /// The node.
        node: Name,
        /// Milliseconds until it counts as lost.
        grace_ms: u64,
    },
    /// A node sends heartbeats again.
    HeartbeatsBack {
        /// The node.
        node: Name,
    },
    /// No heartbeat for the whole grace period: the node counts as lost.
    NodeLost {
        /// The node.
        node: Name,
        /// The grace period in milliseconds.
        grace_ms: u64,
        /// Pods on it that are not ready any more.
        pods: u32,
    },
    /// The node's taints follow its state.
    TaintsChanged {
        /// The node.
        node: Name,
        /// Whether it is ready.
        ready: bool,
        /// Whether it is cordoned.
        cordoned: bool,
    },
    /// A Pod bears its node's taints, but not for ever.
    EvictionPlanned {
        /// The Pod.
        pod: Name,
        /// Its node.
        node: Name,
        /// Seconds that it bears them.
        toleration_seconds: u32,
    },
    /// The taints went in time.
    EvictionCancelled {
        /// The Pod.
        pod: Name,
    },
    /// A Pod does not bear its node's taints, or not any longer.
    Evicted {
        /// The Pod.
        pod: Name,
        /// Its node.
        node: Name,
    },
    /// A node is gone and Pods are still bound to it.
    NodeGone {
        /// The node that was.
        node: Name,
        /// Pods bound to it.
        pods: u32,
        /// Milliseconds until they go, too.
        wait_ms: u64,
    },
    /// Pods of a node that is gone, or out of service, are removed without asking its kubelet.
    PodsCollected {
        /// The node.
        node: Name,
        /// How many Pods.
        pods: u32,
    },
    /// How many evictions a budget allows now.
    Budget {
        /// The budget.
        budget: Name,
        /// Pods there should be.
        expected: i32,
        /// Pods that are ready and not terminating.
        healthy: i32,
        /// Pods that have to be.
        desired: i32,
        /// Evictions it allows.
        allowed: i32,
    },
    /// A Pod may be evicted.
    EvictionAllowed {
        /// The Pod.
        pod: Name,
        /// The budget that was asked, if one counts for this Pod.
        budget: Option<Name>,
    },
}

impl Explain for Decision {
    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::HeartbeatsStopped { .. }
            | Self::HeartbeatsBack { .. }
            | Self::NodeLost { .. }
            | Self::TaintsChanged { .. } => "N1",
            Self::EvictionPlanned { .. }
            | Self::EvictionCancelled { .. }
            | Self::Evicted { .. } => "N2",
            Self::NodeGone { .. } | Self::PodsCollected { .. } => "N3",
            Self::Budget { .. } => "B1",
            Self::EvictionAllowed { .. } => "B2",
        })
    }

    fn numbers(&self) -> Vec<Number> {
        let seconds = |ms: &u64| format!("{} s", ms / 1000);
        match self {
            Self::HeartbeatsStopped { grace_ms, .. } => {
                vec![("grace period", seconds(grace_ms))]
            }
            Self::NodeLost { grace_ms, pods, .. } => {
                vec![("grace period", seconds(grace_ms)), ("Pods on it", pods.to_string())]
            }
            Self::EvictionPlanned { toleration_seconds, .. } => {
                vec![("tolerationSeconds", toleration_seconds.to_string())]
            }
            Self::NodeGone { pods, wait_ms, .. } => {
                vec![("Pods on it", pods.to_string()), ("wait", seconds(wait_ms))]
            }
            Self::PodsCollected { pods, .. } => vec![("Pods", pods.to_string())],
            Self::Budget { expected, healthy, desired, allowed, .. } => vec![
                ("expectedPods", expected.to_string()),
                ("currentHealthy", healthy.to_string()),
                ("desiredHealthy", desired.to_string()),
                ("disruptionsAllowed", allowed.to_string()),
            ],
            _ => Vec::new(),
        }
    }

    fn waits_for(&self) -> Option<ObjectRef> {
        match self {
            Self::EvictionPlanned { node, .. } => Some(ObjectRef::new(Kind::Node, node.clone())),
            _ => None,
        }
    }
}
