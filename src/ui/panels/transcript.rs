//! The run in words, to read or to copy.

use super::caption::sentence;
use super::transport::since_start_ms;
use crate::app::AppState;
use crate::ui::store::use_store;
use crate::ui::text::TEXT;
use crate::ui::widgets::marked;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

/// So many steps are shown; what is copied has all.
const SHOWN: usize = 500;

/// What became of copying.
#[derive(Clone, Copy, PartialEq)]
enum Copied {
    No,
    Yes,
    Failed,
}

/// The run up to the moment that is shown: one numbered sentence a step.
#[component]
pub fn Transcript() -> Html {
    let store = use_store();
    let copied = use_state(|| Copied::No);
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
    let onclick = {
        let (state, copied) = (store.state.clone(), copied.clone());
        move |_: MouseEvent| {
            let (text, copied) = (whole(&state), copied.clone());
            spawn_local(async move {
                let done = match clipboard() {
                    Some(clipboard) => JsFuture::from(clipboard.write_text(&text)).await.is_ok(),
                    None => false,
                };
                copied.set(if done { Copied::Yes } else { Copied::Failed });
            });
        }
    };
    html! {
        <div class="transcript">
            <div class="transcript-head">
                <p>{ (text.transcript_hint)(steps) }</p>
                <button type="button" class="button" {onclick}>{ text.copy }</button>
                <p role="status">
                    { match *copied {
                        Copied::No => Html::default(),
                        Copied::Yes => html! { { text.copied } },
                        Copied::Failed => html! { { text.not_copied } },
                    } }
                </p>
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

/// Only there where the page comes over an encrypted connection, or from this machine.
fn clipboard() -> Option<web_sys::Clipboard> {
    let navigator = web_sys::window()?.navigator();
    let has = js_sys::Reflect::has(&navigator, &"clipboard".into());
    has.is_ok_and(|has| has).then(|| navigator.clipboard())
}
