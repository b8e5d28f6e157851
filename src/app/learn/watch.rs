//! What has come true, looked at after everything that is done.

use super::hold::hold;
use super::{Phase, is_shown};
use crate::app::{Ahead, AppState, Playing};
use std::rc::Rc;

/// Looks at where the run stands, and notes what has come true.
pub fn watch(state: &mut AppState) {
    hold(state);
    if !is_shown(state) {
        return;
    }
    let Some((open, chapter)) = state.learn.chapter() else { return };
    let chapter = chapter.clone();
    let Some(task) = chapter.lesson.tasks.get(open.task) else { return };
    let at = state.position.frame;
    let is_over = state.is_at_end() && state.ahead != Ahead::Computing;
    let Some(open) = &mut state.learn.open else { return };
    open.moments.look(&state.timeline);
    let attempt = &mut open.attempt;
    attempt.follow(task, &state.timeline);
    attempt.look(&state.timeline, at);
    let rests = match attempt.rest(&state.timeline) {
        Some(rest) => at >= rest,
        None => is_over,
    };
    if attempt.is_given && !attempt.is_rested && rests {
        attempt.is_rested = true;
        if state.playing == Playing::Yes {
            state.playing = Playing::Rests;
        }
    }
    let is_done = attempt.phase(task) == Phase::Done;
    hold(state);
    if is_done {
        state.learn.progress.note_done(&chapter.id, &task.id);
        let mut tasks = chapter.lesson.tasks.iter();
        if tasks.all(|task| state.learn.progress.is_done(&chapter.id, &task.id)) {
            state.learn.progress.note_finished(&chapter.id);
        }
    }
}

impl super::Attempt {
    /// Looks at the goals at this moment.
    fn look(&mut self, timeline: &Rc<crate::timeline::Timeline>, at: usize) {
        self.watch.look(timeline, at);
        let goals: Vec<bool> = (0..self.goals.len())
            .map(|goal| at >= self.began && self.watch.holds(goal, at))
            .collect();
        if goals[..] != self.goals[..] {
            self.goals = goals.into();
        }
        if self.met.is_none() && self.goals.iter().all(|holds| *holds) {
            self.met = Some(at);
        }
    }
}
