//! The garbage collector (rules G1 and G2): objects go when their owners are gone, before them, or
//! are set free, as the deletion of the owner asked for.

use crate::api::meta::OwnerReference;
use crate::api::{Name, Object, ObjectMeta, ObjectRef, Status};
use crate::cluster::api_server::{FOREGROUND_DELETION, ORPHAN_DEPENDENTS};
use crate::cluster::decision::{Explain, Number};
use crate::cluster::{DeleteOptions, Propagation, Store, Turn};

/// Why it did what it did.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// All owners are gone, so this goes.
    OwnersGone {
        /// What goes.
        object: ObjectRef,
        /// The owner that was.
        owner: ObjectRef,
    },
    /// Its owner is being deleted in the foreground and waits for it, so this goes.
    OwnerWaits {
        /// What goes.
        object: ObjectRef,
        /// The owner that waits.
        owner: ObjectRef,
    },
    /// It has another owner, so it stays and forgets the one that is gone.
    OwnerForgotten {
        /// What stays.
        object: ObjectRef,
        /// The owner that is forgotten.
        owner: ObjectRef,
    },
    /// The owner goes and what it owned stays, without an owner.
    SetFree {
        /// The owner that goes.
        owner: ObjectRef,
        /// How many objects are set free.
        dependents: u32,
    },
    /// All that the owner waited for is gone: it goes, too.
    LastOneGone {
        /// The owner.
        owner: ObjectRef,
    },
}

impl Explain for Decision {
    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::OwnersGone { .. } | Self::OwnerForgotten { .. } => "G2",
            Self::OwnerWaits { .. } | Self::SetFree { .. } | Self::LastOneGone { .. } => "G1",
        })
    }

    fn numbers(&self) -> Vec<Number> {
        match self {
            Self::SetFree { dependents, .. } => vec![("dependents", dependents.to_string())],
            _ => Vec::new(),
        }
    }
}

/// One look at one object: first as an owner whose end was asked for, then as what others own.
pub fn collect(turn: &mut Turn, reference: &ObjectRef) -> Result<(), Status> {
    let Some(object) = turn.cache.object(reference).cloned() else { return Ok(()) };
    let meta = object.meta();
    if meta.is_terminating() {
        if has_finalizer(meta, ORPHAN_DEPENDENTS) {
            return set_free(turn, &object);
        }
        if has_finalizer(meta, FOREGROUND_DELETION) {
            return finish_foreground(turn, &object);
        }
        return Ok(());
    }
    collect_dependent(turn, &object)
}

/// Takes this owner out of all that it owns, then lets it go.
fn set_free(turn: &mut Turn, owner: &Object) -> Result<(), Status> {
    let uid = owner.meta().uid;
    let dependents: Vec<Object> = turn.cache.dependents(uid).cloned().collect();
    turn.decide(Decision::SetFree {
        owner: owner.reference(),
        dependents: dependents.len() as u32,
    });
    for dependent in &dependents {
        forget(turn, dependent, |reference| reference.uid == uid)?;
    }
    turn.remove_finalizer(&owner.reference(), ORPHAN_DEPENDENTS)
}

/// Lets the owner go once nothing is left that it has to wait for. What was made for it after its
/// end was asked for goes, too.
fn finish_foreground(turn: &mut Turn, owner: &Object) -> Result<(), Status> {
    let uid = owner.meta().uid;
    let blocks = |dependent: &Object| {
        let mut references = dependent.meta().owner_references.iter();
        references.any(|reference| reference.uid == uid && reference.block_owner_deletion)
    };
    let blocking: Vec<Object> =
        turn.cache.dependents(uid).filter(|it| blocks(it)).cloned().collect();
    if !blocking.is_empty() {
        let mut left = blocking.iter().filter(|dependent| !dependent.meta().is_terminating());
        return left.try_for_each(|dependent| collect_dependent(turn, dependent));
    }
    turn.decide(Decision::LastOneGone { owner: owner.reference() });
    turn.remove_finalizer(&owner.reference(), FOREGROUND_DELETION)
}

fn collect_dependent(turn: &mut Turn, object: &Object) -> Result<(), Status> {
    let references = &object.meta().owner_references;
    let states: Vec<OwnerState> =
        references.iter().map(|owner| owner_state(&turn.cache, owner)).collect();
    let going = references.iter().zip(&states).find(|(_, state)| **state != OwnerState::Solid);
    let Some((owner, state)) = going else { return Ok(()) };
    let (reference, owner) = (object.reference(), ObjectRef::new(owner.kind, owner.name.clone()));
    if states.contains(&OwnerState::Solid) {
        turn.decide(Decision::OwnerForgotten { object: reference, owner });
        let cache = turn.cache.clone();
        return forget(turn, object, |it| owner_state(&cache, it) != OwnerState::Solid);
    }
    let waits = *state == OwnerState::WaitsForDependents
        || states.contains(&OwnerState::WaitsForDependents);
    turn.decide(if waits {
        Decision::OwnerWaits { object: reference.clone(), owner }
    } else {
        Decision::OwnersGone { object: reference.clone(), owner }
    });
    let owns = turn.cache.dependents(object.meta().uid).next().is_some();
    let propagation = if waits && owns { Propagation::Foreground } else { Propagation::Background };
    let uid = Some(object.meta().uid);
    turn.delete(&reference, DeleteOptions { propagation, uid, ..DeleteOptions::default() })
}

/// What an owner means for what it owns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OwnerState {
    /// It is there, and keeps what it owns.
    Solid,
    /// No object has that identity any more.
    Gone,
    /// It is being deleted in the foreground.
    WaitsForDependents,
}

fn owner_state(store: &Store, owner: &OwnerReference) -> OwnerState {
    let stored = store.object(&ObjectRef::new(owner.kind, owner.name.clone()));
    match stored.map(Object::meta).filter(|meta| meta.uid == owner.uid) {
        None => OwnerState::Gone,
        Some(meta) if meta.is_terminating() && has_finalizer(meta, FOREGROUND_DELETION) => {
            OwnerState::WaitsForDependents
        }
        Some(_) => OwnerState::Solid,
    }
}

fn forget(
    turn: &mut Turn,
    object: &Object,
    which: impl Fn(&OwnerReference) -> bool,
) -> Result<(), Status> {
    let freed = object.with_meta(|meta| meta.owner_references.retain(|owner| !which(owner)));
    turn.update_object(freed).map(drop)
}

fn has_finalizer(meta: &ObjectMeta, name: &str) -> bool {
    meta.finalizers.iter().any(|finalizer: &Name| **finalizer == *name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Kind, Pod, ReplicaSet};
    use crate::cluster::staging::{create, delete, manual, settle, tell};
    use crate::cluster::{Cluster, Command, KubeletMove};
    use crate::value::json;

    /// A ReplicaSet that wants no more Pods than it owns here: `web-a` and `web-b`, both ready.
    fn owner_of_two() -> Cluster {
        let mut cluster = manual(1);
        let template = json!({ "metadata": { "labels": { "app": "web" } },
            "spec": { "containers": [{ "name": "web", "image": "nginx:1.25" }] } });
        create(
            &mut cluster,
            Kind::ReplicaSet,
            json!({ "metadata": { "name": "web" }, "spec": { "replicas": 2,
                "selector": { "matchLabels": { "app": "web" } }, "template": template } }),
        );
        let set = cluster.store().get::<ReplicaSet>("web").expect("it was made").clone();
        let owner = OwnerReference::controller(Kind::ReplicaSet, &set.metadata);
        for name in ["web-a", "web-b"] {
            let tree = json!({ "metadata": { "name": name, "labels": { "app": "web" },
                "ownerReferences": [owner] }, "spec": template["spec"] });
            create(&mut cluster, Kind::Pod, tree);
        }
        settle(&mut cluster);
        for name in ["web-a", "web-b"] {
            tell(&mut cluster, name, KubeletMove::Ready);
        }
        settle(&mut cluster);
        cluster
    }

    fn delete_owner(cluster: &mut Cluster, propagation: Propagation) {
        delete(cluster, Kind::ReplicaSet, "web", DeleteOptions::cascading(propagation));
    }

    fn owner_exists(cluster: &Cluster) -> bool {
        cluster.store().get::<ReplicaSet>("web").is_some()
    }

    fn terminating(cluster: &Cluster) -> Vec<bool> {
        cluster.store().list::<Pod>().map(|pod| pod.is_terminating()).collect()
    }

    #[test]
    fn in_the_background_the_owner_goes_first() {
        let mut cluster = owner_of_two();
        delete_owner(&mut cluster, Propagation::Background);
        assert!(!owner_exists(&cluster));
        assert_eq!(terminating(&cluster), [false, false]);
        settle(&mut cluster);
        assert_eq!(terminating(&cluster), [true, true]);
    }

    #[test]
    fn in_the_foreground_the_owner_waits_for_the_last_one() {
        let mut cluster = owner_of_two();
        delete_owner(&mut cluster, Propagation::Foreground);
        settle(&mut cluster);
        assert_eq!((owner_exists(&cluster), terminating(&cluster)), (true, vec![true, true]));
        tell(&mut cluster, "web-a", KubeletMove::Terminated);
        settle(&mut cluster);
        assert!(owner_exists(&cluster));
        tell(&mut cluster, "web-b", KubeletMove::Terminated);
        settle(&mut cluster);
        assert!(!owner_exists(&cluster));
    }

    #[test]
    fn the_last_request_says_what_becomes_of_what_it_owns() {
        let mut cluster = owner_of_two();
        delete_owner(&mut cluster, Propagation::Foreground);
        settle(&mut cluster);
        assert!(owner_exists(&cluster), "until its Pods have ended");
        delete_owner(&mut cluster, Propagation::Background);
        assert!(!owner_exists(&cluster));
        assert_eq!(terminating(&cluster), [true, true]);
    }

    #[test]
    fn who_takes_the_last_finalizer_off_ends_the_object() {
        let mut cluster = owner_of_two();
        let patch = |cluster: &mut Cluster, finalizers| {
            let object = ObjectRef::new(Kind::ReplicaSet, "web");
            let patch = json!({ "metadata": { "finalizers": finalizers } });
            let patch = Command::Patch { object, patch, strategic: false };
            cluster.command(&patch).expect("finalizers may change");
        };
        patch(&mut cluster, json!(["example.com/backup"]));
        delete_owner(&mut cluster, Propagation::Background);
        settle(&mut cluster);
        assert_eq!((owner_exists(&cluster), terminating(&cluster)), (true, vec![false, false]));
        patch(&mut cluster, json!(null));
        assert!(!owner_exists(&cluster));
        settle(&mut cluster);
        assert_eq!(terminating(&cluster), [true, true]);
    }

    #[test]
    fn orphans_stay_without_an_owner() {
        let mut cluster = owner_of_two();
        delete_owner(&mut cluster, Propagation::Orphan);
        assert!(owner_exists(&cluster), "until its Pods are free");
        settle(&mut cluster);
        assert!(!owner_exists(&cluster));
        assert_eq!(terminating(&cluster), [false, false]);
        assert_eq!(cluster.store().orphans::<Pod>().count(), 2);
    }

    #[test]
    fn what_names_an_owner_that_never_was_is_collected() {
        let mut cluster = manual(1);
        let owner = json!({ "apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web",
            "uid": "00000000-0000-4000-a000-000000000007", "controller": true });
        create(
            &mut cluster,
            Kind::Pod,
            json!({ "metadata": { "name": "web-a", "ownerReferences": [owner] },
                "spec": { "containers": [{ "name": "web", "image": "nginx:1.25" }] } }),
        );
        settle(&mut cluster);
        assert_eq!(cluster.store().count(Kind::Pod), 0);
    }
}
