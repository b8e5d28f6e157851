//! The run itself: commands, computing ahead, other futures.

use super::{Ahead, AppState, Notice, Phases, Place, Playing, Position, Refusal, moving};
use crate::api::{ObjectRef, Status};
use crate::timeline::{BranchId, Timeline};
use std::rc::Rc;

/// Steps that a phase may take to come to rest before the next begins anyway.
const MOST_STEPS_A_PHASE: usize = 5_000;

/// A command that was refused.
struct Refused {
    object: ObjectRef,
    line: String,
    status: Status,
}

/// All commands of all phases happen, or none if any of them is refused.
pub(super) fn command(state: &mut AppState, place: Place, phases: Phases) {
    let mut timeline = Timeline::clone(&state.timeline);
    match carry_out(&mut timeline, state.position.frame, phases) {
        Ok(None) => {}
        Ok(Some(index)) => {
            let playing = state.playing;
            state.timeline = Rc::new(timeline);
            state.look_anew(Position::whole(index));
            state.left = None;
            state.playing = if playing == Playing::Rests { Playing::Yes } else { playing };
        }
        Err(Refused { object, line, status }) => {
            state.refusal = Some(Refusal { place, object, line, status });
        }
    }
}

/// The index of the frame after the last command of the first phase; `None` if there was none.
fn carry_out(
    timeline: &mut Timeline,
    from: usize,
    phases: Phases,
) -> Result<Option<usize>, Refused> {
    let (mut index, mut shown) = (from, None);
    for (phase, commands) in phases.into_iter().enumerate() {
        if phase > 0 {
            timeline.run_ahead(MOST_STEPS_A_PHASE);
            index = timeline.last();
        }
        for command in commands {
            let (object, line) = (command.object(), crate::kubectl::line(&command));
            let refused = |status| Refused { object, line, status };
            index = timeline.command(index, command).map_err(refused)?;
        }
        if phase == 0 && index != from {
            shown = Some(index);
        }
    }
    Ok(shown)
}

/// Computes a piece of the run, and carries out what a link says on the way.
pub(super) fn run_ahead(state: &mut AppState, steps: usize) {
    let timeline = Rc::make_mut(&mut state.timeline);
    let mut wanted = steps;
    if let Some((index, _)) = state.replay.first() {
        wanted = steps.min(index.saturating_sub(timeline.last()));
    }
    let is_over = timeline.run_ahead(wanted) < wanted;
    if !replay(state) && is_over {
        let is_settled = state.timeline.is_settled();
        state.ahead = if is_settled { Ahead::Settled } else { Ahead::Horizon };
        state.replay = Rc::default();
    }
    moving::arrive(state);
}

/// Does the next thing that a link says if its time has come.
fn replay(state: &mut AppState) -> bool {
    let Some(((index, act), rest)) = state.replay.split_first() else { return false };
    if *index > state.timeline.last() {
        return false;
    }
    let is_done = act.carry_out(Rc::make_mut(&mut state.timeline), *index);
    if !is_done {
        state.notice = Some(Notice::NoMoment);
    }
    state.replay = if is_done { rest.into() } else { Rc::default() };
    true
}

/// The horizon moves on.
pub(super) fn look_further(state: &mut AppState) {
    Rc::make_mut(&mut state.timeline).look_further();
    state.ahead = Ahead::Computing;
}

/// Clients come and go; the run itself stays as it is.
pub(super) fn send(state: &mut AppState, targets: Vec<ObjectRef>) {
    Rc::make_mut(&mut state.timeline).send(&targets);
    Rc::make_mut(&mut state.scenario).requests = targets;
}

/// Looks at another future, where it parts from this one.
pub(super) fn switch(state: &mut AppState, id: BranchId) {
    if let Some(fork) = Rc::make_mut(&mut state.timeline).switch(id) {
        state.look_anew(Position::whole(fork));
        state.playing = Playing::No;
    }
}
