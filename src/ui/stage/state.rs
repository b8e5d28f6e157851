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

/// The icon alone.
pub fn icon(state: &PodState, available: bool) -> Html {
    let shape = match state {
        PodState::Ready if !available => html! {
            <>
                <circle cx="6" cy="6" r="4.75" class="ring" />
                <path d="M3.6 6.2 5.3 8 8.4 4.4" class="ring" />
            </>
        },
        PodState::Ready | PodState::Succeeded => html! {
            <>
                <circle cx="6" cy="6" r="5.5" class="disc" />
                <path d="M3.4 6.2 5.3 8 8.6 4.3" class="cut" />
            </>
        },
        PodState::NotReady => html! {
            <path d="M6 1.4A4.6 4.6 0 1 0 10.6 6" class="ring" />
        },
        PodState::Creating => html! {
            <>
                <circle cx="6" cy="6" r="4.6" class="ring" stroke-dasharray="2.4 2.4" />
                <circle cx="6" cy="6" r="1.5" class="disc" />
            </>
        },
        PodState::Pending => html! {
            <>
                <circle cx="6" cy="6" r="4.75" class="ring" />
                <path d="M6 3.4V6l1.9 1.3" class="ring" />
            </>
        },
        PodState::BackOff(_) => html! {
            <>
                <path d="M6 .8 11.6 11H.4z" class="disc" />
                <path d="M6 4.4v3.2M6 9.2v.4" class="cut" />
            </>
        },
        PodState::Failed(_) => html! {
            <>
                <circle cx="6" cy="6" r="5.5" class="disc" />
                <path d="M4 4l4 4M8 4 4 8" class="cut" />
            </>
        },
        PodState::NodeLost => html! {
            <>
                <circle cx="6" cy="6" r="4.75" class="ring" />
                <path d="M2.7 9.3 9.3 2.7" class="ring" />
            </>
        },
        PodState::Terminating => html! {
            <>
                <circle cx="6" cy="6" r="4.75" class="ring" />
                <path d="M4.2 4.2l3.6 3.6M7.8 4.2 4.2 7.8" class="ring" />
            </>
        },
    };
    html! { <svg class="state-icon" viewBox="0 0 12 12" aria-hidden="true">{ shape }</svg> }
}
