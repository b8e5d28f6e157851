//! What a roll-out waits for when a sync has scaled nothing.

use super::decision::Wait;
use super::{Rollout, bounds, replacement};
use crate::api::Status;

/// The bounds that hold it back, none if it is done.
pub fn reasons(rollout: &Rollout) -> Result<Vec<Wait>, Status> {
    let Some(new) = &rollout.new else { return Ok(Vec::new()) };
    let (deployment, replicas) = (&rollout.deployment, rollout.deployment.replicas());
    let replica_set = new.metadata.name.clone();
    let (existing, available) = (rollout.size(), new.status.available_replicas);
    let new_unavailable = new.replicas() - available;
    let mut waits = Vec::new();
    if new.replicas() < replicas {
        let max_surge = bounds::max_surge(deployment);
        let missing = replicas - new.replicas();
        let replica_set = replica_set.clone();
        waits.push(match replacement::leaving(rollout)? {
            0 => Wait::SurgeLimit { replica_set, replicas, max_surge, existing, missing },
            leaving => Wait::Terminating { replica_set, leaving, missing },
        });
    }
    if new_unavailable > 0 && rollout.old_size() > 0 {
        let min_available = bounds::min_available(deployment);
        waits.push(Wait::OldPodsNeeded { replica_set, existing, min_available, new_unavailable });
    } else if new_unavailable > 0 {
        waits.push(Wait::LastPods { replica_set, available, replicas });
    }
    Ok(waits)
}
