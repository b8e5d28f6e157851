//! Tables of what kubectl prints.
//!
//! Each case becomes an object as the API would hold it, which is then printed.

use crate::{Check, expect};
use cattle_and_pets::api::pod::{ContainerState, ContainerStatus};
use cattle_and_pets::api::{
    Deployment, Node, PersistentVolumeClaim, Pod, Release, ReplicaSet, Resource, Service,
    StatefulSet, Time, Timestamp,
};
use cattle_and_pets::kubectl::get::{self, Printed, View};
use cattle_and_pets::kubectl::rollout_status::{self, RolloutStatus};
use cattle_and_pets::kubectl::{Table, age};
use serde_json::{Value, json};

/// When the cases are looked at: late enough for their months.
const NOW: Time = Time(100_000_000_000);
const VIEW: View = View { now: NOW, release: Release::V1_37, wide: false };

/// The tables checked here.
pub fn tables() -> Vec<(&'static str, Check)> {
    vec![
        ("HumanDuration", |case| duration(case, age::human_duration)),
        ("ShortHumanDuration", |case| duration(case, age::short_human_duration)),
        ("printPod", pods),
        ("printDeployment", deployments),
        ("printReplicaSet", replica_sets),
        ("printStatefulSet", stateful_sets),
        ("printService", services),
        ("printPVC", claims),
        ("printNodeStatus", nodes),
        ("rolloutStatusDeployment", deployment_status),
        ("rolloutStatusStatefulSet", stateful_set_status),
    ]
}

fn duration(case: &Value, written: fn(i64) -> String) -> Result<(), String> {
    let ms = case["ns"].as_i64().expect("nanoseconds") / 1_000_000;
    expect("duration", Some(&*written(ms)), case["expected"].as_str())
}

/// Checks the cells of the one row against `expected`, by the names of their columns.
fn columns(table: &Table, case: &Value, names: &[(&str, &str)]) -> Result<(), String> {
    names.iter().try_for_each(|(name, column)| {
        let expected = &case["expected"][name];
        let expected = expected.as_str().map_or_else(|| expected.to_string(), str::to_owned);
        expect(column, table.cell(0, column), Some(&*expected))
    })
}

fn printed<T: Printed>(object: &Value) -> Table {
    get::table([&read::<T>(object)], VIEW)
}

fn read<T: Resource>(object: &Value) -> T {
    let object = cattle_and_pets::api::Object::from_value(T::KIND, object.clone());
    (**T::unwrap(&object.expect("an object")).expect("of that kind")).clone()
}

/// A phase that does not exist stands for any: the column shows whatever the phase is.
fn pods(case: &Value) -> Result<(), String> {
    let case: Value =
        serde_json::from_str(&case.to_string().replace("podPhase", "Pending")).expect("a case");
    let init = list(&case["init"]);
    let init_containers: Vec<Value> = (0..init.len())
        .map(|index| match init[index]["sidecar"] == true {
            true => json!({ "name": format!("init-{index}"), "restartPolicy": "Always" }),
            false => json!({ "name": format!("init-{index}") }),
        })
        .collect();
    let containers: Vec<Value> = (0..case["containers"].as_u64().expect("a number"))
        .map(|index| json!({ "name": format!("main-{index}") }))
        .collect();
    let gated = case["schedulingGated"].as_bool().expect("a flag");
    let reason = if gated { "SchedulingGated" } else { "" };
    let deleted = case["deleting"] == true;
    let mut pod: Pod = read(&json!({
        "metadata": { "name": "test", "deletionTimestamp": deleted.then_some(Timestamp(0)) },
        "spec": { "containers": containers, "initContainers": init_containers },
        "status": {
            "phase": case["phase"],
            "reason": case["podReason"],
            "conditions": [
                { "type": "PodScheduled", "status": flag(&json!(!gated)), "reason": reason },
                { "type": "Initialized", "status": flag(&case["initializedCondition"]) },
                { "type": "Ready", "status": flag(&case["podReady"]) },
            ],
        },
    }));
    pod.status.init_container_statuses = statuses("init", init);
    pod.status.container_statuses = statuses("main", list(&case["statuses"]));
    let names = [("ready", "READY"), ("status", "STATUS"), ("restarts", "RESTARTS")];
    columns(&get::table([&pod], VIEW), &case, &names)
}

fn flag(value: &Value) -> &'static str {
    if value == true { "True" } else { "False" }
}

fn statuses(prefix: &str, values: &[Value]) -> Vec<ContainerStatus> {
    let status = |(index, value): (usize, &Value)| ContainerStatus {
        name: format!("{prefix}-{index}").into(),
        ready: value["ready"] == true,
        started: value["started"].as_bool(),
        restart_count: value["restarts"].as_u64().expect("restarts") as u32,
        state: state(value),
        last_state: value["lastTerminationSecondsAgo"].as_u64().map(|seconds| {
            let finished_at = Timestamp(NOW.timestamp().0 - seconds as u32);
            ContainerState::Terminated {
                exit_code: 0,
                signal: None,
                reason: "".into(),
                finished_at,
            }
        }),
        ..ContainerStatus::default()
    };
    values.iter().enumerate().map(status).collect()
}

/// No state at all means that the container waits (API reference of `ContainerState`).
fn state(value: &Value) -> ContainerState {
    let reason = value["reason"].as_str().unwrap_or("").into();
    match value["state"].as_str() {
        None | Some("waiting") => ContainerState::Waiting { reason, message: None },
        Some("running") => ContainerState::Running { started_at: Timestamp(0) },
        Some("terminated") => ContainerState::Terminated {
            exit_code: value["exitCode"].as_i64().unwrap_or(0) as i32,
            signal: value["signal"].as_i64().map(|number| number as i32),
            reason,
            finished_at: Timestamp(0),
        },
        Some(other) => panic!("no state {other}"),
    }
}

/// A workload of that kind with the replicas and the status of a case.
fn workload(case: &Value) -> Value {
    let status = &case["status"];
    let given = |name: &str| if status[name].is_null() { json!(0) } else { status[name].clone() };
    json!({
        "metadata": { "name": "foo", "generation": case["generation"].as_u64().unwrap_or(0) },
        "spec": { "replicas": case["replicas"].as_i64().unwrap_or(3) },
        "status": {
            "observedGeneration": given("observedGeneration"),
            "replicas": given("replicas"),
            "readyReplicas": given("ready"),
            "updatedReplicas": given("updated"),
            "availableReplicas": given("available"),
        },
    })
}

fn deployments(case: &Value) -> Result<(), String> {
    let names = [("ready", "READY"), ("upToDate", "UP-TO-DATE"), ("available", "AVAILABLE")];
    columns(&printed::<Deployment>(&workload(case)), case, &names)
}

fn replica_sets(case: &Value) -> Result<(), String> {
    let names = [("desired", "DESIRED"), ("current", "CURRENT"), ("ready", "READY")];
    columns(&printed::<ReplicaSet>(&workload(case)), case, &names)
}

fn stateful_sets(case: &Value) -> Result<(), String> {
    columns(&printed::<StatefulSet>(&workload(case)), case, &[("ready", "READY")])
}

/// The table leaves out what the load balancer has: the addresses that are printed although the
/// spec does not name them.
fn services(case: &Value) -> Result<(), String> {
    let given = list(&case["externalIPs"]);
    let text = case["expected"]["externalIP"].as_str().expect("addresses");
    let is_balanced = case["type"] == "LoadBalancer" && text != "<pending>";
    let balanced =
        text.split(',').filter(|address| is_balanced && !given.contains(&json!(address)));
    // In any order: printing sorts them.
    let ingress: Vec<Value> = balanced.rev().map(|address| json!({ "ip": address })).collect();
    let table = printed::<Service>(&json!({
        "metadata": { "name": "test" },
        "spec": {
            "type": case["type"],
            "clusterIP": list(&case["clusterIPs"]).first().unwrap_or(&json!("")),
            "externalIPs": given,
            "externalName": case["externalName"],
            "ports": case["ports"],
        },
        "status": { "loadBalancer": { "ingress": ingress } },
    }));
    let names = [
        ("type", "TYPE"),
        ("clusterIP", "CLUSTER-IP"),
        ("externalIP", "EXTERNAL-IP"),
        ("ports", "PORT(S)"),
    ];
    columns(&table, case, &names)
}

fn claims(case: &Value) -> Result<(), String> {
    let deleted = case["deleting"] == true;
    let table = printed::<PersistentVolumeClaim>(&json!({
        "metadata": { "name": "test", "deletionTimestamp": deleted.then_some(Timestamp(0)) },
        "spec": {
            "volumeName": case["volumeName"],
            "accessModes": case["accessModes"],
            "storageClassName": case["storageClass"],
        },
        "status": { "phase": case["phase"], "capacity": { "storage": case["capacity"] } },
    }));
    let names = [
        ("status", "STATUS"),
        ("volume", "VOLUME"),
        ("capacity", "CAPACITY"),
        ("accessModes", "ACCESS MODES"),
        ("storageClass", "STORAGECLASS"),
    ];
    columns(&table, case, &names)
}

/// A condition without a status is one of which nobody knows.
fn nodes(case: &Value) -> Result<(), String> {
    let conditions = list(&case["conditions"]).iter().map(|condition| {
        let status = condition["status"].as_str().filter(|status| !status.is_empty());
        let since = Timestamp(0);
        json!({
            "type": condition["type"],
            "status": status.unwrap_or("Unknown"),
            "lastTransitionTime": since,
        })
    });
    let table = printed::<Node>(&json!({
        "metadata": { "name": "test" },
        "spec": { "unschedulable": case["unschedulable"] },
        "status": { "conditions": Vec::from_iter(conditions) },
    }));
    expect("STATUS", table.cell(0, "STATUS"), case["expectedStatus"].as_str())
}

fn deployment_status(case: &Value) -> Result<(), String> {
    rollout(case, &rollout_status::deployment(&read(&workload(case))))
}

fn stateful_set_status(case: &Value) -> Result<(), String> {
    let mut object = workload(case);
    let partition = &case["rollingUpdatePartition"];
    object["spec"]["updateStrategy"] = match partition {
        Value::Null => json!({ "type": case["strategy"] }),
        _ => json!({ "type": case["strategy"], "rollingUpdate": { "partition": partition } }),
    };
    object["status"]["currentReplicas"] = case["status"]["current"].clone();
    object["status"]["currentRevision"] = case["status"]["currentRevision"].clone();
    object["status"]["updateRevision"] = case["status"]["updateRevision"].clone();
    rollout(case, &rollout_status::stateful_set(&read(&object)))
}

fn rollout(case: &Value, status: &RolloutStatus) -> Result<(), String> {
    let (message, error) = match status {
        RolloutStatus::Waiting(text) | RolloutStatus::Done(text) => (&**text, None),
        RolloutStatus::Failed(text) => ("", Some(&**text)),
    };
    let done = !matches!(status, RolloutStatus::Waiting(_));
    expect("message", Some(message), case["message"].as_str())?;
    expect("done", Some(done), case["done"].as_bool())?;
    expect("error", error, case["error"].as_str())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
