//! Where Pods stand among their siblings, so that none moves when another goes.

use crate::api::{Pod, Uid};
use crate::cluster::{Step, Store};
use crate::collections::{Map, Set};

/// The place of each Pod: the lowest that was free among its owner's Pods when it came. It keeps it
/// until it is gone.
#[derive(Clone, Default)]
pub struct Places {
    by_pod: Map<Uid, u32>,
    taken: Map<Uid, Set<u32>>,
}

impl Places {
    /// Places for a start state, in name order.
    pub fn of(store: &Store) -> Self {
        let mut places = Self::default();
        store.list::<Pod>().for_each(|pod| places.enter(pod));
        places
    }

    /// The place of a Pod, from 0; 0 for one that is not known.
    pub fn of_pod(&self, pod: Uid) -> u32 {
        self.by_pod.get(&pod).copied().unwrap_or(0)
    }

    /// The places after a step.
    pub fn after(&self, step: &Step) -> Self {
        let mut places = self.clone();
        for change in &step.writes {
            match change.of::<Pod>() {
                Some((None, Some(pod))) => places.enter(pod),
                Some((Some(pod), None)) => places.leave(pod),
                _ => {}
            }
        }
        places
    }

    fn enter(&mut self, pod: &Pod) {
        let taken = self.taken.get_or_default(owner(pod));
        let place = lowest_free(taken);
        taken.insert(place);
        self.by_pod.insert(pod.metadata.uid, place);
    }

    fn leave(&mut self, pod: &Pod) {
        let Some(place) = self.by_pod.remove(&pod.metadata.uid) else { return };
        // The owner may have released it meanwhile; then its place was never anybody else's.
        if let Some(taken) = self.taken.get_mut(&owner(pod)) {
            taken.remove(&place);
        }
    }
}

fn owner(pod: &Pod) -> Uid {
    pod.metadata.controller().map_or(Uid(0), |owner| owner.uid)
}

fn lowest_free(taken: &Set<u32>) -> u32 {
    match taken.last() {
        // Dense is the usual case and needs no search.
        Some(highest) if *highest as usize + 1 == taken.len() => *highest + 1,
        _ => (0..).find(|place| !taken.contains(place)).unwrap_or(0),
    }
}
