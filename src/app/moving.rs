//! Moving in time: playing, stepping, seeking.

use super::{Ahead, AppState, Playing, Position};
use std::rc::Rc;

/// From the end it plays from the start.
pub(super) fn play(state: &mut AppState) {
    if state.is_at_end() && state.ahead != Ahead::Computing {
        go_to(state, Position::default());
    }
    state.playing = Playing::Yes;
}

/// What is shown stays.
pub(super) fn pause(state: &mut AppState) {
    state.playing = Playing::No;
    state.destination = None;
}

/// One step while playing; at the end of the run it comes to rest.
pub(super) fn tick(state: &mut AppState) {
    if !state.is_playing() {
        return;
    }
    match state.position.next(&state.timeline, state.grain) {
        Some(next) => go_to(state, next),
        None if state.ahead == Ahead::Computing => {}
        None => state.playing = Playing::Rests,
    }
}

/// One step by hand. A step beyond the end says that nothing more happens, and time rests.
pub(super) fn step(state: &mut AppState, to: Option<Position>) {
    match to {
        Some(to) => {
            pause(state);
            go_to(state, to);
        }
        None => state.destination = None,
    }
}

/// As far as the run is computed, and on as soon as more of it is.
pub(super) fn seek(state: &mut AppState, to: Position) {
    pause(state);
    state.destination = Some(to);
    arrive(state);
}

/// Goes where the person wants to look, as far as that is computed. At the end of the run time
/// rests, as if it had been played.
pub(super) fn arrive(state: &mut AppState) {
    let Some(wanted) = state.destination else { return };
    let (last, is_computing) = (state.timeline.last(), state.ahead == Ahead::Computing);
    if wanted.frame <= last && state.replay.is_empty() {
        go_to(state, wanted);
        state.destination = None;
    } else {
        go_to(state, Position::whole(last));
        state.destination = is_computing.then_some(wanted);
    }
    if state.is_at_end() && !is_computing {
        state.playing = Playing::Rests;
    }
}

/// To the nearest frame behind the one shown that is wanted, if there is one.
pub(super) fn jump_on(state: &mut AppState, wanted: fn(&AppState, usize) -> bool) {
    let mut later = state.position.frame + 1..=state.timeline.last();
    let found = later.find(|index| wanted(state, *index));
    step(state, found.map(Position::whole));
}

/// To the nearest frame before the one shown that is wanted, if there is one.
pub(super) fn jump_back(state: &mut AppState, wanted: fn(&AppState, usize) -> bool) {
    let mut earlier = (1..state.position.frame).rev();
    let found = earlier.find(|index| wanted(state, *index));
    step(state, found.map(Position::whole));
}

/// Shows that moment.
pub(super) fn go_to(state: &mut AppState, position: Position) {
    state.position = position;
    state.refusal = None;
    if state.timeline.seen() < position.frame {
        Rc::make_mut(&mut state.timeline).mark_seen(position.frame);
    }
}
