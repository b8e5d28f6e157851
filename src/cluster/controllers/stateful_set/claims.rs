//! The claims of each Pod: made with it, found again by name, never made anew (rules S4, S20).

use super::Decision;
use super::identity::{is_ordinal, ordinal};
use crate::api::pod::{ClaimSource, Volume};
use crate::api::storage::ClaimStatus;
use crate::api::{
    Kind, Name, ObjectMeta, ObjectRef, PersistentVolumeClaim, Pod, Reason, StatefulSet, Status,
    StringMap,
};
use crate::cluster::Turn;
use std::rc::Rc;

/// `<claim template>-<set>-<ordinal>` (rule S1).
pub fn name(template: &PersistentVolumeClaim, set: &StatefulSet, ordinal: i32) -> Name {
    format!("{}-{}-{ordinal}", template.metadata.name, set.metadata.name).into()
}

/// A Pod's volumes: one for each claim template, then those of the Pod template that none of these
/// replaces (rule S3).
pub fn volumes(set: &StatefulSet, ordinal: i32, others: &[Volume]) -> Vec<Volume> {
    let templates = &set.spec.volume_claim_templates;
    let claimed = templates.iter().map(|template| Volume {
        name: template.metadata.name.clone(),
        persistent_volume_claim: Some(ClaimSource {
            claim_name: name(template, set, ordinal),
            ..ClaimSource::default()
        }),
        ..Volume::default()
    });
    let is_replaced = |volume: &&Volume| templates.iter().any(|it| it.metadata.name == volume.name);
    claimed.chain(others.iter().filter(|volume| !is_replaced(volume)).cloned()).collect()
}

/// Whether a Pod mounts the claims that its name says (rule S4).
pub fn storage_matches(set: &StatefulSet, pod: &Pod) -> bool {
    let Some(ordinal) = ordinal(pod) else { return false };
    set.spec.volume_claim_templates.iter().all(|template| {
        mounted(pod, template).is_some_and(|claim| is_claim_of(claim, template, set, ordinal))
    })
}

/// The claim that a Pod mounts for a claim template, whatever its name.
fn mounted<'a>(pod: &'a Pod, template: &PersistentVolumeClaim) -> Option<&'a Name> {
    let volume = pod.spec.volumes.iter().find(|volume| volume.name == template.metadata.name)?;
    volume.persistent_volume_claim.as_ref().map(|source| &source.claim_name)
}

fn is_claim_of(
    claim: &str,
    template: &PersistentVolumeClaim,
    set: &StatefulSet,
    ordinal: i32,
) -> bool {
    let rest = claim.strip_prefix(&*template.metadata.name);
    let rest = rest.and_then(|rest| rest.strip_prefix('-'));
    let rest = rest.and_then(|rest| rest.strip_prefix(&*set.metadata.name));
    rest.and_then(|rest| rest.strip_prefix('-')).is_some_and(|rest| is_ordinal(rest, ordinal))
}

/// The names of a Pod's claims, one for each claim template. What the Pod mounts is asked first:
/// that costs no formatting.
pub(super) fn names<'a>(
    set: &'a StatefulSet,
    pod: &'a Pod,
    ordinal: i32,
) -> impl Iterator<Item = (&'a PersistentVolumeClaim, Name)> {
    set.spec.volume_claim_templates.iter().map(move |template| {
        let known = mounted(pod, template);
        let known = known.filter(|claim| is_claim_of(claim, template, set, ordinal));
        (template, known.cloned().unwrap_or_else(|| name(template, set, ordinal)))
    })
}

/// Labels of a claim: its template's, overlaid by what the set selects by (rule S20).
pub fn labels(template: &StringMap, match_labels: &StringMap) -> StringMap {
    let both = template.iter().chain(match_labels);
    both.map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn new_claim(
    template: &PersistentVolumeClaim,
    set: &StatefulSet,
    name: Name,
) -> PersistentVolumeClaim {
    let labels = labels(&template.metadata.labels, &set.spec.selector.match_labels);
    let metadata = ObjectMeta {
        name,
        namespace: set.metadata.namespace.clone(),
        labels: Rc::new(labels),
        ..template.metadata.clone()
    };
    PersistentVolumeClaim { metadata, spec: template.spec.clone(), status: ClaimStatus::default() }
}

/// Creates the claims that a Pod lacks and says which it finds again (rule S20). Says so in events;
/// refused if one of them is being deleted.
pub(super) fn create_missing(
    turn: &mut Turn,
    set: &StatefulSet,
    pod: &Pod,
    ordinal: i32,
) -> Result<(), Status> {
    let mut errors = Vec::new();
    for (template, name) in names(set, pod, ordinal) {
        match turn.cache.get::<PersistentVolumeClaim>(&name) {
            None => errors.extend(create(turn, set, pod, template, name).err()),
            Some(claim) if claim.metadata.is_terminating() => {
                let message = format!("pvc {name} is being deleted");
                errors.push(Status::new(Reason::InternalError, message));
            }
            Some(_) if pod.metadata.uid.is_set() => {}
            Some(_) => {
                turn.decide(Decision::ClaimReused { claim: name, pod: pod.metadata.name.clone() });
            }
        }
    }
    aggregate(errors)
}

fn create(
    turn: &mut Turn,
    set: &StatefulSet,
    pod: &Pod,
    template: &PersistentVolumeClaim,
    claim: Name,
) -> Result<(), Status> {
    let object = ObjectRef::new(Kind::StatefulSet, set.metadata.name.clone());
    let (pod, set_name) = (pod.metadata.name.clone(), &set.metadata.name);
    match turn.create(new_claim(template, set, claim.clone())) {
        Ok(_) => {
            let message =
                format!("create Claim {claim} Pod {pod} in StatefulSet {set_name} success");
            turn.normal(object, "SuccessfulCreate", message);
            turn.decide(Decision::ClaimCreated { claim, pod });
            Ok(())
        }
        Err(error) => {
            if error.reason != Reason::AlreadyExists {
                let message = format!(
                    "create Claim {claim} for Pod {pod} in StatefulSet {set_name} failed error: \
                     {error}"
                );
                turn.warning(object, "FailedCreate", message);
            }
            let message = format!("failed to create PVC {claim}: {error}");
            Err(Status { message, ..error })
        }
    }
}

/// Several refusals as one, in the words of Go's `NewAggregate`.
pub(super) fn aggregate(mut errors: Vec<Status>) -> Result<(), Status> {
    let mut messages: Vec<String> = Vec::new();
    for error in &errors {
        if !messages.contains(&error.message) {
            messages.push(error.message.clone());
        }
    }
    match messages.as_slice() {
        [] => Ok(()),
        [_] => Err(errors.swap_remove(0)),
        many => {
            let message = format!("[{}]", many.join(", "));
            Err(Status { message, ..errors.swap_remove(0) })
        }
    }
}
