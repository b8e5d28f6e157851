//! One actor's turn: what it may read, what it may write, and what it says about it.
//!
//! A controller reads from `cache`, the store as it was when the turn began (one snapshot per
//! sync, rule D5), and writes through the API server, whose answer it gets at once. It is told
//! neither who woke it nor why.

use super::Cluster;
use super::actor::WorkKey;
use super::agenda::Wake;
use super::decision::Decision;
use super::step::Step;
use super::store::{Change, Store};
use super::watch;
use crate::api::{Event, EventType, ObjectRef, Release, Status, Time, Uid};
use std::rc::Rc;

/// One actor's turn.
pub struct Turn<'a> {
    /// The store as it was when the turn began.
    pub cache: Store,
    pub(super) cluster: &'a mut Cluster,
    pub(super) step: Step,
}

impl<'a> Turn<'a> {
    /// Begins the turn that a wake-up asks for.
    pub(super) fn begin(cluster: &'a mut Cluster, wake: Wake) -> Self {
        let step = Step {
            number: cluster.steps + 1,
            at: cluster.now,
            actor: wake.key.actor,
            object: wake.key.object,
            why: wake.why,
            cause: wake.cause,
            decisions: Vec::new(),
            writes: Vec::new(),
            events: Vec::new(),
            error: None,
            look_again_at: None,
        };
        Self { cache: cluster.store.clone(), cluster, step }
    }

    /// Ends the turn: an error is tried again later; a turn that did something counts as a step.
    pub(super) fn end(mut self, result: Result<(), Status>) -> Step {
        let key = self.step.key();
        match result {
            Ok(()) => self.cluster.forget_retries(&key),
            Err(status) => {
                self.cluster.retry(key, self.step.number);
                self.step.error = Some(status);
            }
        }
        if !self.step.is_silent() {
            self.cluster.steps = self.step.number;
        }
        self.step
    }

    /// The time on the clock.
    pub fn now(&self) -> Time {
        self.cluster.now
    }

    /// The release that is simulated.
    pub fn release(&self) -> Release {
        self.cluster.config.release
    }

    /// The store as it is now, own writes included: what an uncached GET would see.
    pub fn live(&self) -> &Store {
        &self.cluster.store
    }

    /// Writes down why.
    pub fn decide(&mut self, decision: impl Into<Decision>) {
        self.step.decisions.push(decision.into());
    }

    /// Says something of an object, as `kubectl get events` will show it; who says too much is not
    /// heard (rule EV1).
    pub fn event(
        &mut self,
        object: ObjectRef,
        kind: EventType,
        reason: &'static str,
        message: impl AsRef<str>,
    ) {
        let (at, release) = (self.cluster.now, self.cluster.config.release);
        let source = self.step.actor.source(release);
        let uid = self.live().object(&object).map_or(Uid(0), |it| it.meta().uid);
        if !self.cluster.recorder.hears(source, object.kind, uid, kind, release, at) {
            return;
        }
        let message = message.as_ref().into();
        let event = Rc::new(Event { at, object, kind, reason, message, source });
        self.cluster.events.push(event.clone());
        self.step.events.push(event);
    }

    /// Says something normal.
    pub fn normal(&mut self, object: ObjectRef, reason: &'static str, message: impl AsRef<str>) {
        self.event(object, EventType::Normal, reason, message);
    }

    /// Says that something is wrong.
    pub fn warning(&mut self, object: ObjectRef, reason: &'static str, message: impl AsRef<str>) {
        self.event(object, EventType::Warning, reason, message);
    }

    /// Asks to look at this object again after `ms` milliseconds (`AddAfter`).
    pub fn look_again_after_ms(&mut self, ms: u64) {
        let due = self.cluster.now.after_ms(ms);
        self.cluster.add_timer(self.step.key(), due, self.step.number);
        let earlier = self.step.look_again_at.is_none_or(|at| due < at);
        if earlier {
            self.step.look_again_at = Some(due);
        }
    }

    /// Asks another actor to look at an object after `ms` milliseconds.
    pub fn wake_after_ms(&mut self, key: WorkKey, ms: u64) {
        let due = self.cluster.now.after_ms(ms);
        self.cluster.add_timer(key, due, self.step.number);
    }

    /// Records a change that the API server made, and tells all that watch.
    pub(super) fn record(&mut self, change: Change) {
        let (now, cause) = (self.cluster.now, self.step.number);
        for key in watch::wakes(&self.cluster.store, &change) {
            self.cluster.wake(key, now, Some(cause));
        }
        self.step.writes.push(change);
    }
}
