//! Which of the nodes that will do is the best (rule P2).

use crate::api::{Name, Node, Pod, StringMap, quantity};
use crate::cluster::Store;

/// What speaks against a node; the least wins. Compared in the order of the fields: Pods of one
/// owner are spread first, the lowest name wins a tie, as in the recordings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score {
    /// Active Pods of the same owner on it.
    pub same_owner: u32,
    /// Taints that ask Pods to stay away (`PreferNoSchedule`) and that this Pod does not bear.
    unwanted: usize,
    /// How full it is with what Pods ask for, cpu and memory added, in thousandths of each.
    used_permille: i64,
    /// Its name.
    pub node: Name,
}

/// What speaks against this node.
pub fn score(store: &Store, pod: &Pod, node: &Node) -> Score {
    let name = &node.metadata.name;
    let owner = pod.metadata.controller();
    let taints = node.spec.taints.iter().filter(|taint| &*taint.effect == "PreferNoSchedule");
    Score {
        same_owner: owner.map_or(0, |owner| store.spread(owner.uid, name)),
        unwanted: taints.filter(|taint| !pod.tolerates(taint)).count(),
        used_permille: used_permille(store, name, &node.status.allocatable),
        node: name.clone(),
    }
}

fn used_permille(store: &Store, node: &str, allocatable: &StringMap) -> i64 {
    let used = store.requested_on(node);
    let permille = |used: i64, limit: Option<i64>| match limit {
        Some(limit) if limit > 0 => used.saturating_mul(1000) / limit,
        _ => 0,
    };
    let cpu = allocatable.get("cpu").and_then(|limit| quantity::milli(limit));
    let memory = allocatable.get("memory").and_then(|limit| quantity::whole(limit));
    permille(used.cpu_milli, cpu) + permille(used.memory_bytes, memory)
}
