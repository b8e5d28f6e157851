//! What a ReplicaSet says of its Pods (rule R10).

use super::decision::Decision;
use crate::api::pod::ConditionStatus;
use crate::api::replica_set::ReplicaSetCondition;
use crate::api::{Pod, ReplicaSet, ReplicaSetStatus, Status, Time};
use crate::cluster::Turn;
use std::rc::Rc;

/// The one condition of a ReplicaSet: a Pod could not be created or deleted.
pub const REPLICA_FAILURE: &str = "ReplicaFailure";

/// The status that follows from the active Pods as they were before this sync acted, and from the
/// error that it met. `terminating` is `None` in releases that do not count them.
pub fn calculate(
    set: &ReplicaSet,
    pods: &[Rc<Pod>],
    terminating: Option<i32>,
    error: Option<&Status>,
    now: Time,
) -> ReplicaSetStatus {
    let mut status = ReplicaSetStatus {
        observed_generation: set.metadata.generation,
        replicas: pods.len() as i32,
        terminating_replicas: terminating,
        conditions: conditions(set, pods.len(), error, now),
        ..ReplicaSetStatus::default()
    };
    for pod in pods {
        status.fully_labeled_replicas += i32::from(is_fully_labeled(set, pod));
        status.ready_replicas += i32::from(pod.is_ready());
        status.available_replicas += i32::from(pod.is_available(set.min_ready_seconds(), now));
    }
    status
}

/// A Pod made from the template shares its labels with it, unless somebody changed them.
fn is_fully_labeled(set: &ReplicaSet, pod: &Pod) -> bool {
    let (wanted, present) = (&set.spec.template.metadata.labels, &pod.metadata.labels);
    Rc::ptr_eq(wanted, present) || wanted.iter().all(|(key, value)| present.get(key) == Some(value))
}

/// Set by the first error, and taken away by the first sync without one; never refreshed.
fn conditions(
    set: &ReplicaSet,
    existing: usize,
    error: Option<&Status>,
    now: Time,
) -> Vec<ReplicaSetCondition> {
    let mut conditions = set.status.conditions.clone();
    let is_failing = conditions.iter().any(|condition| &*condition.kind == REPLICA_FAILURE);
    match error {
        None => conditions.retain(|condition| &*condition.kind != REPLICA_FAILURE),
        Some(error) if !is_failing => {
            let lacks = (existing as i32) < set.replicas();
            conditions.push(ReplicaSetCondition {
                kind: REPLICA_FAILURE.into(),
                status: ConditionStatus::True,
                reason: if lacks { "FailedCreate" } else { "FailedDelete" }.into(),
                message: error.message.as_str().into(),
                last_transition_time: now.timestamp(),
            });
        }
        Some(_) => {}
    }
    conditions
}

/// Writes the status if it is news.
pub fn write(turn: &mut Turn, set: &ReplicaSet, status: ReplicaSetStatus) -> Result<(), Status> {
    if status == set.status {
        return Ok(());
    }
    turn.decide(Decision::StatusWritten {
        replicas: status.replicas,
        ready: status.ready_replicas,
        available: status.available_replicas,
        terminating: status.terminating_replicas,
    });
    let mut set = set.clone();
    set.status = status;
    turn.update_status(set).map(drop)
}

/// When the next Pod that is Ready will have been so for long enough (rule R1). `None` if none is
/// on its way.
pub fn next_available(set: &ReplicaSet, pods: &[Rc<Pod>], now: Time) -> Option<Time> {
    let seconds = set.min_ready_seconds();
    let due = pods.iter().filter_map(|pod| Some(pod.ready_since()?.after_seconds(seconds)));
    due.filter(|due| *due > now).min()
}
