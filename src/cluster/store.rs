//! The objects, by kind and name, with the indexes that keep a look-up from costing what exists.
//!
//! A `Store` is a value: a clone shares everything with the original, and a write copies only the
//! path to what it changes. It knows no rules; those are the API server's (see `api_server`).

use crate::api::pod::Requests;
use crate::api::{Kind, Name, Object, ObjectRef, Pod, Resource, StringMap, Uid};
use crate::collections::{Map, Set};
use std::rc::Rc;

/// All objects of a cluster.
#[derive(Clone, Default)]
pub struct Store {
    objects: [Map<Name, Object>; Kind::ALL.len()],
    dependents: Map<Uid, Set<ObjectRef>>,
    orphans: Set<ObjectRef>,
    pods_by_node: Map<Name, Set<Name>>,
    pods_by_label: Map<(Name, Name), Set<Name>>,
    pods_by_claim: Map<Name, Set<Name>>,
    pods_with_affinity: Set<Name>,
    spread: Map<(Uid, Name), u32>,
    requested: Map<Name, Requests>,
}

/// One write as the store saw it: an object before and after. Never both `None`.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// `None` if it was created.
    pub before: Option<Object>,
    /// `None` if it is gone.
    pub after: Option<Object>,
}

/// An object of a known type before and after a write.
pub type Sides<'a, T> = (Option<&'a Rc<T>>, Option<&'a Rc<T>>);

impl Change {
    /// The object as it is now, or as it was last.
    pub fn object(&self) -> &Object {
        self.after.as_ref().or(self.before.as_ref()).expect("a change has a before or an after")
    }

    /// Whether the object is new.
    pub fn is_creation(&self) -> bool {
        self.before.is_none()
    }

    /// Whether the object is gone.
    pub fn is_removal(&self) -> bool {
        self.after.is_none()
    }

    /// The two sides as `T`, if it is one.
    pub fn of<T: Resource>(&self) -> Option<Sides<'_, T>> {
        (self.object().kind() == T::KIND).then(|| {
            (self.before.as_ref().and_then(T::unwrap), self.after.as_ref().and_then(T::unwrap))
        })
    }
}

impl Store {
    /// The object of that type and name.
    pub fn get<T: Resource>(&self, name: &str) -> Option<&Rc<T>> {
        self.objects[T::KIND as usize].get(name).and_then(T::unwrap)
    }

    /// The object of that kind and name.
    pub fn object(&self, reference: &ObjectRef) -> Option<&Object> {
        self.objects[reference.kind as usize].get(&reference.name)
    }

    /// All objects of a type, by name.
    pub fn list<T: Resource>(&self) -> impl Iterator<Item = &Rc<T>> {
        self.objects[T::KIND as usize].values().filter_map(T::unwrap)
    }

    /// All objects of a kind, by name.
    pub fn objects(&self, kind: Kind) -> impl Iterator<Item = &Object> {
        self.objects[kind as usize].values()
    }

    /// Shows what has become of a type's objects since an earlier store, by name: before and after.
    /// Costs about what was written in between, if this one came of that one.
    pub fn changes_since<'a, T: Resource>(
        &'a self,
        earlier: &'a Self,
        mut show: impl FnMut(Sides<'a, T>),
    ) {
        let (then, now) = (&earlier.objects[T::KIND as usize], &self.objects[T::KIND as usize]);
        now.differences(then, Object::ptr_eq, |before, after| {
            show((before.and_then(T::unwrap), after.and_then(T::unwrap)));
        });
    }

    /// How many objects of a kind there are.
    pub fn count(&self, kind: Kind) -> usize {
        self.objects[kind as usize].len()
    }

    /// Whether an object of that kind with that identity exists.
    pub fn has_uid(&self, reference: &ObjectRef, uid: Uid) -> bool {
        self.object(reference).is_some_and(|object| object.meta().uid == uid)
    }

    /// What has an owner reference to this identity, by kind and name.
    pub fn dependents(&self, owner: Uid) -> impl Iterator<Item = &Object> {
        let references = self.dependents.get(&owner).into_iter().flatten();
        references.filter_map(|reference| self.object(reference))
    }

    /// The `T`s that this identity manages.
    pub fn controlled_by<T: Resource>(&self, owner: Uid) -> impl Iterator<Item = &Rc<T>> {
        let references = self.dependents.get(&owner).into_iter().flatten();
        let names = references.filter(|it| it.kind == T::KIND).map(|it| &*it.name);
        let objects = self.objects[T::KIND as usize].get_in_order(names);
        objects.filter_map(T::unwrap).filter(move |object| object.meta().is_controlled_by(owner))
    }

    /// The `T`s that nobody manages.
    pub fn orphans<T: Resource>(&self) -> impl Iterator<Item = &Rc<T>> {
        let references = self.orphans.iter().filter(|reference| reference.kind == T::KIND);
        references.filter_map(|reference| self.get::<T>(&reference.name))
    }

    /// The Pods bound to a node, by name; those bound to none for the empty name.
    pub fn pods_on(&self, node: &str) -> impl Iterator<Item = &Rc<Pod>> {
        let names = self.pods_by_node.get(node).into_iter().flatten();
        names.filter_map(|name| self.get::<Pod>(name))
    }

    /// How many Pods are bound to a node.
    pub fn count_on(&self, node: &str) -> usize {
        self.pods_by_node.get(node).map_or(0, Set::len)
    }

    /// How many active Pods that `owner` manages are bound to a node.
    pub fn spread(&self, owner: Uid, node: &Name) -> u32 {
        self.spread.get(&(owner, node.clone())).copied().unwrap_or(0)
    }

    /// What the unfinished Pods bound to a node ask for together.
    pub fn requested_on(&self, node: &str) -> Requests {
        self.requested.get(node).copied().unwrap_or_default()
    }

    /// The Pods that carry all of these labels, by name; none if no label is asked for.
    pub fn pods_with<'a>(&'a self, labels: &'a StringMap) -> impl Iterator<Item = &'a Rc<Pod>> {
        let rarest = labels
            .iter()
            .map(|(key, value)| self.pods_by_label.get(&(key.clone(), value.clone())))
            .min_by_key(|names| names.map_or(0, Set::len));
        let names = rarest.flatten().into_iter().flatten();
        names.filter_map(|name| self.get::<Pod>(name)).filter(|pod| {
            labels.iter().all(|(key, value)| pod.metadata.labels.get(key) == Some(value))
        })
    }

    /// The Pods with a volume that names this claim, by name.
    pub fn pods_using(&self, claim: &str) -> impl Iterator<Item = &Rc<Pod>> {
        let names = self.pods_by_claim.get(claim).into_iter().flatten();
        names.filter_map(|name| self.get::<Pod>(name))
    }

    /// The Pods that must be with some others, or apart from them, by name.
    pub fn pods_with_affinity(&self) -> impl Iterator<Item = &Rc<Pod>> {
        self.pods_with_affinity.iter().filter_map(|name| self.get::<Pod>(name))
    }

    /// Stores one object in place of the one with its kind and name, if any.
    pub fn put(&mut self, object: Object) -> Change {
        let kind = object.kind();
        let before = self.objects[kind as usize].insert(object.name().clone(), object.clone());
        let change = Change { before, after: Some(object) };
        self.reindex(&change);
        change
    }

    /// Takes an object away; `None` if there is none.
    pub fn remove(&mut self, reference: &ObjectRef) -> Option<Change> {
        let before = self.objects[reference.kind as usize].remove(&reference.name)?;
        let change = Change { before: Some(before), after: None };
        self.reindex(&change);
        Some(change)
    }

    /// Plays one change again, forwards.
    pub fn replay(&mut self, change: &Change) {
        match &change.after {
            Some(object) => drop(self.put(object.clone())),
            None => drop(self.remove(&change.object().reference())),
        }
    }

    fn reindex(&mut self, change: &Change) {
        self.reindex_owners(change);
        if let Some((before, after)) = change.of::<Pod>() {
            self.reindex_node(before, after);
            self.reindex_spread(before, after);
            self.reindex_requests(before, after);
            self.reindex_labels(before, after);
            self.reindex_claims(before, after);
            self.reindex_affinity(before, after);
        }
    }

    fn reindex_owners(&mut self, change: &Change) {
        let owners = |object: &Option<Object>| {
            object.as_ref().map(|object| object.meta().owner_references.clone())
        };
        let (before, after) = (owners(&change.before), owners(&change.after));
        if before == after {
            return;
        }
        let reference = change.object().reference();
        for owner in before.iter().flatten() {
            let of_owner = self.dependents.get_or_default(owner.uid);
            of_owner.remove(&reference);
            if of_owner.is_empty() {
                self.dependents.remove(&owner.uid);
            }
        }
        for owner in after.iter().flatten() {
            self.dependents.get_or_default(owner.uid).insert(reference.clone());
        }
        match after {
            Some(owners) if !owners.iter().any(|owner| owner.controller) => {
                self.orphans.insert(reference);
            }
            _ => drop(self.orphans.remove(&reference)),
        }
    }

    fn reindex_node(&mut self, before: Option<&Rc<Pod>>, after: Option<&Rc<Pod>>) {
        let node = |pod: Option<&Rc<Pod>>| pod.map(|p| p.spec.node_name.clone());
        let (was, is) = (node(before), node(after));
        if was == is {
            return;
        }
        if let (Some(node), Some(pod)) = (was, before) {
            self.pods_by_node.get_or_default(node).remove(&pod.metadata.name);
        }
        if let (Some(node), Some(pod)) = (is, after) {
            self.pods_by_node.get_or_default(node).insert(pod.metadata.name.clone());
        }
    }

    fn reindex_spread(&mut self, before: Option<&Rc<Pod>>, after: Option<&Rc<Pod>>) {
        let place = |pod: Option<&Rc<Pod>>| {
            let pod = pod.filter(|pod| pod.is_active() && pod.is_scheduled())?;
            Some((pod.metadata.controller()?.uid, pod.spec.node_name.clone()))
        };
        let (was, is) = (place(before), place(after));
        if was == is {
            return;
        }
        if let Some(place) = was {
            *self.spread.get_or_default(place) -= 1;
        }
        if let Some(place) = is {
            *self.spread.get_or_default(place) += 1;
        }
    }
    fn reindex_requests(&mut self, before: Option<&Rc<Pod>>, after: Option<&Rc<Pod>>) {
        let counts = |pod: Option<&Rc<Pod>>| {
            pod.filter(|pod| pod.is_scheduled() && !pod.is_finished())
                .map(|pod| pod.spec.node_name.clone())
        };
        let (was, is) = (counts(before), counts(after));
        if was == is {
            return;
        }
        if let (Some(node), Some(pod)) = (was, before) {
            let requested = self.requested.get_or_default(node);
            *requested = requested.minus(pod.requests());
        }
        if let (Some(node), Some(pod)) = (is, after) {
            let requested = self.requested.get_or_default(node);
            *requested = requested.plus(pod.requests());
        }
    }

    fn reindex_labels(&mut self, before: Option<&Rc<Pod>>, after: Option<&Rc<Pod>>) {
        let labels = |pod: Option<&Rc<Pod>>| pod.map(|pod| pod.metadata.labels.clone());
        let (was, is) = (labels(before), labels(after));
        let same = match (&was, &is) {
            (Some(was), Some(is)) => Rc::ptr_eq(was, is) || was == is,
            _ => false,
        };
        if same {
            return;
        }
        let label = |(key, value): (&Name, &Name)| (key.clone(), value.clone());
        if let (Some(labels), Some(pod)) = (was, before) {
            for label in labels.iter().map(label) {
                leave(&mut self.pods_by_label, label, &pod.metadata.name);
            }
        }
        if let (Some(labels), Some(pod)) = (is, after) {
            for label in labels.iter().map(label) {
                self.pods_by_label.get_or_default(label).insert(pod.metadata.name.clone());
            }
        }
    }

    fn reindex_claims(&mut self, before: Option<&Rc<Pod>>, after: Option<&Rc<Pod>>) {
        if let (Some(before), Some(after)) = (before, after)
            && (Rc::ptr_eq(&before.spec, &after.spec) || before.spec.volumes == after.spec.volumes)
        {
            return;
        }
        for pod in before.into_iter() {
            for claim in pod.claims() {
                leave(&mut self.pods_by_claim, claim.clone(), &pod.metadata.name);
            }
        }
        for pod in after.into_iter() {
            for claim in pod.claims() {
                let users = self.pods_by_claim.get_or_default(claim.clone());
                users.insert(pod.metadata.name.clone());
            }
        }
    }

    /// A Pod's affinity never changes.
    fn reindex_affinity(&mut self, before: Option<&Rc<Pod>>, after: Option<&Rc<Pod>>) {
        match (before, after) {
            (None, Some(pod)) if pod.has_affinity() => {
                self.pods_with_affinity.insert(pod.metadata.name.clone());
            }
            (Some(pod), None) => drop(self.pods_with_affinity.remove(&pod.metadata.name)),
            _ => {}
        }
    }
}

/// Takes a name out of one set of an index, and the set out of the index if it was the last.
fn leave<K: Ord + Clone>(index: &mut Map<K, Set<Name>>, key: K, name: &Name) {
    let Some(names) = index.get_mut(&key) else { return };
    names.remove(name);
    if names.is_empty() {
        index.remove(&key);
    }
}
