//! The settled state in the words of the recordings.

use crate::names::Names;
use crate::pods::{Lives, is_nameless};
use cattle_and_pets::api::storage::ClaimPhase;
use cattle_and_pets::api::{
    ControllerRevision, Deployment, EndpointSlice, Node, ObjectMeta, PersistentVolumeClaim, Pod,
    PodDisruptionBudget, ReplicaSet, StatefulSet, StringMap,
};
use cattle_and_pets::cluster::controllers::deployment::revision::REVISION;
use cattle_and_pets::cluster::{Cluster, Store};
use serde_json::{Map, Value, json};

const DESIRED: &str = "deployment.kubernetes.io/desired-replicas";
const MAX: &str = "deployment.kubernetes.io/max-replicas";
const REVISION_HISTORY: &str = "deployment.kubernetes.io/revision-history";
const CHANGE_CAUSE: &str = "kubernetes.io/change-cause";

/// The state of a cluster as a recording has it. `options` are the recording's.
pub fn take(cluster: &Cluster, names: &Names, lives: &Lives, options: &Value) -> Value {
    let store = cluster.store();
    let mut snapshot = json!({
        "deployments": list(store.list::<Deployment>().map(|it| deployment(it, names))),
        "replicasets": list(store.list::<ReplicaSet>().map(|it| replica_set(it, names))),
        "statefulsets": list(store.list::<StatefulSet>().map(|it| stateful_set(it, names))),
        "controllerRevisions":
            list(store.list::<ControllerRevision>().map(|it| revision(it, names))),
        "pods": list(store.list::<Pod>().map(|it| pod(it, names, lives, options))),
        "pvcs": list(store.list::<PersistentVolumeClaim>().map(|it| claim(it, names))),
        "endpoints": list(store.list::<EndpointSlice>().map(|it| endpoints(it, store, names))),
        "podDisruptionBudgets": list(store.list::<PodDisruptionBudget>().map(|it| budget(it))),
    });
    if options["recordNodes"] == true {
        snapshot["nodes"] = list(store.list::<Node>().map(|it| node(it)));
    }
    snapshot
}

fn list(items: impl Iterator<Item = Value>) -> Value {
    Value::Array(items.collect())
}

fn annotation(meta: &ObjectMeta, key: &str) -> Value {
    meta.annotation(key).map_or(Value::Null, Into::into)
}

fn add_deletion(mut value: Value, meta: &ObjectMeta) -> Value {
    if meta.is_terminating() {
        value["terminating"] = true.into();
        value["finalizers"] = meta.finalizers.iter().map(|it| it.to_string()).collect();
    }
    value
}

fn owner(meta: &ObjectMeta, names: &Names) -> Value {
    meta.controller().map_or(Value::Null, |owner| names.of(owner.uid, &owner.name).into())
}

fn deployment(it: &Deployment, names: &Names) -> Value {
    let mut conditions = it.status.conditions.clone();
    conditions.sort_by_key(|condition| condition.kind);
    let conditions = conditions.iter().map(|condition| {
        json!({
            "type": format!("{:?}", condition.kind),
            "status": condition.status.as_str(),
            "reason": &*condition.reason,
            "message": names.text(&condition.message),
        })
    });
    let value = json!({
        "name": &*it.metadata.name,
        "generation": it.metadata.generation,
        "observedGeneration": it.status.observed_generation,
        "specReplicas": it.replicas(),
        "replicas": it.status.replicas,
        "updatedReplicas": it.status.updated_replicas,
        "readyReplicas": it.status.ready_replicas,
        "availableReplicas": it.status.available_replicas,
        "unavailableReplicas": it.status.unavailable_replicas,
        "collisionCount": it.status.collision_count,
        "paused": it.spec.paused,
        "revision": annotation(&it.metadata, REVISION),
        "conditions": conditions.collect::<Value>(),
    });
    add_deletion(value, &it.metadata)
}

fn replica_set(it: &ReplicaSet, names: &Names) -> Value {
    let image = it.spec.template.spec.containers.first().map(|container| container.image.clone());
    let mut value = json!({
        "name": names.of(it.metadata.uid, &it.metadata.name),
        "owner": owner(&it.metadata, names),
        "specReplicas": it.replicas(),
        "replicas": it.status.replicas,
        "fullyLabeledReplicas": it.status.fully_labeled_replicas,
        "readyReplicas": it.status.ready_replicas,
        "availableReplicas": it.status.available_replicas,
        "revision": annotation(&it.metadata, REVISION),
        "desiredReplicas": annotation(&it.metadata, DESIRED),
        "maxReplicas": annotation(&it.metadata, MAX),
        "image": image.as_deref(),
    });
    for (key, field) in [(REVISION_HISTORY, "revisionHistory"), (CHANGE_CAUSE, "changeCause")] {
        if let Some(text) = it.metadata.annotation(key) {
            value[field] = text.into();
        }
    }
    if !it.status.conditions.is_empty() {
        let conditions = it.status.conditions.iter().map(|condition| {
            json!({
                "type": &*condition.kind,
                "status": condition.status.as_str(),
                "reason": &*condition.reason,
                "message": names.text(&condition.message),
            })
        });
        value["conditions"] = conditions.collect();
    }
    add_deletion(value, &it.metadata)
}

fn stateful_set(it: &StatefulSet, names: &Names) -> Value {
    let revision = |name: &str| match name {
        "" => Value::Null,
        name => names.of_name(name).into(),
    };
    let partition = it.spec.update_strategy.rolling_update.as_ref().map(|_| it.partition());
    let value = json!({
        "name": &*it.metadata.name,
        "generation": it.metadata.generation,
        "observedGeneration": it.status.observed_generation,
        "specReplicas": it.replicas(),
        "replicas": it.status.replicas,
        "readyReplicas": it.status.ready_replicas,
        "currentReplicas": it.status.current_replicas,
        "updatedReplicas": it.status.updated_replicas,
        "currentRevision": revision(&it.status.current_revision),
        "updateRevision": revision(&it.status.update_revision),
        "collisionCount": it.status.collision_count,
        "partition": partition,
        "conditions": [],
    });
    add_deletion(value, &it.metadata)
}

fn revision(it: &ControllerRevision, names: &Names) -> Value {
    json!({
        "name": names.of(it.metadata.uid, &it.metadata.name),
        "owner": owner(&it.metadata, names),
        "revision": it.revision,
    })
}

fn pod(it: &Pod, names: &Names, lives: &Lives, options: &Value) -> Value {
    let mut value = json!({
        "owner": owner(&it.metadata, names),
        "ownerKind": it.metadata.controller().map(|owner| owner.kind.as_str()),
        "phase": it.status.phase.as_str(),
        "ready": it.is_ready(),
        "terminating": it.is_terminating(),
        "restartCount": it.restarts(),
        "createdStep": lives.created_step(it),
        "readyStep": lives.ready_step(it),
        "image": it.image(),
    });
    if !is_nameless(it, names) {
        value["name"] = (*names.of(it.metadata.uid, &it.metadata.name)).into();
    }
    let words = [
        ("reason", &it.status.reason),
        ("hostname", &it.spec.hostname),
        ("subdomain", &it.spec.subdomain),
    ];
    for (field, text) in words {
        if !text.is_empty() {
            value[field] = (**text).into();
        }
    }
    if let Some(label) = it.metadata.label("controller-revision-hash") {
        value["revision"] = names.of_name(label).into();
    }
    if it.claims().next().is_some() {
        value["claims"] = it.claims().map(|claim| claim.to_string()).collect();
    }
    if options["nodes"].as_u64().is_some_and(|count| count != 1) {
        let node = &it.spec.node_name;
        value["node"] = if node.is_empty() { Value::Null } else { (**node).into() };
    }
    if !it.is_scheduled() {
        value["scheduled"] = false.into();
    }
    if options["labels"] == true {
        value["labels"] = labels(&it.metadata.labels, names);
    }
    value
}

fn labels(labels: &StringMap, names: &Names) -> Value {
    let pairs = labels.iter().map(|(key, value)| {
        let value = match &**key {
            "pod-template-hash" => "HASH".to_owned(),
            "controller-revision-hash" => names.of_name(value),
            _ => value.to_string(),
        };
        (key.to_string(), Value::from(value))
    });
    Value::Object(pairs.collect::<Map<_, _>>())
}

fn claim(it: &PersistentVolumeClaim, names: &Names) -> Value {
    let phase = match it.phase() {
        ClaimPhase::Pending => "Pending",
        ClaimPhase::Bound => "Bound",
        ClaimPhase::Lost => "Lost",
    };
    let owners = it.metadata.owner_references.iter();
    let mut value = json!({
        "name": &*it.metadata.name,
        "phase": phase,
        "instance": names.instance(it.metadata.uid),
        "ownerRefs": owners.map(|owner| owner.name.to_string()).collect::<Value>(),
        "labels": labels(&it.metadata.labels, names),
    });
    if it.metadata.is_terminating() {
        value["terminating"] = true.into();
    }
    value
}

/// The older view of a slice: ready and unready addresses, terminating Pods in neither (rule E1).
fn endpoints(it: &EndpointSlice, store: &Store, names: &Names) -> Value {
    let pods = |ready: bool| {
        let chosen = it.endpoints.iter().filter(|it| !it.terminating && it.ready == ready);
        let mut pods: Vec<String> = chosen
            .map(|endpoint| match store.get::<Pod>(&endpoint.pod) {
                Some(pod) => names.of(pod.metadata.uid, &endpoint.pod),
                None => endpoint.pod.to_string(),
            })
            .collect();
        pods.sort();
        pods
    };
    json!({ "name": &*it.metadata.name, "ready": pods(true), "notReady": pods(false) })
}

fn budget(it: &PodDisruptionBudget) -> Value {
    json!({
        "name": &*it.metadata.name,
        "disruptionsAllowed": it.status.disruptions_allowed,
        "currentHealthy": it.status.current_healthy,
        "desiredHealthy": it.status.desired_healthy,
        "expectedPods": it.status.expected_pods,
    })
}

fn node(it: &Node) -> Value {
    let taints = it.spec.taints.iter().map(|taint| format!("{}:{}", taint.key, taint.effect));
    json!({
        "name": &*it.metadata.name,
        "ready": it.status.ready.as_str(),
        "taints": taints.collect::<Value>(),
        "unschedulable": it.spec.unschedulable,
    })
}
