//! The run as a row of frames: every state that was, the one that is looked at, and the futures
//! that were left.
//!
//! It knows clusters and steps, but nothing of how they are drawn. Going back computes nothing.

mod branch;
mod places;
mod scenario;
mod sending;

pub use branch::{Branch, BranchId};
pub use places::Places;
pub use scenario::{Scenario, Source};

use crate::api::{ObjectRef, Status, Time};
use crate::cluster::invariants::{Transition, violations};
use crate::cluster::traffic::Traffic;
use crate::cluster::{Actor, Cluster, Command, Move, Step};
use crate::collections::List;
use std::rc::Rc;

/// One state of the cluster and the step that led to it.
#[derive(Clone)]
pub struct Frame {
    /// The state after the step.
    pub cluster: Cluster,
    /// `None` only for the start state.
    pub step: Option<Rc<Step>>,
    /// The command that the step carried out, if it was one.
    pub command: Option<Rc<Command>>,
    /// The move that was made by hand, whatever was due, if that is how the step came about.
    pub by_hand: Option<Rc<Move>>,
    /// Where each Pod stands on the stage.
    pub places: Places,
    /// The clients, and what they have seen so far.
    pub traffic: Traffic,
}

/// How far a run is computed ahead of what is shown, so that its end is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizon {
    /// Virtual milliseconds after the last command.
    pub time_ms: u64,
    /// Steps after the last command.
    pub steps: usize,
}

impl Default for Horizon {
    fn default() -> Self {
        Self { time_ms: 20 * 60 * 1000, steps: 200_000 }
    }
}

/// All frames of the run that is looked at, and the branches beside it. A clone shares all frames.
#[derive(Clone)]
pub struct Timeline {
    frames: List<Rc<Frame>>,
    branches: Vec<Branch>,
    current: BranchId,
    /// The highest index that was ever shown on this branch: what is behind it was never seen, and
    /// is not worth keeping when the person acts before it.
    seen: usize,
    /// The index of the last command, where the horizon begins.
    last_command: usize,
    horizon: Horizon,
    /// What clients send requests to.
    targets: Rc<[ObjectRef]>,
}

impl Timeline {
    /// A run that starts at this state.
    pub fn new(cluster: Cluster) -> Self {
        let places = Places::of(cluster.store());
        let traffic = Traffic::default();
        let start = Frame { cluster, step: None, command: None, by_hand: None, places, traffic };
        let mut frames = List::new();
        frames.push(Rc::new(start));
        Self {
            frames,
            branches: Vec::new(),
            current: BranchId(0),
            seen: 0,
            last_command: 0,
            horizon: Horizon::default(),
            targets: Rc::default(),
        }
    }

    /// The index of the newest frame; the start state has index 0.
    pub fn last(&self) -> usize {
        self.frames.len() - 1
    }

    /// The frame of that index, or the newest if there is none.
    pub fn frame(&self, index: usize) -> &Rc<Frame> {
        self.frames.get(index).unwrap_or_else(|| &self.frames[self.last()])
    }

    /// All frames, the start state first.
    pub fn frames(&self) -> impl Iterator<Item = &Rc<Frame>> {
        self.frames.iter()
    }

    /// The index of the frame that a step led to.
    pub fn index_of_step(&self, number: u32) -> usize {
        let first = self.frames[0].cluster.steps();
        (number.saturating_sub(first) as usize).min(self.last())
    }

    /// Whether nothing more will happen after what is computed: who is still to look finds nothing
    /// to do.
    pub fn is_settled(&self) -> bool {
        let mut cluster = self.frame(self.last()).cluster.clone();
        cluster.step_until(self.limit()).is_none() && cluster.agenda().next().is_none()
    }

    /// When something will happen next at the end of what is computed.
    pub fn next_due(&self) -> Option<Time> {
        self.frame(self.last()).cluster.agenda().next().map(|wake| wake.due)
    }

    /// The highest index that was shown on this branch.
    pub fn seen(&self) -> usize {
        self.seen
    }

    /// Notes that the frame of this index was shown.
    pub fn mark_seen(&mut self, index: usize) {
        self.seen = self.seen.max(index.min(self.last()));
    }

    /// Computes up to `steps` more steps, within the horizon. Returns how many there were: fewer
    /// than asked for means that the run is settled or the horizon is reached.
    pub fn run_ahead(&mut self, steps: usize) -> usize {
        let limit = self.limit();
        let room = (self.last_command + self.horizon.steps).saturating_sub(self.last());
        let wanted = steps.min(room);
        (0..wanted).take_while(|_| self.extend(limit)).count()
    }

    /// Computes on although the horizon is reached: the horizon moves to the end.
    pub fn look_further(&mut self) {
        self.last_command = self.last();
    }

    /// Carries out a command at the frame of this index. What followed is kept as a branch if any
    /// of it was seen. Returns the index of the new frame; a refused command changes nothing.
    pub fn command(&mut self, index: usize, command: Command) -> Result<usize, Status> {
        let from = self.frame(index).clone();
        let mut cluster = from.cluster.clone();
        let step = cluster.command(&command)?;
        let after = from.after(cluster, step);
        Ok(self.go_on(index, Frame { command: Some(Rc::new(command)), ..after }))
    }

    /// Makes one move at the frame of this index, whatever else is due. What followed is kept as a
    /// branch if any of it was seen. Returns the index of the new frame; `None` if the move is not
    /// possible there. See [`Cluster::make`].
    pub fn make(&mut self, index: usize, a_move: Move) -> Option<usize> {
        let from = self.frame(index).clone();
        let mut cluster = from.cluster.clone();
        let step = cluster.make(&a_move)?;
        let after = from.after(cluster, step);
        Some(self.go_on(index, Frame { by_hand: Some(Rc::new(a_move)), ..after }))
    }

    /// The run goes another way from the frame of this index. Returns the index of the new frame.
    fn go_on(&mut self, index: usize, frame: Frame) -> usize {
        self.cut(index);
        self.frames.push(Rc::new(frame));
        self.seen = self.last();
        self.last_command = self.last();
        self.last()
    }

    /// The run ends at the frame of this index, until more is computed. What followed is kept as a
    /// branch if any of it was seen.
    pub fn cut(&mut self, index: usize) {
        if self.seen > index {
            self.keep_branch(index);
        }
        self.frames.truncate(index + 1);
        self.seen = self.seen.min(self.last());
        self.last_command = self.last_command.min(self.last());
    }

    fn limit(&self) -> Time {
        self.frame(self.last_command).cluster.now().after_ms(self.horizon.time_ms)
    }

    fn extend(&mut self, limit: Time) -> bool {
        let from = self.frame(self.last()).clone();
        let mut cluster = from.cluster.clone();
        let Some(step) = cluster.step_until(limit) else { return false };
        self.frames.push(Rc::new(from.after(cluster, step)));
        true
    }
}

impl Frame {
    /// The frame that a step leads to from here.
    fn after(&self, cluster: Cluster, step: Step) -> Self {
        let transition = Transition { before: &self.cluster, after: &cluster, step: &step };
        debug_assert_eq!(violations(&transition), []);
        Self {
            places: self.places.after(&step),
            traffic: self.traffic.after(&self.cluster, &cluster, &step),
            cluster,
            step: Some(Rc::new(step)),
            command: None,
            by_hand: None,
        }
    }

    /// Whether somebody's deed led to it, and not what was due.
    pub fn is_deed(&self) -> bool {
        self.command.is_some() || self.by_hand.is_some()
    }

    /// Who acted; `None` for the start state.
    pub fn actor(&self) -> Option<Actor> {
        self.step.as_ref().map(|step| step.actor)
    }
}
