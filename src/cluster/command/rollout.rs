//! `kubectl rollout`: restart, pause, resume and undo, done by the client with patches.

use super::stored;
use crate::api::{
    ControllerRevision, Deployment, Object, ObjectRef, PodTemplateSpec, Reason, ReplicaSet,
    StatefulSet, Status,
};
use crate::cluster::controllers::deployment::revision::{self, POD_TEMPLATE_HASH};
use crate::cluster::turn::Turn;
use crate::collections::sort_by_key;
use crate::value::Value;
use std::rc::Rc;

/// The annotation that `kubectl rollout restart` writes into the template (rule D38).
pub const RESTARTED_AT: &str = "kubectl.kubernetes.io/restartedAt";

/// A refusal by kubectl itself: the request never reaches the API server.
fn refuse(message: impl Into<String>) -> Status {
    Status::new(Reason::BadRequest, format!("error: {}", message.into()))
}

pub(super) fn restart(turn: &mut Turn, object: &ObjectRef) -> Result<(), Status> {
    let target = stored(turn, object)?;
    if let Object::Deployment(deployment) = &target
        && deployment.spec.paused
    {
        return Err(refuse(format!(
            "deployments.apps \"{}\" can't restart paused deployment (run rollout resume first)",
            object.name
        )));
    }
    if !matches!(target, Object::Deployment(_) | Object::StatefulSet(_)) {
        let (plural, name) = (object.kind.qualified_plural(), &object.name);
        return Err(refuse(format!("{plural} \"{name}\" restarting is not supported")));
    }
    let at = turn.now().timestamp().rfc3339();
    if restarted_at(&target) == Some(&at) {
        return Err(refuse(format!(
            "failed to create patch for {}: if restart has already been triggered within the past \
             second, please wait before attempting to trigger another",
            object.name
        )));
    }
    let patch = Value::at(&["spec", "template", "metadata", "annotations", RESTARTED_AT], at);
    super::patch_object(turn, object, &patch, true)
}

/// When it was restarted last.
fn restarted_at(workload: &Object) -> Option<&str> {
    let template = match workload {
        Object::Deployment(deployment) => &deployment.spec.template,
        Object::StatefulSet(set) => &set.spec.template,
        _ => return None,
    };
    template.metadata.annotations.get(RESTARTED_AT).map(|at| &**at)
}

pub(super) fn set_paused(turn: &mut Turn, object: &ObjectRef, paused: bool) -> Result<(), Status> {
    let verb = if paused { "paus" } else { "resum" };
    let target = stored(turn, object)?;
    let Object::Deployment(deployment) = &target else {
        let plural = object.kind.qualified_plural();
        return Err(refuse(format!("{plural} \"{}\" {verb}ing is not supported", object.name)));
    };
    if deployment.spec.paused == paused {
        let state = if paused { "already paused" } else { "not paused" };
        return Err(refuse(format!("deployments.apps \"{}\" is {state}", object.name)));
    }
    super::patch_object(turn, object, &Value::at(&["spec", "paused"], paused), false)
}

pub(super) fn undo(
    turn: &mut Turn,
    object: &ObjectRef,
    to_revision: Option<i64>,
) -> Result<(), Status> {
    match stored(turn, object)? {
        Object::Deployment(deployment) => undo_deployment(turn, &deployment, to_revision),
        Object::StatefulSet(set) => undo_stateful_set(turn, &set, to_revision),
        _ => Err(refuse(format!("no rollbacker has been implemented for \"{}\"", object.kind))),
    }
}

/// Puts back the template and annotations of an old ReplicaSet (rule D37).
fn undo_deployment(
    turn: &mut Turn,
    deployment: &Deployment,
    to_revision: Option<i64>,
) -> Result<(), Status> {
    let owned = turn.live().controlled_by::<ReplicaSet>(deployment.metadata.uid);
    let mut history: Vec<(i64, Rc<ReplicaSet>)> =
        owned.map(|set| (revision::of(&set.metadata), set.clone())).collect();
    sort_by_key(&mut history, |(number, _)| *number);
    let Some(set) = choose(&history, to_revision)? else {
        return Err(refuse(format!(
            "no rollout history found for deployment \"{}\"",
            deployment.metadata.name
        )));
    };
    if deployment.spec.paused {
        return Err(refuse(
            "you cannot rollback a paused deployment; resume it first with 'kubectl rollout \
             resume' and try again",
        ));
    }
    let mut template = (*set.spec.template).clone();
    Rc::make_mut(&mut template.metadata.labels).remove(POD_TEMPLATE_HASH);
    if template == *deployment.spec.template {
        return Ok(());
    }
    let mut restored = deployment.clone();
    restored.spec.template = Rc::new(template);
    let annotations = revision::annotations_after_undo(&deployment.metadata, &set.metadata);
    restored.metadata.annotations = Rc::new(annotations);
    turn.update(restored).map(drop)
}

/// Puts back the template of an old ControllerRevision (rule S23).
fn undo_stateful_set(
    turn: &mut Turn,
    set: &StatefulSet,
    to_revision: Option<i64>,
) -> Result<(), Status> {
    let owned = turn.live().controlled_by::<ControllerRevision>(set.metadata.uid);
    let mut history: Vec<(i64, Rc<ControllerRevision>)> =
        owned.map(|revision| (revision.revision, revision.clone())).collect();
    sort_by_key(&mut history, |(number, _)| *number);
    let Some(revision) = choose(&history, to_revision)? else {
        return Err(refuse("no last revision to roll back to"));
    };
    if revision.data == set.spec.template {
        return Ok(());
    }
    let mut restored = set.clone();
    restored.spec.template = Rc::<PodTemplateSpec>::clone(&revision.data);
    turn.update(restored).map(drop)
}

/// The revision asked for, or the second highest (rule U9). `None` if there is no other.
fn choose<T: Clone>(history: &[(i64, T)], to_revision: Option<i64>) -> Result<Option<T>, Status> {
    match to_revision.filter(|number| *number != 0) {
        Some(number) => {
            let found = history.iter().find(|(present, _)| *present == number);
            found.map(|(_, it)| Some(it.clone())).ok_or_else(|| {
                refuse(format!("unable to find specified revision {number} in history"))
            })
        }
        None => Ok(history.iter().rev().nth(1).map(|(_, it)| it.clone())),
    }
}
