//! What the scheduler decides, in sentences.

use crate::cluster::scheduler::Decision;
use crate::language::say;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match decision {
        Decision::Assigned { pod, node, nodes: 1, .. } => {
            say!("`{pod}` goes to `{node}`, the only node there is.", pod, node)
        }
        Decision::Assigned { pod, node, fitting: 1, nodes, .. } => {
            say!(
                "`{pod}` goes to `{node}`: of {nodes} nodes, only this one fits.",
                pod,
                node,
                nodes
            )
        }
        Decision::Assigned { pod, node, fitting, same_owner: 0, .. } => say!(
            "`{pod}` goes to `{node}`: {fitting} nodes fit, and this one has no Pod of the same \
             owner yet.",
            pod,
            node,
            fitting
        ),
        Decision::Assigned { pod, node, fitting, same_owner, .. } => say!(
            "`{pod}` goes to `{node}`: {fitting} nodes fit, and none has fewer Pods of the same \
             owner ({same_owner}).",
            pod,
            node,
            fitting,
            same_owner
        ),
        Decision::Unschedulable { pod, claim: Some(claim), .. } => say!(
            "`{pod}` stays Pending: its claim `{claim}` has no volume to offer yet, and no node \
             can help with that.",
            pod,
            claim
        ),
        Decision::Unschedulable { pod, message, claim: None } => {
            say!("`{pod}` stays Pending: {message}", pod, message)
        }
        Decision::DeletedMeanwhile { pod } => {
            say!("`{pod}` was deleted before a node was found for it.", pod)
        }
    }
}
