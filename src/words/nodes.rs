//! What the node controllers and the disruption controller decide, in sentences.

use super::grammar::{counted, span};
use crate::cluster::nodes::Decision;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match decision {
        Decision::HeartbeatsStopped { node, grace_ms } => format!(
            "`{node}` sends no more heartbeats. Nobody knows that yet: it counts as lost only \
             after {} without one.",
            span(*grace_ms)
        ),
        Decision::HeartbeatsBack { node } => format!("`{node}` sends heartbeats again."),
        Decision::NodeLost { node, grace_ms, pods } => format!(
            "No heartbeat of `{node}` for {}: nobody knows how it is. {} on it {} counted as not \
             Ready.",
            span(*grace_ms),
            counted(*pods as i32, "Pod"),
            if *pods == 1 { "is" } else { "are" }
        ),
        Decision::TaintsChanged { node, ready: false, .. } => format!(
            "`{node}` is tainted as unreachable: no new Pods come, and those on it go when they \
             do not bear that any longer."
        ),
        Decision::TaintsChanged { node, cordoned: true, .. } => {
            format!("`{node}` is cordoned and gets the taint that says so: no new Pods come.")
        }
        Decision::TaintsChanged { node, .. } => {
            format!("`{node}` is as it should be: its taints are taken off.")
        }
        Decision::EvictionPlanned { pod, node, toleration_seconds } => format!(
            "`{pod}` bears the taints of `{node}` for {}. It is evicted if they stay longer.",
            span(u64::from(*toleration_seconds) * 1000)
        ),
        Decision::EvictionCancelled { pod } => {
            format!("The taints went in time: `{pod}` is not evicted.")
        }
        Decision::Evicted { pod, node } => {
            format!("`{pod}` does not bear the taints of `{node}` any longer: it is deleted.")
        }
        Decision::NodeGone { node, pods, wait_ms } => format!(
            "`{node}` was deleted, and {} still bound to it. They go in {}, unless it comes back.",
            if *pods == 1 { "one Pod is".to_owned() } else { format!("{pods} Pods are") },
            span(*wait_ms)
        ),
        Decision::PodsCollected { node, pods } => format!(
            "`{node}` will never confirm that its Pods have ended: {} removed without it.",
            if *pods == 1 { "one is".to_owned() } else { format!("{pods} are") }
        ),
        Decision::Budget { budget, healthy, desired, allowed, .. } => format!(
            "Budget `{budget}` needs {desired} healthy and has {healthy}: it allows {}.",
            match allowed {
                0 => "no eviction now".to_owned(),
                _ => counted(*allowed, "eviction"),
            }
        ),
        Decision::EvictionAllowed { pod, budget: Some(budget) } => {
            format!("`{pod}` may be evicted: budget `{budget}` allows it.")
        }
        Decision::EvictionAllowed { pod, budget: None } => {
            format!("`{pod}` may be evicted: no budget has a say in it.")
        }
    }
}
