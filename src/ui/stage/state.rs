//! What a Pod is doing: an icon and a word, in its colour.

use crate::scene::PodState;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// Seen only where a word is broken; a screen reader would stumble over it.
const SOFT_HYPHEN: char = '\u{ad}';

/// The state's word in `data-state`.
pub const fn key(state: &PodState) -> &'static str {
    match state {
        PodState::Ready => "ready",
        PodState::NotReady => "not-ready",
        PodState::Creating => "creating",
        PodState::Pending => "pending",
        PodState::BackOff(_) => "back-off",
        PodState::Failed(_) => "failed",
        PodState::Succeeded => "succeeded",
        PodState::NodeLost => "node-lost",
        PodState::Terminating => "terminating",
    }
}

/// The state, with what a screen reader has to know besides.
pub fn spoken(state: &PodState, available: bool) -> String {
    let word = (TEXT.stage.state)(state).replace(SOFT_HYPHEN, "");
    match state {
        PodState::Ready if !available => format!("{word}, {}", TEXT.stage.not_available),
        _ => word,
    }
}

/// An icon and a word, in the colour of what stands around them.
pub fn state(state: &PodState, available: bool) -> Html {
    let word = (TEXT.stage.state)(state);
    html! {
        <span class="state">
            { icon(state, available) }
            <span>{ for breakable(&word) }</span>
        </span>
    }
}

/// `ImagePullBackOff` may be broken before each of its words.
fn breakable(word: &str) -> Vec<Html> {
    let mut parts = Vec::new();
    let mut rest = word;
    while let Some(at) = rest.char_indices().skip(1).find(|(_, it)| it.is_ascii_uppercase()) {
        let (part, more) = rest.split_at(at.0);
        parts.push(html! { <>{ part }<wbr /></> });
        rest = more;
    }
    parts.push(html! { { rest } });
    parts
}

/// The icon alone, in its colour: one element, so that another state lays nothing out anew. Its
/// shapes are in the stylesheet.
pub fn icon(state: &PodState, available: bool) -> Html {
    let waits = *state == PodState::Ready && !available;
    html! {
        <i
            class="state-icon"
            data-state={key(state)}
            data-unavailable={super::flag(waits)}
            aria-hidden="true"
        />
    }
}
