//! What the set's status says: the counts, and when an update is complete (rules S11, S24, S25).

use super::members::Members;
use super::revision::Revisions;
use crate::api::{Release, StatefulSet, StatefulSetStatus, Status};
use crate::cluster::Turn;

/// The status at the start of a sync, counted from the Pods (rules S11, S24).
pub fn count(
    set: &StatefulSet,
    members: &Members,
    revisions: &Revisions,
    release: Release,
) -> StatefulSetStatus {
    let (mut replicas, mut ready, mut available) = (0, 0, 0);
    let (mut at_current, mut at_update) = (0, 0);
    for member in members.all() {
        replicas += 1;
        ready += i32::from(member.is_ready);
        available += i32::from(member.is_available);
        if !member.is_terminating() {
            at_current += i32::from(member.is_current);
            at_update += i32::from(member.is_updated);
        }
    }
    StatefulSetStatus {
        observed_generation: set.metadata.generation,
        replicas,
        ready_replicas: ready,
        available_replicas: release.stateful_set_min_ready_seconds().then_some(available),
        current_replicas: at_current,
        updated_replicas: at_update,
        current_revision: revisions.current.metadata.name.clone(),
        update_revision: revisions.update.metadata.name.clone(),
        collision_count: Some(revisions.collision_count),
        conditions: set.status.conditions.clone(),
    }
}

/// Makes the update revision the current one once all Pods have it and are ready (rule S25). Tells
/// whether it did. (Nothing says that `Recreate` does not do so, too.)
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
