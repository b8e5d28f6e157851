//! What a run begins with.

use crate::api::{Kind, Object, Release};
use crate::cluster::{Cluster, Command, Config};
use serde_json::{Value, json};
use std::rc::Rc;

/// Steps after which a start state counts as settled even if it is not.
const MAX_SETTLING_STEPS: usize = 2_000;

/// What a run begins with: with its commands it decides every step.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The objects.
    pub source: Source,
    /// The Kubernetes release to follow.
    pub release: Release,
    /// Decides names, identities and jitter.
    pub seed: u64,
}

/// Where the objects come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// The demonstration: a Deployment and a StatefulSet with nothing running yet.
    Demo,
    /// The person's own.
    Own {
        /// As it was typed.
        text: Rc<str>,
        /// As it was read.
        objects: Rc<Vec<Object>>,
    },
}

impl Default for Scenario {
    fn default() -> Self {
        Self { source: Source::Demo, release: Release::default(), seed: 1 }
    }
}

impl Scenario {
    /// The cluster as the run finds it: everything created and come to rest.
    pub fn cluster(&self) -> Cluster {
        let config = Config { release: self.release, seed: self.seed, ..Config::default() };
        let mut cluster = Cluster::new(config);
        for object in self.objects() {
            // A refusal here was shown when the manifest was read.
            let _ = cluster.command(&Command::Create(object));
        }
        for _ in 0..MAX_SETTLING_STEPS {
            if cluster.step().is_none() {
                break;
            }
        }
        cluster
    }

    fn objects(&self) -> Vec<Object> {
        match &self.source {
            Source::Demo => demo(),
            Source::Own { objects, .. } => objects.to_vec(),
        }
    }
}

fn demo() -> Vec<Object> {
    let nodes = ["node-a", "node-b", "node-c"].map(|name| object(Kind::Node, node(name)));
    let workloads = [
        object(Kind::Service, service("web", false)),
        object(Kind::Deployment, deployment()),
        object(Kind::Service, service("db", true)),
        object(Kind::StatefulSet, stateful_set()),
    ];
    nodes.into_iter().chain(workloads).flatten().collect()
}

fn object(kind: Kind, value: Value) -> Option<Object> {
    Object::from_value(kind, value).ok()
}

fn node(name: &str) -> Value {
    json!({ "metadata": { "name": name }, "status": {
        "conditions": [{ "type": "Ready", "status": "True" }] } })
}

fn service(name: &str, headless: bool) -> Value {
    let cluster_ip = if headless { "None" } else { "" };
    json!({
        "metadata": { "name": name },
        "spec": {
            "selector": { "app": name },
            "clusterIP": cluster_ip,
            "ports": [{ "port": 80 }],
        },
    })
}

fn deployment() -> Value {
    json!({
        "metadata": { "name": "web", "labels": { "app": "web" } },
        "spec": {
            "replicas": 0,
            "selector": { "matchLabels": { "app": "web" } },
            "template": {
                "metadata": { "labels": { "app": "web" } },
                "spec": { "containers": [{
                    "name": "nginx",
                    "image": "nginx:1.25",
                    "readinessProbe": { "httpGet": { "path": "/", "port": 80 } },
                }] },
            },
        },
    })
}

fn stateful_set() -> Value {
    json!({
        "metadata": { "name": "db", "labels": { "app": "db" } },
        "spec": {
            "replicas": 0,
            "serviceName": "db",
            "selector": { "matchLabels": { "app": "db" } },
            "template": {
                "metadata": { "labels": { "app": "db" } },
                "spec": { "containers": [{
                    "name": "mysql",
                    "image": "mysql:8.0",
                    "readinessProbe": { "tcpSocket": { "port": 3306 } },
                }] },
            },
            "volumeClaimTemplates": [{
                "metadata": { "name": "data" },
                "spec": {
                    "accessModes": ["ReadWriteOnce"],
                    "resources": { "requests": { "storage": "10Gi" } },
                },
            }],
        },
    })
}
