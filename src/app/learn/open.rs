//! Opening chapters and tasks, as far as what they need has come.

use super::{Attempt, Fetched, MarkKind, Moments, Open};
use crate::api::{Name, Release};
use crate::app::visiting::show;
use crate::app::{Act, AppState, Moment, Notice, Page, Playing, Position, Spot, moving};
use crate::lessons::Chapter;
use crate::timeline::{Scenario, Timeline};
use std::rc::Rc;

/// Steps that are computed at once on the way to the moment that an address names: one that is
/// further away is no moment of a chapter.
const MOST_STEPS: usize = 20_000;

/// Goes to a spot of the tutorial: now, or as soon as what is needed has come.
pub fn open(state: &mut AppState, spot: Spot) {
    show(state, Page::Learn);
    state.learn.catalog.retry();
    if let Some(open) = &mut state.learn.open {
        open.chapter.retry();
    }
    state.learn.wanted = Some(spot);
    go_on(state);
}

/// Goes on to where the person wants to be, if what is needed for it is there.
pub(super) fn go_on(state: &mut AppState) {
    let Some(spot) = state.learn.wanted.clone() else { return };
    let Some(catalog) = state.learn.catalog.ready().cloned() else { return };
    let (place, is_known) = match &spot.chapter {
        Some(id) => (catalog.place(id), catalog.place(id).is_some()),
        None => (None, true),
    };
    if let (Some(id), false) = (&spot.chapter, is_known) {
        state.notice = Some(Notice::NoChapter(id.clone()));
    }
    let left_off = || state.learn.progress.last().and_then(|(chapter, _)| catalog.place(chapter));
    let here = state.learn.open.as_ref().map(|open| open.place);
    let Some(place) = place.or(here).or_else(left_off).or(Some(0)) else { return };
    let Some(entry) = catalog.entries.get(place) else { return };
    if here != Some(place) {
        state.learn.open = Some(closed(entry.id.clone(), place, &state.timeline));
    }
    let Some((_, chapter)) = state.learn.chapter() else { return };
    let chapter = chapter.clone();
    state.learn.wanted = None;
    enter(state, &chapter, &spot, here == Some(place) && state.learn.is_entered());
}

/// A chapter of which nothing is there yet.
fn closed(id: Name, place: usize, timeline: &Rc<Timeline>) -> Open {
    Open {
        id,
        place,
        chapter: Fetched::Coming,
        release: None,
        task: usize::MAX,
        attempt: Attempt::new(None, timeline, 0),
        moments: Moments::new(None, timeline),
    }
}

/// Goes to the task, and the moment, that the spot names in this chapter.
fn enter(state: &mut AppState, chapter: &Rc<Chapter>, spot: &Spot, is_here: bool) {
    let place_of = |id: &Name| chapter.lesson.tasks.iter().position(|task| task.id == *id);
    let task = spot.task.as_ref().map(|id| (id, place_of(id)));
    if let Some((id, None)) = task {
        state.notice = Some(Notice::NoTask(id.clone()));
    }
    let named = task.and_then(|(_, place)| place);
    let left_off = || {
        let (of, task) = state.learn.progress.last().filter(|_| spot.chapter.is_none())?;
        place_of(task).filter(|_| *of == chapter.id)
    };
    let here = state.learn.open.as_ref().map(|open| open.task).filter(|_| is_here);
    match (&spot.moment, named.or_else(|| if spot.chapter.is_none() { here } else { None })) {
        // What is there already is more than an address can tell: the answers, too.
        (Some(moment), Some(task)) if here == Some(task) && is_shown_at(state, moment) => {}
        (Some(moment), task) => enter_at(state, chapter, task.unwrap_or(0), moment),
        (None, Some(task)) if here == Some(task) => {}
        (None, task) => begin(state, chapter, task.or_else(left_off).unwrap_or(0)),
    }
}

/// Whether that moment is the one that is shown.
fn is_shown_at(state: &AppState, moment: &Moment) -> bool {
    let began = state.learn.open.as_ref().map_or(0, |open| open.attempt.began);
    *moment == Moment::of(&state.timeline, began, state.position)
}

/// The task from its beginning: the ones before it are done as their solutions say.
pub(super) fn begin(state: &mut AppState, chapter: &Chapter, task: usize) {
    let (scenario, first) = start_of(state, chapter, task);
    let mut timeline = chapter.timeline(&scenario);
    let mut at = 0;
    let mut begins = Vec::new();
    for before in &chapter.lesson.tasks[first..task.min(chapter.lesson.tasks.len())] {
        let began = at;
        begins.push(at);
        // Every chapter's tests play it through: nothing is refused.
        if let Ok(run) = chapter.play(before, &timeline, at) {
            (timeline, at) = (run.timeline, run.rest);
        }
        if before.is_by_hand()
            && let Ok(run) = chapter.solve(before, &timeline, began, at)
        {
            (timeline, at) = (run.timeline, run.rest);
        }
    }
    put(state, chapter, scenario, timeline);
    moving::go_to(state, Position::whole(at));
    if let Some(open) = &mut state.learn.open {
        for (offset, index) in begins.into_iter().enumerate() {
            open.moments.note(MarkKind::Task(first + offset), &state.timeline, index);
        }
    }
    begin_here(state, task);
}

/// The task begins at the moment that is shown.
pub(super) fn begin_here(state: &mut AppState, task: usize) {
    let Some((_, chapter)) = state.learn.chapter() else { return };
    let chapter = chapter.clone();
    let at = state.position.frame;
    let Some(open) = &mut state.learn.open else { return };
    open.task = task;
    open.attempt = Attempt::new(chapter.lesson.tasks.get(task), &state.timeline, at);
    if open.attempt.part.is_some() {
        state.learn.glossary.get_or_insert_default();
    }
    if let Some(task_here) = chapter.lesson.tasks.get(task) {
        open.moments.note(MarkKind::Task(task), &state.timeline, at);
        state.learn.progress.leave_off(&chapter.id, &task_here.id);
    }
    state.playing = Playing::Rests;
}

/// The task once more, with another release.
pub fn set_release(state: &mut AppState, release: Release) {
    let Some((open, chapter)) = state.learn.chapter() else { return };
    let (chapter, task) = (chapter.clone(), open.task);
    if let Some(open) = &mut state.learn.open {
        open.release = Some(release);
    }
    begin(state, &chapter, task);
}

/// The task at a moment that an address names.
fn enter_at(state: &mut AppState, chapter: &Chapter, task: usize, moment: &Moment) {
    let (scenario, _) = start_of(state, chapter, task);
    let mut timeline = chapter.timeline(&scenario);
    let is_led = moment
        .acts
        .iter()
        .all(|(index, act)| run_to(&mut timeline, *index) && act.carry_out(&mut timeline, *index));
    let is_there = run_to(&mut timeline, moment.at.frame.max(moment.from));
    if !is_led || !is_there || moment.is_broken {
        state.notice = Some(Notice::NoMoment);
    }
    put(state, chapter, scenario, timeline);
    let from = moment.from.min(state.timeline.last());
    moving::go_to(state, Position::whole(from));
    begin_here(state, task);
    state.playing = Playing::No;
    let at = Position { frame: moment.at.frame.min(state.timeline.last()), ..moment.at };
    moving::go_to(state, at.max(Position::whole(from)));
    let given = |(index, _): &(usize, Act)| *index >= from;
    if let Some(open) = &mut state.learn.open {
        open.attempt.is_given = moment.acts.iter().any(given);
    }
}

/// What the task's run begins with, and the first task that belongs to it.
fn start_of(state: &AppState, chapter: &Chapter, task: usize) -> (Scenario, usize) {
    let release = state.learn.open.as_ref().and_then(|open| open.release);
    let (scenario, first) = own_start_of(chapter, task);
    (Scenario { release: release.unwrap_or(scenario.release), ..scenario }, first)
}

fn own_start_of(chapter: &Chapter, task: usize) -> (Scenario, usize) {
    let tasks = &chapter.lesson.tasks;
    let anew = (0..=task.min(tasks.len().saturating_sub(1))).rev();
    let mut anew = anew.filter_map(|place| Some((tasks[place].start.as_ref()?, place)));
    match anew.next() {
        Some((file, place)) => (chapter.scenario(file), place),
        None => (chapter.start(), 0),
    }
}

/// Puts a run on the stage, and gives it its names.
pub(super) fn put(state: &mut AppState, chapter: &Chapter, scenario: Scenario, timeline: Timeline) {
    state.put(scenario, timeline);
    if let Some(open) = &mut state.learn.open {
        open.moments = Moments::new(Some(&chapter.lesson), &state.timeline);
    }
}

/// Whether the run could be computed up to this frame.
fn run_to(timeline: &mut Timeline, index: usize) -> bool {
    let missing = index.saturating_sub(timeline.last());
    missing == 0 || (missing <= MOST_STEPS && timeline.run_ahead(missing) == missing)
}
