//! A whole step as one sentence.

use super::sentence;
use crate::cluster::{Change, Step};
use crate::language::say;

/// What a step did, as one sentence: its first decision, or else what it said, wrote or ran into.
pub fn caption(step: &Step) -> String {
    if let Some(error) = &step.error {
        return say!("Failed and will try again: {message}", message = error.message);
    }
    if let Some(decision) = step.decisions.first() {
        return sentence(decision);
    }
    if let Some(event) = step.events.first() {
        return format!("{}.", event.message.trim_end_matches('.'));
    }
    match &step.writes[..] {
        [] => say!("Looked at `{name}` and found nothing to do.", name = step.object.name),
        [change] => say!("{wrote}.", wrote = written(change)),
        [change, ..] => say!(
            "{wrote} (the first of {writes}).",
            wrote = written(change),
            writes = step.writes.len()
        ),
    }
}

fn written(change: &Change) -> String {
    let object = change.object();
    let (kind, name) = (object.kind(), object.name());
    match (change.is_creation(), change.is_removal()) {
        (true, _) => say!("Created the {kind} `{name}`", kind, name),
        (_, true) => say!("Removed the {kind} `{name}`", kind, name),
        _ => say!("Updated the {kind} `{name}`", kind, name),
    }
}
