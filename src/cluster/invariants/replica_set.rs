//! What holds of ReplicaSets and the Pods that they make and delete.

use super::{Invariant, Transition, ensure};
use crate::api::{Pod, ReplicaSet};
use crate::cluster::actor::Actor;
use std::rc::Rc;

pub(super) const ALL: &[Invariant] = &[
    Invariant { name: "as many Pods as asked for", rule: "R2", check: as_many_as_asked_for },
    Invariant { name: "those go first that serve nobody", rule: "R5", check: unready_go_first },
];

/// A ReplicaSet whose controller acted: the size it saw, and the active Pods it has now.
fn acted<'a>(it: &'a Transition) -> Option<(&'a Rc<ReplicaSet>, Vec<&'a Rc<Pod>>)> {
    let acted = it.step.actor == Actor::ReplicaSet;
    let set = it.store_before().get::<ReplicaSet>(&it.step.object.name).filter(|_| acted)?;
    let pods = it.store_after().controlled_by::<Pod>(set.metadata.uid);
    Some((set, pods.filter(|pod| pod.is_active()).collect()))
}

/// It never makes more Pods than it should have, nor deletes down to fewer. With the bound on the
/// sizes (`maxSurge is kept`) that bounds the Pods of a Deployment.
fn as_many_as_asked_for(it: &Transition) -> Result<(), String> {
    let Some((set, pods)) = acted(it) else { return Ok(()) };
    let (size, active) = (set.replicas(), pods.len() as i32);
    let created = it.created::<Pod>().count();
    let deleted = it.deleted_pods().count();
    ensure(created == 0 || active <= size, || {
        format!("{created} were made: {active} Pods, {size} are asked for")
    })?;
    ensure(deleted == 0 || active >= size, || {
        format!("{deleted} were deleted: {active} Pods, {size} are asked for")
    })
}

fn unready_go_first(it: &Transition) -> Result<(), String> {
    let Some((_, pods)) = acted(it) else { return Ok(()) };
    let unready = pods.iter().find(|pod| !pod.is_ready());
    let ready = it.deleted_pods().find(|pod| pod.is_ready());
    let (Some(unready), Some(ready)) = (unready, ready) else { return Ok(()) };
    Err(format!(
        "{} is deleted, {} is not Ready and stays",
        ready.metadata.name, unready.metadata.name
    ))
}
