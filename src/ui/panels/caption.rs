//! The step as one sentence: seen on a phone, spoken everywhere.

use crate::app::{Action, Ahead, AppState};
use crate::kubectl;
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use crate::ui::widgets::{Shape, icon, marked};
use crate::words;
use yew::prelude::*;

/// What happened in the step that is shown.
pub(super) fn sentence(state: &AppState, index: usize) -> String {
    let frame = state.timeline.frame(index);
    match (&frame.command, &frame.step) {
        (Some(command), _) => (TEXT.player.you)(&kubectl::line(command)),
        (None, Some(step)) => words::caption(step),
        (None, None) => TEXT.player.start.to_string(),
    }
}

/// The step as one sentence. While time moves nothing is spoken.
pub fn caption(store: &Store) -> Html {
    let state = &store.state;
    let said = sentence(state, state.position.frame);
    let spoken = if state.is_playing() { String::new() } else { said.replace('`', "") };
    let actor = state.frame().actor().map(|actor| actor.component());
    let is_settled = state.is_at_end() && state.ahead == Ahead::Settled;
    let settled = is_settled.then(|| TEXT.player.settled_short.text());
    let reason = TEXT.player.reason.text();
    let about: Vec<&str> = actor.into_iter().chain(settled).chain([reason]).collect();
    html! {
        <>
            <p class="visually-hidden" aria-live="polite">{ spoken }</p>
            <button
                type="button"
                class="caption"
                aria-expanded={state.sheet.to_string()}
                onclick={store.on(Action::ShowSheet(!state.sheet))}
            >
                { icon(Shape::Loop) }
                <span>{ marked(&said) }</span>
                <small>{ about.join(" · ") }</small>
            </button>
        </>
    }
}
