//! The strategy `RollingUpdate`: one step towards the new template per sync (rules D14, D18, D19).

use super::decision::Reason;
use super::{Rollout, bounds, history, new_replica_set, progress, replacement, scaling, waiting};
use crate::api::{ReplicaSet, Status};
use crate::cluster::Turn;
use std::rc::Rc;

/// One step (rule D14): the new ReplicaSet grows, or else the old ones shrink.
pub fn roll(turn: &mut Turn, rollout: &mut Rollout) -> Result<(), Status> {
    if rollout.new.is_none() {
        new_replica_set::create(turn, rollout)?;
    }
    if scale_new(turn, rollout)? || scale_old(turn, rollout) {
        return progress::write(turn, rollout, Vec::new());
    }
    if progress::is_complete(&rollout.deployment, &rollout.deployment.status) {
        history::clean_up(turn, rollout)?;
    }
    let waits = waiting::reasons(rollout)?;
    progress::write(turn, rollout, waits)
}

/// Scales the new ReplicaSet up as far as there is room, or down if it is too large
/// (`reconcileNewReplicaSet`, rule D18). Says whether it did.
pub fn scale_new(turn: &mut Turn, rollout: &Rollout) -> Result<bool, Status> {
    let Some(set) = &rollout.new else { return Ok(false) };
    let (deployment, replicas) = (&rollout.deployment, rollout.deployment.replicas());
    let size = set.replicas();
    let existing = rollout.size() + replacement::leaving(rollout)?;
    let (to, reason) = if size > replicas {
        (replicas, Reason::NewIsTooLarge { replicas })
    } else {
        let max_surge = bounds::max_surge(deployment);
        let reason = Reason::RoomForNew { replicas, max_surge, existing };
        (bounds::new_size(deployment, existing, size), reason)
    };
    let scaled = scaling::scale(turn, deployment, set, to, reason)?;
    Ok(scaled.replicas() != size)
}

/// Scales the old ReplicaSets down as far as enough Pods stay available (`reconcileOldReplicaSets`,
/// rule D19): first what is not available anyway, then the rest. Says whether it did.
///
/// As in Kubernetes a refused write only ends this step: it counts as nothing scaled.
pub fn scale_old(turn: &mut Turn, rollout: &Rollout) -> bool {
    let Some(new) = &rollout.new else { return false };
    if rollout.old_size() == 0 {
        return false;
    }
    let budget = rollout.size()
        - bounds::min_available(&rollout.deployment)
        - (new.replicas() - new.status.available_replicas);
    if budget <= 0 {
        return false;
    }
    let mut old: Vec<_> = rollout.active_old().cloned().collect();
    let Some(unhealthy) = remove_unhealthy(turn, rollout, &mut old, budget) else { return false };
    let Some(healthy) = remove_spare(turn, rollout, &old) else { return false };
    unhealthy + healthy > 0
}

/// Takes Pods that are not available from the old ReplicaSets, at most `budget`, and returns how
/// many (`cleanupUnhealthyReplicas`). `None` if it could not be done.
pub fn remove_unhealthy(
    turn: &mut Turn,
    rollout: &Rollout,
    old: &mut [Rc<ReplicaSet>],
    budget: i32,
) -> Option<i32> {
    let mut done = 0;
    for set in old {
        if done >= budget {
            break;
        }
        let (size, available) = (set.replicas(), set.status.available_replicas);
        if size == 0 || size == available {
            continue;
        }
        let count = (budget - done).min(size - available);
        // More available than wanted: the status lags behind a scale-down.
        if count < 0 {
            return None;
        }
        let reason = Reason::Unhealthy { available, budget: budget - done };
        *set = scaling::scale(turn, &rollout.deployment, set, size - count, reason).ok()?;
        done += count;
    }
    Some(done)
}

/// Takes Pods from the old ReplicaSets while more are available than needed, and returns how many
/// (`scaleDownOldReplicaSetsForRollingUpdate`). `None` if it could not be done.
pub fn remove_spare(turn: &mut Turn, rollout: &Rollout, old: &[Rc<ReplicaSet>]) -> Option<i32> {
    let counted = old.iter().chain(&rollout.new);
    let available: i32 = counted.map(|set| set.status.available_replicas).sum();
    let min_available = bounds::min_available(&rollout.deployment);
    let mut done = 0;
    for set in old {
        let budget = available - min_available - done;
        if budget <= 0 {
            break;
        }
        let count = set.replicas().min(budget);
        let reason = Reason::Spare { available: available - done, min_available };
        let to = set.replicas() - count;
        scaling::scale(turn, &rollout.deployment, set, to, reason).ok()?;
        done += count;
    }
    Some(done)
}
