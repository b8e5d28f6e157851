//! The Deployment controller: leads from one template to the next (rules D1 to D38).
//!
//! It makes no Pods. It creates ReplicaSets and gives them sizes, one step a sync, and reads from
//! their status how far their Pods are.

pub mod bounds;
pub mod decision;
pub mod history;
pub mod new_replica_set;
pub mod pausing;
pub mod progress;
pub mod recreate;
pub mod replacement;
pub mod revision;
pub mod rollback;
pub mod rolling;
pub mod rollout;
pub mod scaling;
pub mod status;
pub mod waiting;

#[cfg(test)]
mod tests;

pub use decision::Decision;
pub use rollout::Rollout;

use super::adoption::{self, Manager};
use crate::api::{Deployment, Kind, ReplicaSet, Status};
use crate::cluster::Turn;
use std::rc::Rc;

/// One sync (rule D1).
pub fn sync(turn: &mut Turn, name: &str) -> Result<(), Status> {
    let Some(deployment) = turn.cache.get::<Deployment>(name).cloned() else { return Ok(()) };
    let deployment = Deployment::clone(&deployment);
    if deployment.spec.selector.is_empty() {
        return refuse_to_select_everything(turn, deployment);
    }
    let sets = claim(turn, &deployment)?;
    let mut rollout = Rollout::new(deployment, sets);
    let rollout = &mut rollout;
    if rollout.deployment.metadata.is_terminating() {
        new_replica_set::sync(turn, rollout)?;
        return status::write(turn, rollout);
    }
    pausing::check(turn, rollout)?;
    let read = rollout.new.clone();
    new_replica_set::sync(turn, rollout)?;
    if rollout.deployment.spec.paused {
        return scaling::sync(turn, rollout);
    }
    if let Some(revision) = rollback::revision(&rollout.deployment) {
        return rollback::roll_back(turn, rollout, revision);
    }
    // The second half of a sync begins again with what was read. If the first had to write the new
    // ReplicaSet, this write is refused, and the sync ends here (recording dep-undo).
    rollout.new = read;
    new_replica_set::sync(turn, rollout)?;
    if scaling::is_scaling_event(rollout) {
        scaling::sync(turn, rollout)
    } else if rollout.deployment.is_rolling_update() {
        rolling::roll(turn, rollout)
    } else {
        recreate::recreate(turn, rollout)
    }
}

fn claim(turn: &mut Turn, deployment: &Deployment) -> Result<Vec<Rc<ReplicaSet>>, Status> {
    let manager = Manager {
        kind: Kind::Deployment,
        meta: &deployment.metadata,
        selector: &deployment.spec.selector,
    };
    let candidates = adoption::candidates(&turn.cache, &deployment.metadata);
    let claimed = manager.claim(turn, candidates, |_| true)?;
    if !claimed.adopted.is_empty() {
        turn.decide(Decision::ReplicaSetsAdopted(claimed.adopted));
    }
    if !claimed.released.is_empty() {
        turn.decide(Decision::ReplicaSetsReleased(claimed.released));
    }
    Ok(claimed.objects)
}

/// Validation lets no empty selector through, so only an object stored past it comes here.
fn refuse_to_select_everything(turn: &mut Turn, mut deployment: Deployment) -> Result<(), Status> {
    const MESSAGE: &str =
        "This deployment is selecting all pods. A non-empty selector is required.";
    turn.decide(Decision::SelectsEverything);
    turn.warning(new_replica_set::reference(&deployment), "SelectingAll", MESSAGE);
    deployment.status.observed_generation = deployment.metadata.generation;
    status::store(turn, &deployment)
}
