//! Old ReplicaSets that are kept to go back to, and those that are not (rule D23).

use super::decision::Decision;
use super::new_replica_set::by_creation;
use super::{Rollout, revision};
use crate::api::{Kind, ObjectRef, ReplicaSet, Status};
use crate::cluster::{DeleteOptions, Turn};
use crate::collections::sort_by;
use std::rc::Rc;

/// Deletes the old ReplicaSets that are more than `revisionHistoryLimit`, oldest first. One that
/// still has Pods is passed over, and no other goes in its place.
pub fn clean_up(turn: &mut Turn, rollout: &Rollout) -> Result<(), Status> {
    let limit = rollout.deployment.spec.revision_history_limit;
    let Some(limit) = limit.filter(|limit| *limit != i32::MAX) else { return Ok(()) };
    let alive = rollout.old.iter().filter(|set| !set.metadata.is_terminating());
    let mut sets: Vec<&Rc<ReplicaSet>> = alive.collect();
    let surplus = sets.len().saturating_sub(limit.max(0).unsigned_abs() as usize);
    if turn.release().cleans_history_by_revision() {
        let number = |set: &ReplicaSet| revision::of(&set.metadata);
        sort_by(&mut sets, |a, b| number(a).cmp(&number(b)).then_with(|| by_creation(a, b)));
    }
    let mut deleted = Vec::new();
    // Where Pods may have to end before they are replaced, those of the past are waited for.
    let waits = turn.release().pod_replacement_policy();
    let has_ended = |set: &ReplicaSet| !waits || set.status.terminating_replicas == Some(0);
    let done = sets.into_iter().take(surplus).filter(|set| is_done_with(set) && has_ended(set));
    for set in done {
        let reference = ObjectRef::new(Kind::ReplicaSet, set.metadata.name.clone());
        turn.delete(&reference, DeleteOptions::default())?;
        deleted.push(reference.name);
    }
    if !deleted.is_empty() {
        turn.decide(Decision::HistoryCleaned { replica_sets: deleted, limit });
    }
    Ok(())
}

fn is_done_with(set: &ReplicaSet) -> bool {
    set.status.replicas == 0
        && set.replicas() == 0
        && set.metadata.generation <= set.status.observed_generation
}
