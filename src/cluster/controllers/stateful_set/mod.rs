//! The StatefulSet controller.
//!
//! `sync` looks after one set: its history of templates (`revision`), its Pods one after the other
//! (`control`) with their names (`identity`) and claims (`claims`, `retention`), the update
//! (`update`), and in the end its status (`status`).

pub mod claims;
pub mod control;
mod decision;
pub mod identity;
pub mod members;
mod recreate;
pub mod retention;
pub mod revision;
pub mod status;
#[cfg(test)]
mod tests;
pub mod update;
pub mod waiting;

pub use decision::Decision;

use super::adoption::{self, Manager};
use crate::api::{ControllerRevision, Kind, Pod, StatefulSet, Status};
use crate::cluster::Turn;
use control::Control;
use members::Judge;
use revision::Revisions;
use std::rc::Rc;

/// One sync (rule S10).
///
/// # Errors
/// The first refusal that ended it.
pub fn sync(turn: &mut Turn, name: &str) -> Result<(), Status> {
    let Some(set) = turn.cache.get::<StatefulSet>(name).cloned() else { return Ok(()) };
    let mut history = revision::list(turn, &set);
    revision::adopt_orphans(turn, &set, &mut history)?;
    let pods = claim(turn, &set)?;
    update_stateful_set(turn, &set, &history, &pods)?;
    look_again_when_available(turn, &set, &pods);
    Ok(())
}

/// The Pods that are the set's own: its selector selects them and they bear its name (rule S2).
fn claim(turn: &mut Turn, set: &StatefulSet) -> Result<Vec<Rc<Pod>>, Status> {
    let candidates = adoption::candidates::<Pod>(&turn.cache, &set.metadata);
    let manager =
        Manager { kind: Kind::StatefulSet, meta: &set.metadata, selector: &set.spec.selector };
    let claimed = manager.claim(turn, candidates, |pod| identity::is_named_after(pod, set))?;
    if !claimed.adopted.is_empty() {
        turn.decide(Decision::PodsAdopted { pods: claimed.adopted });
    }
    if !claimed.released.is_empty() {
        turn.decide(Decision::PodsReleased { pods: claimed.released });
    }
    Ok(claimed.objects)
}

/// The sync of a set whose Pods and revisions (by number) are known: `UpdateStatefulSet`.
///
/// # Errors
/// The first refusal. The history is cut all the same (rule S8).
pub fn update_stateful_set(
    turn: &mut Turn,
    set: &StatefulSet,
    history: &[Rc<ControllerRevision>],
    pods: &[Rc<Pod>],
) -> Result<(), Status> {
    let revisions = revision::current_and_update(turn, set, history);
    let result = match &revisions {
        Ok(revisions) => perform_update(turn, set, revisions, pods),
        Err(error) => Err(error.clone()),
    };
    let truncated = revision::truncate(turn, set, history, revisions.as_ref().ok(), pods);
    result.and(truncated)
}

/// Acts on the Pods, and writes the status if it says anything new.
fn perform_update(
    turn: &mut Turn,
    set: &StatefulSet,
    revisions: &Revisions,
    pods: &[Rc<Pod>],
) -> Result<(), Status> {
    let mut control = Control::new(turn, set, revisions, pods);
    let result = control.run();
    let mut status = control.status.clone();
    let is_complete = status::complete_rolling_update(set, &mut status);
    let is_given_up = result.is_err() && !control.release.stateful_set_status_despite_errors();
    if is_given_up || status == set.status {
        return result;
    }
    let mut news = Vec::new();
    if is_complete && revisions.current != revisions.update {
        news.push(Decision::UpdateComplete {
            from: revisions.current.metadata.name.clone(),
            to: revisions.update.metadata.name.clone(),
        });
    }
    if !control.acted && result.is_ok() {
        news.extend(control.waiting());
    }
    if control.turn.step.decisions.is_empty() && news.is_empty() {
        news.push(Decision::StatusWritten {
            replicas: set.replicas(),
            created: status.replicas,
            ready: status.ready_replicas,
            available: status.available_replicas,
        });
    }
    let written = status::write(turn, set, status);
    if written.is_ok() {
        news.into_iter().for_each(|decision| turn.decide(decision));
    }
    result.and(written)
}

/// A ready Pod becomes available by the mere passing of time: looks again when the next one does
/// (rule S10; releases before 1.35 look more often, to the same effect).
fn look_again_when_available(turn: &mut Turn, set: &StatefulSet, pods: &[Rc<Pod>]) {
    let judge = Judge::of(set, turn.release(), turn.now());
    let due = |pod: &Rc<Pod>| pod.ready_since().map(|at| at.after_seconds(judge.min_ready_seconds));
    let next = pods.iter().filter(|pod| !judge.is_available(pod)).filter_map(due).min();
    if let Some(next) = next {
        turn.look_again_after_ms(next.since_ms(judge.now));
    }
}
