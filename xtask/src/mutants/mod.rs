//! Breaks one rule after the other, and shows which nets of tests see it.
//!
//! The rules and how to break them stand in `tests/mutants/`. Each is broken in a copy of the
//! sources, so that nothing is touched that somebody works on.

mod copy;
mod net;
mod table;

use crate::sh::Done;
use copy::Copy;
use net::{Net, Outcome};
use serde_json::{Value, json};
use table::Mutant;

/// A rule counts as guarded if that many nets see it broken.
const ENOUGH: usize = 2;

/// Breaks each rule whose name or file has these letters, or all; ends with what was not seen.
pub fn mutants(letters: &[String]) -> Done {
    let has_letters = |mutant: &&Mutant| {
        let is_in = |it: &String| mutant.what.contains(&**it) || mutant.file.contains(&**it);
        letters.is_empty() || letters.iter().any(is_in)
    };
    let all = table::read()?;
    let chosen: Vec<&Mutant> = all.iter().filter(has_letters).collect();
    let copy = Copy::make()?;
    let mut failures = Vec::new();
    for mutant in &chosen {
        let outcomes = copy.with(mutant, |copy| net::cast(copy, mutant))?;
        println!("{:4} {}: {}", mutant.rule, mutant.what, told(&outcomes));
        failures.extend(shortfall(mutant, &outcomes));
    }
    println!(
        "{} rules broken, {} of them not seen as they should be",
        chosen.len(),
        failures.len()
    );
    match (chosen.is_empty(), failures.is_empty()) {
        (true, _) => Err("no rule has these letters".to_owned()),
        (_, true) => Ok(()),
        (_, false) => Err(failures.join("\n")),
    }
}

/// The rules that are broken, and the nets that have to see it, for "How true is this?".
pub fn findings() -> Result<Value, String> {
    let row = |mutant: Mutant| {
        let nets: Vec<String> = mutant.seen.iter().map(Net::to_string).collect();
        json!({ "rule": mutant.rule, "what is done instead": mutant.what, "who sees it": nets })
    };
    let rules: Vec<Value> = table::read()?.into_iter().map(row).collect();
    Ok(json!({ "rules": rules }))
}

/// Those that saw it first.
fn told(outcomes: &[(Net, Outcome)]) -> String {
    let of = |seen: bool| outcomes.iter().filter(move |(_, it)| it.is_seen == seen);
    let line = |(net, it): &(Net, Outcome)| format!("{net} {}", it.told);
    let seen: Vec<String> = of(true).map(line).collect();
    let unseen: Vec<String> = of(false).map(|(net, _)| net.to_string()).collect();
    match unseen.is_empty() {
        true => seen.join(", "),
        false => format!("{}; not seen by {}", seen.join(", "), unseen.join(", ")),
    }
}

/// What is wrong with how a rule is guarded.
fn shortfall(mutant: &Mutant, outcomes: &[(Net, Outcome)]) -> Option<String> {
    let seen: Vec<Net> =
        outcomes.iter().filter(|(_, it)| it.is_seen).map(|(net, _)| *net).collect();
    let missing: Vec<String> =
        mutant.seen.iter().filter(|net| !seen.contains(net)).map(Net::to_string).collect();
    if !missing.is_empty() {
        return Some(format!("`{}` is not seen by {}", mutant.what, missing.join(", ")));
    }
    (seen.len() < ENOUGH).then(|| format!("`{}` is seen by {} nets", mutant.what, seen.len()))
}
