//! Changes the sizes of ReplicaSets, outside of roll-outs too (rules D13, D20, D24 to D27).

use super::decision::{Decision, Reason, Share};
use super::new_replica_set::{by_creation, reference};
use super::{Rollout, bounds, history, replacement, revision, rollback, status};
use crate::api::release::ScalingEvent;
use crate::api::{Deployment, ReplicaSet, Status};
use crate::cluster::Turn;
use crate::collections::sort_by;
use std::rc::Rc;

/// Gives a ReplicaSet another size, if it has not got it yet (`scaleReplicaSetAndRecordEvent`, rule
/// D20). Returns it as it is now.
pub fn scale(
    turn: &mut Turn,
    deployment: &Deployment,
    set: &Rc<ReplicaSet>,
    to: i32,
    reason: Reason,
) -> Result<Rc<ReplicaSet>, Status> {
    let from = set.replicas();
    if from == to {
        return Ok(set.clone());
    }
    let replica_set = set.metadata.name.clone();
    turn.decide(Decision::Scaled { replica_set, from, to, reason });
    resize(turn, deployment, set, Size { to, whole: to, up: from < to })
}

/// The size that a ReplicaSet gets.
struct Size {
    to: i32,
    /// The size that it would get if no Pod were terminating.
    whole: i32,
    /// Whether the event says "up".
    up: bool,
}

/// Writes size and annotations, if one of them is another (`scaleReplicaSet`, rule D20). A size
/// that is not whole leaves the annotations as they were, so that the rest can follow in proportion
/// (rule X13).
fn resize(
    turn: &mut Turn,
    deployment: &Deployment,
    set: &Rc<ReplicaSet>,
    size: Size,
) -> Result<Rc<ReplicaSet>, Status> {
    let (from, to, desired) = (set.replicas(), size.to, deployment.replicas());
    let max = desired + bounds::max_surge(deployment);
    let mut annotations = set.metadata.annotations.clone();
    let is_stale = if to == size.whole {
        revision::are_replicas_stale(&annotations, desired, max)
            && revision::set_replicas(Rc::make_mut(&mut annotations), desired, max)
    } else {
        revision::replicas_before_scale(&set.metadata).is_none()
            && revision::set_before_scale(Rc::make_mut(&mut annotations), from)
    };
    if from == to && !is_stale {
        return Ok(set.clone());
    }
    let mut copy = ReplicaSet::clone(set);
    copy.spec.replicas = Some(to);
    copy.metadata.annotations = annotations;
    let set = turn.update(copy)?;
    if from != to {
        let message = scaling_message(turn, &set, Some(from), to, size.up);
        turn.normal(reference(deployment), "ScalingReplicaSet", message);
    }
    Ok(set)
}

/// Says that a ReplicaSet was created with Pods (rule D8).
pub fn creation_event(turn: &mut Turn, deployment: &Deployment, set: &ReplicaSet) {
    let message = scaling_message(turn, set, None, set.replicas(), true);
    turn.normal(reference(deployment), "ScalingReplicaSet", message);
}

/// The text of the event in the words of the release (rule D13). `from` is `None` at creation.
fn scaling_message(turn: &Turn, set: &ReplicaSet, from: Option<i32>, to: i32, up: bool) -> String {
    let (name, wording) = (&set.metadata.name, turn.release().scaling_event());
    let up_or_down = if up { "up" } else { "down" };
    match (wording, from) {
        (ScalingEvent::FromTo, _) => {
            let from = from.unwrap_or(0);
            format!("Scaled {up_or_down} replica set {name} from {from} to {to}")
        }
        (ScalingEvent::ToFrom, Some(from)) => {
            format!("Scaled {up_or_down} replica set {name} to {to} from {from}")
        }
        (ScalingEvent::To, _) | (ScalingEvent::ToFrom, None) => {
            format!("Scaled {up_or_down} replica set {name} to {to}")
        }
    }
}

/// Whether the Deployment's size has changed since its ReplicaSets were scaled last (rule D24). One
/// without Pods cannot tell, so scaling up from 0 is a roll-out.
pub fn is_scaling_event(rollout: &Rollout) -> bool {
    let active = rollout.all().filter(|set| set.replicas() > 0);
    let mut desired = active.filter_map(|set| revision::desired_replicas(&set.metadata));
    desired.any(|desired| desired != rollout.deployment.replicas())
}

/// What is done while the Deployment is paused or its size has changed (rule D25): ReplicaSets are
/// scaled, but none is created, and progress is not looked at.
pub fn sync(turn: &mut Turn, rollout: &mut Rollout) -> Result<(), Status> {
    scale_all(turn, rollout)?;
    if rollout.deployment.spec.paused && rollback::revision(&rollout.deployment).is_none() {
        history::clean_up(turn, rollout)?;
    }
    status::write(turn, rollout)
}

/// Spreads the Deployment's size over its ReplicaSets (rule D26).
pub fn scale_all(turn: &mut Turn, rollout: &Rollout) -> Result<(), Status> {
    let (deployment, replicas) = (&rollout.deployment, rollout.deployment.replicas());
    let leaving = replacement::leaving(rollout)?;
    if let Some(set) = only_active_or_latest(rollout) {
        return scale_only(turn, rollout, set, leaving);
    }
    if rollout.new.as_ref().is_some_and(|set| is_saturated(set, replicas)) {
        // Upstream's search for the latest has left them in this order.
        for set in rollout.active_old().rev() {
            scale(turn, deployment, set, 0, Reason::NewIsSaturated { replicas })?;
        }
        return Ok(());
    }
    if deployment.is_rolling_update() {
        scale_proportionally(turn, rollout, leaving)
    } else {
        Ok(())
    }
}

/// Gives the one ReplicaSet that counts the Deployment's size, as far as there is room beside the
/// Pods that are leaving.
fn scale_only(
    turn: &mut Turn,
    rollout: &Rollout,
    set: &Rc<ReplicaSet>,
    leaving: i32,
) -> Result<(), Status> {
    let (deployment, replicas) = (&rollout.deployment, rollout.deployment.replicas());
    if !deployment.replaces_after_termination() {
        let reason = Reason::OnlyActive { replicas };
        return scale(turn, deployment, set, replicas, reason).map(drop);
    }
    let (from, to) = (set.replicas(), set.replicas() + replacement::room(rollout, leaving));
    let (to, reason) = match to < replicas {
        true => (to, Reason::OnlyActiveInPart { replicas, leaving }),
        false => (replicas, Reason::OnlyActive { replicas }),
    };
    if from != to {
        let replica_set = set.metadata.name.clone();
        turn.decide(Decision::Scaled { replica_set, from, to, reason });
    }
    resize(turn, deployment, set, Size { to, whole: replicas, up: from < to }).map(drop)
}

/// The one ReplicaSet that should have Pods; if none should, the newest. `None` if several should.
fn only_active_or_latest(rollout: &Rollout) -> Option<&Rc<ReplicaSet>> {
    let mut active = rollout.all().filter(|set| set.replicas() > 0);
    match (active.next(), active.next()) {
        (None, _) => rollout.new.as_ref().or(rollout.old.last()),
        (only, None) => only,
        _ => None,
    }
}

/// Whether the new ReplicaSet has all Pods that the Deployment wants, and they are available.
fn is_saturated(set: &ReplicaSet, replicas: i32) -> bool {
    set.replicas() == replicas
        && revision::desired_replicas(&set.metadata) == Some(replicas)
        && set.status.available_replicas == replicas
}

/// Shares the Pods to add or to take away among all ReplicaSets, by size (rule D27).
fn scale_proportionally(turn: &mut Turn, rollout: &Rollout, leaving: i32) -> Result<(), Status> {
    let (deployment, replicas) = (&rollout.deployment, rollout.deployment.replicas());
    let max_surge = bounds::max_surge(deployment);
    let existing = rollout.size();
    let allowed = if replicas > 0 { replicas + max_surge } else { 0 };
    let to_add = allowed - existing;
    let whole = proportions(rollout, allowed, to_add, to_add);
    let now = if to_add > 0 { (to_add - leaving).max(0) } else { to_add };
    let shares = proportions(rollout, allowed, to_add, now);
    let changes = shares.iter().filter(|(set, to)| set.replicas() != *to).map(|(set, to)| Share {
        replica_set: set.metadata.name.clone(),
        from: set.replicas(),
        to: *to,
    });
    let changes: Vec<Share> = changes.collect();
    if !changes.is_empty() {
        turn.decide(Decision::ScaledProportionally {
            replicas,
            max_surge,
            existing,
            shares: changes,
        });
    }
    for ((set, to), (_, whole)) in shares.into_iter().zip(whole) {
        let own_direction = turn.release().scaling_event_tells_own_direction();
        let up = if own_direction { set.replicas() < to } else { to_add > 0 };
        resize(turn, deployment, set, Size { to, whole, up })?;
    }
    Ok(())
}

/// The size that each ReplicaSet with Pods gets. What rounding leaves goes to the largest: among
/// equals the newest when growing, the oldest when shrinking. `now` is how many of the Pods to add
/// have room already.
fn proportions(
    rollout: &Rollout,
    allowed: i32,
    to_add: i32,
    now: i32,
) -> Vec<(&Rc<ReplicaSet>, i32)> {
    let mut sets: Vec<_> = rollout.all().filter(|set| set.replicas() > 0).collect();
    if to_add == 0 {
        return sets.into_iter().map(|set| (set, set.replicas())).collect();
    }
    sort_by(&mut sets, |a, b| {
        let by_age = if to_add > 0 { by_creation(b, a) } else { by_creation(a, b) };
        b.replicas().cmp(&a.replicas()).then(by_age)
    });
    let mut rest = now;
    let shares = sets.into_iter().map(|set| {
        let fraction = fraction(&rollout.deployment, set, allowed);
        let share = match rest {
            // All is shared out (`GetProportion`), even if this one lags behind its part.
            0 => 0,
            1.. => fraction.min(rest),
            _ => fraction.max(rest),
        };
        rest -= share;
        (set, set.replicas() + share)
    });
    let mut shares: Vec<_> = shares.collect();
    if let Some((_, size)) = shares.first_mut() {
        *size = (*size + rest).max(0);
    }
    shares
}

/// What this ReplicaSet would have to gain for its part of the whole to stay the same, rounded half
/// away from zero. The part is of the whole as it was when the ReplicaSet was scaled last.
fn fraction(deployment: &Deployment, set: &ReplicaSet, allowed: i32) -> i32 {
    if deployment.replicas() == 0 {
        return -set.replicas();
    }
    let annotated = revision::max_replicas(&set.metadata).filter(|max| *max != 0);
    match annotated.unwrap_or(deployment.status.replicas) {
        0 => 0,
        whole => {
            let before = revision::replicas_before_scale(&set.metadata).unwrap_or(set.replicas());
            let size = f64::from(before) * f64::from(allowed) / f64::from(whole);
            size.round() as i32 - set.replicas()
        }
    }
}
