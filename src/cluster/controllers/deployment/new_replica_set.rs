//! The ReplicaSet of the Deployment's present template: found, kept up to date, created (rules D2,
//! D4 to D8, D12).

use super::decision::Decision;
use super::progress::{self, NEW_REPLICA_SET_CREATED};
use super::revision::{self, POD_TEMPLATE_HASH, REVISION};
use super::{Rollout, bounds, replacement, scaling, status};
use crate::api::pod::ConditionStatus;
use crate::api::{
    Deployment, Kind, Name, ObjectMeta, ObjectRef, OwnerReference, PodTemplateSpec, Reason,
    ReplicaSet, ReplicaSetSpec, ReplicaSetStatus, Status,
};
use crate::cluster::Turn;
use crate::cluster::hash::{fnv1a_32, safe_encode_string};
use crate::value::Field;
use std::cmp::Ordering;
use std::rc::Rc;

/// Older before newer; names decide between those of the same second.
pub fn by_creation(a: &ReplicaSet, b: &ReplicaSet) -> Ordering {
    let key = |set: &ReplicaSet| set.metadata.creation_timestamp;
    key(a).cmp(&key(b)).then_with(|| a.metadata.name.cmp(&b.metadata.name))
}

/// Whether a ReplicaSet was made from this template.
pub fn has_template(set: &ReplicaSet, template: &PodTemplateSpec) -> bool {
    equal_ignoring_hash(&set.spec.template, template)
}

/// Whether two templates differ in nothing but the label that the controller adds (rule D2).
pub fn equal_ignoring_hash(a: &PodTemplateSpec, b: &PodTemplateSpec) -> bool {
    fn labels(template: &PodTemplateSpec) -> impl Iterator<Item = (&Name, &Name)> {
        template.metadata.labels.iter().filter(|(key, _)| &***key != POD_TEMPLATE_HASH)
    }
    labels(a).eq(labels(b))
        && a.metadata.annotations == b.metadata.annotations
        && a.metadata.rest == b.metadata.rest
        && a.spec == b.spec
}

/// The hash in the new ReplicaSet's name (rule D12): of the template as JSON, not as Go would print
/// it, so it differs from a real cluster's, but in nothing else.
pub fn template_hash(template: &PodTemplateSpec, collision_count: Option<i32>) -> String {
    let mut bytes = template.write().to_string().into_bytes();
    if let Some(count) = collision_count {
        bytes.extend(count.to_le_bytes());
        bytes.extend([0; 4]);
    }
    safe_encode_string(&fnv1a_32(&bytes).to_string())
}

/// Brings revision, annotations and `minReadySeconds` of the new ReplicaSet up to date, if there is
/// one. If that had to be written, the Deployment's own revision follows in the next sync (D5).
pub fn sync(turn: &mut Turn, rollout: &mut Rollout) -> Result<(), Status> {
    let Some(set) = rollout.new.clone() else { return Ok(()) };
    let deployment = &rollout.deployment;
    let revision = (revision::highest(&rollout.old) + 1).to_string();
    let mut annotations = (*set.metadata.annotations).clone();
    let is_stale = revision::sync_annotations(deployment, &mut annotations, &revision, true);
    if is_stale || set.min_ready_seconds() != deployment.min_ready_seconds() {
        let mut copy = ReplicaSet::clone(&set);
        copy.metadata.annotations = Rc::new(annotations);
        copy.spec.min_ready_seconds = deployment.spec.min_ready_seconds;
        rollout.new = Some(write(turn, &set, copy)?);
        return Ok(());
    }
    let mut is_news = record_revision(turn, rollout, &set);
    if progress::has_deadline(&rollout.deployment) && progress::current(rollout).is_none() {
        let message = format!("Found new replica set \"{}\"", set.metadata.name);
        progress::set(turn, rollout, ConditionStatus::True, "FoundNewReplicaSet", &message);
        is_news = true;
    }
    if is_news { status::store(turn, &rollout.deployment) } else { Ok(()) }
}

/// Writes what has changed, and says what it was; or that it was refused.
fn write(turn: &mut Turn, set: &ReplicaSet, changed: ReplicaSet) -> Result<Rc<ReplicaSet>, Status> {
    let replica_set = set.metadata.name.clone();
    let (from, to) = (revision::of(&set.metadata), revision::of(&changed.metadata));
    let outcome = turn.update(changed);
    turn.decide(match &outcome {
        Err(_) => Decision::WriteConflict { replica_set },
        Ok(_) if from == to => Decision::ReplicaSetUpdated { replica_set },
        Ok(_) => Decision::ReplicaSetReused { replica_set, from, to },
    });
    outcome
}

/// Copies the revision to the Deployment, where people look for it.
fn record_revision(turn: &mut Turn, rollout: &mut Rollout, set: &ReplicaSet) -> bool {
    let meta = &mut rollout.deployment.metadata;
    let revision = set.metadata.annotation(REVISION).unwrap_or_default();
    if meta.annotation(REVISION).unwrap_or_default() == revision {
        return false;
    }
    meta.set_annotation(REVISION, revision);
    turn.decide(Decision::RevisionRecorded { revision: revision::of(meta) });
    true
}

/// Creates the new ReplicaSet, which does not exist yet (rules D6 to D8).
pub fn create(turn: &mut Turn, rollout: &mut Rollout) -> Result<(), Status> {
    let set = blueprint(rollout, replacement::leaving(rollout)?);
    let name = set.metadata.name.clone();
    let set = match turn.create(set) {
        Ok(set) => set,
        Err(error) if error.reason == Reason::AlreadyExists => {
            return name_is_taken(turn, rollout, name, error);
        }
        Err(error) => return creation_failed(turn, rollout, name, error),
    };
    turn.decide(Decision::NewReplicaSetCreated {
        replica_set: name.clone(),
        revision: revision::of(&set.metadata),
        size: set.replicas(),
        replicas: rollout.deployment.replicas(),
        max_surge: bounds::max_surge(&rollout.deployment),
        existing: rollout.old_size(),
    });
    if set.replicas() > 0 {
        scaling::creation_event(turn, &rollout.deployment, &set);
    }
    let revision = set.metadata.annotation(REVISION).unwrap_or_default();
    rollout.deployment.metadata.set_annotation(REVISION, revision);
    if progress::has_deadline(&rollout.deployment) {
        let message = format!("Created new replica set \"{name}\"");
        progress::set(turn, rollout, ConditionStatus::True, NEW_REPLICA_SET_CREATED, &message);
    }
    rollout.new = Some(set);
    status::store(turn, &rollout.deployment)
}

/// The new ReplicaSet as it is asked for (rule D6). `leaving` Pods still take room.
fn blueprint(rollout: &Rollout, leaving: i32) -> ReplicaSet {
    let deployment = &rollout.deployment;
    let hash = template_hash(&deployment.spec.template, deployment.status.collision_count);
    let mut template = PodTemplateSpec::clone(&deployment.spec.template);
    let labels = Rc::make_mut(&mut template.metadata.labels);
    labels.insert(POD_TEMPLATE_HASH.into(), hash.as_str().into());
    let mut selector = deployment.spec.selector.clone();
    selector.match_labels.insert(POD_TEMPLATE_HASH.into(), hash.as_str().into());
    let revision = (revision::highest(&rollout.old) + 1).to_string();
    let mut metadata = ObjectMeta {
        name: format!("{}-{hash}", deployment.metadata.name).into(),
        namespace: deployment.metadata.namespace.clone(),
        labels: template.metadata.labels.clone(),
        owner_references: vec![OwnerReference::controller(Kind::Deployment, &deployment.metadata)],
        ..ObjectMeta::default()
    };
    let annotations = Rc::make_mut(&mut metadata.annotations);
    revision::sync_annotations(deployment, annotations, &revision, false);
    ReplicaSet {
        metadata,
        spec: ReplicaSetSpec {
            replicas: Some(bounds::new_size(deployment, rollout.old_size() + leaving, 0)),
            min_ready_seconds: deployment.spec.min_ready_seconds,
            selector,
            template: Rc::new(template),
        },
        status: ReplicaSetStatus::default(),
    }
}

/// Another object has the name: the next try has another hash (rule D7). It cannot be the one that
/// was asked for, since the cache would show it.
fn name_is_taken(
    turn: &mut Turn,
    rollout: &mut Rollout,
    name: Name,
    error: Status,
) -> Result<(), Status> {
    let count = &mut rollout.deployment.status.collision_count;
    let collision_count = count.unwrap_or(0) + 1;
    *count = Some(collision_count);
    turn.decide(Decision::NameTaken { name, collision_count });
    status::store(turn, &rollout.deployment)?;
    Err(error)
}

fn creation_failed(
    turn: &mut Turn,
    rollout: &mut Rollout,
    name: Name,
    error: Status,
) -> Result<(), Status> {
    const REASON: &str = "ReplicaSetCreateError";
    let message = format!("Failed to create new replica set \"{name}\": {error}");
    turn.decide(Decision::CreationFailed { name, message: error.message.as_str().into() });
    if progress::has_deadline(&rollout.deployment) {
        progress::set(turn, rollout, ConditionStatus::False, REASON, &message);
        status::store(turn, &rollout.deployment)?;
    }
    turn.warning(reference(&rollout.deployment), REASON, message);
    Err(error)
}

/// Names the Deployment, for its events.
pub fn reference(deployment: &Deployment) -> ObjectRef {
    ObjectRef::new(Kind::Deployment, deployment.metadata.name.clone())
}
