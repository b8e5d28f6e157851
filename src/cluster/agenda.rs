//! Who will act next: the work queues of all actors as one ordered list.

use super::actor::WorkKey;
use crate::api::Time;
use crate::collections::Map;

/// Wake-ups in the order in which they come due. The order is total, so it decides the run.
///
/// As in Kubernetes' work queues an item is in the queue once, however often it was put there
/// (rule C1). A timer (`AddAfter`) waits beside it, and the earlier of two timers stays.
#[derive(Clone, Default)]
pub struct Agenda {
    entries: Map<Slot, Wake>,
    slots: Map<(WorkKey, Why), Slot>,
    sequence: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Slot {
    due: Time,
    sequence: u64,
}

/// What put an item on the agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Something it watches changed.
    Change,
    /// It asked to look again later.
    Timer,
    /// Its last turn failed.
    Retry,
}

impl Why {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Change, Self::Timer, Self::Retry];

    /// Its word in links.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Timer => "timer",
            Self::Retry => "retry",
        }
    }
}

/// One wake-up.
#[derive(Clone, Debug, PartialEq)]
pub struct Wake {
    /// When.
    pub due: Time,
    /// Who, at what.
    pub key: WorkKey,
    /// Why.
    pub why: Why,
    /// The step that caused it, for the observer; `None` for the start state.
    pub cause: Option<u32>,
}

impl Agenda {
    /// Adds a wake-up, unless an earlier one for the same key and reason is there already.
    pub fn add(&mut self, wake: Wake) {
        let id = (wake.key.clone(), wake.why);
        if let Some(slot) = self.slots.get(&id) {
            if slot.due <= wake.due {
                return;
            }
            self.entries.remove(slot);
        }
        let slot = Slot { due: wake.due, sequence: self.sequence };
        self.sequence += 1;
        self.slots.insert(id, slot);
        self.entries.insert(slot, wake);
    }

    /// The next wake-up, left where it is.
    pub fn peek(&self) -> Option<&Wake> {
        self.entries.first().map(|(_, wake)| wake)
    }

    /// Takes the next wake-up.
    pub fn pop(&mut self) -> Option<Wake> {
        let slot = *self.entries.first()?.0;
        self.take(slot)
    }

    /// Takes the wake-up of that key and reason, wherever it stands.
    pub fn take_key(&mut self, key: &WorkKey, why: Why) -> Option<Wake> {
        let slot = *self.slots.get(&(key.clone(), why))?;
        self.take(slot)
    }

    /// All wake-ups, the next one first.
    pub fn iter(&self) -> impl Iterator<Item = &Wake> {
        self.entries.values()
    }

    /// Whether nobody will ever act again by itself.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn take(&mut self, slot: Slot) -> Option<Wake> {
        let wake = self.entries.remove(&slot)?;
        self.slots.remove(&(wake.key.clone(), wake.why));
        Some(wake)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Kind, ObjectRef};
    use crate::cluster::Actor;

    fn wake(name: &str, due: u64, why: Why) -> Wake {
        let key = WorkKey::new(Actor::Deployment, ObjectRef::new(Kind::Deployment, name));
        Wake { due: Time(due), key, why, cause: None }
    }

    #[test]
    fn a_key_is_queued_once_and_the_earlier_time_stays() {
        let mut agenda = Agenda::default();
        agenda.add(wake("a", 20, Why::Change));
        agenda.add(wake("b", 10, Why::Change));
        agenda.add(wake("a", 5, Why::Change));
        agenda.add(wake("a", 30, Why::Change));
        agenda.add(wake("a", 600, Why::Timer));
        let order: Vec<u64> = std::iter::from_fn(|| agenda.pop()).map(|wake| wake.due.0).collect();
        assert_eq!(order, [5, 10, 600]);
        assert!(agenda.is_empty());
    }
}
