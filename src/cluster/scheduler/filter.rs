//! Which nodes a Pod may go to (rule P1).

use super::affinity::{Mismatch, mismatch, suits};
use crate::api::node::Taint;
use crate::api::{Node, Pod, Release, quantity};
use crate::cluster::Store;

/// The taint that stands for a cordon.
const UNSCHEDULABLE: &str = "node.kubernetes.io/unschedulable";

/// One reason why a node will not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is cordoned.
    Unschedulable,
    /// It has this taint, and the Pod does not bear it.
    Taint(Taint),
    /// It lacks a label that the Pod asks for.
    Labels,
    /// It holds as many Pods as it may.
    TooManyPods,
    /// Its Pods ask for so much of this that too little is left.
    Insufficient(&'static str),
    /// Affinity rules it out: so said old releases besides what follows.
    Affinity,
    /// The Pods that are there rule it out.
    Neighbours(Mismatch),
}

impl Refusal {
    /// As the event says it (rule P3).
    pub fn text(&self, release: Release) -> String {
        match self {
            Self::Unschedulable => "node(s) were unschedulable".to_owned(),
            Self::Taint(taint) => release.untolerated_taint_text(&taint.key, &taint.value),
            Self::Labels => release.node_selector_mismatch_text().to_owned(),
            Self::TooManyPods => "Too many pods".to_owned(),
            Self::Insufficient(resource) => format!("Insufficient {resource}"),
            Self::Affinity => "node(s) didn't match pod affinity/anti-affinity rules".to_owned(),
            Self::Neighbours(mismatch) => mismatch.text().to_owned(),
        }
    }

    /// Whether the node would do if other Pods left it.
    pub fn goes_with_other_pods(&self) -> bool {
        match self {
            Self::TooManyPods | Self::Insufficient(_) | Self::Affinity => true,
            Self::Neighbours(mismatch) => *mismatch != Mismatch::Affinity,
            Self::Unschedulable | Self::Taint(_) | Self::Labels => false,
        }
    }
}

/// Why this node will not do; nothing if it will. The filters stand in the order of the real ones,
/// and the first that says no has the word.
pub fn refusals(store: &Store, pod: &Pod, node: &Node, release: Release) -> Vec<Refusal> {
    if node.spec.unschedulable && !bears_cordon(pod) {
        return vec![Refusal::Unschedulable];
    }
    let keeps_off = |taint: &&Taint| matches!(&*taint.effect, "NoSchedule" | "NoExecute");
    let mut taints = node.spec.taints.iter().filter(keeps_off);
    if let Some(taint) = taints.find(|taint| !pod.tolerates(taint)) {
        return vec![Refusal::Taint(taint.clone())];
    }
    if !suits(pod, node) {
        return vec![Refusal::Labels];
    }
    let mut refusals = room(store, pod, node);
    if refusals.is_empty() {
        let mismatch = mismatch(store, pod, node, release).map(Refusal::Neighbours);
        if mismatch.is_some() && release.scheduler_names_affinity_twice() {
            refusals.push(Refusal::Affinity);
        }
        refusals.extend(mismatch);
    }
    refusals
}

fn bears_cordon(pod: &Pod) -> bool {
    let effect = "NoSchedule".into();
    pod.tolerates(&Taint { key: UNSCHEDULABLE.into(), effect, ..Taint::default() })
}

/// What is left of the node; what it does not state has no limit.
fn room(store: &Store, pod: &Pod, node: &Node) -> Vec<Refusal> {
    let (name, allocatable) = (&*node.metadata.name, &node.status.allocatable);
    let mut refusals = Vec::new();
    let (asked, used) = (pod.requests(), store.requested_on(name));
    let pods = allocatable.get("pods").and_then(|limit| quantity::whole(limit));
    if pods.is_some_and(|limit| limit - used.pods < asked.pods) {
        refusals.push(Refusal::TooManyPods);
    }
    let cpu = allocatable.get("cpu").and_then(|limit| quantity::milli(limit));
    if asked.cpu_milli > 0 && cpu.is_some_and(|it| it - used.cpu_milli < asked.cpu_milli) {
        refusals.push(Refusal::Insufficient("cpu"));
    }
    let memory = allocatable.get("memory").and_then(|limit| quantity::whole(limit));
    let left = memory.map(|it| it - used.memory_bytes);
    if asked.memory_bytes > 0 && left.is_some_and(|left| left < asked.memory_bytes) {
        refusals.push(Refusal::Insufficient("memory"));
    }
    refusals
}
