//! The only function that changes the state.

use super::{Action, Ahead, AppState, Place, Playing, Position, Refusal, Scenario};
use crate::cluster::Command;
use crate::timeline::{Frame, Timeline};
use std::rc::Rc;

/// Does one thing. What cannot be done is left undone; it cannot fail.
pub fn update(state: &mut AppState, action: Action) {
    match action {
        Action::Play => play(state),
        Action::Pause => pause(state),
        Action::TogglePlay if state.playing == Playing::Yes => pause(state),
        Action::TogglePlay => play(state),
        Action::Tick => tick(state),
        Action::Step => step(state, state.position.next(&state.timeline, state.grain)),
        Action::StepBack => step(state, state.position.previous(&state.timeline, state.grain)),
        Action::ToStart => seek(state, 0),
        Action::ToEnd => seek(state, usize::MAX),
        Action::Seek(index) => seek(state, index),
        Action::NextOfFocus => jump(state, 1, touches_focus),
        Action::PreviousOfFocus => jump(state, -1, touches_focus),
        Action::NextMarker => jump(state, 1, |_, frame| frame.command.is_some()),
        Action::PreviousMarker => jump(state, -1, |_, frame| frame.command.is_some()),
        Action::SetSpeed(speed) => state.speed = speed,
        Action::SetGrain(grain) => state.grain = grain,
        Action::Command(place, commands) => command(state, &place, commands),
        Action::DismissRefusal => state.refusal = None,
        Action::RunAhead(steps) => run_ahead(state, steps),
        Action::LookFurther => {
            Rc::make_mut(&mut state.timeline).look_further();
            state.ahead = Ahead::Computing;
        }
        Action::Switch(id) => {
            if let Some(fork) = Rc::make_mut(&mut state.timeline).switch(id) {
                state.look_anew(Position::whole(fork));
                state.playing = Playing::No;
            }
        }
        Action::StartAgain => state.begin((*state.scenario).clone()),
        Action::SetRelease(release) => {
            state.begin(Scenario { release, ..(*state.scenario).clone() });
        }
        Action::SetSeed(seed) => state.begin(Scenario { seed, ..(*state.scenario).clone() }),
        Action::Open(scenario) => state.begin(*scenario),
        Action::GoBack => state.go_back(),
        Action::Focus(focus) => state.focus = focus,
        Action::Show(dialog) => state.dialog = dialog,
        Action::ShowSheet(open) => state.sheet = open,
        Action::SetTheme(theme) => state.theme = theme,
        Action::SetShortcuts(on) => state.shortcuts = on,
    }
}

/// From the end it plays from the start.
fn play(state: &mut AppState) {
    if state.is_at_end() && state.ahead != Ahead::Computing {
        go_to(state, Position::default());
    }
    state.playing = Playing::Yes;
}

fn pause(state: &mut AppState) {
    state.playing = Playing::No;
    state.destination = None;
}

fn tick(state: &mut AppState) {
    if state.playing != Playing::Yes {
        return;
    }
    match state.position.next(&state.timeline, state.grain) {
        Some(next) => go_to(state, next),
        None if state.ahead == Ahead::Computing => {}
        None => state.playing = Playing::Rests,
    }
}

fn step(state: &mut AppState, to: Option<Position>) {
    pause(state);
    if let Some(to) = to {
        go_to(state, to);
    }
}

/// As far as the run is computed, and on as soon as more of it is.
fn seek(state: &mut AppState, index: usize) {
    pause(state);
    go_to(state, Position::whole(index.min(state.timeline.last())));
    let is_further = index > state.timeline.last() && state.ahead == Ahead::Computing;
    state.destination = is_further.then_some(index);
}

fn go_to(state: &mut AppState, position: Position) {
    state.position = position;
    state.refusal = None;
    if state.timeline.seen() < position.frame {
        Rc::make_mut(&mut state.timeline).mark_seen(position.frame);
    }
}

/// To the nearest frame in that direction that is wanted, if there is one.
fn jump(state: &mut AppState, by: isize, wanted: fn(&AppState, &Frame) -> bool) {
    let (from, last) = (state.position.frame, state.timeline.last());
    let is_wanted = |index: &usize| wanted(state, state.timeline.frame(*index));
    let found = match by {
        1.. => (from + 1..=last).find(is_wanted),
        _ => (1..from).rev().find(is_wanted),
    };
    step(state, found.map(Position::whole));
}

fn touches_focus(state: &AppState, frame: &Frame) -> bool {
    let Some(focus) = &state.focus else { return false };
    frame.step.as_ref().is_some_and(|step| step.touches(focus))
}

/// The commands happen one after the other, or not at all if any of them is refused.
fn command(state: &mut AppState, place: &Place, commands: Vec<Command>) {
    let mut timeline = Timeline::clone(&state.timeline);
    let mut frame = state.position.frame;
    for command in commands {
        let refused = (command.object(), crate::kubectl::line(&command));
        match timeline.command(frame, command) {
            Ok(index) => frame = index,
            Err(status) => {
                let ((object, line), place) = (refused, place.clone());
                state.refusal = Some(Refusal { place, object, line, status });
                return;
            }
        }
    }
    if frame == state.position.frame {
        return;
    }
    state.timeline = Rc::new(timeline);
    state.look_anew(Position::whole(frame));
    state.left = None;
    if state.playing == Playing::Rests {
        state.playing = Playing::Yes;
    }
}

fn run_ahead(state: &mut AppState, steps: usize) {
    let timeline = Rc::make_mut(&mut state.timeline);
    if timeline.run_ahead(steps) < steps {
        state.ahead = if timeline.is_settled() { Ahead::Settled } else { Ahead::Horizon };
    }
    if let Some(index) = state.destination {
        let last = state.timeline.last();
        let is_there = index <= last || state.ahead != Ahead::Computing;
        go_to(state, Position::whole(index.min(last)));
        if is_there {
            state.destination = None;
        }
    }
}
