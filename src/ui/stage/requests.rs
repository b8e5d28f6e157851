//! What a client sees: the last seconds as a row of marks, the numbers, and why something failed.

use crate::cluster::traffic::{Slot, target_text};
use crate::scene::RequestLine;
use crate::ui::shared::token;
use crate::ui::text::TEXT;
use crate::ui::widgets::marked;
use crate::words;
use std::fmt::Write;
use yew::prelude::*;

/// The height of a slot in which something failed, and of one in which nothing did.
const TALL: u32 = 12;
const LOW: u32 = 5;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct RequestsProps {
    /// The client.
    pub line: RequestLine,
}

/// One client.
#[component]
pub fn Requests(props: &RequestsProps) -> Html {
    let (line, text) = (&props.line, &TEXT.stage);
    let target = target_text(&line.target).unwrap_or_default();
    let spoken = target.replace('/', " ");
    let said = match &line.latest {
        _ if !line.begun => text.nobody_yet.to_string(),
        Some(failure) => (text.failed_last)(&words::requests::why(&failure.why, &line.target)),
        None => text.none_failed.to_string(),
    };
    html! {
        <div
            class="requests"
            role="group"
            aria-label={(text.requests)(&spoken, line.answered, line.failed)}
            data-part="requests"
            data-ref={token(&line.target)}
        >
            <p class="requests-head">
                <span>{ marked(&(text.requests_to)(&target)) }</span>
                <span class="requests-counts">
                    <span>{ (text.answered)(line.answered) }</span>
                    <b data-some={super::flag(line.failed > 0)}>{ (text.failed)(line.failed) }</b>
                </span>
            </p>
            { history(&line.slots) }
            <p class="requests-why">{ marked(&said) }</p>
        </div>
    }
}

/// A slot is low where all was answered, tall where something failed, and a dot where nothing was
/// sent: shape says it, colour only helps.
fn history(slots: &[Slot]) -> Html {
    let (mut calm, mut failed, mut idle) = (String::new(), String::new(), String::new());
    for (index, slot) in slots.iter().enumerate() {
        let bar = |path: &mut String, top: u32, bottom: u32| {
            // Writing into a String cannot fail.
            let _ = write!(path, "M{} {top}h1.4V{bottom}h-1.4z", index * 2);
        };
        match (slot.sent, slot.failed) {
            (_, 1..) => {
                let share = (TALL * slot.failed).div_ceil(slot.sent.max(slot.failed));
                bar(&mut failed, 0, share);
                bar(&mut calm, share, TALL);
            }
            (0, 0) => bar(&mut idle, TALL - 1, TALL),
            _ => bar(&mut calm, TALL - LOW, TALL),
        }
    }
    html! {
        <svg
            class="requests-line"
            viewBox={format!("0 0 {} {TALL}", slots.len().max(1) * 2)}
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <path data-kind="idle" d={idle} />
            <path data-kind="calm" d={calm} />
            <path data-kind="failed" d={failed} />
        </svg>
    }
}
