//! What the page "How true is this?" says of the search, as a file.

use crate::run::Found;
use cattle_and_pets::cluster::invariants;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::Duration;
use std::{env, fs};

/// Writes `search.json` into the folder that `PROOF` names, if it names one.
pub fn write(found: &[Found], time: Duration) {
    let Some(folder) = env::var_os("PROOF").map(PathBuf::from) else { return };
    let total = |count: fn(&Found) -> usize| found.iter().map(count).sum::<usize>();
    let invariants = invariants::all().map(|it| json!({ "invariant": it.name, "rule": it.rule }));
    let proof = json!({
        "states": total(|it| it.report.states),
        "transitions": total(|it| it.report.transitions),
        "seconds": time.as_secs(),
        "traps": found.iter().filter_map(trap).collect::<Vec<_>>(),
        "situations": found.iter().map(situation).collect::<Vec<_>>(),
        "invariants": invariants.collect::<Vec<_>>(),
    });
    fs::create_dir_all(&folder).expect("the folder can be made");
    fs::write(folder.join("search.json"), proof.to_string()).expect("the file can be written");
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
