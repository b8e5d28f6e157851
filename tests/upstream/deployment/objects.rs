//! Objects as the tables of the Deployment controller describe them.

use cattle_and_pets::api::deployment::{DeploymentStrategy, RollingUpdateDeployment};
use cattle_and_pets::api::{
    Container, Deployment, IntOrPercent, Kind, LabelSelector, Name, Object, ObjectMeta, ObjectRef,
    OwnerReference, Release, ReplicaSet, StringMap, Time, Timestamp, Uid,
};
use cattle_and_pets::cluster::controllers::deployment::Rollout;
use cattle_and_pets::cluster::controllers::deployment::revision::POD_TEMPLATE_HASH;
use cattle_and_pets::cluster::{Actor, Cluster, Config, Step, Turn, WorkKey};
use cattle_and_pets::value::fields;
use serde_json::Value;
use std::rc::Rc;

/// The Deployment of every table.
pub const NAME: &str = "foo";

/// A Deployment of that size, without bounds.
pub fn deployment(replicas: i32, strategy: &str) -> Deployment {
    let mut deployment = Deployment { metadata: ObjectMeta::named(NAME), ..Deployment::default() };
    deployment.metadata.uid = Uid(1);
    deployment.spec.replicas = Some(replicas);
    deployment.spec.selector = LabelSelector::of(&labels());
    deployment.spec.strategy = DeploymentStrategy { kind: strategy.into(), rolling_update: None };
    deployment
}

/// The same with both bounds; `null` is not set.
pub fn rolling(replicas: i32, max_surge: &Value, max_unavailable: &Value) -> Deployment {
    let mut deployment = deployment(replicas, "RollingUpdate");
    deployment.spec.strategy.rolling_update = Some(RollingUpdateDeployment {
        max_surge: int_or_percent(max_surge),
        max_unavailable: int_or_percent(max_unavailable),
    });
    deployment
}

/// A ReplicaSet of the Deployment, made from a template with this image.
pub fn replica_set(name: &str, image: &str, size: i32, available: i32) -> ReplicaSet {
    let mut set = ReplicaSet { metadata: ObjectMeta::named(name), ..ReplicaSet::default() };
    set.metadata.labels = Rc::new(labels());
    let owner = deployment(0, "");
    set.metadata.owner_references =
        vec![OwnerReference::controller(Kind::Deployment, &owner.metadata)];
    set.spec.replicas = Some(size);
    let template = Rc::make_mut(&mut set.spec.template);
    template.metadata.labels = Rc::new(labels());
    template.spec.containers = containers(image);
    Rc::make_mut(&mut template.metadata.labels).insert(POD_TEMPLATE_HASH.into(), name.into());
    set.status.available_replicas = available;
    set
}

/// One container with this image.
pub fn containers(image: &str) -> Rc<Vec<Container>> {
    let container = Container { name: "web".into(), image: image.into(), ..Container::default() };
    Rc::new(vec![container])
}

/// What the selector asks for.
pub fn labels() -> StringMap {
    [(Name::from("app"), Name::from("web"))].into()
}

/// When turns are held: later than any time that a table speaks of.
pub const NOW: Time = Time(10_000_000);

/// Puts the Deployment and its ReplicaSets into a cluster of release 1.20, and holds a turn of the
/// controller over them.
pub fn act<R>(
    deployment: &Deployment,
    new: Option<ReplicaSet>,
    old: Vec<ReplicaSet>,
    act: impl FnOnce(&mut Turn, &mut Rollout) -> R,
) -> (R, Cluster, Step) {
    act_in(Release::V1_20, deployment, new, old, act)
}

/// The same in another release.
pub fn act_in<R>(
    release: Release,
    deployment: &Deployment,
    new: Option<ReplicaSet>,
    old: Vec<ReplicaSet>,
    act: impl FnOnce(&mut Turn, &mut Rollout) -> R,
) -> (R, Cluster, Step) {
    let mut cluster = Cluster::new(Config { release, ..Config::default() });
    cluster.advance_to(NOW);
    cluster.place(Object::Deployment(Rc::new(deployment.clone())));
    let mut rollout = Rollout {
        deployment: deployment.clone(),
        new: new.map(|set| place(&mut cluster, set)),
        old: old.into_iter().map(|set| place(&mut cluster, set)).collect(),
    };
    let (result, step) = cluster.hold_turn(key(NAME), |turn| act(turn, &mut rollout));
    (result, cluster, step)
}

/// An empty cluster of the release that the tables were made with.
pub fn cluster() -> Cluster {
    Cluster::new(Config { release: Release::V1_20, ..Config::default() })
}

/// The Deployment controller's key for a Deployment.
pub fn key(name: &str) -> WorkKey {
    WorkKey::new(Actor::Deployment, ObjectRef::new(Kind::Deployment, name))
}

/// Stores a ReplicaSet, and returns it as stored.
pub fn place(cluster: &mut Cluster, set: ReplicaSet) -> Rc<ReplicaSet> {
    match cluster.place(Object::ReplicaSet(Rc::new(set))) {
        Object::ReplicaSet(set) => set,
        other => panic!("{other:?} is no ReplicaSet"),
    }
}

/// The size that a ReplicaSet has now.
pub fn size(cluster: &Cluster, name: &str) -> i32 {
    cluster.store().get::<ReplicaSet>(name).expect("the ReplicaSet").replicas()
}

/// A number or a percentage; `null` for none.
pub fn int_or_percent(value: &Value) -> Option<IntOrPercent> {
    serde_json::from_value(value.clone()).expect("a number or a percentage")
}

/// A whole number; 0 for none.
pub fn number(value: &Value) -> i32 {
    value.as_i64().unwrap_or(0) as i32
}

/// A text; empty for none.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

/// A list; empty for none.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], |list| &list[..])
}

/// Labels or annotations; none for `null`.
pub fn map(value: &Value) -> StringMap {
    if value.is_null() {
        return StringMap::new();
    }
    fields::from_value(&value.clone().into()).expect("a map")
}

/// Seconds; `None` for `null`.
pub fn timestamp(value: &Value) -> Option<Timestamp> {
    value.as_u64().map(|seconds| Timestamp(seconds as u32))
}
