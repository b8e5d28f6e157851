//! A whole step as one sentence.

use super::sentence;
use crate::cluster::{Change, Step};

/// What a step did, as one sentence: its first decision, or else what it said, wrote or ran into.
pub fn caption(step: &Step) -> String {
    if let Some(error) = &step.error {
        return format!("Failed and will try again: {}", error.message);
    }
    if let Some(decision) = step.decisions.first() {
        return sentence(decision);
    }
    if let Some(event) = step.events.first() {
        return format!("{}.", event.message.trim_end_matches('.'));
    }
    match &step.writes[..] {
        [] => format!("Looked at `{}` and found nothing to do.", step.object.name),
        [change] => format!("{}.", written(change)),
        [change, ..] => format!("{} (the first of {}).", written(change), step.writes.len()),
    }
}

fn written(change: &Change) -> String {
    let verb = match (change.is_creation(), change.is_removal()) {
        (true, _) => "Created",
        (_, true) => "Removed",
        _ => "Updated",
    };
    let object = change.object();
    format!("{verb} the {} `{}`", object.kind(), object.name())
}
