//! A cluster in which only the StatefulSet controller acts, and Pods are moved on by hand.

use cattle_and_pets::api::pod::{ConditionStatus, PodConditionType};
use cattle_and_pets::api::{
    ControllerRevision, Kind, ObjectMeta, ObjectRef, OwnerReference, Pod, PodPhase,
    PodTemplateSpec, Release, Resource, StatefulSet, StringMap, Time, Timestamp,
};
use cattle_and_pets::cluster::controllers::stateful_set::identity;
use cattle_and_pets::cluster::{
    Actor, Cluster, Config, KubeletDriver, Provisioner, Step, Turn, WorkKey,
};
use serde_json::{Value, json};
use std::rc::Rc;

/// The releases that the page offers, or just the one of the recordings.
pub const RELEASES: &[Release] = Release::ALL;

/// A cluster with one StatefulSet, `foo`.
pub struct World {
    pub cluster: Cluster,
}

impl World {
    pub fn new(release: Release, set: StatefulSet) -> Self {
        let config = Config {
            release,
            kubelet: KubeletDriver::Manual,
            provisioner: Provisioner::Manual,
            ..Config::default()
        };
        let mut cluster = Cluster::new(config);
        cluster.advance_to(Time(10_000_000));
        cluster.place(StatefulSet::wrap(Rc::new(set)));
        Self { cluster }
    }

    pub fn set(&self) -> Rc<StatefulSet> {
        self.cluster.store().get::<StatefulSet>("foo").expect("the set").clone()
    }

    /// Changes the set as a person would: the generation moves.
    pub fn change(&mut self, change: impl FnOnce(&mut StatefulSet)) {
        let mut set = (*self.set()).clone();
        change(&mut set);
        set.metadata.generation += 1;
        self.cluster.place(StatefulSet::wrap(Rc::new(set)));
    }

    pub fn sync(&mut self) -> Step {
        self.cluster.run(Self::key())
    }

    /// Holds a turn of the controller.
    pub fn hold<R>(&mut self, act: impl FnOnce(&mut Turn) -> R) -> (R, Step) {
        self.cluster.hold_turn(Self::key(), act)
    }

    fn key() -> WorkKey {
        WorkKey::new(Actor::StatefulSet, ObjectRef::new(Kind::StatefulSet, "foo"))
    }

    pub fn pods(&self) -> Vec<Rc<Pod>> {
        let mut pods: Vec<_> = self.cluster.store().list::<Pod>().cloned().collect();
        pods.sort_by_key(|pod| identity::ordinal(pod));
        pods
    }

    pub fn ordinals(&self) -> Vec<i64> {
        self.pods().iter().filter_map(|pod| identity::ordinal(pod)).map(i64::from).collect()
    }

    pub fn images(&self) -> Vec<String> {
        self.pods().iter().map(|pod| pod.image().to_owned()).collect()
    }

    pub fn pod(&self, ordinal: i64) -> Rc<Pod> {
        self.cluster.store().get::<Pod>(&format!("foo-{ordinal}")).expect("the Pod").clone()
    }

    pub fn change_pod(&mut self, ordinal: i64, change: impl FnOnce(&mut Pod)) {
        let mut pod = (*self.pod(ordinal)).clone();
        change(&mut pod);
        self.cluster.place(Pod::wrap(Rc::new(pod)));
    }

    pub fn remove_pod(&mut self, ordinal: i64) {
        let reference = ObjectRef::new(Kind::Pod, format!("foo-{ordinal}"));
        self.hold(|turn| turn.delete(&reference, Default::default()).expect("a deletion"));
    }

    /// Syncs and makes every Pod ready, until neither changes anything.
    pub fn settle(&mut self) {
        for _ in 0..200 {
            let is_silent = self.sync().is_silent();
            let unready: Vec<i64> =
                self.ordinals().into_iter().filter(|it| !self.pod(*it).is_ready()).collect();
            if is_silent && unready.is_empty() {
                return;
            }
            for ordinal in unready {
                self.change_pod(ordinal, |pod| make_ready(pod, Timestamp(10_000)));
                self.sync();
            }
        }
        panic!("does not settle");
    }
}

/// Running and Ready since then.
pub fn make_ready(pod: &mut Pod, since: Timestamp) {
    pod.status.phase = PodPhase::Running;
    let (kind, status) = (PodConditionType::Ready, ConditionStatus::True);
    pod.status.set_condition(kind, status, None, None, since.time());
}

/// A template whose image is its name.
pub fn template(image: &str) -> Rc<PodTemplateSpec> {
    let tree = json!({
        "metadata": { "labels": { "app": "foo" } },
        "spec": { "containers": [{ "name": "main", "image": image }] },
    });
    Rc::new(serde_json::from_value(tree).expect("a template"))
}

/// A set `foo` with defaults filled in and a claim template `datadir`.
pub fn set(replicas: i64, policy: &str) -> StatefulSet {
    let mut set: StatefulSet = serde_json::from_value(json!({
        "metadata": { "name": "foo", "namespace": "default", "generation": 1 },
        "spec": {
            "replicas": replicas,
            "podManagementPolicy": policy,
            "serviceName": "foo",
            "selector": { "matchLabels": { "app": "foo" } },
            "volumeClaimTemplates": [{
                "metadata": { "name": "datadir" },
                "spec": {
                    "accessModes": ["ReadWriteOnce"],
                    "resources": { "requests": { "storage": "1Gi" } },
                },
            }],
            "updateStrategy": { "type": "RollingUpdate", "rollingUpdate": { "partition": 0 } },
            "revisionHistoryLimit": 10,
        },
    }))
    .expect("a set");
    set.spec.template = template("old");
    set
}

/// A stored revision of the set.
pub fn revision(
    set: &StatefulSet,
    name: &str,
    data: &Rc<PodTemplateSpec>,
    number: i64,
) -> ControllerRevision {
    let metadata = ObjectMeta {
        labels: data.metadata.labels.clone(),
        owner_references: vec![owner(set)],
        ..ObjectMeta::named(name)
    };
    ControllerRevision { metadata, data: data.clone(), revision: number }
}

pub fn owner(set: &StatefulSet) -> OwnerReference {
    OwnerReference::controller(Kind::StatefulSet, &set.metadata)
}

/// The Pods that a step created.
pub fn created(step: &Step) -> Vec<Rc<Pod>> {
    let pods = step.writes.iter().filter_map(|change| change.of::<Pod>());
    pods.filter_map(|(before, after)| after.filter(|_| before.is_none()).cloned()).collect()
}

/// The ordinals of the Pods whose deletion a step asked for, in order.
pub fn deleted(step: &Step) -> Vec<i64> {
    let pods = step.writes.iter().filter_map(|change| change.of::<Pod>());
    let gone = pods.filter_map(|(before, after)| {
        let is_going = after.is_none_or(|after| after.is_terminating());
        before.filter(|before| is_going && !before.is_terminating())
    });
    gone.filter_map(|pod| identity::ordinal(pod)).map(i64::from).collect()
}

pub fn integer(case: &Value, field: &str) -> i64 {
    case[field].as_i64().unwrap_or_else(|| panic!("a number in `{field}`"))
}

pub fn text<'a>(case: &'a Value, field: &str) -> &'a str {
    case[field].as_str().unwrap_or_else(|| panic!("a text in `{field}`"))
}

pub fn integers(list: &Value) -> Vec<i64> {
    list.as_array().into_iter().flatten().filter_map(Value::as_i64).collect()
}

pub fn texts(list: &Value) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

pub fn string_map(tree: &Value) -> StringMap {
    let fields = tree.as_object().into_iter().flatten();
    fields.map(|(key, value)| (key.as_str().into(), value.as_str().unwrap_or("").into())).collect()
}
