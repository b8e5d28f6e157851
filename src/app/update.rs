//! The only function that changes the state.

use super::{Action, AppState, Position, Scenario, learn, moving, running, visiting};

/// Does one thing. What cannot be done is left undone; it cannot fail.
pub fn update(state: &mut AppState, action: Action) {
    carry_out(state, action);
    learn::watch(state);
}

fn carry_out(state: &mut AppState, action: Action) {
    match action {
        Action::Play
        | Action::Pause
        | Action::TogglePlay
        | Action::Tick
        | Action::Step
        | Action::StepBack
        | Action::Onwards
        | Action::ToStart
        | Action::ToEnd
        | Action::Seek(_)
        | Action::NextOfFocus
        | Action::PreviousOfFocus
        | Action::NextMarker
        | Action::PreviousMarker => move_in_time(state, action),
        Action::SetSpeed(speed) => state.speed = speed,
        Action::SetGrain(grain) => state.grain = grain,
        Action::Command(place, commands) => running::command(state, place, vec![commands]),
        Action::Experiment(place, phases) => running::command(state, place, phases),
        Action::DismissRefusal => state.refusal = None,
        Action::RunAhead(steps) => running::run_ahead(state, steps),
        Action::LookFurther => running::look_further(state),
        Action::Switch(id) => running::switch(state, id),
        Action::StartAgain => state.begin((*state.scenario).clone()),
        Action::SetRelease(release) if learn::is_shown(state) => {
            learn::set_release(state, release);
        }
        Action::SetRelease(release) => {
            state.begin(Scenario { release, ..(*state.scenario).clone() });
        }
        Action::SetSeed(seed) => state.begin(Scenario { seed, ..(*state.scenario).clone() }),
        Action::Send(targets) => running::send(state, targets),
        Action::Open(scenario) => state.open(*scenario),
        Action::Draft(text) => {
            state.draft = Some(text);
            state.refusal = None;
        }
        Action::Follow(link) => visiting::follow(state, *link),
        Action::Visit(route) => visiting::visit(state, *route),
        Action::TakeToLab => visiting::take_to_lab(state),
        Action::DismissNotice => state.notice = None,
        Action::Learn(action) => learn::act(state, action),
        Action::GoBack => state.go_back(),
        Action::Focus(focus) => state.focus = focus,
        Action::Show(dialog) => state.dialog = dialog,
        Action::ShowSheet(open) => state.sheet = open,
        Action::SetTheme(theme) => state.theme = theme,
        Action::SetShortcuts(on) => state.shortcuts = on,
        Action::SetLanguage(language) => state.speech.choose(language),
        Action::Speak(language) => state.speech.spoken = language,
        Action::LanguageMissing(language) => state.speech.miss(language),
    }
}

fn move_in_time(state: &mut AppState, action: Action) {
    let on = || state.position.next(&state.timeline, state.grain);
    let back = || state.position.previous(&state.timeline, state.grain);
    match action {
        Action::Play => moving::play(state),
        Action::TogglePlay if !state.is_playing() => moving::play(state),
        Action::Tick => moving::tick(state),
        Action::Onwards if on().is_none() => learn::onwards(state),
        Action::Step | Action::Onwards => moving::step(state, on()),
        Action::StepBack => moving::step(state, back()),
        Action::ToStart => moving::seek(state, Position::default()),
        Action::ToEnd => moving::seek(state, Position::whole(usize::MAX)),
        Action::Seek(index) => moving::seek(state, Position::whole(index)),
        Action::NextOfFocus => moving::jump_on(state, touches_focus),
        Action::PreviousOfFocus => moving::jump_back(state, touches_focus),
        Action::NextMarker => moving::jump_on(state, is_marker),
        Action::PreviousMarker => moving::jump_back(state, is_marker),
        _ => moving::pause(state),
    }
}

fn touches_focus(state: &AppState, index: usize) -> bool {
    let Some(focus) = &state.focus else { return false };
    let frame = state.timeline.frame(index);
    frame.step.as_ref().is_some_and(|step| step.touches(focus))
}

fn is_marker(state: &AppState, index: usize) -> bool {
    state.timeline.frame(index).command.is_some() || learn::is_moment(state, index)
}
