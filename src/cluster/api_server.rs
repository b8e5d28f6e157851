//! The API server: every write goes through here, and gets Kubernetes' answer.
//!
//! It owns defaulting, validation, names and identities, generations, graceful deletion and
//! finalizers. It knows no controller.

use super::admission;
use super::hash::random_suffix;
use super::turn::Turn;
use crate::api::{
    Deployment, Kind, Name, Object, ObjectMeta, ObjectRef, PersistentVolumeClaim, Pod, Reason,
    ReplicaSet, Resource, ResourceQuota, StatefulSet, Status, Uid, Version, defaults, validation,
};
use std::rc::Rc;

/// Keeps a claim that a Pod still uses (rule V2).
pub const PVC_PROTECTION: &str = "kubernetes.io/pvc-protection";
/// Keeps an owner until its dependents are gone (rule G1).
pub const FOREGROUND_DELETION: &str = "foregroundDeletion";
/// Keeps an owner until its dependents are released (rule G1).
pub const ORPHAN_DEPENDENTS: &str = "orphan";

/// Letters of a generated name before its suffix (rule R4).
const MAX_GENERATED_BASE: usize = 58;
/// How often a generated name is tried (rule C2).
const MAX_NAME_TRIES: usize = 8;

/// What becomes of an object's dependents when it is deleted (rule G1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Propagation {
    /// The owner goes first, then the garbage collector takes what it owned.
    #[default]
    Background,
    /// What it owns goes first.
    Foreground,
    /// What it owns stays, without an owner.
    Orphan,
}

/// How to delete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeleteOptions {
    /// Seconds to end in; `None` for the Pod's own.
    pub grace_period_seconds: Option<u32>,
    /// What becomes of dependents.
    pub propagation: Propagation,
    /// Refuse if the object is another one by now.
    pub uid: Option<Uid>,
}

impl DeleteOptions {
    /// At once, without asking the kubelet: `--grace-period=0 --force`.
    pub fn now() -> Self {
        Self { grace_period_seconds: Some(0), ..Self::default() }
    }
}

impl Turn<'_> {
    /// Creates an object. Refused if the name is taken, the object invalid or a quota used up.
    pub fn create<T: Resource>(&mut self, object: T) -> Result<Rc<T>, Status> {
        let stored = self.create_object(T::wrap(Rc::new(object)))?;
        Ok(T::unwrap(&stored).expect("an object keeps its kind").clone())
    }

    /// Creates an object of any kind; see [`Turn::create`].
    pub fn create_object(&mut self, object: Object) -> Result<Object, Status> {
        let mut object = defaults::apply(object, self.release());
        if object.name().is_empty() && !object.meta().generate_name.is_empty() {
            object = self.generate_name(object)?;
        }
        let errors = validation::create(&object, self.release());
        if !errors.is_empty() {
            return Err(validation::invalid(object.kind(), object.name(), &errors));
        }
        let reference = object.reference();
        if let Some(there) = self.live().object(&reference) {
            return Err(match object.meta().generate_name.is_empty() {
                true => Status::already_exists(&reference, there.meta().is_terminating()),
                false => Status::generated_name_exists(&reference, self.release()),
            });
        }
        self.admit(&object)?;
        let object = admission::prepare_for_create(object.with_meta(|meta| self.identify(meta)));
        Ok(self.put(object))
    }

    /// Changes everything but the status. Refused if the object is gone or becomes invalid.
    pub fn update<T: Resource>(&mut self, object: T) -> Result<Rc<T>, Status> {
        let stored = self.update_object(T::wrap(Rc::new(object)))?;
        Ok(T::unwrap(&stored).expect("an object keeps its kind").clone())
    }

    /// Changes an object of any kind; see [`Turn::update`]. Refused if it was changed since it was
    /// read; one that was never stored has no version, and replaces whatever is there.
    pub fn update_object(&mut self, object: Object) -> Result<Object, Status> {
        let old = self.stored(&object.reference())?;
        let read = object.meta().resource_version;
        if read != Version::default() && read != old.meta().resource_version {
            return Err(Status::modified(&object.reference()));
        }
        let object = admission::keep_given(defaults::apply(object, self.release()), &old);
        let object = with_status_of(object, &old);
        // What was placed without its defaults has them as soon as it is read.
        let known = defaults::apply(old.clone(), self.release());
        let errors = validation::update(&object, &known, self.release());
        if !errors.is_empty() {
            return Err(validation::invalid(object.kind(), object.name(), &errors));
        }
        let bump = changes_generation(&old, &object);
        let object = object.with_meta(|meta| keep_identity(meta, old.meta(), bump));
        if is_over(object.meta()) {
            self.remove(&object.reference());
            return Ok(object);
        }
        Ok(self.put_unless_equal(object, &old))
    }

    /// Changes the status, and annotations with it, as the status endpoint does. The spec, labels
    /// and generation stay as they are stored. Refused if its counts do not add up.
    pub fn update_status<T: Resource>(&mut self, object: T) -> Result<Rc<T>, Status> {
        let wrapped = T::wrap(Rc::new(object));
        let old = self.stored(&wrapped.reference())?;
        let annotations = wrapped.meta().annotations.clone();
        let object =
            with_status_of(old.clone(), &wrapped).with_meta(|meta| meta.annotations = annotations);
        let errors = validation::status(&object, self.release());
        if !errors.is_empty() {
            return Err(validation::invalid(object.kind(), object.name(), &errors));
        }
        let stored = self.put_unless_equal(object, &old);
        Ok(T::unwrap(&stored).expect("an object keeps its kind").clone())
    }

    /// Changes spec and status in one write, as the subresources do that bind a Pod to a node and
    /// a claim to a volume.
    pub fn bind<T: Resource>(&mut self, object: T) -> Result<(), Status> {
        let object = T::wrap(Rc::new(object));
        let old = self.stored(&object.reference())?;
        let object = object.with_meta(|meta| keep_identity(meta, old.meta(), false));
        self.put_unless_equal(object, &old);
        Ok(())
    }

    /// Asks for an object's end (rules C10, K6, G1). Most kinds are gone at once; a Pod gets its
    /// grace period, and what has finalizers waits for them.
    pub fn delete(&mut self, reference: &ObjectRef, options: DeleteOptions) -> Result<(), Status> {
        let old = self.stored(reference)?;
        if options.uid.is_some_and(|uid| uid != old.meta().uid) {
            let message = format!("the UID in the precondition does not match that of {reference}");
            return Err(Status::new(Reason::Conflict, message));
        }
        if is_pending(old.meta(), &options) {
            return Ok(());
        }
        let grace_seconds = grace_seconds(&old, &options);
        let finalizers = finalizers_after(old.meta(), options.propagation);
        if grace_seconds == 0 && finalizers.is_empty() {
            self.remove(reference);
            return Ok(());
        }
        let now = self.now();
        let object = old.with_meta(|meta| {
            // The first request changes what its controller may do (`markAsDeleting`).
            if meta.generation > 0 && !meta.is_terminating() {
                meta.generation += 1;
            }
            mark_for_deletion(meta, now.after_seconds(grace_seconds.into()).timestamp());
            meta.deletion_grace_period_seconds = Some(grace_seconds);
            meta.finalizers = finalizers;
        });
        self.put_unless_equal(object, &old);
        Ok(())
    }

    /// Takes one finalizer off; the object goes if it was the last and its end was asked for.
    pub fn remove_finalizer(&mut self, reference: &ObjectRef, name: &str) -> Result<(), Status> {
        let old = self.stored(reference)?;
        let object = old.with_meta(|meta| meta.finalizers.retain(|present| **present != *name));
        if is_over(object.meta()) {
            self.remove(reference);
        } else {
            self.put_unless_equal(object, &old);
        }
        Ok(())
    }

    fn stored(&self, reference: &ObjectRef) -> Result<Object, Status> {
        self.live().object(reference).cloned().ok_or_else(|| Status::not_found(reference))
    }

    fn remove(&mut self, reference: &ObjectRef) {
        if let Some(change) = self.cluster.store.remove(reference) {
            self.record(change);
        }
    }

    fn put(&mut self, object: Object) -> Object {
        self.cluster.resource_version += 1;
        let version = self.cluster.resource_version;
        let object = object.with_meta(|meta| meta.resource_version = Version(version));
        let change = self.cluster.store.put(object.clone());
        self.record(change);
        object
    }

    fn put_unless_equal(&mut self, object: Object, old: &Object) -> Object {
        if object == *old { object } else { self.put(object) }
    }

    fn generate_name(&mut self, object: Object) -> Result<Object, Status> {
        let base = &object.meta().generate_name;
        let base = base.get(..MAX_GENERATED_BASE).unwrap_or(base).to_owned();
        for _ in 0..MAX_NAME_TRIES {
            let name = format!("{base}{}", random_suffix(&mut self.cluster.rng));
            if self.live().object(&ObjectRef::new(object.kind(), &*name)).is_none() {
                return Ok(object.with_meta(|meta| meta.name = name.into()));
            }
        }
        Err(Status::already_exists(&object.reference(), false))
    }

    fn identify(&mut self, meta: &mut ObjectMeta) {
        meta.uid = self.cluster.new_uid();
        meta.creation_timestamp = Some(self.now().timestamp());
        meta.deletion_timestamp = None;
        if meta.namespace.is_empty() {
            meta.namespace = self.cluster.config.namespace.clone();
        }
    }

    /// Refuses what a quota has no room for, and what would be too much for the page.
    fn admit(&self, object: &Object) -> Result<(), Status> {
        if object.kind() != Kind::Pod {
            return Ok(());
        }
        let unfinished = || self.live().list::<Pod>().filter(|pod| !pod.is_finished()).count();
        for quota in self.live().list::<ResourceQuota>() {
            let limit = quota.spec.hard.get("pods").and_then(|hard| hard.parse::<usize>().ok());
            let Some(limit) = limit else { continue };
            let used = unfinished();
            if used >= limit {
                let message = format!(
                    "pods \"{}\" is forbidden: exceeded quota: {}, requested: pods=1, \
                     used: pods={used}, limited: pods={limit}",
                    object.name(),
                    quota.metadata.name
                );
                return Err(Status::new(Reason::Forbidden, message));
            }
        }
        Ok(())
    }
}

/// Whether nothing keeps an object any more whose end was asked for (`ShouldDeleteDuringUpdate`).
fn is_over(meta: &ObjectMeta) -> bool {
    meta.is_terminating()
        && meta.finalizers.is_empty()
        && meta.deletion_grace_period_seconds == Some(0)
}

/// What keeps an object whose end is asked for: the last request says what becomes of what it owns
/// (`deletionFinalizersForGarbageCollection`).
fn finalizers_after(meta: &ObjectMeta, propagation: Propagation) -> Vec<Name> {
    let asked = match propagation {
        Propagation::Background => None,
        Propagation::Foreground => Some(FOREGROUND_DELETION),
        Propagation::Orphan => Some(ORPHAN_DEPENDENTS),
    };
    let own = |it: &&Name| !matches!(&***it, FOREGROUND_DELETION | ORPHAN_DEPENDENTS);
    let others = meta.finalizers.iter().filter(own).cloned();
    others.chain(asked.map(Name::from)).collect()
}

/// Whether a grace period runs already that this request does not shorten: then it changes nothing,
/// whatever has become of the Pod (`BeforeDelete`, rule K6).
fn is_pending(meta: &ObjectMeta, options: &DeleteOptions) -> bool {
    let running = meta.deletion_grace_period_seconds.filter(|_| meta.is_terminating());
    let is_shorter = |running| options.grace_period_seconds.is_some_and(|asked| asked < running);
    running.is_some_and(|running| running > 0 && !is_shorter(running))
}

fn grace_seconds(object: &Object, options: &DeleteOptions) -> u32 {
    let Object::Pod(pod) = object else { return 0 };
    if !pod.is_scheduled() || pod.is_finished() {
        return 0;
    }
    let own = pod.spec.termination_grace_period_seconds.unwrap_or(30);
    options.grace_period_seconds.unwrap_or(own)
}

fn mark_for_deletion(meta: &mut ObjectMeta, at: crate::api::Timestamp) {
    meta.deletion_timestamp = Some(meta.deletion_timestamp.map_or(at, |before| before.min(at)));
}

/// What clients cannot change.
fn keep_identity(meta: &mut ObjectMeta, old: &ObjectMeta, bump: bool) {
    meta.uid = old.uid;
    meta.namespace = old.namespace.clone();
    meta.creation_timestamp = old.creation_timestamp;
    meta.deletion_timestamp = old.deletion_timestamp;
    meta.deletion_grace_period_seconds = old.deletion_grace_period_seconds;
    meta.resource_version = old.resource_version;
    meta.generation = old.generation + u64::from(bump);
}

/// Whether the generation moves: for a changed spec, and for a Deployment's annotations (rule C11,
/// recording dep-annotate).
fn changes_generation(old: &Object, new: &Object) -> bool {
    match (old, new) {
        (Object::Deployment(old), Object::Deployment(new)) => {
            old.spec != new.spec || old.metadata.annotations != new.metadata.annotations
        }
        (Object::ReplicaSet(old), Object::ReplicaSet(new)) => old.spec != new.spec,
        (Object::StatefulSet(old), Object::StatefulSet(new)) => old.spec != new.spec,
        (Object::PodDisruptionBudget(old), Object::PodDisruptionBudget(new)) => {
            old.spec != new.spec
        }
        _ => false,
    }
}

/// `object` with the status that `source` has.
fn with_status_of(object: Object, source: &Object) -> Object {
    fn merged<T: Resource>(
        object: &Rc<T>,
        source: &Object,
        set: impl FnOnce(&mut T, &T),
    ) -> Object {
        let mut copy = (**object).clone();
        if let Some(source) = T::unwrap(source) {
            set(&mut copy, source);
        }
        T::wrap(Rc::new(copy))
    }
    match &object {
        Object::Deployment(it) => {
            merged::<Deployment>(it, source, |it, from| it.status = from.status.clone())
        }
        Object::ReplicaSet(it) => {
            merged::<ReplicaSet>(it, source, |it, from| it.status = from.status.clone())
        }
        Object::StatefulSet(it) => {
            merged::<StatefulSet>(it, source, |it, from| it.status = from.status.clone())
        }
        Object::Pod(it) => merged::<Pod>(it, source, |it, from| it.status = from.status.clone()),
        Object::PersistentVolumeClaim(it) => {
            merged::<PersistentVolumeClaim>(it, source, |it, from| it.status = from.status.clone())
        }
        Object::PodDisruptionBudget(it) => {
            merged::<crate::api::PodDisruptionBudget>(it, source, |it, from| {
                it.status = from.status.clone();
            })
        }
        Object::Service(it) => {
            merged::<crate::api::Service>(it, source, |it, from| it.status = from.status.clone())
        }
        Object::Node(it) => {
            merged::<crate::api::Node>(it, source, |it, from| it.status = from.status.clone())
        }
        Object::ControllerRevision(_)
        | Object::PersistentVolume(_)
        | Object::EndpointSlice(_)
        | Object::ResourceQuota(_) => object,
    }
}
