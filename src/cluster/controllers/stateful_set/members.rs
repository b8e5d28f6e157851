//! The Pods of a set by what is to become of them, and what each still lacks (rules S12, S13).

use super::identity;
use super::revision::Revisions;
use crate::api::{Pod, PodPhase, Release, StatefulSet, Time};
use crate::collections::sort_by_key;
use std::rc::Rc;

/// One Pod of a set, and what a sync has to know of it. Found out once: sets are large.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The Pod as it was when the sync began.
    pub pod: Rc<Pod>,
    /// The ordinal that its name says.
    pub ordinal: i32,
    /// What it lacks to be healthy.
    pub lack: Option<Lack>,
    /// Whether it was made from the current revision.
    pub is_current: bool,
    /// Whether it was made from the update revision.
    pub is_updated: bool,
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

impl Member {
    /// Running, Ready, available and not terminating (rule S13).
    pub fn is_healthy(&self) -> bool {
        self.lack.is_none()
    }

    /// Whether it is on its way out.
    pub fn is_terminating(&self) -> bool {
        self.lack == Some(Lack::Terminating)
    }

    /// Whether an update has still to delete it.
    pub fn is_outdated(&self) -> bool {
        !self.is_updated && !self.is_terminating()
    }
}

/// The Pods of a set by what is to become of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Members {
    /// The wanted ones by position, that is ordinal less the first ordinal; `None` if missing.
    pub replicas: Vec<Option<Member>>,
    /// Those whose ordinal is not wanted, highest first.
    pub condemned: Vec<Member>,
}

impl Members {
    /// Looks at the Pods of a set. One whose name says no ordinal is left out (rule S2).
    pub fn of(
        set: &StatefulSet,
        pods: &[Rc<Pod>],
        revisions: &Revisions,
        start: i32,
        judge: Judge,
    ) -> Self {
        let wanted = usize::try_from(set.replicas()).unwrap_or(0);
        let (mut replicas, mut condemned) = (vec![None; wanted], Vec::new());
        for pod in pods {
            let Some(ordinal) = identity::ordinal(pod) else { continue };
            let revision = identity::revision(pod);
            let member = Member {
                pod: pod.clone(),
                ordinal,
                lack: judge.lack(pod),
                is_current: *revision == *revisions.current.metadata.name,
                is_updated: *revision == *revisions.update.metadata.name,
            };
            let position = usize::try_from(i64::from(ordinal) - i64::from(start)).ok();
            match position.and_then(|position| replicas.get_mut(position)) {
                Some(place) => *place = Some(member),
                None => condemned.push(member),
            }
        }
        sort_by_key(&mut condemned, |member| std::cmp::Reverse(member.ordinal));
        Self { replicas, condemned }
    }

    /// All that exist.
    pub fn all(&self) -> impl Iterator<Item = &Member> {
        self.replicas.iter().flatten().chain(&self.condemned)
    }

    /// How many of the wanted Pods exist.
    pub fn created(&self) -> i32 {
        self.replicas.iter().flatten().count() as i32
    }
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

    /// Ready for `minReadySeconds`.
    pub fn is_available(&self, pod: &Pod) -> bool {
        pod.is_available(self.min_ready_seconds, self.now)
    }

    fn lack(&self, pod: &Pod) -> Option<Lack> {
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
