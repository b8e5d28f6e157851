//! What the set's status says: the counts, and when an update is complete (rules S11, S24, S25).

use super::identity;
use super::members::Judge;
use super::revision::Revisions;
use crate::api::{Pod, Release, StatefulSet, StatefulSetStatus, Status};
use crate::cluster::Turn;
use std::rc::Rc;

/// The status at the start of a sync, counted from the Pods (rules S11, S24).
pub fn count(
    set: &StatefulSet,
    pods: &[Rc<Pod>],
    revisions: &Revisions,
    judge: Judge,
    release: Release,
) -> StatefulSetStatus {
    let current = &revisions.current.metadata.name;
    let update = &revisions.update.metadata.name;
    let (mut ready, mut available, mut at_current, mut at_update) = (0, 0, 0, 0);
    for pod in pods {
        if pod.is_running_and_ready() {
            ready += 1;
            available += i32::from(judge.is_available(pod));
        }
        if !pod.is_terminating() {
            let revision = identity::revision(pod);
            at_current += i32::from(*revision == **current);
            at_update += i32::from(*revision == **update);
        }
    }
    StatefulSetStatus {
        observed_generation: set.metadata.generation,
        replicas: pods.len() as i32,
        ready_replicas: ready,
        available_replicas: release.stateful_set_min_ready_seconds().then_some(available),
        current_replicas: at_current,
        updated_replicas: at_update,
        current_revision: current.clone(),
        update_revision: update.clone(),
        collision_count: Some(revisions.collision_count),
    }
}

/// Makes the update revision the current one once all Pods have it and are ready (rule S25). Tells
/// whether it did.
pub fn complete_rolling_update(set: &StatefulSet, status: &mut StatefulSetStatus) -> bool {
    let replicas = set.replicas();
    let is_complete = !set.is_on_delete()
        && [status.updated_replicas, status.ready_replicas, status.replicas]
            .iter()
            .all(|count| *count == replicas);
    if is_complete {
        status.current_replicas = status.updated_replicas;
        status.current_revision = status.update_revision.clone();
    }
    is_complete
}

/// Writes the status.
pub(super) fn write(
    turn: &mut Turn,
    set: &StatefulSet,
    status: StatefulSetStatus,
) -> Result<(), Status> {
    let mut changed = set.clone();
    changed.status = status;
    turn.update_status(changed).map(drop)
}
