//! The Pods of a set by what is to become of them, and what each still lacks (rules S12, S13).

use super::identity;
use crate::api::{Pod, PodPhase, Release, StatefulSet, Time};
use std::rc::Rc;

/// The Pods of a set by what is to become of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Members {
    /// The wanted ones by position, that is ordinal less the first ordinal; `None` if missing.
    pub replicas: Vec<Option<Rc<Pod>>>,
    /// Those whose ordinal is not wanted, highest first.
    pub condemned: Vec<Rc<Pod>>,
}

impl Members {
    /// Sorts the Pods of a set. One whose name says no ordinal is left out (rule S2).
    pub fn of(set: &StatefulSet, start: i32, pods: &[Rc<Pod>]) -> Self {
        let wanted = usize::try_from(set.replicas()).unwrap_or(0);
        let mut replicas = vec![None; wanted];
        let mut condemned = Vec::new();
        for pod in pods {
            let Some(ordinal) = identity::ordinal(pod) else { continue };
            let position = usize::try_from(i64::from(ordinal) - i64::from(start)).ok();
            match position.and_then(|position| replicas.get_mut(position)) {
                Some(place) => *place = Some(pod.clone()),
                None => condemned.push((ordinal, pod.clone())),
            }
        }
        condemned.sort_by_key(|(ordinal, _)| std::cmp::Reverse(*ordinal));
        Self { replicas, condemned: condemned.into_iter().map(|(_, pod)| pod).collect() }
    }

    /// How many of the wanted Pods exist.
    pub fn created(&self) -> i32 {
        self.replicas.iter().flatten().count() as i32
    }
}

/// What a Pod lacks to be what others wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// It is on its way out.
    Terminating,
    /// Its containers do not all run yet.
    Pending,
    /// It ended, and this release leaves it so.
    Finished,
    /// It runs and is not ready.
    NotReady,
    /// It is ready, and not yet for `minReadySeconds`.
    NotAvailable,
}

/// By what Pods are judged: since when a ready one is available (rules C6, S13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judge {
    /// Seconds a Pod must be ready to count as available; 0 where the release does not ask.
    pub min_ready_seconds: u32,
    /// The time on the clock.
    pub now: Time,
}

impl Judge {
    /// The judge of a set's Pods. (Releases 1.23 to 1.33 asked less in places: they are taken with
    /// the newer ones.)
    pub fn of(set: &StatefulSet, release: Release, now: Time) -> Self {
        let asked = set.spec.min_ready_seconds.filter(|_| release.stateful_set_min_ready_seconds());
        Self { min_ready_seconds: asked.unwrap_or(0).max(0).unsigned_abs(), now }
    }

    /// What a Pod lacks to be healthy; `None` if nothing.
    pub fn lack(&self, pod: &Pod) -> Option<Lack> {
        if pod.is_terminating() {
            Some(Lack::Terminating)
        } else if pod.is_finished() {
            Some(Lack::Finished)
        } else if pod.status.phase == PodPhase::Pending {
            Some(Lack::Pending)
        } else if !pod.is_running_and_ready() {
            Some(Lack::NotReady)
        } else if !self.is_available(pod) {
            Some(Lack::NotAvailable)
        } else {
            None
        }
    }

    /// Running, Ready, available and not terminating.
    pub fn is_healthy(&self, pod: &Pod) -> bool {
        self.lack(pod).is_none()
    }

    /// Ready for `minReadySeconds`.
    pub fn is_available(&self, pod: &Pod) -> bool {
        pod.is_available(self.min_ready_seconds, self.now)
    }
}
