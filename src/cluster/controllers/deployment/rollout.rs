//! What one sync of a Deployment works on.

use super::new_replica_set::{by_creation, has_template};
use crate::api::{Deployment, ReplicaSet};
use crate::collections::sort_by;
use std::rc::Rc;

/// A Deployment and its ReplicaSets as they were when the sync began: sizes that it writes itself
/// do not show before the next one (rule D5).
pub struct Rollout {
    /// With the status and annotations that this sync has written so far.
    pub deployment: Deployment,
    /// The ReplicaSet of the present template (rule D2).
    pub new: Option<Rc<ReplicaSet>>,
    /// All others, oldest first, those without Pods included.
    pub old: Vec<Rc<ReplicaSet>>,
}

impl Rollout {
    /// Tells the new ReplicaSet from the old ones: it is the oldest that has the Deployment's
    /// template, whatever its name and its hash (rule D2).
    pub fn new(deployment: Deployment, mut sets: Vec<Rc<ReplicaSet>>) -> Self {
        sort_by(&mut sets, |a, b| by_creation(a, b));
        let new = sets.iter().position(|set| has_template(set, &deployment.spec.template));
        let new = new.map(|index| sets.remove(index));
        Self { deployment, new, old: sets }
    }

    /// All ReplicaSets, the new one last.
    pub fn all(&self) -> impl Iterator<Item = &Rc<ReplicaSet>> {
        self.old.iter().chain(&self.new)
    }

    /// Old ReplicaSets that should have Pods.
    pub fn active_old(&self) -> impl DoubleEndedIterator<Item = &Rc<ReplicaSet>> {
        self.old.iter().filter(|set| set.replicas() > 0)
    }

    /// Pods wanted in all ReplicaSets together.
    pub fn size(&self) -> i32 {
        self.all().map(|set| set.replicas()).sum()
    }

    /// Pods wanted in all old ReplicaSets together.
    pub fn old_size(&self) -> i32 {
        self.old.iter().map(|set| set.replicas()).sum()
    }

    /// Available Pods of all ReplicaSets.
    pub fn available(&self) -> i32 {
        self.all().map(|set| set.status.available_replicas).sum()
    }

    /// How messages call what is rolled out: the new ReplicaSet, or else the Deployment.
    pub fn subject(&self) -> String {
        match &self.new {
            Some(set) => format!("ReplicaSet \"{}\"", set.metadata.name),
            None => format!("Deployment \"{}\"", self.deployment.metadata.name),
        }
    }
}
