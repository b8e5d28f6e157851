//! The tutorial: which chapter is open, how far the person is in it, and what was done before.
//!
//! The run that a chapter speaks of is the page's own ([`AppState::timeline`]): stage, player and
//! inspector know nothing of chapters. After everything that is done, [`watch`] looks at where the
//! run stands and notes what has come true.

mod act;
mod action;
mod attempt;
mod deeds;
mod fetched;
mod hold;
mod marks;
mod onwards;
mod open;
mod progress;
#[cfg(test)]
mod tests;
mod watch;

pub use action::LearnAction;
pub use attempt::{Attempt, Explained, Phase, names_parts, parts};
pub use fetched::{Failure, Fetched, Need};
pub use marks::{MarkKind, Moments, NamedMoment};
pub use progress::{Progress, TaskId};

pub(super) use act::act;
pub(super) use marks::is_moment;
pub(super) use onwards::onwards;
pub(super) use open::{open, set_release};
pub(super) use watch::watch;

use super::{AppState, Page, Spot};
use crate::api::{Name, Release};
use crate::lessons::{Catalog, Chapter, CheatSheet, Glossary, Task, TaskText};
use crate::timeline::Timeline;
use std::rc::Rc;

/// The tutorial.
#[derive(Clone, Default)]
pub struct Learn {
    /// The list of chapters.
    pub catalog: Fetched<Rc<Catalog>>,
    /// What words mean; fetched when somebody asks.
    pub glossary: Option<Fetched<Rc<Glossary>>>,
    /// The word that was asked for.
    pub term: Option<Name>,
    /// Both kinds on one sheet; fetched when somebody asks.
    pub sheet: Option<Fetched<Rc<CheatSheet>>>,
    /// Where to go as soon as what is needed for it has come.
    pub wanted: Option<Spot>,
    /// The chapter that is open, or opens.
    pub open: Option<Open>,
    /// What was done, here and before.
    pub progress: Progress,
    /// Whether it can be kept on this device.
    pub is_kept: Option<bool>,
}

/// A chapter that is open, or opens.
#[derive(Clone)]
pub struct Open {
    /// Its name.
    pub id: Name,
    /// Its place among the chapters, from 0.
    pub place: usize,
    /// All of it.
    pub chapter: Fetched<Rc<Chapter>>,
    /// The Kubernetes release, if the person chose another one than the chapter's.
    pub release: Option<Release>,
    /// The task that is shown, by its place; all of them are behind if it is their number.
    pub task: usize,
    /// How far the person is with it.
    pub attempt: Attempt,
    /// The run's named moments, as far as they are known.
    pub moments: Moments,
}

impl Learn {
    /// What has to be fetched for what is shown, if anything.
    pub fn needs(&self) -> Option<Need> {
        if matches!(self.sheet, Some(Fetched::Coming)) {
            return Some(Need::CheatSheet);
        }
        match (&self.catalog, &self.open) {
            (Fetched::Coming, _) => Some(Need::Catalog),
            (_, Some(Open { id, chapter: Fetched::Coming, .. })) => Some(Need::Chapter(id.clone())),
            _ if matches!(self.glossary, Some(Fetched::Coming)) => Some(Need::Glossary),
            _ => None,
        }
    }

    /// The chapter that is open, if all of it is there.
    pub fn chapter(&self) -> Option<(&Open, &Rc<Chapter>)> {
        let open = self.open.as_ref()?;
        Some((open, open.chapter.ready()?))
    }

    /// The task that is shown: what happens, and what is read.
    pub fn task(&self) -> Option<(&Task, &TaskText)> {
        let (open, chapter) = self.chapter()?;
        chapter.lesson.tasks.get(open.task).zip(chapter.text.tasks.get(open.task))
    }

    /// How far the task is that is shown.
    pub fn phase(&self) -> Phase {
        let attempt = self.open.as_ref().map(|open| &open.attempt);
        let phase = self.task().zip(attempt).map(|((task, _), attempt)| attempt.phase(task));
        phase.unwrap_or(Phase::Done)
    }

    /// So many steps has what is played: the run from where the task began to where it rests, or
    /// the day of an option.
    pub fn run_length(&self, timeline: &Timeline) -> Option<usize> {
        let attempt = &self.open.as_ref()?.attempt;
        if attempt.shown.is_some() {
            return Some(timeline.last());
        }
        let rest = attempt.rest(timeline).filter(|_| self.phase() == Phase::Run);
        Some(rest?.saturating_sub(attempt.began))
    }

    /// Whether a task of the chapter was begun.
    fn is_entered(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.task != usize::MAX)
    }

    /// Where the person is, for an address.
    pub fn spot(&self) -> Spot {
        let id = self.open.as_ref().map(|open| open.id.clone());
        let task = self.task().map(|(task, _)| task.id.clone());
        Spot { chapter: id, task, moment: None }
    }
}

/// Whether the tutorial is shown, with its own run.
pub(super) fn is_shown(state: &AppState) -> bool {
    state.page == Page::Learn && state.run_of == Page::Learn
}
