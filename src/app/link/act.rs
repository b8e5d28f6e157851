//! One thing that was done in a run: a command of the person's, or a move by hand.

use super::escape::{escape, unescape};
use crate::cluster::{Command, Move};
use crate::timeline::{Frame, Timeline};

/// One thing that was done in a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// The person asked for something.
    Command(Command),
    /// Somebody had a turn, whoever was due.
    Move(Move),
}

impl Act {
    /// What led to this frame, other than the clock.
    pub(super) fn of(frame: &Frame) -> Option<Self> {
        let command = frame.command.as_ref().map(|it| Self::Command((**it).clone()));
        command.or_else(|| frame.by_hand.as_ref().map(|it| Self::Move((**it).clone())))
    }

    /// Does it at the frame of that index; whether it could be done.
    pub(in crate::app) fn carry_out(&self, timeline: &mut Timeline, index: usize) -> bool {
        match self {
            Self::Command(command) => timeline.command(index, command.clone()).is_ok(),
            Self::Move(it) => timeline.make(index, it.clone()).is_some(),
        }
    }

    /// Words with commas between them: `scale,deployment/web,3`.
    pub(super) fn write(&self) -> String {
        let words = match self {
            Self::Command(command) => command.words(),
            Self::Move(it) => it.words(),
        };
        words.iter().map(|word| escape(word)).collect::<Vec<_>>().join(",")
    }

    /// Reads what [`Act::write`] wrote; `None` for anything else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let words: Vec<String> = text.split(',').map(unescape).collect::<Option<_>>()?;
        let command = Command::from_words(&words).ok().map(Self::Command);
        command.or_else(|| Move::from_words(&words).map(Self::Move))
    }
}
