//! Small clusters for the tests beside the code.

use super::{Cluster, Command, Config, DeleteOptions, KubeletDriver, KubeletMove, Move, Step};
use crate::api::{Kind, Object, ObjectRef, Pod, Status, Time};
use crate::value::{Value, json};

/// A cluster with that many nodes, `node-1` and so on, settled.
pub fn cluster(config: Config, nodes: usize) -> Cluster {
    let mut cluster = Cluster::new(config);
    for number in 1..=nodes {
        create(
            &mut cluster,
            Kind::Node,
            json!({ "metadata": { "name": format!("node-{number}") } }),
        );
    }
    settle(&mut cluster);
    cluster
}

/// A cluster whose kubelets are driven by hand.
pub fn manual(nodes: usize) -> Cluster {
    cluster(Config { kubelet: KubeletDriver::Manual, ..Config::default() }, nodes)
}

/// Creates one object from a tree.
pub fn create(cluster: &mut Cluster, kind: Kind, tree: impl Into<Value>) -> Step {
    let object = Object::from_value(kind, tree).expect("a well-formed object");
    cluster.command(&Command::Create(object)).expect("the API server takes it")
}

/// Creates a Pod with one container; `spec` is merged into its spec.
pub fn create_pod(cluster: &mut Cluster, name: &str, spec: impl Into<Value>) -> Step {
    let mut tree = json!({
        "metadata": { "name": name, "labels": { "app": "web" } },
        "spec": { "containers": [{ "name": "web", "image": "nginx:1.25" }] },
    });
    super::command::merge_patch(&mut tree["spec"], &spec.into());
    create(cluster, Kind::Pod, tree)
}

/// Creates a claim of 1Gi.
pub fn create_claim(cluster: &mut Cluster, name: &str) -> Step {
    let spec = json!({
        "accessModes": ["ReadWriteOnce"],
        "resources": { "requests": { "storage": "1Gi" } },
    });
    let tree = json!({ "metadata": { "name": name }, "spec": spec });
    create(cluster, Kind::PersistentVolumeClaim, tree)
}

/// Deletes one object.
pub fn delete(cluster: &mut Cluster, kind: Kind, name: &str, options: DeleteOptions) -> Step {
    let object = ObjectRef::new(kind, name);
    cluster.command(&Command::Delete { object, options }).expect("it is there")
}

/// Moves a Pod by hand.
pub fn tell(cluster: &mut Cluster, pod: &str, a_move: KubeletMove) -> Option<Step> {
    cluster.apply(&Move::Kubelet(pod.into(), a_move))
}

/// Lets everybody act until nothing is due; the steps that were taken.
pub fn settle(cluster: &mut Cluster) -> Vec<Step> {
    std::iter::from_fn(|| cluster.step()).take(10_000).collect()
}

/// Lets everybody act until `ms` milliseconds from now.
pub fn run_for_ms(cluster: &mut Cluster, ms: u64) -> Vec<Step> {
    let limit = Time(cluster.now().0 + ms);
    let steps = std::iter::from_fn(|| cluster.step_until(limit)).collect();
    cluster.advance_to(limit);
    steps
}

/// The Pod of that name, which exists.
pub fn pod<'a>(cluster: &'a Cluster, name: &str) -> &'a Pod {
    cluster.store().get::<Pod>(name).expect("the Pod exists")
}

/// All that was said with that reason: object and message.
pub fn said(cluster: &Cluster, reason: &str) -> Vec<(String, String)> {
    let events = cluster.events().iter().filter(|event| event.reason == reason);
    events.map(|event| (event.object.name.to_string(), event.message.to_string())).collect()
}

/// The message of a refusal.
pub fn refusal(result: Result<Step, Status>) -> String {
    result.map(|_| ()).expect_err("it is refused").to_string()
}
