//! Visits every state that a small cluster can reach, in whatever order controllers, scheduler and
//! kubelets act, whenever a person asks for something and wherever faults strike. Checks every
//! invariant in every step, and shows that every fair run ends with what was asked for, but for the
//! known traps.
//!
//! # What is shown
//! A state is all that anybody in the cluster can see and all wake-ups that are still to be
//! answered ([`print`] says what is left out, and why that changes nothing). From each state
//! everything that can happen next is tried ([`state`]).
//!
//! A run is *fair* if it does not stop while somebody can still change something, and does not
//! for ever repeat a turn that changes nothing: who can act does so in the end, and the person asks
//! for all that she wants. Faults are optional, and there are at most as many as the situation
//! says, so a run without an end has a last one. From then on no run comes back to a state that it
//! has left: that is checked of the whole graph ([`ways::circle`]). So every fair run is finite,
//! without any stronger notion of fairness, and ends in a state in which nobody can change anything
//! any more. Each of those is looked at ([`ending`]): all that was asked for is there, nothing
//! else, and the status says so; or else it is in a known trap ([`trap`]). The fewest moves into a
//! trap are written down, and the page is made to follow their link.
//!
//! # Why no model checker
//! Stateright's `eventually` overlooks runs that meet or go round in circles, which is the very
//! question here; its states must be `Send`, while ours share what they keep; and folding Pods
//! together would be left to us. What is left of it is a loop and a map.
//!
//! `cargo test --no-default-features --profile steps --test search` searches all. `-- Recreate`
//! only those with these letters; `STATES=5000000` also large ones, and with more faults, as far as
//! that many states a situation allow.

mod ending;
mod explore;
mod finding;
mod mixer;
mod neutral;
mod path;
mod print;
mod promise;
#[path = "../proof/mod.rs"]
mod proof;
mod report;
mod run;
mod situation;
mod situations;
mod state;
mod trap;
mod wanted;
mod ways;

use report::Trapped;
use run::Found;
use std::collections::BTreeMap;
use std::time::Instant;

fn main() {
    let start = Instant::now();
    let states = std::env::var("STATES").ok().and_then(|text| text.parse().ok());
    let letters = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let families = situations::all();
    let found = run::all(&families, letters.as_deref().unwrap_or_default(), states);
    for family in &families {
        tell_family(family.name, &found);
    }
    let traps = shortest_traps(&found);
    traps.values().for_each(|trapped| tell_trap(trapped));
    let failed: Vec<&Found> = found.iter().filter(|it| !it.report.failures.is_empty()).collect();
    failed.iter().for_each(|it| tell_failures(it));
    proof::write("search", &finding::of(&found, start.elapsed()));
    let total = |count: fn(&Found) -> usize| found.iter().map(count).sum::<usize>();
    let verdict = match failed.len() {
        0 => format!("all settle; {} traps", traps.len()),
        failed => format!("{failed} fail"),
    };
    println!(
        "search: {} states, {} transitions, {} situations: {verdict} ({:.0} s on {} threads)",
        total(|it| it.report.states),
        total(|it| it.report.transitions),
        found.len(),
        start.elapsed().as_secs_f32(),
        run::threads(),
    );
    if !failed.is_empty() || found.is_empty() {
        std::process::exit(1);
    }
}

fn tell_family(family: &str, found: &[Found]) {
    let own: Vec<&Found> = found.iter().filter(|it| it.family == family).collect();
    let total = |count: fn(&Found) -> usize| own.iter().map(|it| count(it)).sum::<usize>();
    if own.is_empty() {
        return;
    }
    println!(
        "{family:<52}{:>4} situations {:>9} states {:>9} transitions",
        own.len(),
        total(|it| it.report.states),
        total(|it| it.report.transitions)
    );
}

/// Each trap with the fewest moves into it.
fn shortest_traps<'a>(found: &'a [Found]) -> BTreeMap<trap::Trap, &'a Trapped> {
    let mut shortest: BTreeMap<_, &Trapped> = BTreeMap::new();
    for trapped in found.iter().filter_map(|it| it.report.trap.as_ref()) {
        let known = shortest.entry(trapped.trap).or_insert(trapped);
        if trapped.lines.len() < known.lines.len() {
            *known = trapped;
        }
    }
    shortest
}

fn tell_trap(trapped: &Trapped) {
    println!("\ntrap: {}", trapped.trap);
    trapped.lines.iter().for_each(|line| println!("    {line}"));
    println!("    {}\n", trapped.link);
}

fn tell_failures(found: &Found) {
    println!("{}, {}:", found.family, found.situation.name);
    found.report.failures.iter().for_each(|failure| println!("  {failure}"));
}
