//! The Pods of a set by what is to become of them, and what each still lacks (rules S12, S13).

use super::judge::Judge;
use super::{claims, identity, retention};
use crate::api::{Pod, PodPhase, StatefulSet};
use crate::cluster::Turn;
use std::rc::Rc;

/// One Pod of a set, and what a sync has to know of it. Found out once: sets are large.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The Pod as it was when the sync began.
    pub pod: Rc<Pod>,
    /// The ordinal that its name says.
    pub ordinal: i32,
    /// Whether name, labels and volumes are those that go with the ordinal, and its claims have the
    /// owners that the policy wants (rules S4, S21).
    pub is_in_order: bool,
    /// How far its life has come.
    pub phase: PodPhase,
    /// Running and Ready.
    pub is_ready: bool,
    /// Running and Ready, for `minReadySeconds`.
    pub is_available: bool,
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
    fn new(turn: &Turn, set: &StatefulSet, pod: &Rc<Pod>, ordinal: i32, judge: &Judge) -> Self {
        let is_ready = pod.is_running_and_ready();
        let revision = identity::revision(pod);
        Self {
            ordinal,
            is_in_order: identity::matches(set, pod)
                && claims::storage_matches(set, pod)
                && retention::claims_match(turn, set, pod),
            phase: pod.status.phase,
            is_ready,
            is_available: is_ready && judge.is_available(pod),
            lack: judge.lack(pod),
            is_current: *revision == *judge.current,
            is_updated: *revision == *judge.update,
            pod: pod.clone(),
        }
    }

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
    /// Those that have no place among these: their name says no ordinal or one that another has
    /// (rule S2), or they were deleted to be created anew.
    pub odd: Vec<Rc<Pod>>,
    /// The first ordinal.
    pub start: i32,
    judge: Judge,
}

impl Members {
    /// Looks at the Pods of a set. Nobody has judged them yet.
    pub fn of(turn: &Turn, set: &StatefulSet, pods: &[Rc<Pod>]) -> Self {
        let wanted = usize::try_from(set.replicas()).unwrap_or(0);
        let start = identity::start_ordinal(set, turn.release());
        let mut members = Self { replicas: vec![None; wanted], start, ..Self::default() };
        for pod in pods {
            let odd = members.put(turn, set, pod);
            members.odd.extend(odd);
        }
        members
    }

    /// Judges them anew. By the mere passing of time only those become others that are ready, and
    /// not yet available.
    pub fn judge(&mut self, turn: &Turn, set: &StatefulSet, judge: Judge) {
        let is_later = judge.is_later(&self.judge);
        let all = self.replicas.iter_mut().flatten().chain(&mut self.condemned);
        for member in all.filter(|it| !is_later || it.is_ready && !it.is_available) {
            *member = Member::new(turn, set, &member.pod, member.ordinal, &judge);
        }
        self.judge = judge;
    }

    /// By whom they have been judged.
    pub(super) fn judged_by(&self) -> &Judge {
        &self.judge
    }

    /// All that exist and have a place.
    pub fn all(&self) -> impl Iterator<Item = &Member> {
        self.replicas.iter().flatten().chain(&self.condemned)
    }

    /// All Pods of the set.
    pub fn pods(&self) -> impl Iterator<Item = &Rc<Pod>> {
        self.all().map(|member| &member.pod).chain(&self.odd)
    }

    /// How many of the wanted Pods exist.
    pub fn created(&self) -> i32 {
        self.replicas.iter().flatten().count() as i32
    }

    /// Puts a Pod in its place. Returns the one that has none then: what was there, or itself.
    pub(super) fn put(&mut self, turn: &Turn, set: &StatefulSet, pod: &Rc<Pod>) -> Option<Rc<Pod>> {
        let Some(ordinal) = identity::ordinal(pod) else { return Some(pod.clone()) };
        let member = Member::new(turn, set, pod, ordinal, &self.judge);
        if let Some(place) = self.place(ordinal) {
            return place.replace(member).map(|before| before.pod);
        }
        let at = self.condemned.partition_point(|before| before.ordinal >= ordinal);
        self.condemned.insert(at, member);
        None
    }

    /// Takes a Pod out. Whether it was there.
    pub(super) fn take(&mut self, pod: &Rc<Pod>) -> bool {
        let is_it = |member: &Member| Rc::ptr_eq(&member.pod, pod);
        if let Some(place) = identity::ordinal(pod).and_then(|ordinal| self.place(ordinal)) {
            return place.take_if(|member| is_it(member)).is_some();
        }
        let at = self.condemned.iter().position(is_it);
        at.map(|at| self.condemned.remove(at)).is_some()
    }

    /// Looks at a Pod anew, if it is among them.
    pub(super) fn look_again(&mut self, turn: &Turn, set: &StatefulSet, pod: &Rc<Pod>) {
        if self.take(pod) {
            self.put(turn, set, pod);
        }
    }

    /// Where a Pod of that ordinal belongs, if it is wanted.
    fn place(&mut self, ordinal: i32) -> Option<&mut Option<Member>> {
        let position = i64::from(ordinal) - i64::from(self.start);
        self.replicas.get_mut(usize::try_from(position).ok()?)
    }
}
