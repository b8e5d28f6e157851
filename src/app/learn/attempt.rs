//! How far a person is with a task.

use crate::lessons::fact::{Fact, Missing, Watch};
use crate::lessons::{Day, Part, Refused, Run, Target, Task};
use crate::timeline::{Frame, Timeline};
use std::rc::Rc;

/// So many parts are lit at once.
const MOST_LIT: usize = 3;

/// How far a person is with a task. What was reached once stays reached, wherever the person looks
/// and whatever is done afterwards.
#[derive(Clone)]
pub struct Attempt {
    /// The run as it was when the task began, and the index of the frame at which it did.
    origin: Rc<Timeline>,
    home: usize,
    /// The index of the frame at which the task begins in the run that is shown.
    pub began: usize,
    /// The option that is chosen, by its place; another one may still be.
    pub chosen: Option<usize>,
    /// The manifest of a choice that the person stands by.
    pub choice: Option<usize>,
    /// The option of a prediction that the person stands by.
    pub answer: Option<usize>,
    /// The option that comes true, once there is an answer.
    pub right: Option<usize>,
    /// Whether the task's button was pressed.
    pub is_given: bool,
    /// Whether the run has come to rest after that.
    pub is_rested: bool,
    /// Which goals hold at the moment that is shown.
    pub goals: Rc<[bool]>,
    /// The index of the frame at which all of them held first.
    pub met: Option<usize>,
    /// The part of the picture that is named, by its place among those that the task speaks of.
    pub part: Option<usize>,
    /// So many hints are shown.
    pub hints: usize,
    /// What was answered to "why?".
    pub typed: Rc<str>,
    /// Whether "why?" was answered.
    pub explained: Explained,
    /// How the day goes for each option of a choice, once there is one; `None` for one whose
    /// day could not be played.
    pub days: Option<Rc<[Option<Day>]>>,
    /// The option whose day is on the stage.
    pub shown: Option<usize>,
    /// What could not be done at this moment.
    pub refused: Option<Rc<Refused>>,
    /// Where the run rests after the button was pressed.
    pub(super) rest: Option<(usize, Rc<Frame>)>,
    pub(super) watch: Watch,
}

/// Whether "why?" was answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Explained {
    /// Not yet.
    #[default]
    No,
    /// In the person's own words.
    Compared,
    /// It was passed over.
    PassedOver,
}

/// What a task waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// For an answer, before anything moves.
    Ask,
    /// For its button.
    Press,
    /// For the run, to come to rest.
    Run,
    /// For its goals.
    Reach,
    /// For an answer to "why?".
    Explain,
    /// For nothing more.
    Done,
}

/// The parts of the picture that a task speaks of.
pub fn parts(task: &Task) -> impl Iterator<Item = Part> + '_ {
    task.point.iter().filter_map(|target| match target {
        Target::Part(part) => Some(*part),
        _ => None,
    })
}

/// Whether a task speaks of more parts than can be lit at once, so that each is named by itself.
pub fn names_parts(task: &Task) -> bool {
    parts(task).count() > MOST_LIT
}

impl Attempt {
    /// A task that begins at this frame.
    pub(super) fn new(task: Option<&Task>, timeline: &Rc<Timeline>, began: usize) -> Self {
        let goals = task.map_or(&[][..], |task| &task.goals);
        let watch = Watch::new(goals.iter().cloned(), timeline, began);
        Self {
            origin: timeline.clone(),
            home: began,
            began,
            chosen: None,
            choice: None,
            answer: None,
            right: None,
            is_given: false,
            is_rested: false,
            goals: vec![false; goals.len()].into(),
            met: None,
            part: task.filter(|task| names_parts(task)).map(|_| 0),
            hints: 0,
            typed: "".into(),
            explained: Explained::No,
            days: None,
            shown: None,
            refused: None,
            rest: None,
            watch,
        }
    }

    /// What the task waits for.
    pub fn phase(&self, task: &Task) -> Phase {
        if self.is_choosing(task) || self.is_asked(task) {
            return Phase::Ask;
        }
        // Whoever reached the goals another way need not press the button any more.
        let by_hand = task.choose.is_none() && !task.goals.is_empty() && self.met.is_some();
        if task.has_button() && !by_hand {
            if !self.is_given {
                return Phase::Press;
            }
            if !self.is_rested {
                return Phase::Run;
            }
        }
        if self.met.is_none() && task.choose.is_none() {
            return Phase::Reach;
        }
        match task.explain && self.explained == Explained::No {
            true => Phase::Explain,
            false => Phase::Done,
        }
    }

    /// Whether it is still to be chosen what the day is played with.
    pub fn is_choosing(&self, task: &Task) -> bool {
        task.choose.is_some() && self.choice.is_none()
    }

    /// Whether the prediction waits for an answer. The question of a day is asked when the run has
    /// come to it.
    fn is_asked(&self, task: &Task) -> bool {
        let is_there = task.choose.is_none() || self.is_rested;
        task.predict.is_some() && self.answer.is_none() && is_there
    }

    /// Whether the run is on its way to a question in the middle of it, or waits there.
    pub(super) fn is_before_question(&self, task: &Task) -> bool {
        self.choice.is_some() && task.predict.is_some() && self.answer.is_none()
    }

    /// Whether the answer may be judged: the run has shown what becomes of it.
    pub fn is_judged(&self) -> bool {
        self.answer.is_some() && self.is_rested
    }

    /// The goals, with the names of the Pods that are meant.
    pub fn facts(&self) -> &[Fact] {
        self.watch.facts()
    }

    /// What a goal lacks at that moment.
    pub fn missing(&self, goal: usize, at: usize) -> Vec<Missing<'_>> {
        self.watch.missing(goal, at)
    }

    /// The button was pressed, and this is what comes of it.
    pub(super) fn give(&mut self, run: &Run) {
        self.go_to(&run.timeline, run.rest);
    }

    /// The run goes on to its question.
    pub(super) fn go_to_question(&mut self, so_far: &Timeline) {
        self.go_to(so_far, so_far.last());
    }

    fn go_to(&mut self, timeline: &Timeline, rest: usize) {
        self.is_given = true;
        self.is_rested = false;
        self.rest = Some((rest, timeline.frame(rest).clone()));
    }

    /// Where the run rests, if this is still the run that was set going.
    pub(super) fn rest(&self, timeline: &Timeline) -> Option<usize> {
        let (index, frame) = self.rest.as_ref()?;
        let is_there = *index <= timeline.last() && Rc::ptr_eq(timeline.frame(*index), frame);
        is_there.then_some(*index)
    }

    /// The task begins where this run parts from the one it began in, if somebody acted before.
    pub(super) fn follow(&mut self, task: &Task, timeline: &Rc<Timeline>) {
        let is_shared = |index: usize| {
            index <= timeline.last() && Rc::ptr_eq(self.origin.frame(index), timeline.frame(index))
        };
        let home = self.origin.last().min(self.home);
        let began = (0..=home).rev().find(|index| is_shared(*index)).unwrap_or(0);
        if began != self.began {
            self.began = began;
            self.watch = Watch::new(task.goals.iter().cloned(), timeline, began);
        }
    }
}
