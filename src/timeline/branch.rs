//! Futures that were left, and the way back to them.

use super::{Frame, Timeline};
use crate::cluster::Command;
use crate::collections::List;
use std::rc::Rc;

/// Names a branch for the life of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BranchId(pub u32);

/// A future that was left when somebody acted before it.
#[derive(Clone)]
pub struct Branch {
    /// Its name.
    pub id: BranchId,
    /// The last frame it shares with the run that left it.
    pub fork: usize,
    frames: List<Rc<Frame>>,
    seen: usize,
    last_command: usize,
}

impl Branch {
    /// The index of its newest frame.
    pub fn last(&self) -> usize {
        self.frames.len() - 1
    }

    /// The first command that it has and the other run has not; `None` if it only let time pass.
    pub fn command(&self) -> Option<&Rc<Command>> {
        self.frames.iter_from(self.fork + 1).find_map(|frame| frame.command.as_ref())
    }
}

impl Timeline {
    /// The run that is looked at.
    pub fn current(&self) -> BranchId {
        self.current
    }

    /// The futures that were left, oldest first.
    pub fn branches(&self) -> impl Iterator<Item = &Branch> {
        self.branches.iter()
    }

    /// Looks at a branch instead of the current run, which becomes a branch. Returns the index
    /// where the two part; `None` if there is no such branch.
    pub fn switch(&mut self, id: BranchId) -> Option<usize> {
        let at = self.branches.iter().position(|branch| branch.id == id)?;
        let branch = self.branches.remove(at);
        let left = self.as_branch(self.current, branch.fork);
        self.branches.push(left);
        self.current = branch.id;
        self.frames = branch.frames;
        self.seen = branch.seen;
        self.last_command = branch.last_command;
        self.send_on();
        Some(branch.fork)
    }

    pub(super) fn keep_branch(&mut self, fork: usize) {
        let left = self.as_branch(self.current, fork);
        self.branches.push(left);
        let highest = self.branches.iter().map(|branch| branch.id.0).max().unwrap_or(0);
        self.current = BranchId(highest.max(self.current.0) + 1);
    }

    fn as_branch(&self, id: BranchId, fork: usize) -> Branch {
        Branch {
            id,
            fork,
            frames: self.frames.clone(),
            seen: self.seen,
            last_command: self.last_command,
        }
    }
}
