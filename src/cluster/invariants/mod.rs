//! What must hold after every step, whatever happens: each with a name and the rule it follows
//! from.
//!
//! They look at a step from outside: what it wrote, and the states before and after. Faults break
//! none of them. What holds only as long as no fault strikes (so many Pods are available) is not
//! said of the Pods, but of what a controller does with what it knows of them.

mod around;
mod claims;
mod deployment;
mod objects;
mod pods;
mod replica_set;
mod stateful_set;
mod update;

use super::Cluster;
use super::step::Step;
use super::store::{Change, Store};
use crate::api::{Pod, Resource};
use std::fmt;
use std::rc::Rc;

/// A step between two states.
pub struct Transition<'a> {
    /// The state before.
    pub before: &'a Cluster,
    /// The state after.
    pub after: &'a Cluster,
    /// What led from one to the other.
    pub step: &'a Step,
}

/// One property that every step keeps.
pub struct Invariant {
    /// Its name.
    pub name: &'static str,
    /// The rule it follows from.
    pub rule: &'static str,
    check: fn(&Transition) -> Result<(), String>,
}

/// A property that a step broke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The property's name.
    pub invariant: &'static str,
    /// The step's number.
    pub step: u32,
    /// What was seen.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "step {} breaks `{}`: {}", self.step, self.invariant, self.what)
    }
}

/// All of them, by what they are about.
pub fn all() -> impl Iterator<Item = &'static Invariant> {
    let families = [
        objects::ALL,
        deployment::ALL,
        replica_set::ALL,
        stateful_set::ALL,
        update::ALL,
        claims::ALL,
        pods::ALL,
        around::ALL,
    ];
    families.into_iter().flatten()
}

/// What a step broke, empty if nothing.
pub fn violations(transition: &Transition) -> Vec<Violation> {
    let broken = all().filter_map(|invariant| {
        let what = (invariant.check)(transition).err()?;
        Some(Violation { invariant: invariant.name, step: transition.step.number, what })
    });
    broken.collect()
}

impl Transition<'_> {
    fn store_before(&self) -> &Store {
        self.before.store()
    }

    fn store_after(&self) -> &Store {
        self.after.store()
    }

    fn changes(&self) -> impl Iterator<Item = &Change> {
        self.step.writes.iter()
    }

    /// The objects of a type that the step made.
    fn created<T: Resource>(&self) -> impl Iterator<Item = &Rc<T>> {
        self.changes().filter(|it| it.is_creation()).filter_map(|it| it.of::<T>()?.1)
    }

    /// The Pods whose end the step asked for, as they were before.
    fn deleted_pods(&self) -> impl Iterator<Item = &Rc<Pod>> {
        self.changes().filter_map(|change| {
            let (before, after) = change.of::<Pod>()?;
            let before = before.filter(|pod| !pod.is_terminating())?;
            after.is_none_or(|pod| pod.is_terminating()).then_some(before)
        })
    }
}

fn ensure(holds: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what()) }
}
