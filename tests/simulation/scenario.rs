//! One run that a seed decides.

use crate::act::Act;
use crate::generate;
use crate::run::{Played, Run};
use cattle_and_pets::api::Release;
use cattle_and_pets::cluster::rng::Rng;
use cattle_and_pets::timeline::{self, Source};
use serde_json::Value;
use std::fmt::Write;

/// What is given at the start, and what is done when.
#[derive(Clone)]
pub struct Scenario {
    seed: u64,
    /// The release that is followed.
    pub release: Release,
    /// The objects that are there at the start.
    pub manifests: Vec<Value>,
    /// What is done, and how many steps are let pass before it.
    pub acts: Vec<(u64, Act)>,
}

impl Scenario {
    /// The run that belongs to a seed.
    pub fn from_seed(seed: u64) -> Self {
        let mut rng = Rng::from_seed(seed);
        let release = generate::pick(&mut rng, Release::ALL);
        let manifests = generate::manifests(&mut rng, release);
        let count = 2 + rng.below(11);
        let acts = (0..count).map(|_| (rng.below(60), generate::act(&mut rng, release)));
        let acts = acts.collect();
        Self { seed, release, manifests, acts }
    }

    /// What the run begins with, as the page has it.
    pub fn start(&self) -> timeline::Scenario {
        let documents: Vec<String> = self.manifests.iter().map(Value::to_string).collect();
        let source = Source::Own(documents.join("\n---\n").into());
        let (release, seed) = (self.release, self.seed);
        timeline::Scenario { source, release, seed, ..timeline::Scenario::default() }
    }

    /// Plays it to its end, and says how it went.
    pub fn play(&self) -> Played {
        let mut run = Run::new(self);
        let outcome = run.play(self);
        run.end(outcome)
    }

    /// The scenario in words that can be played again by hand.
    pub fn text(&self) -> String {
        let mut text = format!("release {}\n", self.release);
        for manifest in &self.manifests {
            let _ = writeln!(text, "create {manifest}");
        }
        for (steps, act) in &self.acts {
            let _ = writeln!(text, "after {steps} steps: {act:?}");
        }
        text
    }
}
