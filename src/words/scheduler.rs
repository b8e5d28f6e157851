//! What the scheduler decides, in sentences.

use crate::cluster::scheduler::Decision;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match decision {
        Decision::Assigned { pod, node, nodes: 1, .. } => {
            format!("`{pod}` goes to `{node}`, the only node there is.")
        }
        Decision::Assigned { pod, node, fitting: 1, nodes, .. } => {
            format!("`{pod}` goes to `{node}`: of {nodes} nodes, only this one fits.")
        }
        Decision::Assigned { pod, node, fitting, same_owner: 0, .. } => format!(
            "`{pod}` goes to `{node}`: {fitting} nodes fit, and this one has no Pod of the same \
             owner yet."
        ),
        Decision::Assigned { pod, node, fitting, same_owner, .. } => format!(
            "`{pod}` goes to `{node}`: {fitting} nodes fit, and none has fewer Pods of the same \
             owner ({same_owner})."
        ),
        Decision::Unschedulable { pod, claim: Some(claim), .. } => format!(
            "`{pod}` stays Pending: its claim `{claim}` has no volume to offer yet, and no node \
             can help with that."
        ),
        Decision::Unschedulable { pod, message, claim: None } => {
            format!("`{pod}` stays Pending: {message}")
        }
        Decision::DeletedMeanwhile { pod } => {
            format!("`{pod}` was deleted before a node was found for it.")
        }
    }
}
