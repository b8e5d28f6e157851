//! The run's named moments: where a task began, where a question was answered, and what the
//! chapter has a name for.

use super::is_shown;
use crate::app::AppState;
use crate::collections::sort_by_key;
use crate::lessons::Lesson;
use crate::lessons::fact::Watch;
use crate::timeline::{Frame, Timeline};
use std::rc::Rc;

/// What a moment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// The task of that place began.
    Task(usize),
    /// The question of the task of that place was answered.
    Answer(usize),
    /// The chapter's marker of that place.
    Marker(usize),
}

/// A moment of the run that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedMoment {
    /// The index of its frame.
    pub index: usize,
    /// What it is.
    pub kind: MarkKind,
}

/// The run's named moments, as far as they are known.
#[derive(Clone)]
pub struct Moments {
    markers: Watch,
    noted: Vec<(NamedMoment, Rc<Frame>)>,
}

impl Moments {
    /// Those of a run that has just begun.
    pub(super) fn new(lesson: Option<&Lesson>, timeline: &Timeline) -> Self {
        let facts = lesson.into_iter().flat_map(|it| &it.markers).map(|it| it.when.clone());
        Self { markers: Watch::new(facts, timeline, 0), noted: Vec::new() }
    }

    /// Looks at all of the run that is computed.
    pub(super) fn look(&mut self, timeline: &Timeline) {
        self.markers.look(timeline, timeline.last());
    }

    /// Gives a moment of the run a name. What has that name already keeps it only on other futures.
    pub(super) fn note(&mut self, kind: MarkKind, timeline: &Timeline, index: usize) {
        self.noted.retain(|(it, frame)| it.kind != kind || !is_there(timeline, it, frame));
        self.noted.push((NamedMoment { index, kind }, timeline.frame(index).clone()));
    }

    /// All of this run, in order.
    pub fn all(&self, timeline: &Timeline) -> Vec<NamedMoment> {
        let markers = 0..self.markers.facts().len();
        let found = markers.filter_map(|place| {
            let index = self.markers.first(place)?;
            Some(NamedMoment { index, kind: MarkKind::Marker(place) })
        });
        let noted = self.noted.iter().filter(|(it, frame)| is_there(timeline, it, frame));
        let mut all: Vec<NamedMoment> = found.chain(noted.map(|(it, _)| *it)).collect();
        sort_by_key(&mut all, |it| it.index);
        all
    }
}

fn is_there(timeline: &Timeline, moment: &NamedMoment, frame: &Rc<Frame>) -> bool {
    moment.index <= timeline.last() && Rc::ptr_eq(timeline.frame(moment.index), frame)
}

/// Whether the frame of that index has a name of the chapter's.
pub fn is_moment(state: &AppState, index: usize) -> bool {
    let open = state.learn.open.as_ref().filter(|_| is_shown(state));
    open.is_some_and(|it| it.moments.all(&state.timeline).iter().any(|it| it.index == index))
}
