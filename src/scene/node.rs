//! A node as a tile.

use super::Moment;
use crate::api::pod::ConditionStatus;
use crate::api::{Kind, Name, Node, ObjectRef};

/// A node as a tile under the lanes.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeTile {
    /// Its name.
    pub name: Name,
    /// Pods bound to it, terminating ones among them.
    pub pods: u32,
    /// Whether the control plane hears from it.
    pub is_ready: bool,
    /// Whether it is cordoned.
    pub is_cordoned: bool,
    /// Whether it sends heartbeats: it may have stopped a while before anybody notices (rule N1).
    pub is_alive: bool,
    /// Whether this step wrote to it.
    pub touched: bool,
    /// Whether the actor of this step waits for it.
    pub pointed: bool,
}

/// All nodes, by name.
pub(super) fn tiles(moment: &Moment) -> Vec<NodeTile> {
    moment.after.list::<Node>().map(|node| tile(moment, node)).collect()
}

fn tile(moment: &Moment, node: &Node) -> NodeTile {
    let reference = ObjectRef::new(Kind::Node, node.metadata.name.clone());
    NodeTile {
        pods: moment.after.count_on(&reference.name) as u32,
        is_ready: node.status.ready == ConditionStatus::True,
        is_cordoned: node.spec.unschedulable,
        is_alive: !moment.frame.cluster.nodes().is_silent(&reference.name),
        touched: moment.touched.contains(&reference),
        pointed: moment.pointed.contains(&reference),
        name: reference.name,
    }
}
