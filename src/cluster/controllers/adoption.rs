//! Which objects are a controller's own: it keeps, releases and adopts them (rule C8).

use crate::api::{
    Kind, LabelSelector, Name, ObjectMeta, OwnerReference, Resource, Status, StringMap,
};
use crate::cluster::Turn;
use crate::cluster::store::Store;
use std::rc::Rc;

/// Who claims.
#[derive(Clone, Copy)]
pub struct Manager<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Its name and identity.
    pub meta: &'a ObjectMeta,
    /// The labels of what is its own.
    pub selector: &'a LabelSelector,
}

/// What a claim came to.
pub struct Claimed<T> {
    /// All that is its own now: first what it owned before, by name, then what it adopted.
    pub objects: Vec<Rc<T>>,
    /// Names of those that had no owner and are its own now.
    pub adopted: Vec<Name>,
    /// Names of those it owned whose labels or name no longer fit.
    pub released: Vec<Name>,
}

/// What a manager owns, and what nobody owns, each by name.
pub fn candidates<T: Resource>(store: &Store, manager: &ObjectMeta) -> Vec<Rc<T>> {
    store.controlled_by(manager.uid).chain(store.orphans()).cloned().collect()
}

/// What an object is to a manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Its own, and fits.
    Own,
    /// Its own, and fits no longer: to be released.
    Stranger,
    /// Nobody's, and fits: to be adopted.
    Orphan,
    /// None of its business.
    Unrelated,
}

impl Manager<'_> {
    /// What an object is to it. `fits` tells whether labels and name are as they should be.
    pub fn relation(&self, object: &ObjectMeta, fits: bool) -> Relation {
        match object.controller() {
            Some(owner) if owner.uid != self.meta.uid => Relation::Unrelated,
            Some(_) if fits => Relation::Own,
            Some(_) => Relation::Stranger,
            None if fits && !object.is_terminating() => Relation::Orphan,
            None => Relation::Unrelated,
        }
    }

    /// Goes through `candidates`, and writes the owner references that have to change. `fits` is
    /// asked on top of the selector: a StatefulSet's Pods must bear its name (rule S2).
    ///
    /// One that is itself being deleted neither adopts nor releases. The API server's refusals come
    /// back as they are.
    pub fn claim<T: Resource>(
        &self,
        turn: &mut Turn,
        candidates: Vec<Rc<T>>,
        fits: impl Fn(&T) -> bool,
    ) -> Result<Claimed<T>, Status> {
        let mut claimed =
            Claimed { objects: candidates, adopted: Vec::new(), released: Vec::new() };
        let (mut orphans, mut strangers) = (Vec::new(), Vec::new());
        // Pods of one template share their labels, so that most need no look at all.
        let mut selected: Option<Rc<StringMap>> = None;
        let mut selects = |labels: &Rc<StringMap>| {
            let is_known = selected.as_ref().is_some_and(|known| Rc::ptr_eq(known, labels));
            if !is_known && self.selector.matches(labels) {
                selected = Some(labels.clone());
                return true;
            }
            is_known
        };
        claimed.objects.retain(|object| {
            let meta = object.meta();
            let relation = self.relation(meta, selects(&meta.labels) && fits(object));
            match relation {
                Relation::Stranger => strangers.push(object.clone()),
                Relation::Orphan => orphans.push(object.clone()),
                Relation::Own | Relation::Unrelated => {}
            }
            relation == Relation::Own
        });
        if self.meta.is_terminating() {
            return Ok(claimed);
        }
        for stranger in strangers {
            claimed.released.push(stranger.meta().name.clone());
            write_owners(turn, &stranger, |owners| {
                owners.retain(|owner| owner.uid != self.meta.uid);
            })?;
        }
        for orphan in orphans {
            claimed.adopted.push(orphan.meta().name.clone());
            let owner = OwnerReference::controller(self.kind, self.meta);
            claimed.objects.push(write_owners(turn, &orphan, |owners| owners.push(owner))?);
        }
        Ok(claimed)
    }
}

fn write_owners<T: Resource>(
    turn: &mut Turn,
    object: &Rc<T>,
    change: impl FnOnce(&mut Vec<OwnerReference>),
) -> Result<Rc<T>, Status> {
    let mut copy = T::clone(object);
    change(&mut copy.meta_mut().owner_references);
    turn.update(copy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Object, Pod, ReplicaSet, Timestamp};
    use crate::cluster::{Actor, Cluster, Config, WorkKey};

    fn place(cluster: &mut Cluster, name: &str, app: &str, owner: Option<&ObjectMeta>) {
        let mut pod = Pod { metadata: ObjectMeta::named(name), ..Pod::default() };
        pod.metadata.set_label("app", app);
        let owner = owner.map(|owner| OwnerReference::controller(Kind::ReplicaSet, owner));
        pod.metadata.owner_references.extend(owner);
        cluster.place(Object::Pod(Rc::new(pod)));
    }

    fn cluster(is_terminating: bool) -> (Cluster, Rc<ReplicaSet>) {
        let mut cluster = Cluster::new(Config::default());
        let mut set = ReplicaSet { metadata: ObjectMeta::named("web"), ..ReplicaSet::default() };
        set.spec.selector.match_labels.insert("app".into(), "web".into());
        set.metadata.deletion_timestamp = is_terminating.then_some(Timestamp(1));
        let Object::ReplicaSet(set) = cluster.place(Object::ReplicaSet(Rc::new(set))) else {
            panic!("an object keeps its kind")
        };
        let other = ObjectMeta { uid: crate::api::Uid(7), ..ObjectMeta::named("other") };
        place(&mut cluster, "kept", "web", Some(&set.metadata));
        place(&mut cluster, "relabelled", "debug", Some(&set.metadata));
        place(&mut cluster, "orphan", "web", None);
        place(&mut cluster, "orphan-of-another-name", "web", None);
        place(&mut cluster, "unrelated", "db", None);
        place(&mut cluster, "of-another", "web", Some(&other));
        (cluster, set)
    }

    fn claim(is_terminating: bool) -> (Vec<String>, Vec<String>) {
        let (mut cluster, set) = cluster(is_terminating);
        let key = WorkKey::new(Actor::ReplicaSet, Object::ReplicaSet(set.clone()).reference());
        let (claimed, step) = cluster.hold_turn(key, |turn| {
            let candidates = candidates::<Pod>(&turn.cache, &set.metadata);
            let manager = Manager {
                kind: Kind::ReplicaSet,
                meta: &set.metadata,
                selector: &set.spec.selector,
            };
            manager.claim(turn, candidates, |pod| !pod.metadata.name.ends_with("another-name"))
        });
        let claimed = claimed.expect("nothing is refused");
        let names = claimed.objects.iter().map(|pod| pod.metadata.name.to_string()).collect();
        let written = step.writes.iter().map(|change| {
            let owner = change.object().meta().controller().map(|owner| owner.name.to_string());
            format!("{} {owner:?}", change.object().name())
        });
        (names, written.collect())
    }

    #[test]
    fn what_fits_is_kept_or_adopted_and_what_no_longer_fits_is_released() {
        let (names, written) = claim(false);
        assert_eq!(names, ["kept", "orphan"]);
        assert_eq!(written, ["relabelled None", "orphan Some(\"web\")"]);
    }

    #[test]
    fn one_that_is_going_changes_no_owner() {
        let (names, written) = claim(true);
        assert_eq!(names, ["kept"]);
        assert!(written.is_empty(), "{written:?}");
    }

    #[test]
    fn what_one_releases_another_adopts() {
        use crate::api::ObjectRef;
        use crate::cluster::Command;
        use crate::cluster::staging::{create, manual, settle};
        use crate::value::json;
        let mut cluster = manual(1);
        for name in ["left", "right"] {
            let labels = json!({ "app": name });
            let template = json!({ "metadata": { "labels": labels },
                "spec": { "containers": [{ "name": "web", "image": "nginx:1.25" }] } });
            let spec = json!({ "replicas": 1, "selector": { "matchLabels": labels },
                "template": template });
            let tree = json!({ "metadata": { "name": name }, "spec": spec });
            create(&mut cluster, Kind::ReplicaSet, tree);
        }
        settle(&mut cluster);
        let owner = |cluster: &Cluster, pod: &ObjectRef| {
            let pod = cluster.store().get::<Pod>(&pod.name).expect("it is there");
            pod.metadata.controller().map(|owner| owner.name.to_string())
        };
        let pod = cluster.store().list::<Pod>().next().expect("the first");
        let object = ObjectRef::new(Kind::Pod, pod.metadata.name.clone());
        assert_eq!(owner(&cluster, &object).as_deref(), Some("left"));
        let patch = json!({ "metadata": { "labels": { "app": "right" } } });
        let patch = Command::Patch { object: object.clone(), patch, strategic: false };
        cluster.command(&patch).expect("labels may change");
        settle(&mut cluster);
        assert_eq!(owner(&cluster, &object).as_deref(), Some("right"));
    }
}
