//! What a Deployment says of its ReplicaSets (rule D33), and how its conditions are edited.

use super::decision::{Counts, Decision, News};
use super::{Rollout, bounds};
use crate::api::deployment::DeploymentConditionType;
use crate::api::pod::ConditionStatus;
use crate::api::{Deployment, DeploymentCondition, DeploymentStatus, Release, Status, Time};
use crate::cluster::Turn;

/// The status that follows from the ReplicaSets; conditions but Available are carried over.
pub fn calculate(rollout: &Rollout, release: Release, now: Time) -> DeploymentStatus {
    let deployment = &rollout.deployment;
    let available = rollout.available();
    let mut status = DeploymentStatus {
        observed_generation: deployment.metadata.generation,
        updated_replicas: rollout.new.as_ref().map_or(0, |set| set.status.replicas),
        replicas: rollout.all().map(|set| set.status.replicas).sum(),
        ready_replicas: rollout.all().map(|set| set.status.ready_replicas).sum(),
        available_replicas: available,
        unavailable_replicas: (rollout.size() - available).max(0),
        terminating_replicas: terminating(rollout).filter(|_| release.terminating_replicas()),
        collision_count: deployment.status.collision_count,
        conditions: deployment.status.conditions.clone(),
    };
    set_condition(&mut status, availability(deployment, available, now));
    status
}

/// Unknown as long as one ReplicaSet has not counted.
fn terminating(rollout: &Rollout) -> Option<i32> {
    rollout.all().map(|set| set.status.terminating_replicas).sum()
}

fn availability(deployment: &Deployment, available: i32, now: Time) -> DeploymentCondition {
    let (status, reason, message) = if available >= bounds::min_available(deployment) {
        (ConditionStatus::True, "MinimumReplicasAvailable", "Deployment has minimum availability.")
    } else {
        (
            ConditionStatus::False,
            "MinimumReplicasUnavailable",
            "Deployment does not have minimum availability.",
        )
    };
    DeploymentCondition::new(DeploymentConditionType::Available, status, reason, message, now)
}

/// Puts a condition at the end of the list, unless status and reason are the stored ones. When only
/// the status is, the time of the last transition stays.
pub fn set_condition(status: &mut DeploymentStatus, mut condition: DeploymentCondition) {
    if let Some(stored) = status.condition(condition.kind) {
        if stored.status == condition.status {
            if stored.reason == condition.reason {
                return;
            }
            condition.last_transition_time = stored.last_transition_time;
        }
        remove_condition(status, condition.kind);
    }
    status.conditions.push(condition);
}

/// Takes the condition of that type away.
pub fn remove_condition(status: &mut DeploymentStatus, kind: DeploymentConditionType) {
    status.conditions.retain(|condition| condition.kind != kind);
}

/// Counts anew, without looking at progress, and writes that if it is news (rules D25, G3).
pub fn write(turn: &mut Turn, rollout: &mut Rollout) -> Result<(), Status> {
    let status = calculate(rollout, turn.release(), turn.now());
    if status == rollout.deployment.status {
        return Ok(());
    }
    if rollout.deployment.spec.paused && rollout.new.is_none() {
        turn.decide(Decision::TemplateHeldBack);
    }
    replace(turn, rollout, status)
}

/// Writes a status that is news, and says what the news is.
pub fn replace(
    turn: &mut Turn,
    rollout: &mut Rollout,
    status: DeploymentStatus,
) -> Result<(), Status> {
    turn.decide(Decision::StatusWritten(Counts {
        replicas: status.replicas,
        updated: status.updated_replicas,
        ready: status.ready_replicas,
        available: status.available_replicas,
        unavailable: status.unavailable_replicas,
        terminating: status.terminating_replicas,
        news: news(&rollout.deployment.status, &status),
    }));
    rollout.deployment.status = status;
    store(turn, &rollout.deployment)
}

fn news(before: &DeploymentStatus, after: &DeploymentStatus) -> News {
    let counts = |it: &DeploymentStatus| {
        let of_pods = (it.replicas, it.updated_replicas, it.ready_replicas);
        (of_pods, it.available_replicas, it.unavailable_replicas, it.terminating_replicas)
    };
    if counts(before) != counts(after) {
        News::Counts
    } else if before.observed_generation != after.observed_generation {
        News::Generation(after.observed_generation)
    } else {
        News::Conditions
    }
}

/// Writes status and annotations as they are.
pub fn store(turn: &mut Turn, deployment: &Deployment) -> Result<(), Status> {
    turn.update_status(deployment.clone()).map(drop)
}
