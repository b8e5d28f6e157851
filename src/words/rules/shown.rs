//! Which rules a step shows.

use super::{Rule, of};
use crate::api::{Kind, Reason, Status};
use crate::cluster::{Actor, Decision, Explain, Step};

/// The rules that a step shows, each once: those that decided, then those of what came of it.
pub fn of_step(step: &Step) -> Vec<&'static Rule> {
    let decided = step.decisions.iter().filter_map(Explain::rule);
    let mut rules: Vec<&Rule> = Vec::new();
    for rule in decided.chain(of_outcome(step)).filter_map(of) {
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    rules
}

/// Whether a name was taken.
fn is_taken(error: &Status) -> bool {
    matches!(error.reason, Reason::AlreadyExists | Reason::ServerTimeout)
}

/// What made it so that no decision tells: names, wordings, defaults.
fn of_outcome(step: &Step) -> impl Iterator<Item = &'static str> {
    let made = step.writes.iter().filter(|it| it.is_creation());
    let pods = made.clone().filter(|it| it.object().kind() == Kind::Pod).count();
    let pets = if step.actor == Actor::StatefulSet { pods } else { 0 };
    let said = |reasons: &[&str]| step.events.iter().any(|it| reasons.contains(&it.reason));
    let publishes = step.decisions.iter().any(|it| matches!(it, Decision::Endpoints(_)));
    let outcome = [
        ("A1", step.actor == Actor::You && made.count() > 0),
        ("S1", pets > 0),
        ("S3", pets > 0),
        ("S16", pets > 1),
        ("S11", step.actor == Actor::StatefulSet && step.error.is_some()),
        ("S30", step.actor == Actor::StatefulSet && step.error.as_ref().is_some_and(is_taken)),
        ("D13", said(&["ScalingReplicaSet"])),
        ("K3", step.actor == Actor::Kubelet && said(&["Pulled", "Created", "BackOff"])),
        ("E2", publishes),
    ];
    outcome.into_iter().filter(|(_, is_so)| *is_so).map(|(rule, _)| rule)
}
