//! Where on the run the person looks, and how far one step goes.

use crate::timeline::{Frame, Timeline};

/// A moment of the run: a frame, and how much of the step that leads to it has happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The index of the frame; 0 is the start state.
    pub frame: usize,
    /// Only that many of the step's writes, at least one; `None` for the whole step.
    pub writes: Option<usize>,
}

/// What counts as one step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grain {
    /// One write.
    Change,
    /// One actor's turn.
    #[default]
    Reconcile,
    /// Until nothing is due, or somebody gave a command.
    Settle,
}

impl Grain {
    /// All of them, the finest first.
    pub const ALL: &'static [Self] = &[Self::Change, Self::Reconcile, Self::Settle];
}

impl Position {
    /// The whole step that leads to a frame.
    pub const fn whole(frame: usize) -> Self {
        Self { frame, writes: None }
    }

    /// One step on; `None` at the end of what is computed.
    pub fn next(self, timeline: &Timeline, grain: Grain) -> Option<Self> {
        let last = timeline.last();
        if self.frame >= last && self.writes.is_none() {
            return None;
        }
        Some(match grain {
            Grain::Change => self.next_change(timeline),
            Grain::Reconcile if self.writes.is_some() => Self::whole(self.frame),
            Grain::Reconcile => Self::whole(self.frame + 1),
            Grain::Settle => {
                let rests = (self.frame + 1..last).find(|index| rests_at(timeline, *index));
                Self::whole(rests.unwrap_or(last))
            }
        })
    }

    /// One step back; `None` at the start.
    pub fn previous(self, timeline: &Timeline, grain: Grain) -> Option<Self> {
        if self.frame == 0 {
            return None;
        }
        Some(match grain {
            Grain::Change => self.previous_change(timeline),
            Grain::Reconcile => Self::whole(self.frame - 1),
            Grain::Settle => {
                let rests = (0..self.frame).rev().find(|index| rests_at(timeline, *index));
                Self::whole(rests.unwrap_or(0))
            }
        })
    }

    fn next_change(self, timeline: &Timeline) -> Self {
        let (frame, shown) = match self.writes {
            Some(shown) => (self.frame, shown),
            None => (self.frame + 1, 0),
        };
        Self::part(frame, shown + 1, timeline.frame(frame))
    }

    fn previous_change(self, timeline: &Timeline) -> Self {
        let shown = self.writes.unwrap_or_else(|| writes_of(timeline.frame(self.frame)));
        match shown {
            0 | 1 => Self::whole(self.frame - 1),
            _ => Self::part(self.frame, shown - 1, timeline.frame(self.frame)),
        }
    }

    fn part(index: usize, writes: usize, frame: &Frame) -> Self {
        let is_part = writes < writes_of(frame);
        Self { frame: index, writes: is_part.then_some(writes) }
    }
}

fn writes_of(frame: &Frame) -> usize {
    frame.step.as_ref().map_or(0, |step| step.writes.len())
}

/// Whether a command follows upon this frame, after everything else had come to rest.
fn rests_at(timeline: &Timeline, index: usize) -> bool {
    timeline.frame(index).command.is_none() && timeline.frame(index + 1).command.is_some()
}
