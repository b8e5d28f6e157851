//! Facts over a stretch of the run that grows: each moment is looked at once.

use super::moment::Look;
use super::{Deed, Fact, Missing};
use crate::api::{Name, Pod};
use crate::collections::List;
use crate::lessons::names::{fill, workload_of};
use crate::timeline::{Frame, Timeline};
use std::rc::Rc;

/// Whether facts hold at each moment since one. A clone shares all of it.
#[derive(Clone)]
pub struct Watch {
    facts: Rc<[Fact]>,
    began: usize,
    seen: List<Seen>,
}

/// What is known of one moment.
#[derive(Clone)]
struct Seen {
    frame: Rc<Frame>,
    tally: Tally,
    holds: Rc<[bool]>,
}

/// What happened until a moment.
#[derive(Clone, Default)]
pub(super) struct Tally {
    deeds: List<Rc<(Deed, Name, Name)>>,
    memories: Vec<Memory>,
}

#[derive(Clone)]
struct Memory {
    fact: Rc<Fact>,
    held: bool,
    failed: bool,
}

impl Tally {
    /// The Pods of a workload that this happened to, in order.
    pub(super) fn pods(&self, deed: Deed, workload: &str) -> impl Iterator<Item = &Name> {
        let deeds = self.deeds.iter();
        deeds.filter(move |it| it.0 == deed && &*it.1 == workload).map(|it| &it.2)
    }

    /// Whether a fact held at some moment, and whether it did not at some.
    pub(super) fn memory(&self, fact: &Rc<Fact>) -> (bool, bool) {
        let memory = self.memories.iter().find(|it| Rc::ptr_eq(&it.fact, fact));
        memory.map_or((false, false), |it| (it.held, it.failed))
    }

    /// After one more moment.
    fn after(&self, began: &Frame, frame: &Frame, is_first: bool) -> Self {
        let mut tally = self.clone();
        if !is_first {
            tally.note_deeds(frame);
        }
        let look = Look { began, frame, tally: self };
        for memory in &mut tally.memories {
            let holds = memory.fact.holds(&look);
            memory.held |= holds;
            memory.failed |= !holds;
        }
        tally
    }

    fn note_deeds(&mut self, frame: &Frame) {
        let store = frame.cluster.store();
        for change in frame.step.iter().flat_map(|step| &step.writes) {
            let Some((before, after)) = change.of::<Pod>() else { continue };
            let was_terminating = before.is_some_and(|pod| pod.is_terminating());
            let (deed, pod) = match (before, after) {
                (None, Some(pod)) => (Deed::Created, pod),
                (Some(_), Some(pod)) if pod.is_terminating() && !was_terminating => {
                    (Deed::Deleted, pod)
                }
                (Some(pod), None) if !was_terminating => (Deed::Deleted, pod),
                _ => continue,
            };
            if let Some(workload) = workload_of(store, pod) {
                self.deeds.push(Rc::new((deed, workload, pod.metadata.name.clone())));
            }
        }
    }
}

impl Watch {
    /// Watches these facts from a moment on. `{web}` in them is the Pod that it is then.
    pub fn new(facts: impl IntoIterator<Item = Fact>, timeline: &Timeline, began: usize) -> Self {
        let frame = timeline.frame(began).clone();
        let name = |name: &Name| match name.contains('{') {
            true => fill(name, frame.cluster.store()).into(),
            false => name.clone(),
        };
        let facts: Rc<[Fact]> = facts.into_iter().map(|fact| fact.renamed(&name)).collect();
        let mut watch = Self { facts, began, seen: List::new() };
        watch.look(timeline, began);
        watch
    }

    /// Where it began.
    pub fn began(&self) -> usize {
        self.began
    }

    /// Looks at all moments up to this one. What was looked at on another branch is forgotten.
    pub fn look(&mut self, timeline: &Timeline, upto: usize) {
        let upto = upto.min(timeline.last());
        let is_there = |at: usize, seen: &Seen| {
            at <= timeline.last() && Rc::ptr_eq(&seen.frame, timeline.frame(at))
        };
        // A branch shares a beginning: what is the same at the end is the same all along.
        while self.seen.last().is_some_and(|it| !is_there(self.began + self.seen.len() - 1, it)) {
            self.seen.truncate(self.seen.len() - 1);
        }
        for at in self.began + self.seen.len()..=upto {
            self.see(timeline.frame(at).clone());
        }
    }

    fn see(&mut self, frame: Rc<Frame>) {
        let is_first = self.seen.is_empty();
        let began = self.seen.get(0).map_or(&frame, |it| &it.frame).clone();
        let tally = match self.seen.last() {
            Some(seen) => seen.tally.after(&began, &frame, is_first),
            None => self.no_memories().after(&began, &frame, is_first),
        };
        let look = Look { began: &began, frame: &frame, tally: &tally };
        let holds = self.facts.iter().map(|fact| fact.holds(&look)).collect();
        self.seen.push(Seen { frame, tally, holds });
    }

    fn no_memories(&self) -> Tally {
        let mut inner = Vec::new();
        self.facts.iter().for_each(|fact| collect(fact, &mut inner));
        let memory = |fact| Memory { fact, held: false, failed: false };
        Tally { deeds: List::new(), memories: inner.into_iter().map(memory).collect() }
    }

    /// Whether a fact holds at a moment that was looked at; moments beyond are as the last.
    pub fn holds(&self, fact: usize, at: usize) -> bool {
        self.seen_at(at).is_some_and(|seen| seen.holds.get(fact).copied().unwrap_or_default())
    }

    /// Whether all of them hold then.
    pub fn all_hold(&self, at: usize) -> bool {
        self.seen_at(at).is_some_and(|seen| seen.holds.iter().all(|it| *it))
    }

    /// The first moment at which a fact holds, of those that were looked at.
    pub fn first(&self, fact: usize) -> Option<usize> {
        let found = self.seen.iter().position(|seen| seen.holds.get(fact) == Some(&true));
        found.map(|index| self.began + index)
    }

    /// The facts.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// What of a fact does not hold then, and what is so instead.
    pub fn missing(&self, fact: usize, at: usize) -> Vec<Missing<'_>> {
        let mut missing = Vec::new();
        if let (Some(began), Some(seen)) = (self.seen.get(0), self.seen_at(at))
            && let Some(fact) = self.facts.get(fact)
        {
            let look = Look { began: &began.frame, frame: &seen.frame, tally: &seen.tally };
            look.missing(fact, &mut missing);
        }
        missing
    }

    fn seen_at(&self, at: usize) -> Option<&Seen> {
        self.seen.get(at.saturating_sub(self.began)).or_else(|| self.seen.last())
    }
}

/// The facts that are looked at over all moments.
fn collect(fact: &Fact, inner: &mut Vec<Rc<Fact>>) {
    match fact {
        Fact::Over(_, fact) => inner.push(fact.clone()),
        Fact::Not(fact) => collect(fact, inner),
        Fact::All(facts) | Fact::Any(facts) => facts.iter().for_each(|it| collect(it, inner)),
        _ => {}
    }
}
