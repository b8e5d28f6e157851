//! Random manifests, commands and faults from one seed; invariants after each step; then the faults
//! stop, and everything must settle as wanted. In the end the run is played again as the page plays
//! it, from its link, and must be the very same.
//!
//! `SEEDS=5000` says how many; `SEED=42` plays one. The first seeds that fail (`SHORTEN` says how
//! many) are made as short as they get and printed as the list of commands that still fails, with a
//! link that the page opens.

mod act;
#[path = "../checked/mod.rs"]
mod checked;
mod generate;
#[path = "../proof/mod.rs"]
mod proof;
mod run;
mod scenario;
mod shrink;
mod wanted;

use cattle_and_pets::cluster::invariants;
use run::Played;
use scenario::Scenario;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const SEEDS: u64 = 2_500;
/// Failing seeds that are shortened: it takes long, and nobody reads more at a time.
const SHORTEN: u64 = 3;

fn main() {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let seeds = match number("SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("SEEDS").unwrap_or(SEEDS),
    };
    let shorten = number("SHORTEN").unwrap_or(SHORTEN);
    let mut tally = Tally::default();
    for seed in seeds {
        let scenario = Scenario::from_seed(seed);
        let played = scenario.play();
        let failure = failure(&played);
        tally.count(&scenario, &played, failure.is_none());
        if let Some(failure) = failure {
            println!("seed {seed}: {failure}");
            if tally.seeds - tally.settled <= shorten {
                println!("{}", shrink::shortest(&scenario, self::failure));
            }
        }
    }
    let Tally { seeds, settled, steps, .. } = tally;
    println!("simulation: {settled} of {seeds} seeds settle, {steps} steps");
    proof::write("simulation", &tally.finding());
    if settled < seeds || seeds == 0 {
        std::process::exit(1);
    }
}

/// What is wrong with a run, or with its second playing.
fn failure(played: &Played) -> Option<String> {
    let again = || run::difference(played).err().map(|it| format!("played again: {it}"));
    played.failure.clone().or_else(again)
}

/// What came of all seeds.
#[derive(Default)]
struct Tally {
    seeds: u64,
    settled: u64,
    steps: usize,
    refused: u64,
    commands: BTreeMap<String, u64>,
    releases: BTreeMap<String, u64>,
}

impl Tally {
    fn count(&mut self, scenario: &Scenario, played: &Played, settled: bool) {
        self.seeds += 1;
        self.settled += u64::from(settled);
        self.steps += played.steps;
        self.refused += played.refused;
        *self.releases.entry(scenario.release.to_string()).or_default() += 1;
        for (verb, count) in &played.commands {
            *self.commands.entry(verb.clone()).or_default() += count;
        }
    }

    fn finding(&self) -> Value {
        // What goes wrong by itself, rather than because it was asked for.
        const FAULTS: [&str; 7] =
            ["crash", "unready", "lose", "losenext", "down", "evict", "delete"];
        let of = |faults: bool| -> BTreeMap<&String, &u64> {
            let is_fault = |verb: &str| FAULTS.contains(&verb);
            self.commands.iter().filter(|(verb, _)| is_fault(verb) == faults).collect()
        };
        let checked = invariants::all().map(|invariant| {
            json!({ "name": invariant.name, "rule": invariant.rule, "checked": self.steps })
        });
        json!({
            "seeds": self.seeds,
            "settled": self.settled,
            "steps": self.steps,
            "commands": of(false),
            "faults": of(true),
            "refused": self.refused,
            "releases": self.releases,
            "invariants": checked.collect::<Value>(),
        })
    }
}
