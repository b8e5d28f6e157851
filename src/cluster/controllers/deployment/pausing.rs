//! What the condition Progressing says while a Deployment is paused (rule D28).

use super::decision::Decision;
use super::progress::{self, DEADLINE_EXCEEDED};
use super::{Rollout, status};
use crate::api::Status;
use crate::api::pod::ConditionStatus;
use crate::cluster::Turn;

/// Progressing is Unknown: nobody expects progress.
const PAUSED: &str = "DeploymentPaused";
/// Progressing is Unknown: progress is expected from now on.
const RESUMED: &str = "DeploymentResumed";

/// Notes that the Deployment was paused or resumed. A deadline that has passed stays noted instead.
pub fn check(turn: &mut Turn, rollout: &mut Rollout) -> Result<(), Status> {
    if !progress::has_deadline(&rollout.deployment) {
        return Ok(());
    }
    let reason = progress::current(rollout).map(|condition| &*condition.reason);
    let is_noted = reason == Some(PAUSED);
    let paused = rollout.deployment.spec.paused;
    if reason == Some(DEADLINE_EXCEEDED) || is_noted == paused {
        return Ok(());
    }
    let (reason, message, decision) = if paused {
        (PAUSED, "Deployment is paused", Decision::Paused)
    } else {
        (RESUMED, "Deployment is resumed", Decision::Resumed)
    };
    turn.decide(decision);
    progress::set(turn, rollout, ConditionStatus::Unknown, reason, message);
    status::store(turn, &rollout.deployment)
}
