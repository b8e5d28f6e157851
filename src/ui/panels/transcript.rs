//! The run in words, to read or to copy.

use super::caption::sentence;
use super::transport::since_start_ms;
use crate::app::AppState;
use crate::ui::store::use_store;
use crate::ui::text::TEXT;
use crate::ui::widgets::{Copy, marked};
use yew::prelude::*;

/// So many steps are shown; what is copied has all.
const SHOWN: usize = 500;

/// The run up to the moment that is shown: one numbered sentence a step.
#[component]
pub fn Transcript() -> Html {
    let store = use_store();
    let (state, text) = (store.state.clone(), &TEXT.learn);
    let steps = state.position.frame;
    let first = steps.saturating_sub(SHOWN) + 1;
    let step = |index: usize| {
        let (time, who) = head(&state, index);
        html! {
            <li key={index} value={index.to_string()}>
                <small>{ time }{ " · " }{ who }</small>
                <span>{ marked(&sentence(&state, index)) }</span>
            </li>
        }
    };
    let copied = {
        let state = store.state.clone();
        Callback::from(move |()| whole(&state))
    };
    html! {
        <div class="transcript">
            <div class="transcript-head">
                <p>{ (text.transcript_hint)(steps) }</p>
                <Copy
                    label={text.copy}
                    text={copied}
                    copied={text.copied}
                    not_copied={text.not_copied}
                />
            </div>
            <ol start={first.to_string()}>{ for (first..=steps).map(step) }</ol>
        </div>
    }
}

/// When a step happened, and who acted.
fn head(state: &AppState, index: usize) -> (String, &'static str) {
    let frame = state.timeline.frame(index);
    let time = (TEXT.player.time)(since_start_ms(state, frame.cluster.now()));
    (time, frame.actor().map_or("", |actor| actor.component()))
}

fn whole(state: &AppState) -> String {
    let line = |index: usize| {
        let (time, who) = head(state, index);
        format!("{index}. {time} · {who}: {}\n", sentence(state, index).replace('`', ""))
    };
    (1..=state.position.frame).map(line).collect()
}
