//! Visits every state that a small cluster can reach, whatever the order in which controllers,
//! scheduler and kubelet act and wherever faults strike, and checks each step's invariants.
//!
//! Then it shows that from every state the wanted one can be reached, so that every fair run
//! settles; except in the known traps, of which it prints the shortest path.
//!
//! An own search rather than a model checker crate: the engine already lists its moves, and what
//! costs is folding symmetric Pods together, which a crate would leave to us.

mod canon;
mod search;
mod situation;

use search::Report;
use std::time::Instant;

/// `STATES=5000000` looks further; by default each situation is searched to its end or this far.
const MAX_STATES: usize = 400_000;

fn main() {
    let limit = std::env::var("STATES").ok().and_then(|text| text.parse().ok());
    let limit = limit.unwrap_or(MAX_STATES);
    let start = Instant::now();
    let (mut states, mut failures) = (0, 0);
    for situation in situation::all() {
        let report = search::search(&situation, limit);
        states += report.states;
        failures += usize::from(!agrees(&report, situation.is_trap));
        println!("{:<64} {report}", situation.name);
    }
    let seconds = start.elapsed().as_secs_f32();
    println!("exhaustive: {states} states in {seconds:.1} s, {failures} situations fail");
    if failures > 0 || states == 0 {
        std::process::exit(1);
    }
}

/// A trap must be found where one is known, and nowhere else.
fn agrees(report: &Report, is_trap: bool) -> bool {
    report.violation.is_none() && report.is_complete && report.stuck.is_some() == is_trap
}
