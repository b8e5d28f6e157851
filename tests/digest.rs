//! The same everywhere: a run has one digest, natively and in a browser, forwards, backwards, and
//! played again from its link.

use cattle_and_pets::app::{Action, Ahead, AppState, Link, update};
use cattle_and_pets::cluster::digest::Digest;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test_configure!(run_in_browser);

const RUNS: &str = include_str!("digests/runs.txt");

/// Steps that are computed at a time.
const PIECE: usize = 1_000;

/// The run that a link leads to, to its end.
fn follow(text: &str) -> AppState {
    let link = Link::parse(text).filter(|it| !it.is_broken);
    let link = link.unwrap_or_else(|| panic!("{text} is understood only in part"));
    let mut state = AppState::new();
    let acts = link.acts.clone();
    update(&mut state, Action::Follow(Box::new(link)));
    while state.ahead == Ahead::Computing {
        update(&mut state, Action::RunAhead(PIECE));
    }
    update(&mut state, Action::ToEnd);
    let (done, steps) = (Link::of(&state).acts, state.timeline.last());
    assert!(done == acts, "of {text} only {done:?} could be done, in {steps} steps");
    state
}

/// The digest of each moment: of all steps that led there, and of the state.
fn forwards(state: &AppState) -> Vec<Digest> {
    let mut steps = Digest::default();
    let moments = state.timeline.frames().map(|frame| {
        steps = frame.step.as_ref().map_or(steps, |step| steps.then(step));
        steps.at(&frame.cluster)
    });
    moments.collect()
}

/// The states alone, as a person sees them who steps back from the end to the start.
fn backwards(mut state: AppState) -> Vec<Digest> {
    let mut seen = vec![Digest::of_state(&state.frame().cluster)];
    while state.position.frame > 0 {
        update(&mut state, Action::StepBack);
        seen.push(Digest::of_state(&state.frame().cluster));
    }
    seen
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn every_run_has_the_digest_that_is_written_down() {
    let runs = RUNS.lines().filter(|line| !line.starts_with("# "));
    let runs = runs.filter_map(|line| line.split_once(' '));
    let mut found = Vec::new();
    for (written, link) in runs {
        let state = follow(link);
        let digests = forwards(&state);
        assert!(digests.len() > 30, "{link} is a run");
        let digest = digests.last().expect("a start").to_string();

        let again = follow(&Link::of(&state).write());
        assert!(forwards(&again) == digests, "{link} is another run from its own link");

        let states = state.timeline.frames().map(|frame| Digest::of_state(&frame.cluster));
        let mut states: Vec<Digest> = states.collect();
        states.reverse();
        assert!(backwards(state) == states, "{link} is another run backwards");
        found.push((written, digest, link, digests.len() - 1));
    }
    let other = found.iter().filter(|(written, digest, ..)| written != digest);
    let other: Vec<String> = other.map(|(_, it, link, _)| format!("{it} {link}")).collect();
    assert!(!found.is_empty() && other.is_empty(), "other digests:\n{}", other.join("\n"));
    #[cfg(not(target_arch = "wasm32"))]
    proof::write("digest", &finding(&found));
}

#[cfg(not(target_arch = "wasm32"))]
mod proof;

#[cfg(not(target_arch = "wasm32"))]
fn finding(found: &[(&str, String, &str, usize)]) -> serde_json::Value {
    let runs = found.iter().map(|(_, digest, link, steps)| {
        serde_json::json!({ "digest": digest, "run": link, "steps": steps })
    });
    serde_json::json!({ "runs": runs.collect::<Vec<_>>() })
}
