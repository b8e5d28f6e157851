//! What makes two states the same: all that anybody in the cluster can see, and all that can still
//! happen.
//!
//! Pods of one ReplicaSet are folded together: their names are chance, so that the state is the
//! same whichever of them is which. Times are left out, and with them the ages of Pods: a
//! ReplicaSet asks for them only between Pods that look alike otherwise, so that whichever goes,
//! the state is the same. What time still decides is kept as the time that is left: until a timer
//! is due, a Pod is available, a node is given up.

use crate::mixer::Mixer;
use crate::neutral;
use cattle_and_pets::api::{Kind, Object, ObjectRef, Pod, ReplicaSet, StatefulSet, Time};
use cattle_and_pets::cluster::{Cluster, Step, Store, Wake, Why};
use std::collections::BTreeMap;

/// The print of each object of a cluster. After a step only what it wrote is looked at anew.
#[derive(Clone)]
pub struct Prints(BTreeMap<ObjectRef, u128>);

impl Prints {
    /// The prints of all objects.
    pub fn of(cluster: &Cluster) -> Self {
        let all = Kind::ALL.iter().flat_map(|kind| cluster.store().objects(*kind));
        Self(all.map(|object| (object.reference(), print(object))).collect())
    }

    /// The prints after a step.
    pub fn follow(&mut self, step: &Step) {
        for change in &step.writes {
            let reference = change.object().reference();
            match &change.after {
                Some(object) => self.0.insert(reference, print(object)),
                None => self.0.remove(&reference),
            };
        }
    }

    /// One object with all that is about to happen to it. Pods of a ReplicaSet that share it are
    /// interchangeable.
    pub fn one(&self, cluster: &Cluster, reference: &ObjectRef) -> u128 {
        let mut mixer = Mixer::new(self.0.get(reference).copied().unwrap_or(0));
        mixer.print(facts(cluster, reference));
        for wake in cluster.agenda().filter(|wake| wake.key.object == *reference) {
            mixer.print(waking(cluster, wake));
        }
        mixer.end()
    }

    /// The whole state.
    pub fn whole(&self, cluster: &Cluster) -> u128 {
        let mut whole = Mixer::new(0);
        let mut alike = 0_u128;
        for (reference, print) in &self.0 {
            if is_one_of_many(cluster.store(), reference) {
                alike = alike.wrapping_add(self.one(cluster, reference));
            } else {
                whole.print(*print);
                whole.print(facts(cluster, reference));
            }
        }
        whole.print(alike);
        whole.print(self.queue(cluster));
        whole.print(age_order(cluster));
        whole.end()
    }

    /// All wake-ups but those that count with an interchangeable Pod; in any order.
    fn queue(&self, cluster: &Cluster) -> u128 {
        let prints = cluster.agenda().map(|wake| {
            let mut mixer = Mixer::new(waking(cluster, wake));
            let object = &wake.key.object;
            match (is_one_of_many(cluster.store(), object), self.0.contains_key(object)) {
                (true, true) => return 0,
                (true, false) => mixer.bytes(b"a Pod that is gone"),
                (false, _) => mixer.bytes(object.to_string().as_bytes()),
            }
            mixer.end()
        });
        prints.fold(0, u128::wrapping_add)
    }
}

fn print(object: &Object) -> u128 {
    let mut mixer = Mixer::new(object.kind() as u128);
    mixer.bytes(&neutral::json(object));
    mixer.end()
}

/// Whether this is a Pod whose name is chance.
pub fn is_one_of_many(store: &Store, reference: &ObjectRef) -> bool {
    let is_numbered = || {
        let (set, digits) = reference.name.rsplit_once('-')?;
        (digits.parse::<u32>().is_ok() && store.get::<StatefulSet>(set).is_some()).then_some(())
    };
    reference.kind == Kind::Pod && is_numbered().is_none()
}

/// What a wake-up is, but for its object. Only a timer waits for its time.
fn waking(cluster: &Cluster, wake: &Wake) -> u128 {
    let mut mixer = Mixer::new(wake.key.actor as u128);
    mixer.word(wake.why as u64);
    if wake.why == Why::Timer {
        mixer.word(wake.due.since_ms(cluster.now()));
    }
    mixer.end()
}

/// What an object's print does not tell, as it depends on other objects and on the clock.
fn facts(cluster: &Cluster, reference: &ObjectRef) -> u128 {
    let (store, now) = (cluster.store(), cluster.now());
    let Some(object) = store.object(reference) else { return 0 };
    let mut mixer = Mixer::new(1);
    for owner in &object.meta().owner_references {
        let at = ObjectRef::new(owner.kind, owner.name.clone());
        mixer.word(store.has_uid(&at, owner.uid).into());
    }
    let left_ms = |due: Option<Time>| due.map_or(u64::MAX, |due| due.since_ms(now));
    match object {
        Object::Pod(pod) => {
            mixer.word(left_ms(available_at(store, pod)));
            mixer.word(left_ms(cluster.nodes().eviction_due(pod)));
        }
        Object::Node(node) => {
            let since = cluster.nodes().silent_since(&node.metadata.name);
            let grace_ms = cluster.config().release.node_monitor_grace_period_seconds() * 1000;
            mixer.word(left_ms(since.map(|since| since.after_ms(grace_ms.into()))));
        }
        _ => {}
    }
    mixer.end()
}

/// When a Pod that is Ready becomes available, as its owner sees it.
fn available_at(store: &Store, pod: &Pod) -> Option<Time> {
    let owner = pod.metadata.controller()?;
    let set = store.get::<StatefulSet>(&owner.name).filter(|_| owner.kind == Kind::StatefulSet);
    let of_set = set.map(|set| set.spec.min_ready_seconds.unwrap_or(0).max(0).unsigned_abs());
    let of_replicas = store.get::<ReplicaSet>(&owner.name).map(|set| set.min_ready_seconds());
    let seconds = of_set.or(of_replicas).filter(|seconds| *seconds > 0)?;
    Some(pod.ready_since()?.after_seconds(seconds))
}

/// Old ReplicaSets are scaled down in the order of their age.
fn age_order(cluster: &Cluster) -> u128 {
    let mut sets: Vec<_> = cluster.store().list::<ReplicaSet>().collect();
    sets.sort_by_key(|set| (set.metadata.creation_timestamp, set.metadata.name.clone()));
    let mut mixer = Mixer::new(2);
    sets.iter().for_each(|set| mixer.bytes(set.metadata.name.as_bytes()));
    mixer.end()
}
