//! The main loop of a sync: first every wanted Pod in its order, then those that are too many
//! (rules S12 to S19).

use super::judge::Judge;
use super::members::{Lack, Member, Members};
use super::revision::Revisions;
use super::waiting::Wait;
use super::{Decision, claims, identity, retention, status};
use crate::api::{
    Kind, ObjectRef, Pod, PodPhase, Reason, Release, StatefulSet, StatefulSetStatus, Status,
};
use crate::cluster::{DeleteOptions, Turn};
use std::rc::Rc;

/// Pods of one batch at most (rule S15).
const MAX_BATCH: usize = 500;

/// Whether the rest of the loop has to wait for a later sync.
pub(super) type Exit = bool;

/// One sync's work on the Pods of a set.
pub struct Control<'t, 'a> {
    pub(super) turn: &'t mut Turn<'a>,
    pub(super) set: &'t StatefulSet,
    pub(super) revisions: &'t Revisions,
    pub(super) members: &'t mut Members,
    pub(super) release: Release,
    /// The status as counted at the start, and moved on by what was done.
    pub status: StatefulSetStatus,
    /// What it found itself waiting for.
    pub(super) wait: Option<Wait>,
    /// Whether it created, changed or deleted anything.
    pub(super) acted: bool,
}

impl<'t, 'a> Control<'t, 'a> {
    /// Looks at the Pods of a set.
    pub fn new(
        turn: &'t mut Turn<'a>,
        set: &'t StatefulSet,
        revisions: &'t Revisions,
        members: &'t mut Members,
    ) -> Self {
        let release = turn.release();
        members.judge(turn, set, Judge::of(set, revisions, release, turn.now()));
        Self {
            status: status::count(set, members, revisions, release),
            wait: None,
            acted: false,
            turn,
            set,
            revisions,
            members,
            release,
        }
    }

    /// One pass: what is wanted, what is too many, and only then the update (rule S19).
    pub fn run(&mut self) -> Result<(), Status> {
        if self.set.metadata.is_terminating() {
            return Ok(());
        }
        if self.set.is_recreate() && self.clear_old()? {
            return Ok(());
        }
        let (wanted, condemned) = (self.members.replicas.len(), self.members.condemned.len());
        if self.for_all(wanted, Self::process_replica)?
            || self.for_all(condemned, Self::fix_claims)?
            || self.for_all(condemned, Self::process_condemned)?
        {
            return Ok(());
        }
        self.update_pods()
    }

    pub(super) fn is_ordered(&self) -> bool {
        !self.set.is_parallel()
    }

    /// Does the same for each Pod. `OrderedReady` ends at the first that has to wait. `Parallel`
    /// waits for none, and ends only after a batch in which a request was refused (rule S15).
    fn for_all(
        &mut self,
        count: usize,
        mut act: impl FnMut(&mut Self, usize) -> Result<Exit, Status>,
    ) -> Result<Exit, Status> {
        if self.is_ordered() {
            for position in 0..count {
                if act(self, position)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        let (mut done, mut batch) = (0, 1);
        while done < count {
            let end = count.min(done + batch);
            let results = (done..end).map(|position| act(self, position));
            claims::aggregate(results.filter_map(Result::err).collect())?;
            done = end;
            if self.release.stateful_set_slow_start() {
                batch = MAX_BATCH.min(batch * 2);
            }
        }
        Ok(false)
    }

    /// One wanted Pod (rule S15).
    fn process_replica(&mut self, position: usize) -> Result<Exit, Status> {
        let Some(member) = &self.members.replicas[position] else {
            return self.create(position);
        };
        if self.is_to_be_replaced(member) {
            let member = member.clone();
            return self.replace(position, &member);
        }
        let is_pending = member.phase == PodPhase::Pending;
        if is_pending && self.release.stateful_set_creates_missing_claims() {
            claims::create_missing(self.turn, self.set, &member.pod, member.ordinal)?;
            retention::update_claims(self.turn, self.set, &member.pod)?;
        }
        if self.is_ordered()
            && let Some(lack) = member.lack
        {
            self.wait = Some(Wait::Replica { position, lack });
            return Ok(true);
        }
        if !member.is_in_order {
            let (pod, ordinal) = (member.pod.clone(), member.ordinal);
            self.repair(&pod, ordinal)?;
        }
        Ok(false)
    }

    pub(super) fn ordinal(&self, position: usize) -> i32 {
        self.members.start.saturating_add(position as i32)
    }

    fn is_to_be_replaced(&self, member: &Member) -> bool {
        match member.phase {
            PodPhase::Failed => true,
            PodPhase::Succeeded => self.release.stateful_set_replaces_succeeded(),
            _ => false,
        }
    }

    /// Deletes a Pod that ended. Older releases create it anew at once (rule S15).
    fn replace(&mut self, position: usize, member: &Member) -> Result<Exit, Status> {
        let pod = &member.pod;
        let is_later = self.release.stateful_set_replaces_later();
        if is_later && member.is_terminating() {
            self.wait = Some(Wait::Replica { position, lack: Lack::Terminating });
            return Ok(true);
        }
        if !is_later {
            self.announce_replacement(pod);
        }
        self.delete(pod)?;
        let failed = pod.status.phase == PodPhase::Failed;
        let name = pod.metadata.name.clone();
        self.turn.decide(Decision::FinishedPodDeleted { pod: name, failed, at_once: !is_later });
        let replaced = self.members.replicas[position].take();
        self.members.odd.extend(replaced.map(|it| it.pod));
        if is_later {
            return Ok(true);
        }
        self.uncount(member);
        self.status.replicas -= i32::from(self.release.stateful_set_counts_at_once());
        self.create(position)
    }

    fn announce_replacement(&mut self, pod: &Pod) {
        let (set, pod_name) = (&self.set.metadata, &pod.metadata.name);
        let text = |how: &str| {
            let (namespace, name) = (&set.namespace, &set.name);
            format!("StatefulSet {namespace}/{name} is recreating {how} Pod {pod_name}")
        };
        let object = self.reference();
        if pod.status.phase == PodPhase::Failed {
            self.turn.warning(object, "RecreatingFailedPod", text("failed"));
        } else {
            self.turn.normal(object, "RecreatingTerminatedPod", text("terminated"));
        }
    }

    /// Creates a missing Pod, its claims first (rules S9, S15, S20).
    fn create(&mut self, position: usize) -> Result<Exit, Status> {
        let ordinal = self.ordinal(position);
        let takes_current = identity::takes_current_revision(self.set, self.members.start, ordinal);
        let revisions = self.revisions;
        let revision = if takes_current { &revisions.current } else { &revisions.update };
        let pod = identity::new_pod(self.set, revision, ordinal, self.release);
        if let Some(claim) = retention::stale_claim(self.turn, self.set, &pod, ordinal) {
            self.wait = Some(Wait::StaleClaim { pod: pod.metadata.name, claim });
            return Ok(true);
        }
        let name = pod.metadata.name.clone();
        match self.create_with_claims(pod, ordinal) {
            Err(error) if error.reason == Reason::AlreadyExists => return Err(error),
            result => self.report("create", &name, result)?,
        }
        let held = if self.is_ordered() { self.held_back_by(position) } else { None };
        self.turn.decide(Decision::PodCreated {
            pod: name,
            ordinal,
            revision: revision.metadata.name.clone(),
            below_partition: takes_current && revisions.current != revisions.update,
            replicas: self.set.replicas(),
            held,
        });
        if self.release.stateful_set_counts_at_once() {
            self.status.replicas += 1;
            let name = &revision.metadata.name;
            self.status.current_replicas += i32::from(*name == self.status.current_revision);
            self.status.updated_replicas += i32::from(*name == self.status.update_revision);
        }
        Ok(true)
    }

    fn create_with_claims(&mut self, pod: Pod, ordinal: i32) -> Result<(), Status> {
        claims::create_missing(self.turn, self.set, &pod, ordinal)?;
        let stored = self.turn.create(pod)?;
        self.acted = true;
        retention::update_claims(self.turn, self.set, &stored)
    }

    /// Repairs the labels, volumes and claims of a Pod that has become another (rule S4).
    fn repair(&mut self, pod: &Pod, ordinal: i32) -> Result<(), Status> {
        let identity_matches = identity::matches(self.set, pod);
        let storage_matches = claims::storage_matches(self.set, pod);
        let claims_match = retention::claims_match(self.turn, self.set, pod);
        let mut repaired = pod.clone();
        if !identity_matches {
            identity::label(&mut repaired.metadata, ordinal, self.release);
        }
        if !storage_matches {
            let spec = Rc::make_mut(&mut repaired.spec);
            spec.volumes = claims::volumes(self.set, ordinal, &spec.volumes);
            let created = claims::create_missing(self.turn, self.set, &repaired, ordinal);
            self.unless_refused("update", pod, created)?;
        }
        if !claims_match {
            let updated = retention::update_claims(self.turn, self.set, &repaired);
            self.unless_refused("update", pod, updated)?;
        }
        let updated = self.turn.update(repaired).map(drop);
        self.report("update", &pod.metadata.name, updated)?;
        self.acted = true;
        if !identity_matches || !storage_matches {
            let pod = pod.metadata.name.clone();
            self.turn.decide(Decision::IdentityRepaired { pod, storage: !storage_matches });
        }
        Ok(())
    }

    /// Sees to it that the claims of a Pod that is to go have the owners the policy wants (S17).
    fn fix_claims(&mut self, position: usize) -> Result<Exit, Status> {
        let member = &self.members.condemned[position];
        if !member.is_in_order && !retention::claims_match(self.turn, self.set, &member.pod) {
            retention::update_claims(self.turn, self.set, &member.pod)?;
        }
        Ok(false)
    }

    /// One Pod that is too many (rule S18).
    fn process_condemned(&mut self, position: usize) -> Result<Exit, Status> {
        let member = self.members.condemned[position].clone();
        if member.is_terminating() && !self.is_ordered() {
            return Ok(false);
        }
        if self.is_ordered()
            && let Some(lack) = member.lack
            && (lack == Lack::Terminating || !self.is_first_unhealthy(&member))
        {
            self.wait = Some(Wait::Condemned { position, lack });
            return Ok(true);
        }
        self.delete(&member.pod)?;
        let condemned = &self.members.condemned;
        self.turn.decide(Decision::PodDeletedForScaleDown {
            pod: member.pod.metadata.name.clone(),
            replicas: self.set.replicas(),
            condemned: (condemned.len() - position) as i32,
            next: condemned
                .get(position + 1)
                .filter(|_| self.is_ordered())
                .map(|next| next.pod.metadata.name.clone()),
        });
        self.uncount(&member);
        Ok(true)
    }

    /// Whether this is the unhealthy Pod with the lowest ordinal (rule S13). No wanted Pod is
    /// unhealthy by the time an `OrderedReady` sync asks.
    fn is_first_unhealthy(&self, member: &Member) -> bool {
        self.first_unhealthy_condemned().is_some_and(|first| first.ordinal == member.ordinal)
    }

    pub(super) fn first_unhealthy_condemned(&self) -> Option<&Member> {
        self.members.condemned.iter().rev().find(|member| !member.is_healthy())
    }

    /// Takes a deleted Pod out of the counts, where the release does so at once (rule S24).
    fn uncount(&mut self, member: &Member) {
        if self.release.stateful_set_counts_at_once() {
            self.status.current_replicas -= i32::from(member.is_current);
            self.status.updated_replicas -= i32::from(member.is_updated);
        }
    }

    pub(super) fn delete(&mut self, pod: &Pod) -> Result<(), Status> {
        let name = pod.metadata.name.clone();
        let reference = ObjectRef::new(Kind::Pod, name.clone());
        let result = self.turn.delete(&reference, DeleteOptions::default());
        self.report("delete", &name, result)?;
        self.acted = true;
        Ok(())
    }

    pub(super) fn reference(&self) -> ObjectRef {
        ObjectRef::new(Kind::StatefulSet, self.set.metadata.name.clone())
    }

    /// Says in an event how a request for a Pod went (rule S27).
    fn report(&mut self, verb: &str, pod: &str, result: Result<(), Status>) -> Result<(), Status> {
        let (object, set) = (self.reference(), &self.set.metadata.name);
        let (successful, failed) = match verb {
            "create" => ("SuccessfulCreate", "FailedCreate"),
            "update" => ("SuccessfulUpdate", "FailedUpdate"),
            _ => ("SuccessfulDelete", "FailedDelete"),
        };
        match &result {
            Ok(()) => {
                let message = format!("{verb} Pod {pod} in StatefulSet {set} successful");
                self.turn.normal(object, successful, message);
            }
            Err(error) => {
                let message =
                    format!("{verb} Pod {pod} in StatefulSet {set} failed error: {error}");
                self.turn.warning(object, failed, message);
            }
        }
        result
    }

    /// Says in an event that a request for a Pod was refused.
    fn unless_refused(
        &mut self,
        verb: &str,
        pod: &Pod,
        result: Result<(), Status>,
    ) -> Result<(), Status> {
        if result.is_ok() { result } else { self.report(verb, &pod.metadata.name, result) }
    }
}
