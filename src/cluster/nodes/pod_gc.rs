//! Pods whose node will never confirm their end: that of a node that was deleted, and those that
//! were deleted on a node which somebody declared out of service (rule N3).

use super::Decision;
use crate::api::pod::ConditionStatus;
use crate::api::{Kind, Name, Node, ObjectRef, Pod, Status};
use crate::cluster::{DeleteOptions, Turn};

/// Milliseconds that Pods of a node that is gone are left alone: it might come back.
const QUARANTINE_MS: u64 = 40_000;
/// Milliseconds between two looks at a node that is out of service.
const PERIOD_MS: u64 = 20_000;
/// With the effect `NoExecute`: the node is off for sure.
const OUT_OF_SERVICE: &str = "node.kubernetes.io/out-of-service";

/// Removes the Pods of a node that does not exist, after a while.
pub fn collect_from_gone(turn: &mut Turn, node: &Name) -> Result<(), Status> {
    let pods = pods_on(turn, node, |_| true);
    if pods.is_empty() {
        turn.cluster.nodes.forget_gone(node);
        return Ok(());
    }
    let now = turn.now();
    let since = turn.cluster.nodes.gone_since(node, now);
    let wait_ms = since.after_ms(QUARANTINE_MS).since_ms(now);
    if wait_ms > 0 {
        if since == now {
            let (node, pods) = (node.clone(), pods.len() as u32);
            turn.decide(Decision::NodeGone { node, pods, wait_ms });
        }
        turn.look_again_after_ms(wait_ms);
        return Ok(());
    }
    turn.cluster.nodes.forget_gone(node);
    remove(turn, node, &pods)
}

/// Removes the terminating Pods of a lost node that was declared out of service, and takes its
/// volumes from it.
pub fn collect_out_of_service(turn: &mut Turn, node: &Name) -> Result<(), Status> {
    let Some(stored) = turn.live().get::<Node>(node).cloned() else { return Ok(()) };
    let mut taints = stored.spec.taints.iter();
    let declared = taints.any(|taint| *taint.key == *OUT_OF_SERVICE);
    if !declared
        || stored.status.ready == ConditionStatus::True
        || !turn.release().node_out_of_service()
    {
        return Ok(());
    }
    turn.cluster.kubelet.detach_all(node);
    if turn.cache.count_on(node) > 0 {
        turn.look_again_after_ms(PERIOD_MS);
    }
    let pods = pods_on(turn, node, Pod::is_terminating);
    if pods.is_empty() { Ok(()) } else { remove(turn, node, &pods) }
}

fn pods_on(turn: &Turn, node: &str, which: impl Fn(&Pod) -> bool) -> Vec<Name> {
    let pods = turn.cache.pods_on(node).filter(|pod| which(pod));
    pods.map(|pod| pod.metadata.name.clone()).collect()
}

fn remove(turn: &mut Turn, node: &Name, pods: &[Name]) -> Result<(), Status> {
    turn.decide(Decision::PodsCollected { node: node.clone(), pods: pods.len() as u32 });
    for pod in pods {
        turn.delete(&ObjectRef::new(Kind::Pod, pod.clone()), DeleteOptions::now())?;
    }
    Ok(())
}
