//! One number for a step or a state: equal runs have equal ones, on every machine.

use super::{Cluster, Step};
use crate::api::{Kind, Object};
use std::fmt::{self, Write};

/// FNV-1a with 64 bits, which is fed with text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(pub u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Write for Digest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
        Ok(())
    }
}

impl Digest {
    /// All that a step says: who, at what, why, what was decided, written and said.
    pub fn of_step(step: &Step) -> Self {
        let mut digest = Self::default();
        let who = (step.number, step.at, step.actor, &step.object, step.why, step.cause);
        digest.add(format_args!("{who:?} {:?} {:?}", step.look_again_at, step.error));
        for decision in &step.decisions {
            digest.add(format_args!("{decision:?}"));
        }
        for change in &step.writes {
            digest.object(change.before.as_ref());
            digest.object(change.after.as_ref());
        }
        for event in &step.events {
            digest.add(format_args!("{event:?}"));
        }
        digest
    }

    /// All that a state holds: objects, what is due, what was said.
    pub fn of_state(cluster: &Cluster) -> Self {
        let mut digest = Self::default();
        digest.add(format_args!("{:?} {}", cluster.now(), cluster.steps()));
        for object in Kind::ALL.iter().flat_map(|kind| cluster.store().objects(*kind)) {
            digest.object(Some(object));
        }
        for wake in cluster.agenda() {
            digest.add(format_args!("{wake:?}"));
        }
        digest.add(format_args!("{}", cluster.events().len()));
        digest
    }

    /// Goes on with the next step.
    pub fn then(mut self, step: &Step) -> Self {
        self.add(format_args!("{}", Self::of_step(step)));
        self
    }

    /// Goes on with the state that was reached.
    pub fn at(mut self, state: &Cluster) -> Self {
        self.add(format_args!("{}", Self::of_state(state)));
        self
    }

    fn object(&mut self, object: Option<&Object>) {
        match object {
            Some(object) => self.add(format_args!("{} {}", object.kind(), object.to_value())),
            None => self.add(format_args!("-")),
        }
    }

    fn add(&mut self, text: fmt::Arguments) {
        // Writing into a number cannot fail.
        let _ = writeln!(self, "{text}");
    }
}
