//! The line that says within which bounds a roll-out moves.

use crate::scene::Bounds;
use crate::ui::text::TEXT;
use crate::ui::widgets::marked;
use yew::prelude::*;

/// The reason of the Progressing condition once the deadline has passed.
const DEADLINE_EXCEEDED: &str = "ProgressDeadlineExceeded";

/// The bounds in force, and where the run stands in them; of its progress, the condition's reason.
pub fn bounds_line(bounds: &Bounds, progress: &str) -> Html {
    let wanted = bounds.max_total - bounds.surge;
    let range = (TEXT.stage.bounds)(bounds.min_available, wanted, bounds.max_total);
    html! {
        <>
            <p class="bounds" data-part="bounds">
                <span>
                    if bounds.rolling {
                        { marked(&range) }
                    } else {
                        { TEXT.stage.bounds_recreate }
                    }
                    { (TEXT.stage.not_counted)(bounds.terminating) }
                </span>
                <code>{ (TEXT.stage.bounds_now)(bounds.total, bounds.available) }</code>
            </p>
            if progress == DEADLINE_EXCEEDED {
                <p class="lane-notice" data-tone="failed">{ TEXT.stage.deadline_exceeded }</p>
            }
        </>
    }
}
