//! Visits all states that can be reached, each once, and keeps how they hang together.
//!
//! In whatever order is cheapest: last in, first out, so that only a few clusters are in memory at
//! a time. Of a state that is done only its print and its successors are kept; how it is reached
//! in the fewest moves is found out afterwards, and only where somebody wants to know.

use crate::ending::{self, Ending};
use crate::promise;
use crate::situation::Situation;
use crate::state::{By, State};
use cattle_and_pets::cluster::invariants::{Transition, violations};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The number of a state.
pub type Id = u32;

/// Marks a successor that a fault leads to.
const FAULT: u32 = 1 << 31;

/// All states of a situation.
pub struct Graph {
    /// What tells each from all others.
    pub prints: Vec<u128>,
    /// Where the successors of each begin in `next`, and how many there are.
    spans: Vec<(u32, u32)>,
    next: Vec<u32>,
    /// The states in which nothing can change any more, unless a fault strikes.
    pub endings: BTreeMap<Id, Ending>,
    /// The states in which something was found that must not be, or behind whose next event.
    pub broken: Vec<Broken>,
}

/// Something that must not be.
pub struct Broken {
    /// The state in which it is, or in which a step begins that breaks it.
    pub at: Id,
    /// The print of the state after that step, if it is one.
    pub after: Option<u128>,
    /// What it is.
    pub what: String,
}

/// Things that must not be, of which that many are enough to report.
const MOST_BROKEN: usize = 1000;

impl Graph {
    /// Visits all states, at most `limit`: `None` if there are more.
    pub fn explore(situation: &Situation, limit: usize) -> Option<Self> {
        let mut graph = Self {
            prints: Vec::new(),
            spans: Vec::new(),
            next: Vec::new(),
            endings: BTreeMap::new(),
            broken: Vec::new(),
        };
        let mut known = BTreeMap::new();
        let start = State::start(situation);
        known.insert(start.print(), 0);
        graph.prints.push(start.print());
        graph.spans.push((0, 0));
        let mut open = vec![(0, start)];
        while let Some((id, state)) = open.pop() {
            if graph.prints.len() > limit {
                return None;
            }
            graph.expand(situation, id, &state, &mut known, &mut open);
        }
        Some(graph)
    }

    /// How many transitions there are, faults included.
    pub fn transitions(&self) -> usize {
        self.next.len()
    }

    /// Where a state can lead to, faults included.
    pub fn successors(&self, id: Id) -> impl Iterator<Item = Id> {
        let (from, count) = self.spans[id as usize];
        self.next[from as usize..(from + count) as usize].iter().map(|next| next & !FAULT)
    }

    /// Where a state will lead to, unless a fault strikes: events that change nothing left out.
    pub fn fates(&self, id: Id) -> impl Iterator<Item = Id> {
        let (from, count) = self.spans[id as usize];
        let all = self.next[from as usize..(from + count) as usize].iter().copied();
        all.filter(move |next| next & FAULT == 0 && *next != id)
    }

    fn expand(
        &mut self,
        situation: &Situation,
        id: Id,
        state: &State,
        known: &mut BTreeMap<u128, Id>,
        open: &mut Vec<(Id, State)>,
    ) {
        if let Err(what) = promise::check(situation, state) {
            self.note(id, None, what);
        }
        let from = self.next.len() as u32;
        for event in state.events(situation) {
            let (next, step) = state.after(&event);
            let print = next.print();
            let transition =
                Transition { before: &state.cluster, after: &next.cluster, step: &step };
            let broken = if step.is_silent() { Vec::new() } else { violations(&transition) };
            for violation in broken {
                self.note(id, Some(print), violation.to_string());
            }
            let to = match known.entry(print) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(free) => {
                    let new = self.prints.len() as Id;
                    free.insert(new);
                    self.prints.push(print);
                    self.spans.push((0, 0));
                    open.push((new, next));
                    new
                }
            };
            let mark = if event.by == By::Fault { FAULT } else { 0 };
            if !self.next[from as usize..].contains(&(to | mark)) {
                self.next.push(to | mark);
            }
        }
        self.spans[id as usize] = (from, self.next.len() as u32 - from);
        if self.fates(id).next().is_none() {
            self.endings.insert(id, ending::of(situation, state));
        }
    }

    fn note(&mut self, at: Id, after: Option<u128>, what: String) {
        if self.broken.len() < MOST_BROKEN {
            self.broken.push(Broken { at, after, what });
        }
    }
}
