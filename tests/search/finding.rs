//! What the page "How true is this?" says of the search.

use crate::run::Found;
use cattle_and_pets::cluster::invariants;
use serde_json::{Value, json};
use std::time::Duration;

/// What was found, and how long it took.
pub fn of(found: &[Found], time: Duration) -> Value {
    let total = |count: fn(&Found) -> usize| found.iter().map(count).sum::<usize>();
    let invariants = invariants::all().map(|it| json!({ "invariant": it.name, "rule": it.rule }));
    json!({
        "states": total(|it| it.report.states),
        "transitions": total(|it| it.report.transitions),
        "seconds": time.as_secs(),
        "traps": found.iter().filter_map(trap).collect::<Vec<_>>(),
        "situations": found.iter().map(situation).collect::<Vec<_>>(),
        "invariants": invariants.collect::<Vec<_>>(),
    })
}

fn trap(found: &Found) -> Option<Value> {
    let trapped = found.report.trap.as_ref()?;
    Some(json!({
        "trap": trapped.trap.to_string(),
        "situation": found.situation.name,
        "path": trapped.lines,
        "link": trapped.link,
    }))
}

fn situation(found: &Found) -> Value {
    let Found { family, situation, report } = found;
    json!({
        "about": family,
        "situation": situation.name,
        "release": situation.release.to_string(),
        "faults": report.faults,
        "states": report.states,
        "transitions": report.transitions,
        "settled": report.failures.is_empty(),
        "trap": report.trap.as_ref().map(|it| it.trap.to_string()),
    })
}
