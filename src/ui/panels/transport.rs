//! The buttons that move in time.

use crate::api::Time;
use crate::app::{Action, Ahead, AppState, Grain, Position, Speed};
use crate::cluster::KubeletDriver;
use crate::language::Phrase;
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use crate::ui::widgets::{IconButton, Shape, icon_button, select};
use yew::prelude::*;

/// The buttons that move in time, and where we are.
pub fn transport(store: &Store) -> Html {
    let text = &TEXT.player;
    let state = &store.state;
    let speeds: Vec<AttrValue> = Speed::ALL.iter().map(|it| (text.times)(*it).into()).collect();
    let speed = Speed::ALL.iter().position(|speed| *speed == state.speed);
    let onchoose = store.callback(|index: usize| Action::SetSpeed(Speed::ALL[index]));
    html! {
        <div class="transport">
            <div class="row">
                { buttons(store) }
                { select(text.speed, &speeds, speed.unwrap_or(0), onchoose) }
            </div>
            { place(store) }
            { status(store).unwrap_or_else(keys) }
        </div>
    }
}

fn buttons(store: &Store) -> Html {
    let text = &TEXT.player;
    let state = &store.state;
    let is_start = state.position == Position::default();
    let is_end = state.is_at_end() && state.ahead != Ahead::Computing;
    let button = |shape, name: Phrase, key, disabled, action| {
        let hint = (text.with_key)(&name, key).into();
        icon_button(IconButton { hint, disabled, ..IconButton::new(shape, name, store.on(action)) })
    };
    let (shape, name) = match state.is_playing() {
        true => (Shape::Pause, text.pause),
        false => (Shape::Play, text.play),
    };
    let play = IconButton {
        kind: "primary",
        hint: (text.with_key)(&name, "Space").into(),
        ..IconButton::new(shape, name, store.on(Action::TogglePlay))
    };
    html! {
        <>
            { button(Shape::ToStart, text.to_start, "Home", is_start, Action::ToStart) }
            { button(Shape::StepBack, text.step_back, "←", is_start, Action::StepBack) }
            { icon_button(play) }
            { button(Shape::Step, text.step, "→", is_end, Action::Step) }
            { button(Shape::ToEnd, text.to_end, "End", is_end, Action::ToEnd) }
        </>
    }
}

/// Where on the run we are.
fn place(store: &Store) -> Html {
    let text = &TEXT.player;
    let state = &store.state;
    let (step, last) = (text.step_of)(state.position.frame, state.timeline.last());
    let grains: Vec<AttrValue> = Grain::ALL.iter().map(|it| (text.by)(*it).into()).collect();
    let time_ms = since_start_ms(state, state.frame().cluster.now());
    let grain = Grain::ALL.iter().position(|grain| *grain == state.grain);
    let onchoose = store.callback(|index: usize| Action::SetGrain(Grain::ALL[index]));
    html! {
        <div class="where">
            <span><b>{ step }</b>{ " " }{ last }</span>
            <span class="time">{ (text.time)(time_ms) }</span>
            { select(text.grain, &grains, grain.unwrap_or(0), onchoose) }
        </div>
    }
}

/// What is to be known about this moment, if anything is.
fn status(store: &Store) -> Option<Html> {
    let (text, state) = (&TEXT.player, &store.state);
    let said = match (state.position.writes, state.ahead) {
        (Some(shown), _) => {
            let all = state.frame().step.as_ref().map_or(0, |step| step.writes.len());
            html! { { (text.writes)(shown, all) } }
        }
        (None, Ahead::Computing) => html! { { text.computing } },
        (None, Ahead::Settled) if state.is_at_end() => match state.scenario.kubelet {
            KubeletDriver::Clock => html! { { text.settled } },
            KubeletDriver::Manual => html! { { text.settled_by_hand } },
        },
        (None, Ahead::Held) if state.is_at_end() => html! { { text.held } },
        (None, Ahead::Horizon) if state.is_at_end() => html! {
            <>
                { text.horizon }
                <button
                    type="button"
                    class="button"
                    data-kind="link"
                    onclick={store.on(Action::LookFurther)}
                >
                    { text.look_further }
                </button>
            </>
        },
        _ => return None,
    };
    let more = state.ahead == Ahead::Horizon;
    Some(html! { <p class="keys" data-status={if more { "more" } else { "" }}>{ said }</p> })
}

/// The keys that move in time.
fn keys() -> Html {
    let key = |(keys, what): &(&'static [&'static str], Phrase)| {
        html! {
            <span>
                { for keys.iter().map(|key| html! { <kbd>{ *key }</kbd> }) }
                { *what }
            </span>
        }
    };
    html! {
        <p class="keys" aria-hidden="true">{ for TEXT.player.keys.iter().map(key) }</p>
    }
}

/// Virtual milliseconds from the start of the run.
pub(super) fn since_start_ms(state: &AppState, now: Time) -> u64 {
    now.since_ms(state.timeline.frame(0).cluster.now())
}
