//! The small clusters that are searched.

use cattle_and_pets::api::node::NodeStatus;
use cattle_and_pets::api::pod::ConditionStatus;
use cattle_and_pets::api::{
    Deployment, Kind, Node, Object, ObjectMeta, ObjectRef, Pod, StatefulSet,
};
use cattle_and_pets::cluster::{Cluster, Command, Config, KubeletDriver};
use serde_json::{Value, json};
use std::rc::Rc;

/// The image whose Pods never become Ready.
pub const BROKEN: &str = "app:broken";

/// A start state, what may happen, and what is wanted in the end.
pub struct Situation {
    /// What it is, in a line.
    pub name: String,
    /// Where it starts.
    pub start: Cluster,
    /// Faults that may strike in all.
    pub faults: u8,
    /// Whether it is known that it can get stuck for ever.
    pub is_trap: bool,
}

/// All of them.
pub fn all() -> Vec<Situation> {
    let mut all = Vec::new();
    for replicas in 1..=4 {
        for (surge, unavailable) in [(1, 0), (0, 1), (1, 1), (2, 1)] {
            all.push(deployment(replicas, surge, unavailable));
        }
    }
    for policy in ["OrderedReady", "Parallel"] {
        for replicas in 1..=4 {
            for partition in 0..=1 {
                all.push(stateful_set(replicas, policy, partition, "app:2", false));
            }
        }
    }
    all.push(stateful_set(3, "OrderedReady", 0, BROKEN, true));
    all
}

fn deployment(replicas: i32, surge: i32, unavailable: i32) -> Situation {
    let faults = if replicas < 3 { 2 } else { 1 };
    let manifest = json!({
        "kind": "Deployment",
        "metadata": { "name": "web" },
        "spec": {
            "replicas": replicas,
            "progressDeadlineSeconds": i32::MAX,
            "selector": { "matchLabels": { "app": "web" } },
            "strategy": { "rollingUpdate": { "maxSurge": surge, "maxUnavailable": unavailable } },
            "template": template("web"),
        },
    });
    let name = format!("Deployment {replicas}, surge {surge}, unavailable {unavailable}, update");
    Situation {
        name: format!("{name}, {faults} faults"),
        start: updated(&manifest, "app:2"),
        faults,
        is_trap: false,
    }
}

fn stateful_set(
    replicas: i32,
    policy: &str,
    partition: i32,
    image: &str,
    is_trap: bool,
) -> Situation {
    let faults = if replicas < 4 { 2 } else { 1 };
    let manifest = json!({
        "kind": "StatefulSet",
        "metadata": { "name": "db" },
        "spec": {
            "replicas": replicas,
            "serviceName": "db",
            "podManagementPolicy": policy,
            "selector": { "matchLabels": { "app": "db" } },
            "updateStrategy": { "rollingUpdate": { "partition": partition } },
            "template": template("db"),
        },
    });
    let mut start = updated(&manifest, image);
    if is_trap {
        // The manifest is mended at once, but a Pod of the broken revision may be there already.
        let db = ObjectRef::new(Kind::StatefulSet, "db");
        start = let_act_once(start);
        start = commanded(start, &set_image(db, "app:1"));
    }
    let name = format!("StatefulSet {replicas}, {policy}, partition {partition}, to {image}");
    Situation { name: format!("{name}, {faults} faults"), start, faults, is_trap }
}

fn template(app: &str) -> Value {
    json!({
        "metadata": { "labels": { "app": app } },
        "spec": { "containers": [{ "name": "app", "image": "app:1" }] },
    })
}

fn set_image(object: ObjectRef, image: &str) -> Command {
    Command::SetImage { object, container: "*".into(), image: image.into() }
}

fn commanded(mut cluster: Cluster, command: &Command) -> Cluster {
    cluster.command(command).expect("a command that is not refused");
    cluster
}

/// The workload, settled with its first image and then set to another.
fn updated(manifest: &Value, image: &str) -> Cluster {
    let config = Config { kubelet: KubeletDriver::Manual, ..Config::default() };
    let mut cluster = Cluster::new(config);
    let status = NodeStatus { ready: ConditionStatus::True, ..NodeStatus::default() };
    let node = Node { metadata: ObjectMeta::named("node-1"), status, ..Node::default() };
    cluster.place(Object::Node(Rc::new(node)));
    let kind = manifest["kind"].as_str().and_then(Kind::parse).expect("a kind");
    let object = Object::from_value(kind, manifest.clone()).expect("a well-formed manifest");
    let reference = object.reference();
    let cluster = settled(commanded(cluster, &Command::Create(object)));
    commanded(cluster, &set_image(reference, image))
}

fn settled(mut cluster: Cluster) -> Cluster {
    use cattle_and_pets::cluster::{KubeletMove, Move};
    loop {
        while cluster.step().is_some() {}
        let pods = cluster.store().list::<Pod>();
        let unready: Vec<_> =
            pods.filter(|pod| !pod.is_ready()).map(|pod| pod.metadata.name.clone()).collect();
        if unready.is_empty() {
            return cluster;
        }
        for pod in unready {
            cluster.apply(&Move::Kubelet(pod, KubeletMove::Ready));
        }
    }
}

/// The controllers act; then the kubelet ends what is terminating, and they act again.
fn let_act_once(mut cluster: Cluster) -> Cluster {
    use cattle_and_pets::cluster::{KubeletMove, Move};
    while cluster.step().is_some() {}
    let pods = cluster.store().list::<Pod>();
    let going: Vec<_> =
        pods.filter(|pod| pod.is_terminating()).map(|pod| pod.metadata.name.clone()).collect();
    for pod in going {
        cluster.apply(&Move::Kubelet(pod, KubeletMove::Terminated));
    }
    while cluster.step().is_some() {}
    cluster
}

/// Whether what the manifests want is there.
pub fn is_wanted(cluster: &Cluster) -> bool {
    let store = cluster.store();
    let deployments = store.list::<Deployment>().all(|it| {
        let status = &it.status;
        [status.replicas, status.updated_replicas, status.available_replicas] == [it.replicas(); 3]
    });
    let sets = store.list::<StatefulSet>().all(|it| {
        let must = (it.replicas() - it.partition()).max(0);
        [it.status.replicas, it.status.ready_replicas] == [it.replicas(); 2]
            && it.status.updated_replicas >= must
    });
    deployments && sets && store.list::<Pod>().all(|pod| pod.is_ready() && !pod.is_terminating())
}
