//! Makes a failing run as short as it gets.

use crate::scenario::Scenario;

/// The shortest run found that still fails, in words, with its failure.
pub fn shortest(scenario: &Scenario) -> String {
    let mut shortest = scenario.clone();
    let mut at = 0;
    while at < shortest.acts.len() {
        let mut shorter = shortest.clone();
        let (steps, _) = shorter.acts.remove(at);
        if let Some((next, _)) = shorter.acts.get_mut(at) {
            *next += steps;
        }
        if shorter.play().is_err() {
            shortest = shorter;
        } else {
            at += 1;
        }
    }
    let failure = shortest.play().err().unwrap_or_default();
    format!("shortest run that fails ({failure}):\n{}", shortest.text())
}
