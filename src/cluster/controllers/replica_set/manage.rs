//! Creates the Pods that are missing, and deletes those that are too many (rules R2 to R5).

use super::decision::Decision;
use super::victims;
use crate::api::{
    Kind, Name, ObjectMeta, ObjectRef, OwnerReference, Pod, PodStatus, ReplicaSet, Status,
};
use crate::cluster::controllers::slow_start::slow_start;
use crate::cluster::{DeleteOptions, Turn};
use std::rc::Rc;

/// The most Pods that one sync creates or deletes (rule R2).
const BURST: i32 = 500;

/// Brings the number of active Pods to what is wanted, as far as one sync may. `pods` are those
/// that it has, `terminating` is how many more are going, which do not count.
pub fn manage(
    turn: &mut Turn,
    set: &ReplicaSet,
    pods: &[Rc<Pod>],
    terminating: i32,
) -> Result<(), Status> {
    let (wanted, existing) = (set.replicas(), pods.len() as i32);
    match wanted - existing {
        0 => Ok(()),
        missing @ 1.. => create(turn, set, existing, missing.min(BURST), terminating),
        surplus => delete(turn, set, pods, (-surplus).min(BURST)),
    }
}

fn create(
    turn: &mut Turn,
    set: &ReplicaSet,
    existing: i32,
    missing: i32,
    terminating: i32,
) -> Result<(), Status> {
    let reference = ObjectRef::new(Kind::ReplicaSet, set.metadata.name.clone());
    let pod = pod_of(set);
    let outcome = slow_start(missing.unsigned_abs(), |_| create_pod(turn, &reference, &pod));
    let (wanted, created) = (set.replicas(), outcome.successes as i32);
    let tried = outcome.calls() as i32;
    if created > 0 {
        let batches = outcome.batches;
        turn.decide(Decision::PodsCreated { wanted, existing, terminating, created, batches });
    }
    let Some(error) = outcome.error else { return Ok(()) };
    turn.decide(Decision::CreationRefused {
        wanted,
        existing: existing + created,
        refused: tried - created,
        not_tried: missing - tried,
        message: error.message.as_str().into(),
    });
    Err(error)
}

fn create_pod(turn: &mut Turn, set: &ObjectRef, pod: &Pod) -> Result<(), Status> {
    match turn.create(pod.clone()) {
        Ok(pod) => {
            let message = format!("Created pod: {}", pod.metadata.name);
            turn.normal(set.clone(), "SuccessfulCreate", message);
            Ok(())
        }
        Err(error) => {
            turn.warning(set.clone(), "FailedCreate", format!("Error creating: {error}"));
            Err(error)
        }
    }
}

/// What the API server is asked for: all Pods of a ReplicaSet are the same but for the name that it
/// gives them (rule R4).
fn pod_of(set: &ReplicaSet) -> Pod {
    let template = &set.spec.template;
    Pod {
        metadata: ObjectMeta {
            generate_name: format!("{}-", set.metadata.name).into(),
            namespace: set.metadata.namespace.clone(),
            labels: template.metadata.labels.clone(),
            annotations: template.metadata.annotations.clone(),
            owner_references: vec![OwnerReference::controller(Kind::ReplicaSet, &set.metadata)],
            ..ObjectMeta::default()
        },
        spec: Rc::new(template.spec.clone()),
        status: PodStatus::default(),
    }
}

fn delete(turn: &mut Turn, set: &ReplicaSet, pods: &[Rc<Pod>], surplus: i32) -> Result<(), Status> {
    let reference = ObjectRef::new(Kind::ReplicaSet, set.metadata.name.clone());
    let crowds = victims::crowds(&turn.cache, set, pods);
    let neighbours = |pod: &Pod| crowds.get(&pod.spec.node_name).copied().unwrap_or(0);
    let count = surplus.unsigned_abs() as usize;
    let victims = victims::choose(pods, count, neighbours, turn.release(), turn.now());
    let outcomes = victims.iter().map(|victim| delete_pod(turn, &reference, &victim.pod));
    // All are asked for, the first error counts.
    let outcome = outcomes.fold(Ok(()), Result::and);
    let (wanted, existing) = (set.replicas(), pods.len() as i32);
    turn.decide(Decision::PodsDeleted { wanted, existing, victims });
    outcome
}

fn delete_pod(turn: &mut Turn, set: &ObjectRef, pod: &Name) -> Result<(), Status> {
    let deleted = turn.delete(&ObjectRef::new(Kind::Pod, pod.clone()), DeleteOptions::default());
    match &deleted {
        Ok(()) => turn.normal(set.clone(), "SuccessfulDelete", format!("Deleted pod: {pod}")),
        Err(error) => {
            turn.warning(set.clone(), "FailedDelete", format!("Error deleting: {error}"));
        }
    }
    deleted
}
