//! What one turn did, and why.

use super::actor::{Actor, WorkKey};
use super::agenda::Why;
use super::decision::Decision;
use super::store::Change;
use crate::api::{Event, ObjectRef, Status, Time};
use std::rc::Rc;

/// One actor's turn. All that ever changes in a cluster is in exactly one step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Counts from 1; the start state is before the first.
    pub number: u32,
    /// When.
    pub at: Time,
    /// Who.
    pub actor: Actor,
    /// What it looked at.
    pub object: ObjectRef,
    /// Why it woke up.
    pub why: Why,
    /// The earlier step that woke it up; `None` for a command.
    pub cause: Option<u32>,
    /// What it decided, in order.
    pub decisions: Vec<Decision>,
    /// What it wrote, in order.
    pub writes: Vec<Change>,
    /// What it said.
    pub events: Vec<Rc<Event>>,
    /// The error its turn ended with, if it failed and will be tried again.
    pub error: Option<Status>,
    /// When it asked to look again.
    pub look_again_at: Option<Time>,
}

impl Step {
    /// Who, at what.
    pub fn key(&self) -> WorkKey {
        WorkKey::new(self.actor, self.object.clone())
    }

    /// Whether the turn found nothing to do and nothing to say.
    pub fn is_silent(&self) -> bool {
        self.writes.is_empty()
            && self.events.is_empty()
            && self.decisions.is_empty()
            && self.error.is_none()
    }

    /// Whether the step wrote to that object.
    pub fn touches(&self, object: &ObjectRef) -> bool {
        self.writes.iter().any(|change| change.object().reference() == *object)
    }
}
