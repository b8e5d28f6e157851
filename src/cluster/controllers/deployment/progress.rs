//! Whether a roll-out gets on, is done, or has run out of time (rules D30 to D32, D34, D35).

use super::Rollout;
use super::decision::{Decision, Wait};
use super::status::{self, remove_condition, set_condition};
use crate::api::deployment::DeploymentConditionType::{Progressing, ReplicaFailure};
use crate::api::pod::ConditionStatus;
use crate::api::replica_set::ReplicaSetCondition;
use crate::api::{Deployment, DeploymentCondition, DeploymentStatus, Status, Time};
use crate::cluster::Turn;
use crate::cluster::controllers::replica_set::status::REPLICA_FAILURE;

/// Progressing is True: a ReplicaSet was created.
pub const NEW_REPLICA_SET_CREATED: &str = "NewReplicaSetCreated";
/// Progressing is True: the roll-out moves.
pub const REPLICA_SET_UPDATED: &str = "ReplicaSetUpdated";
/// Progressing is True: the roll-out is done.
pub const NEW_REPLICA_SET_AVAILABLE: &str = "NewReplicaSetAvailable";
/// Progressing is False: nothing has moved for too long.
pub const DEADLINE_EXCEEDED: &str = "ProgressDeadlineExceeded";

/// Added to a check that is due later: the deadline must lie behind by then.
const CHECK_SLACK_MS: u64 = 1000;

/// Seconds without progress after which a roll-out counts as stuck; `None` for never.
pub fn deadline_seconds(deployment: &Deployment) -> Option<u32> {
    let seconds = deployment.spec.progress_deadline_seconds.filter(|it| *it != i32::MAX)?;
    Some(seconds.max(0).unsigned_abs())
}

/// Whether progress is watched.
pub fn has_deadline(deployment: &Deployment) -> bool {
    deadline_seconds(deployment).is_some()
}

/// The condition Progressing as it stands.
pub fn current(rollout: &Rollout) -> Option<&DeploymentCondition> {
    rollout.deployment.status.condition(Progressing)
}

/// Sets the condition Progressing.
pub fn set(
    turn: &Turn,
    rollout: &mut Rollout,
    status: ConditionStatus,
    reason: &str,
    message: &str,
) {
    let condition = DeploymentCondition::new(Progressing, status, reason, message, turn.now());
    set_condition(&mut rollout.deployment.status, condition);
}

/// Whether all Pods are of the present template and available (`DeploymentComplete`, rule D31).
pub fn is_complete(deployment: &Deployment, status: &DeploymentStatus) -> bool {
    let replicas = deployment.replicas();
    status.updated_replicas == replicas
        && status.replicas == replicas
        && status.available_replicas == replicas
        && status.observed_generation >= deployment.metadata.generation
        && !(deployment.replaces_after_termination() && status.terminating_replicas != Some(0))
}

/// Where terminating Pods are waited for, fewer of them is progress, too (rule X13).
fn fewer_terminate(before: &DeploymentStatus, after: &DeploymentStatus) -> bool {
    after.terminating_replicas.unwrap_or(0) < before.terminating_replicas.unwrap_or(0)
}

/// Whether there are more new, fewer old, more ready or more available Pods than before
/// (`DeploymentProgressing`, rule D32).
pub fn is_progressing(before: &DeploymentStatus, after: &DeploymentStatus) -> bool {
    let old = |status: &DeploymentStatus| status.replicas - status.updated_replicas;
    after.updated_replicas > before.updated_replicas
        || old(after) < old(before)
        || after.ready_replicas > before.ready_replicas
        || after.available_replicas > before.available_replicas
}

/// Whether the last progress lies too far back (`DeploymentTimedOut`, rule D34).
pub fn has_timed_out(deployment: &Deployment, status: &DeploymentStatus, now: Time) -> bool {
    let Some(seconds) = deadline_seconds(deployment) else { return false };
    let Some(condition) = status.condition(Progressing) else { return false };
    match &*condition.reason {
        NEW_REPLICA_SET_AVAILABLE => false,
        DEADLINE_EXCEEDED => true,
        _ => condition.last_update_time.after_seconds(seconds) < now,
    }
}

/// Milliseconds until the deadline, 0 when that is less than a second; `None` if there is nothing
/// to wait for (`requeueStuckDeployment`, rule D35).
pub fn check_after_ms(
    deployment: &Deployment,
    status: &DeploymentStatus,
    now: Time,
) -> Option<u64> {
    let seconds = deadline_seconds(deployment)?;
    let condition = deployment.status.condition(Progressing)?;
    if is_complete(deployment, status) || &*condition.reason == DEADLINE_EXCEEDED {
        return None;
    }
    let left_ms = condition.last_update_time.after_seconds(seconds).since_ms(now);
    Some(if left_ms < CHECK_SLACK_MS { 0 } else { left_ms })
}

/// Counts anew, judges the progress, and writes that if it is news (`syncRolloutStatus`, rule D30).
/// Only then it says what it waits for.
pub fn write(turn: &mut Turn, rollout: &mut Rollout, waits: Vec<Wait>) -> Result<(), Status> {
    let mut status = status::calculate(rollout, turn.release(), turn.now());
    judge(rollout, &mut status, turn.now());
    copy_failure(rollout, &mut status);
    if status == rollout.deployment.status {
        check_later(turn, rollout);
        return Ok(());
    }
    say_verdict(turn, rollout, &status);
    waits.into_iter().for_each(|wait| turn.decide(Decision::Waits(wait)));
    status::replace(turn, rollout, status)
}

/// Edits the condition Progressing. A roll-out that is done is not judged again when Pods fail
/// later.
fn judge(rollout: &Rollout, status: &mut DeploymentStatus, now: Time) {
    let deployment = &rollout.deployment;
    if !has_deadline(deployment) {
        remove_condition(status, Progressing);
        return;
    }
    let current = current(rollout);
    let was_done = current.is_some_and(|it| &*it.reason == NEW_REPLICA_SET_AVAILABLE);
    if was_done && status.replicas == status.updated_replicas {
        return;
    }
    let condition = |status, reason, what: &str| {
        let message = format!("{} {what}", rollout.subject());
        DeploymentCondition::new(Progressing, status, reason, &message, now)
    };
    if is_complete(deployment, status) {
        let what = "has successfully progressed.";
        let done = condition(ConditionStatus::True, NEW_REPLICA_SET_AVAILABLE, what);
        set_condition(status, done);
    } else if is_progressing(&deployment.status, status)
        || deployment.replaces_after_termination() && fewer_terminate(&deployment.status, status)
    {
        let mut moving = condition(ConditionStatus::True, REPLICA_SET_UPDATED, "is progressing.");
        // Replaced even by its like: its time of update is when the deadline starts again.
        if let Some(current) = current.filter(|it| it.status == ConditionStatus::True) {
            moving.last_transition_time = current.last_transition_time;
        }
        remove_condition(status, Progressing);
        set_condition(status, moving);
    } else if has_timed_out(deployment, status, now) {
        let what = "has timed out progressing.";
        set_condition(status, condition(ConditionStatus::False, DEADLINE_EXCEEDED, what));
    }
}

/// Copies what the ReplicaSet controller could not do: of the new ReplicaSet, or else of any.
fn copy_failure(rollout: &Rollout, status: &mut DeploymentStatus) {
    let failure = |conditions: &[ReplicaSetCondition]| {
        conditions.iter().find(|it| &*it.kind == REPLICA_FAILURE).cloned()
    };
    let mut sets = rollout.new.iter().chain(&rollout.old);
    match sets.find_map(|set| failure(&set.status.conditions)) {
        Some(failure) => {
            let copied = DeploymentCondition {
                kind: ReplicaFailure,
                status: failure.status,
                reason: failure.reason,
                message: failure.message,
                last_update_time: failure.last_transition_time,
                last_transition_time: failure.last_transition_time,
            };
            set_condition(status, copied);
        }
        None => remove_condition(status, ReplicaFailure),
    }
}

fn say_verdict(turn: &mut Turn, rollout: &Rollout, status: &DeploymentStatus) {
    let reason = status.condition(Progressing).map(|it| it.reason.clone());
    if reason == current(rollout).map(|it| it.reason.clone()) {
        return;
    }
    let replicas = rollout.deployment.replicas();
    match reason.as_deref() {
        Some(NEW_REPLICA_SET_AVAILABLE) => turn.decide(Decision::RolloutComplete { replicas }),
        Some(DEADLINE_EXCEEDED) => {
            let seconds = deadline_seconds(&rollout.deployment).unwrap_or(0);
            let updated = status.updated_replicas;
            turn.decide(Decision::DeadlineExceeded { seconds, updated, replicas });
        }
        _ => {}
    }
}

/// Nothing would wake the controller up when the deadline passes. A roll-out that was done once
/// never runs out of time, so nothing is due then.
fn check_later(turn: &mut Turn, rollout: &Rollout) {
    let deployment = &rollout.deployment;
    if current(rollout).is_some_and(|it| &*it.reason == NEW_REPLICA_SET_AVAILABLE) {
        return;
    }
    if let Some(after_ms) = check_after_ms(deployment, &deployment.status, turn.now()) {
        turn.look_again_after_ms(after_ms + CHECK_SLACK_MS);
    }
}
