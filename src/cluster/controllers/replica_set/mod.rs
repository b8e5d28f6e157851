//! The ReplicaSet controller: keeps the wanted number of Pods (rules R1 to R13).
//!
//! It has no expectations (rule R8): its cache always shows its own writes.

pub mod decision;
pub mod manage;
pub mod status;
pub mod victims;

#[cfg(test)]
mod tests;

pub use decision::Decision;

use super::adoption::{self, Manager};
use crate::api::{Kind, Pod, ReplicaSet, ReplicaSetStatus, Status};
use crate::cluster::Turn;
use std::rc::Rc;

/// One sync (rule R1).
pub fn sync(turn: &mut Turn, name: &str) -> Result<(), Status> {
    let Some(set) = turn.cache.get::<ReplicaSet>(name).cloned() else { return Ok(()) };
    let mut candidates = adoption::candidates::<Pod>(&turn.cache, &set.metadata);
    let terminating = count_terminating(&set, &candidates);
    candidates.retain(|pod| pod.is_active());
    let pods = claim(turn, &set, candidates)?;
    let managed = if set.metadata.is_terminating() {
        Ok(())
    } else {
        manage::manage(turn, &set, &pods, terminating)
    };
    let terminating = turn.release().terminating_replicas().then_some(terminating);
    let error = managed.as_ref().err();
    let status = status::calculate(&set, &pods, terminating, error, turn.now());
    wait_for_availability(turn, &set, &pods, &status);
    status::write(turn, &set, status)?;
    managed
}

/// Pods of its own that are going and have not ended yet.
fn count_terminating(set: &ReplicaSet, pods: &[Rc<Pod>]) -> i32 {
    let own = pods.iter().filter(|pod| {
        pod.is_terminating()
            && !pod.is_finished()
            && pod.metadata.is_controlled_by(set.metadata.uid)
            && set.spec.selector.matches(&pod.metadata.labels)
    });
    own.count() as i32
}

fn claim(
    turn: &mut Turn,
    set: &ReplicaSet,
    candidates: Vec<Rc<Pod>>,
) -> Result<Vec<Rc<Pod>>, Status> {
    let manager =
        Manager { kind: Kind::ReplicaSet, meta: &set.metadata, selector: &set.spec.selector };
    let claimed = manager.claim(turn, candidates, |_| true)?;
    if !claimed.adopted.is_empty() {
        turn.decide(Decision::PodsAdopted(claimed.adopted));
    }
    if !claimed.released.is_empty() {
        turn.decide(Decision::PodsReleased(claimed.released));
    }
    Ok(claimed.objects)
}

/// A Pod becomes available without anything changing, so nobody else would wake this up. It says so
/// only together with a new status.
fn wait_for_availability(
    turn: &mut Turn,
    set: &ReplicaSet,
    pods: &[Rc<Pod>],
    status: &ReplicaSetStatus,
) {
    let waiting = status.ready_replicas - status.available_replicas;
    if waiting == 0 {
        return;
    }
    let Some(due) = status::next_available(set, pods, turn.now()) else { return };
    turn.look_again_after_ms(due.since_ms(turn.now()));
    if *status != set.status {
        let min_ready_seconds = set.min_ready_seconds();
        turn.decide(Decision::WaitsForAvailability { min_ready_seconds, waiting });
    }
}
