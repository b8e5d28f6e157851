//! Nodes that die and budgets that guard Pods (rules N1 to N4, B1 to B3).

mod decision;
pub mod disruption;
pub mod lifecycle;
mod memory;
mod pod_gc;
pub mod taint_manager;

pub use decision::Decision;
pub use memory::Memory;

use crate::api::Node;
use crate::cluster::Turn;

/// Whether a node is there and its kubelet does its work.
pub fn is_alive(turn: &Turn, node: &str) -> bool {
    turn.cache.get::<Node>(node).is_some() && !turn.cluster.nodes.is_silent(node)
}
