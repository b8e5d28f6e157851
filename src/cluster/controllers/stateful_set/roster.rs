//! What a sync leaves to the next one: the set's Pods as it knew them.
//!
//! In a roll-out a large set is looked at thousands of times, and each time nearly all of its Pods
//! are what they were. So the next sync begins with what the last one knew, and looks only at those
//! that have become others in between.
//!
//! This is no memory of the controller: whatever it says, a look at all Pods would say the same.
//! That is why it is no part of a cluster's state, and why all clones of a cluster can share it,
//! wherever in history they stand.

use super::members::Members;
use super::{identity, manager};
use crate::api::{PersistentVolumeClaim, Pod, StatefulSet};
use crate::cluster::controllers::adoption::{self, Relation};
use crate::cluster::{Store, Turn};
use std::cell::RefCell;
use std::rc::Rc;

/// What the last sync of a StatefulSet left to the next one.
#[derive(Clone, Default)]
pub struct Roster(Rc<RefCell<Option<Known>>>);

/// The members that a set had in a store.
struct Known {
    set: Rc<StatefulSet>,
    store: Store,
    members: Members,
}

impl Roster {
    /// Keeps the members of a set, all of whose Pods are as the turn has them in its cache.
    pub(super) fn keep(&self, turn: &Turn, set: &Rc<StatefulSet>, members: Members) {
        let is_plain = members.odd.is_empty() && members.all().all(|member| member.is_in_order);
        if is_plain && !set.metadata.is_terminating() {
            let (set, store) = (set.clone(), turn.cache.clone());
            self.0.replace(Some(Known { set, store, members }));
        }
    }

    /// The members of a set as the turn has them in its cache. `None` if only a look at all Pods
    /// can tell.
    pub(super) fn recall(&self, turn: &Turn, set: &StatefulSet) -> Option<Members> {
        let mut known = self.0.take().filter(|it| it.is_of(set))?;
        if !known.follow(turn, set) {
            return None;
        }
        debug_assert_eq!(known.members, known.look_at_all(turn, set));
        Some(known.members)
    }
}

impl Known {
    /// Whether it is about this set, and the set still wants the same.
    fn is_of(&self, set: &StatefulSet) -> bool {
        let (meta, known) = (&set.metadata, &self.set.metadata);
        (meta.uid, &meta.name, &meta.namespace) == (known.uid, &known.name, &known.namespace)
            && !meta.is_terminating()
            && self.set.spec == set.spec
    }

    /// What a look at all Pods says.
    fn look_at_all(&self, turn: &Turn, set: &StatefulSet) -> Members {
        let pods = adoption::candidates::<Pod>(&turn.cache, &set.metadata);
        let own = pods.into_iter().filter(|pod| relation(set, pod) == Relation::Own);
        let mut members = Members::of(turn, set, &own.collect::<Vec<_>>());
        members.judge(turn, set, self.members.judged_by().clone());
        members
    }

    /// Goes from the store that it knows to the turn's. Whether it could: where Pods are to be
    /// adopted or released, or have odd names, it cannot.
    fn follow(&mut self, turn: &Turn, set: &StatefulSet) -> bool {
        let mut is_plain = true;
        turn.cache.changes_since::<PersistentVolumeClaim>(&self.store, |(before, after)| {
            let claims = before.or(after).into_iter();
            let users = claims.flat_map(|claim| turn.cache.pods_using(&claim.metadata.name));
            users.for_each(|pod| self.members.look_again(turn, set, pod));
        });
        turn.cache.changes_since::<Pod>(&self.store, |(before, after)| {
            if let Some(pod) = before {
                self.members.take(pod);
            }
            let Some(pod) = after else { return };
            is_plain &= match relation(set, pod) {
                Relation::Own => {
                    identity::matches(set, pod) && self.members.put(turn, set, pod).is_none()
                }
                Relation::Unrelated => true,
                Relation::Stranger | Relation::Orphan => false,
            };
        });
        is_plain
    }
}

fn relation(set: &StatefulSet, pod: &Pod) -> Relation {
    let labels = &pod.metadata.labels;
    let fits = set.spec.selector.matches(labels) && identity::is_named_after(pod, set);
    manager(set).relation(&pod.metadata, fits)
}

#[cfg(test)]
mod tests {
    use super::Roster;
    use crate::api::{Kind, ObjectRef, Time};
    use crate::cluster::digest::Digest;
    use crate::cluster::staging::{self, create, create_pod};
    use crate::cluster::{Cluster, Command, Config, KubeletMove};
    use crate::value::{Value, json};

    /// A run, and the state before each of its steps.
    struct Run {
        cluster: Cluster,
        moments: Vec<Cluster>,
    }

    impl Run {
        fn for_ms(&mut self, ms: u64) {
            let limit = Time(self.cluster.now().0 + ms);
            while self.cluster.agenda().next().is_some_and(|wake| wake.due <= limit) {
                self.moments.push(self.cluster.clone());
                self.cluster.step();
            }
        }

        fn command(&mut self, command: Command) {
            self.cluster.command(&command).expect("the API server takes it");
            self.for_ms(20_000);
        }

        fn patch(&mut self, object: &ObjectRef, patch: Value) {
            self.command(Command::Patch { object: object.clone(), patch, strategic: false });
        }
    }

    /// Much of what can become of a set's Pods.
    fn run() -> Run {
        let mut cluster = staging::cluster(Config::default(), 3);
        let spec = json!({
            "replicas": 9,
            "serviceName": "db",
            "podManagementPolicy": "Parallel",
            "selector": { "matchLabels": { "app": "db" } },
            "template": {
                "metadata": { "labels": { "app": "db" } },
                "spec": { "containers": [{ "name": "main", "image": "one" }] },
            },
            "persistentVolumeClaimRetentionPolicy": { "whenScaled": "Delete" },
            "volumeClaimTemplates": [{ "metadata": { "name": "data" }, "spec": {
                "accessModes": ["ReadWriteOnce"],
                "resources": { "requests": { "storage": "1Gi" } },
            }}],
        });
        create(
            &mut cluster,
            Kind::StatefulSet,
            json!({ "metadata": { "name": "db" }, "spec": spec }),
        );
        let mut run = Run { cluster, moments: Vec::new() };
        run.for_ms(20_000);
        let [set, pod] = [(Kind::StatefulSet, "db"), (Kind::Pod, "db-3")]
            .map(|(kind, name)| ObjectRef::new(kind, name));
        run.patch(&set, json!({ "spec": { "template": { "spec": { "hostname": "new" } } } }));
        run.patch(&pod, json!({ "metadata": { "labels": { "app": "another" } } }));
        run.patch(&pod, json!({ "metadata": { "labels": { "app": "db" } } }));
        create_pod(&mut run.cluster, "db-04", json!({}));
        let odd = ObjectRef::new(Kind::Pod, "db-04");
        run.patch(&odd, json!({ "metadata": { "labels": { "app": "db" } } }));
        run.command(Command::Delete { object: odd, options: Default::default() });
        let failed =
            KubeletMove::Finished { failed: true, reason: "Evicted".into(), message: "".into() };
        staging::tell(&mut run.cluster, "db-2", failed).expect("it can fail");
        run.for_ms(20_000);
        run.command(Command::Scale { object: set.clone(), replicas: 3 });
        let claim = ObjectRef::new(Kind::PersistentVolumeClaim, "data-db-1");
        let uid = staging::pod(&run.cluster, "db-1").metadata.uid.to_string();
        let owner = json!({ "apiVersion": "v1", "kind": "Pod", "name": "db-1", "uid": uid });
        run.patch(&claim, json!({ "metadata": { "ownerReferences": [owner] } }));
        run.command(Command::Crash("db-0".into()));
        run.patch(&set, json!({ "spec": { "minReadySeconds": 5 } }));
        run.command(Command::Scale { object: set, replicas: 6 });
        run
    }

    fn step(cluster: &Cluster) -> (Option<Digest>, Digest) {
        let mut cluster = cluster.clone();
        let step = cluster.step();
        (step.as_ref().map(Digest::of_step), Digest::of_state(&cluster))
    }

    #[test]
    fn a_sync_that_knows_another_moment_does_what_one_does_that_knows_nothing() {
        let moments = run().moments;
        assert!(moments.len() > 200, "{} steps are not much of a run", moments.len());
        let scattered = (0..moments.len()).map(|it| &moments[it * 7919 % moments.len()]);
        for moment in scattered.chain(moments.iter().rev()) {
            let ignorant = step(&Cluster { roster: Roster::default(), ..moment.clone() });
            // The second time it knows what comes of this very moment.
            assert_eq!([step(moment), step(moment)], [ignorant; 2], "step {}", moment.steps() + 1);
        }
    }
}
