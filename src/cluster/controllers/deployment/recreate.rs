//! The strategy `Recreate`: the old Pods go before the new ones come (rule D22).

use super::decision::{Reason, Wait};
use super::{Rollout, history, new_replica_set, progress, replacement, scaling, waiting};
use crate::api::{Name, Pod, ReplicaSet, Status};
use crate::cluster::Turn;
use std::rc::Rc;

/// One step.
pub fn recreate(turn: &mut Turn, rollout: &mut Rollout) -> Result<(), Status> {
    if scale_down_old(turn, rollout)? {
        return progress::write(turn, rollout, Vec::new());
    }
    // By default even those that are going are waited for.
    let policy = rollout.deployment.spec.pod_replacement_policy.as_deref();
    let in_the_way = |pod: &&Rc<Pod>| policy != Some("TerminationStarted") || !pod.is_terminating();
    if are_old_pods_running(&rollout.old, old_pods(turn, rollout).filter(in_the_way)) {
        let pods: Vec<Name> = old_pods(turn, rollout)
            .filter(in_the_way)
            .filter(|pod| !pod.is_finished())
            .map(|pod| pod.metadata.name.clone())
            .collect();
        return progress::write(turn, rollout, vec![Wait::OldPods { pods }]);
    }
    if rollout.new.is_none() {
        new_replica_set::create(turn, rollout)?;
    }
    if let Some(set) = &rollout.new {
        let replicas = rollout.deployment.replicas();
        let room = replacement::room(rollout, replacement::leaving(rollout)?);
        let to = replicas.min(set.replicas() + room);
        let reason = Reason::OldAreGone { replicas };
        scaling::scale(turn, &rollout.deployment, set, to, reason)?;
    }
    if progress::is_complete(&rollout.deployment, &rollout.deployment.status) {
        history::clean_up(turn, rollout)?;
    }
    let waits = waiting::reasons(rollout)?;
    progress::write(turn, rollout, waits)
}

/// Scales every old ReplicaSet to 0, and says whether one was not yet.
pub fn scale_down_old(turn: &mut Turn, rollout: &Rollout) -> Result<bool, Status> {
    let mut scaled = false;
    for set in rollout.active_old() {
        scaling::scale(turn, &rollout.deployment, set, 0, Reason::Recreate)?;
        scaled = true;
    }
    Ok(scaled)
}

/// Whether Pods of old ReplicaSets are left: counted in a status, or there and neither Succeeded
/// nor Failed, terminating ones included (`oldPodsRunning`).
pub fn are_old_pods_running<'a>(
    old: &[Rc<ReplicaSet>],
    mut pods: impl Iterator<Item = &'a Rc<Pod>>,
) -> bool {
    old.iter().any(|set| set.status.replicas > 0) || pods.any(|pod| !pod.is_finished())
}

/// The Pods of all ReplicaSets but the new one.
fn old_pods<'a>(turn: &'a Turn, rollout: &'a Rollout) -> impl Iterator<Item = &'a Rc<Pod>> {
    let owned = rollout.old.iter().flat_map(|set| turn.cache.controlled_by(set.metadata.uid));
    owned.filter(|pod: &&Rc<Pod>| rollout.deployment.spec.selector.matches(&pod.metadata.labels))
}
