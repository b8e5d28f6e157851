//! Every sentence that a person reads about the cluster, apart from the code that decides.
//!
//! Names of objects and fields stand between backticks; the page sets them in the fixed-width face.

mod caption;
mod deployment;
mod endpoints;
mod garbage_collector;
mod grammar;
mod kubelet;
pub mod lessons;
mod nodes;
pub mod numbers;
mod replica_set;
pub mod requests;
pub mod rules;
mod scheduler;
mod stateful_set;
mod volumes;

pub use caption::caption;
pub use grammar::joined;
pub use numbers::number;

use crate::cluster::Decision;
use crate::language::say;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match decision {
        Decision::Deployment(it) => deployment::sentence(it),
        Decision::ReplicaSet(it) => replica_set::sentence(it),
        Decision::StatefulSet(it) => stateful_set::sentence(it),
        Decision::Scheduler(it) => scheduler::sentence(it),
        Decision::Kubelet(it) => kubelet::sentence(it),
        Decision::Volumes(it) => volumes::sentence(it),
        Decision::Endpoints(it) => endpoints::sentence(it),
        Decision::GarbageCollector(it) => garbage_collector::sentence(it),
        Decision::Nodes(it) => nodes::sentence(it),
    }
}

/// Within a sentence that counts Pods: those on their way out, in brackets.
fn more_terminating(count: Option<i32>) -> String {
    match count.unwrap_or(0) {
        0 => String::new(),
        count => say!(" ({count} more terminating)", count),
    }
}
