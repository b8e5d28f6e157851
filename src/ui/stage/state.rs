//! What a Pod is doing: an icon and a word, in its colour.

use crate::scene::PodState;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// Seen only where a word is broken; a screen reader would stumble over it.
const SOFT_HYPHEN: char = '\u{ad}';

/// Circles of icons, as paths.
const RING: &str = "M10.75 6a4.75 4.75 0 1 1-9.5 0 4.75 4.75 0 1 1 9.5 0z";
const DISC: &str = "M11.5 6a5.5 5.5 0 1 1-11 0 5.5 5.5 0 1 1 11 0z";

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

/// The icon alone: always two paths, so that another state only writes to what is there. A second
/// one without a shape is not needed.
pub fn icon(state: &PodState, available: bool) -> Html {
    let [(under, under_path), (over, over_path)] = match state {
        PodState::Ready if !available => [("ring", RING), ("ring", "M3.6 6.2 5.3 8 8.4 4.4")],
        PodState::Ready | PodState::Succeeded => {
            [("disc", DISC), ("cut", "M3.4 6.2 5.3 8 8.6 4.3")]
        }
        PodState::NotReady => [("ring", "M6 1.4A4.6 4.6 0 1 0 10.6 6"), ("", "")],
        PodState::Creating => [
            ("dashed", "M10.6 6a4.6 4.6 0 1 1-9.2 0 4.6 4.6 0 1 1 9.2 0z"),
            ("disc", "M7.5 6a1.5 1.5 0 1 1-3 0 1.5 1.5 0 1 1 3 0z"),
        ],
        PodState::Pending => [("ring", RING), ("ring", "M6 3.4V6l1.9 1.3")],
        PodState::BackOff(_) => [("disc", "M6 .8 11.6 11H.4z"), ("cut", "M6 4.4v3.2M6 9.2v.4")],
        PodState::Failed(_) => [("disc", DISC), ("cut", "M4 4l4 4M8 4 4 8")],
        PodState::NodeLost => [("ring", RING), ("ring", "M2.7 9.3 9.3 2.7")],
        PodState::Terminating => [("ring", RING), ("ring", "M4.2 4.2l3.6 3.6M7.8 4.2 4.2 7.8")],
    };
    html! {
        <svg class="state-icon" viewBox="0 0 12 12" aria-hidden="true">
            <path data-shape={under} d={under_path} />
            <path data-shape={over} d={over_path} />
        </svg>
    }
}
