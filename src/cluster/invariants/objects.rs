//! What holds of any object: time, owners, identity, generations, counts.

use super::{Invariant, Transition, ensure};
use crate::api::{Deployment, Object, ObjectRef, Pod, ReplicaSet, StatefulSet};
use crate::cluster::actor::Actor;
use crate::cluster::store::Store;

pub(super) const ALL: &[Invariant] = &[
    Invariant { name: "time never goes back", rule: "C1", check: time_never_goes_back },
    Invariant { name: "one controller an object", rule: "C9", check: one_controller },
    Invariant { name: "what a controller makes is its own", rule: "C9", check: makes_its_own },
    Invariant { name: "an identity is never reused", rule: "S30", check: identity_is_kept },
    Invariant { name: "generations only grow", rule: "C11", check: generations_grow },
    Invariant { name: "status adds up", rule: "R10", check: status_adds_up },
    Invariant { name: "status counts what is there", rule: "R10", check: status_counts },
];

fn time_never_goes_back(it: &Transition) -> Result<(), String> {
    ensure(it.after.now() >= it.before.now(), || "the clock went back".to_owned())?;
    ensure(it.step.at <= it.after.now(), || "the step is in the future".to_owned())
}

fn one_controller(it: &Transition) -> Result<(), String> {
    for object in it.changes().filter_map(|change| change.after.as_ref()) {
        let owners = object.meta().owner_references.iter();
        let controllers = owners.filter(|owner| owner.controller).count();
        ensure(controllers <= 1, || format!("{} has {controllers}", object.reference()))?;
    }
    Ok(())
}

/// Pods, ReplicaSets and ControllerRevisions belong to the object that their controller looked at.
/// Claims belong to nobody, unless a policy says so.
fn makes_its_own(it: &Transition) -> Result<(), String> {
    if !matches!(it.step.actor, Actor::Deployment | Actor::ReplicaSet | Actor::StatefulSet) {
        return Ok(());
    }
    for object in it.changes().filter(|it| it.is_creation()).filter_map(|it| it.after.as_ref()) {
        if matches!(object, Object::PersistentVolumeClaim(_)) {
            continue;
        }
        let owner = object.meta().controller().map(|it| ObjectRef::new(it.kind, it.name.clone()));
        let uid = object.meta().controller().map(|it| it.uid);
        let lives = uid.is_some_and(|uid| it.store_before().has_uid(&it.step.object, uid));
        ensure(lives && owner.as_ref() == Some(&it.step.object), || {
            format!("{} was made for {} and is not its own", object.reference(), it.step.object)
        })?;
    }
    Ok(())
}

fn identity_is_kept(it: &Transition) -> Result<(), String> {
    for change in it.changes() {
        let (Some(before), Some(after)) = (&change.before, &change.after) else { continue };
        ensure(before.meta().uid == after.meta().uid, || {
            format!("{} became another object without going", after.reference())
        })?;
    }
    Ok(())
}

/// The observed ones, too.
fn generations_grow(it: &Transition) -> Result<(), String> {
    let observed = |object: &Object| match object {
        Object::Deployment(it) => it.status.observed_generation,
        Object::ReplicaSet(it) => it.status.observed_generation,
        Object::StatefulSet(it) => it.status.observed_generation,
        _ => 0,
    };
    for change in it.changes() {
        let (Some(before), Some(after)) = (&change.before, &change.after) else { continue };
        let grows = before.meta().generation <= after.meta().generation
            && observed(before) <= observed(after)
            && observed(after) <= after.meta().generation;
        ensure(grows, || format!("{} went back", after.reference()))?;
    }
    Ok(())
}

/// None is less than none, and a part is not more than the whole.
fn status_adds_up(it: &Transition) -> Result<(), String> {
    for object in it.changes().filter_map(|change| change.after.as_ref()) {
        let (ordered, parts) = match object {
            Object::ReplicaSet(set) => {
                let it = &set.status;
                let ordered = [it.available_replicas, it.ready_replicas, it.replicas];
                (ordered, [it.fully_labeled_replicas; 2])
            }
            Object::StatefulSet(set) => {
                let it = &set.status;
                let available = it.available_replicas.unwrap_or(0);
                let ordered = [available, it.ready_replicas, it.replicas];
                (ordered, [it.current_replicas, it.updated_replicas])
            }
            Object::Deployment(deployment) => {
                let it = &deployment.status;
                let ordered = [it.available_replicas, it.ready_replicas, it.replicas];
                (ordered, [it.updated_replicas; 2])
            }
            _ => continue,
        };
        let is_part = |count: &i32| (0..=ordered[2]).contains(count);
        let adds_up = ordered[0] >= 0 && ordered.is_sorted() && parts.iter().all(is_part);
        ensure(adds_up, || {
            let of = object.reference();
            format!("{of}: available, ready, all are {ordered:?}, of which {parts:?}")
        })?;
    }
    Ok(())
}

/// A controller that counts anew counts what was there when it looked, if it adopted and released
/// nothing itself.
fn status_counts(it: &Transition) -> Result<(), String> {
    let owners = |object: &Object| object.meta().owner_references.clone();
    let changes_owners = it.changes().any(|change| match (&change.before, &change.after) {
        (Some(before), Some(after)) => owners(before) != owners(after),
        _ => false,
    });
    let object = |store: &Store| store.object(&it.step.object).cloned();
    let (Some(before), Some(after)) = (object(it.store_before()), object(it.store_after())) else {
        return Ok(());
    };
    let said = counts(&after);
    // What is being deleted neither counts nor lets go of what its selector no longer fits (C8).
    if changes_owners || after.meta().is_terminating() || said == counts(&before) {
        return Ok(());
    }
    let counted = match &after {
        Object::ReplicaSet(set) if it.step.actor == Actor::ReplicaSet => active_pods(it, set),
        Object::StatefulSet(set) if it.step.actor == Actor::StatefulSet => all_pods(it, set),
        Object::Deployment(own) if it.step.actor == Actor::Deployment => in_sets(it, own),
        _ => return Ok(()),
    };
    ensure(said == counted, || format!("{} says {said:?}, not {counted:?}", it.step.object))
}

/// All, and ready ones.
type Counts = [i32; 2];

fn counts(object: &Object) -> Counts {
    match object {
        Object::ReplicaSet(it) => [it.status.replicas, it.status.ready_replicas],
        Object::StatefulSet(it) => [it.status.replicas, it.status.ready_replicas],
        Object::Deployment(it) => [it.status.replicas, it.status.ready_replicas],
        _ => [0; 2],
    }
}

fn active_pods(it: &Transition, set: &ReplicaSet) -> Counts {
    let pods = it.store_before().controlled_by::<Pod>(set.metadata.uid);
    pods.filter(|pod| pod.is_active())
        .fold([0, 0], |[all, ready], pod| [all + 1, ready + i32::from(pod.is_ready())])
}

/// Older releases count what they create within the same sync.
fn all_pods(it: &Transition, set: &StatefulSet) -> Counts {
    let at_once = it.before.config().release.stateful_set_counts_at_once();
    let pods = it.store_before().controlled_by::<Pod>(set.metadata.uid);
    let [all, ready] = pods
        .fold([0, 0], |[all, ready], pod| [all + 1, ready + i32::from(pod.is_running_and_ready())]);
    [if at_once { set.status.replicas } else { all }, ready]
}

/// What its ReplicaSets say; one that was just made says nothing yet.
fn in_sets(it: &Transition, deployment: &Deployment) -> Counts {
    let sets = it.store_before().controlled_by::<ReplicaSet>(deployment.metadata.uid);
    sets.fold([0, 0], |[all, ready], set| {
        [all + set.status.replicas, ready + set.status.ready_replicas]
    })
}
