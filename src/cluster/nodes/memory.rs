//! What is known of nodes beyond the API.

use crate::api::{Name, Pod, Time, Uid};
use crate::collections::Map;

/// What is known of nodes beyond the API.
#[derive(Clone, Default)]
pub struct Memory {
    /// By node: since when it sends no heartbeats.
    silent: Map<Name, Time>,
    /// By node that was deleted while Pods were bound to it: since when.
    gone: Map<Name, Time>,
    /// By Pod: when its eviction comes; `None` if it has been.
    evictions: Map<Name, (Uid, Option<Time>)>,
}

impl Memory {
    /// Whether a node sends no heartbeats, noticed or not.
    pub fn is_silent(&self, node: &str) -> bool {
        self.silent.contains_key(node)
    }

    /// Since when a node sends no heartbeats.
    pub fn silent_since(&self, node: &str) -> Option<Time> {
        self.silent.get(node).copied()
    }

    /// When a Pod is going to be evicted because of a taint of its node (rule N2).
    pub fn eviction_due(&self, pod: &Pod) -> Option<Time> {
        let (uid, due) = self.evictions.get(&pod.metadata.name)?;
        due.filter(|_| *uid == pod.metadata.uid)
    }

    /// Whether a Pod was evicted because of the taints that its node has.
    pub(super) fn is_evicted(&self, pod: &Pod) -> bool {
        let evicted = (pod.metadata.uid, None);
        self.evictions.get(&pod.metadata.name) == Some(&evicted)
    }

    pub(super) fn silence(&mut self, node: &Name, now: Time) {
        self.silent.insert(node.clone(), now);
    }

    pub(super) fn hear(&mut self, node: &str) {
        self.silent.remove(node);
    }

    /// Since when a node has been gone; now, if nobody had noticed.
    pub(super) fn gone_since(&mut self, node: &Name, now: Time) -> Time {
        *self.gone.get_or_insert(node.clone(), now)
    }

    pub(super) fn forget_gone(&mut self, node: &str) {
        if self.gone.contains_key(node) {
            self.gone.remove(node);
        }
    }

    pub(super) fn plan_eviction(&mut self, pod: &Pod, due: Time) {
        self.evictions.insert(pod.metadata.name.clone(), (pod.metadata.uid, Some(due)));
    }

    pub(super) fn mark_evicted(&mut self, pod: &Pod) {
        self.evictions.insert(pod.metadata.name.clone(), (pod.metadata.uid, None));
    }

    /// Forgets the eviction of the Pod of that name; whether there was one.
    pub(super) fn drop_eviction(&mut self, pod: &str) -> bool {
        self.evictions.contains_key(pod) && self.evictions.remove(pod).is_some()
    }
}
