//! What the node controllers and the disruption controller decide, in sentences.

use super::grammar::span;
use crate::cluster::nodes::Decision;
use crate::language::say;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match decision {
        Decision::HeartbeatsStopped { node, grace_ms } => say!(
            "`{node}` sends no more heartbeats. Nobody knows that yet: it counts as lost only \
             after {grace} without one.",
            node,
            grace = span(*grace_ms)
        ),
        Decision::HeartbeatsBack { node } => say!("`{node}` sends heartbeats again.", node),
        Decision::NodeLost { node, grace_ms, pods } => say!(
            "No heartbeat of `{node}` for {grace}: nobody knows how it is. {pods} {pods|Pod|Pods} \
             on it {pods|is|are} counted as not Ready.",
            node,
            grace = span(*grace_ms),
            pods
        ),
        Decision::TaintsChanged { node, ready: false, .. } => say!(
            "`{node}` is tainted as unreachable: no new Pods come, and those on it go when they \
             do not bear that any longer.",
            node
        ),
        Decision::TaintsChanged { node, cordoned: true, .. } => {
            say!("`{node}` is cordoned and gets the taint that says so: no new Pods come.", node)
        }
        Decision::TaintsChanged { node, .. } => {
            say!("`{node}` is as it should be: its taints are taken off.", node)
        }
        Decision::EvictionPlanned { pod, node, toleration_seconds } => say!(
            "`{pod}` bears the taints of `{node}` for {time}. It is evicted if they stay longer.",
            pod,
            node,
            time = span(u64::from(*toleration_seconds) * 1000)
        ),
        Decision::EvictionCancelled { pod } => {
            say!("The taints went in time: `{pod}` is not evicted.", pod)
        }
        Decision::Evicted { pod, node } => say!(
            "`{pod}` does not bear the taints of `{node}` any longer: it is deleted.",
            pod,
            node
        ),
        Decision::NodeGone { node, pods, wait_ms } => say!(
            "`{node}` was deleted, and {pods} {pods|Pod is|Pods are} still bound to it. \
             {pods|It goes|They go} in {time}, unless it comes back.",
            node,
            pods,
            time = span(*wait_ms)
        ),
        Decision::PodsCollected { node, pods } => say!(
            "`{node}` will never confirm that its Pods have ended: {pods} {pods|is|are} removed \
             without it.",
            node,
            pods
        ),
        Decision::Budget { budget, healthy, desired, allowed: 0, .. } => say!(
            "Budget `{budget}` needs {desired} healthy and has {healthy}: it allows no eviction \
             now.",
            budget,
            desired,
            healthy
        ),
        Decision::Budget { budget, healthy, desired, allowed, .. } => say!(
            "Budget `{budget}` needs {desired} healthy and has {healthy}: it allows {allowed} \
             {allowed|eviction|evictions}.",
            budget,
            desired,
            healthy,
            allowed
        ),
        Decision::EvictionAllowed { pod, budget: Some(budget) } => {
            say!("`{pod}` may be evicted: budget `{budget}` allows it.", pod, budget)
        }
        Decision::EvictionAllowed { pod, budget: None } => {
            say!("`{pod}` may be evicted: no budget has a say in it.", pod)
        }
    }
}
