//! By what a sync judges Pods: since when a ready one is available, and which templates count
//! (rules C6, S13).

use super::members::Lack;
use super::revision::Revisions;
use crate::api::{Name, Pod, PodPhase, Release, StatefulSet, Time};

/// By what a sync judges Pods.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judge {
    /// Seconds a Pod must be ready to count as available; 0 where the release does not ask.
    pub min_ready_seconds: u32,
    /// The time on the clock.
    now: Time,
    /// The name of the current revision.
    pub current: Name,
    /// The name of the update revision.
    pub update: Name,
}

impl Judge {
    /// The judge of a set's Pods. (Releases 1.23 to 1.33 asked less in places: they are taken with
    /// the newer ones.)
    pub fn of(set: &StatefulSet, revisions: &Revisions, release: Release, now: Time) -> Self {
        Self {
            min_ready_seconds: min_ready_seconds(set, release),
            now,
            current: revisions.current.metadata.name.clone(),
            update: revisions.update.metadata.name.clone(),
        }
    }

    /// Whether it is the same one, at the same time or later.
    pub fn is_later(&self, earlier: &Self) -> bool {
        self.now >= earlier.now && *self == Self { now: self.now, ..earlier.clone() }
    }

    /// Ready for `minReadySeconds`.
    pub fn is_available(&self, pod: &Pod) -> bool {
        pod.is_available(self.min_ready_seconds, self.now)
    }

    /// What a Pod lacks to be healthy.
    pub fn lack(&self, pod: &Pod) -> Option<Lack> {
        if pod.is_terminating() {
            return Some(Lack::Terminating);
        }
        match pod.status.phase {
            PodPhase::Pending => Some(Lack::Pending),
            PodPhase::Failed | PodPhase::Succeeded => Some(Lack::Finished),
            _ if !pod.is_running_and_ready() => Some(Lack::NotReady),
            _ if !self.is_available(pod) => Some(Lack::NotAvailable),
            _ => None,
        }
    }
}

/// Seconds a Pod of the set must be ready to count as available; 0 where the release does not ask.
pub(super) fn min_ready_seconds(set: &StatefulSet, release: Release) -> u32 {
    let asked = set.spec.min_ready_seconds.filter(|_| release.stateful_set_min_ready_seconds());
    asked.unwrap_or(0).max(0).unsigned_abs()
}
