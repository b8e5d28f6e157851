//! Makes a failing run as short as it gets.

use crate::run::Played;
use crate::scenario::Scenario;

/// The shortest run found that still fails, in words, with its failure and a link to its end.
pub fn shortest(scenario: &Scenario, fails: fn(&Played) -> Option<String>) -> String {
    let mut shortest = scenario.clone();
    while let Some(shorter) = shorter(&shortest, fails) {
        shortest = shorter;
    }
    let played = shortest.play();
    let failure = fails(&played).unwrap_or_default();
    format!(
        "shortest run that fails ({failure}):\n{}{}opens with {}",
        shortest.text(),
        played.state,
        played.link.write()
    )
}

/// The same with one thing less that still fails.
fn shorter(scenario: &Scenario, fails: fn(&Played) -> Option<String>) -> Option<Scenario> {
    let without_acts = (0..scenario.acts.len()).map(|at| {
        let mut shorter = scenario.clone();
        let (steps, _) = shorter.acts.remove(at);
        if let Some((next, _)) = shorter.acts.get_mut(at) {
            *next += steps;
        }
        shorter
    });
    // The two workloads and their Services stay: what is wanted in the end is about them.
    let without_objects = (4..scenario.manifests.len()).map(|at| {
        let mut shorter = scenario.clone();
        shorter.manifests.remove(at);
        shorter
    });
    let sooner = (0..scenario.acts.len()).filter(|at| scenario.acts[*at].0 > 0).map(|at| {
        let mut shorter = scenario.clone();
        shorter.acts[at].0 /= 2;
        shorter
    });
    let mut all = without_acts.chain(without_objects).chain(sooner);
    all.find(|shorter| fails(&shorter.play()).is_some())
}
