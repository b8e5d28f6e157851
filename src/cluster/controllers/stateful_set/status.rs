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
    let current_revision = revisions.current.metadata.name.clone();
    let update_revision = revisions.update.metadata.name.clone();
    let count = |is: &dyn Fn(&Pod) -> bool| pods.iter().filter(|pod| is(pod)).count() as i32;
    let at =
        |pod: &Pod, revision: &str| !pod.is_terminating() && identity::revision(pod) == revision;
    let available = |pod: &Pod| pod.is_running_and_ready() && judge.is_available(pod);
    StatefulSetStatus {
        observed_generation: set.metadata.generation,
        replicas: pods.len() as i32,
        ready_replicas: count(&Pod::is_running_and_ready),
        available_replicas: release.stateful_set_min_ready_seconds().then(|| count(&available)),
        current_replicas: count(&|pod| at(pod, &current_revision)),
        updated_replicas: count(&|pod| at(pod, &update_revision)),
        collision_count: Some(revisions.collision_count),
        current_revision,
        update_revision,
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

/// Writes the status if it says anything new. Tells whether it did.
pub(super) fn write(
    turn: &mut Turn,
    set: &StatefulSet,
    status: &StatefulSetStatus,
) -> Result<bool, Status> {
    if *status == set.status {
        return Ok(false);
    }
    let mut changed = set.clone();
    changed.status = status.clone();
    turn.update_status(changed)?;
    Ok(true)
}
