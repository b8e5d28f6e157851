//! Tables of the ReplicaSet controller, and of the names made from hashes.

use crate::{Check, expect};
use cattle_and_pets::api::pod::{ConditionStatus, ContainerStatus, PodConditionType, PodPhase};
use cattle_and_pets::api::replica_set::ReplicaSetCondition;
use cattle_and_pets::api::{
    Name, Pod, PodCondition, PodSpec, Reason, Release, ReplicaSet, Status, StringMap, Time,
    Timestamp, Uid,
};
use cattle_and_pets::cluster::controllers::replica_set::{status, victims};
use cattle_and_pets::cluster::controllers::slow_start::slow_start;
use cattle_and_pets::cluster::hash::{fnv1_32, fnv1a_32, safe_encode_string};
use cattle_and_pets::value::fields;
use serde_json::Value;
use std::rc::Rc;

/// What the tables call "now": late enough for their months.
const NOW: Time = Time(10_000_000_000);

/// The tables checked here.
pub fn tables() -> Vec<(&'static str, Check)> {
    vec![
        ("slowStartBatch", slow_start_batch),
        ("getPodsToDelete", pods_to_delete),
        ("ActivePodsWithRanks", pairwise_order),
        ("SortingActivePods", full_order),
        ("calculateReplicaSetStatus", counts),
        ("calculateReplicaSetConditions", conditions),
        ("SafeEncodeString", encoded),
        ("fnvNames", hashed),
    ]
}

fn slow_start_batch(case: &Value) -> Result<(), String> {
    let limit = case["callLimit"].as_u64();
    let outcome = slow_start(number(&case["count"]) as u32, |index| {
        if u64::from(index) < limit.expect("a limit") { Ok(()) } else { Err(()) }
    });
    expect("successes", i64::from(outcome.successes), number(&case["expectedSuccesses"]))?;
    expect("calls", i64::from(outcome.calls()), number(&case["expectedCalls"]))?;
    expect("error", Some(outcome.error.is_some()), case["expectError"].as_bool())
}

fn pods_to_delete(case: &Value) -> Result<(), String> {
    let pods = pods(&case["pods"]);
    let related = case["related"].as_array().map(|_| self::pods(&case["related"]));
    let related = related.as_ref().unwrap_or(&pods);
    let neighbours = |pod: &Pod| {
        let same = related.iter().filter(|it| it.spec.node_name == pod.spec.node_name);
        same.count() as u32
    };
    let count = number(&case["diff"]) as usize;
    let chosen = victims::choose(&pods, count, neighbours, Release::V1_20, NOW);
    let names: Vec<String> = chosen.iter().map(|victim| victim.pod.to_string()).collect();
    expect("victims", names, strings(&case["expected"]))
}

fn pairwise_order(case: &Value) -> Result<(), String> {
    let named = |name: &str, rank: &str| {
        let mut pod = pod(&case[name]);
        pod.metadata.name = name.into();
        pod.metadata.set_label("rank", &case[rank].to_string());
        Rc::new(pod)
    };
    let rank = |pod: &Pod| pod.metadata.label("rank").and_then(|it| it.parse().ok()).unwrap_or(0);
    let (a, b) = (named("a", "aRank"), named("b", "bRank"));
    let first = |pods: [&Rc<Pod>; 2]| {
        let pods = pods.map(Rc::clone);
        victims::choose(&pods, 1, rank, Release::default(), NOW).remove(0).pod
    };
    // Of two equal Pods the one that was listed first goes.
    let relation = match (&*first([&a, &b]), &*first([&b, &a])) {
        ("a", "a") => "a_deleted_first",
        ("b", "b") => "b_deleted_first",
        _ => "equal",
    };
    expect("relation", Some(relation), case["relation"].as_str())
}

/// The last Pod stays: if all had to go, there would be no order.
fn full_order(case: &Value) -> Result<(), String> {
    let mut pods = pods(&case["expectedOrder"]);
    let expected: Vec<Name> = pods.iter().map(|pod| pod.metadata.name.clone()).collect();
    let (_, expected) = expected.split_last().expect("Pods");
    for step in 1..=2 * pods.len() {
        let order = victims::choose(&pods, expected.len(), |_| 0, Release::V1_20, NOW);
        let order: Vec<Name> = order.into_iter().map(|victim| victim.pod).collect();
        expect("order", &order[..], expected)?;
        pods.rotate_left(1);
        let (one, other) = (step % pods.len(), step * step % pods.len());
        pods.swap(one, other);
    }
    Ok(())
}

fn counts(case: &Value) -> Result<(), String> {
    let mut set = replica_set(&case["replicas"]);
    set.spec.min_ready_seconds = Some(number(&case["minReadySeconds"]) as i32);
    let template = Rc::make_mut(&mut set.spec.template);
    template.metadata.labels = Rc::new(labels(&case["templateLabels"]));
    let pods: Vec<Rc<Pod>> = list(&case["pods"]).iter().map(|it| Rc::new(labelled(it))).collect();
    let status = status::calculate(&set, &pods, None, None, NOW);
    let expected = &case["expected"];
    expect("replicas", i64::from(status.replicas), number(&expected["replicas"]))?;
    let fully_labeled = i64::from(status.fully_labeled_replicas);
    expect("fullyLabeled", fully_labeled, number(&expected["fullyLabeled"]))?;
    expect("ready", i64::from(status.ready_replicas), number(&expected["ready"]))?;
    expect("available", i64::from(status.available_replicas), number(&expected["available"]))
}

fn conditions(case: &Value) -> Result<(), String> {
    let mut set = replica_set(&case["replicas"]);
    set.status.conditions = list(&case["storedConditions"]).iter().map(condition).collect();
    let pods: Vec<Rc<Pod>> = (0..number(&case["activePods"])).map(|_| Rc::default()).collect();
    let error = case["error"].as_str().map(|text| Status::new(Reason::InternalError, text));
    let mut status = status::calculate(&set, &pods, None, error.as_ref(), Time(0));
    for condition in &mut status.conditions {
        condition.last_transition_time = Timestamp(0);
    }
    let expected: Vec<_> = list(&case["expected"]).iter().map(condition).collect();
    expect("conditions", status.conditions, expected)
}

fn encoded(case: &Value) -> Result<(), String> {
    let input = case["input"].as_str().expect("an input");
    expect("encoded", Some(&*safe_encode_string(input)), case["expected"].as_str())
}

fn hashed(case: &Value) -> Result<(), String> {
    let input = case["input"].as_str().expect("an input").as_bytes();
    for (name, hash) in [("fnv1a", fnv1a_32(input)), ("fnv1", fnv1_32(input))] {
        expect(name, i64::from(hash), number(&case[name]))?;
        let encoded = safe_encode_string(&hash.to_string());
        expect("name", Some(&*encoded), case[format!("{name}Name")].as_str())?;
    }
    Ok(())
}

fn replica_set(replicas: &Value) -> ReplicaSet {
    let mut set = ReplicaSet::default();
    set.spec.replicas = Some(number(replicas) as i32);
    set
}

fn condition(value: &Value) -> ReplicaSetCondition {
    serde_json::from_value(value.clone()).expect("a condition")
}

fn pods(value: &Value) -> Vec<Rc<Pod>> {
    list(value).iter().map(|it| Rc::new(pod(it))).collect()
}

/// A Pod as the tables of the order describe it; all of them have the same UID, as upstream.
fn pod(value: &Value) -> Pod {
    let mut pod = Pod::default();
    pod.metadata.uid = Uid(1);
    let name = value["name"].as_str().or(value["id"].as_str()).expect("a name");
    pod.metadata.name = name.into();
    pod.metadata.creation_timestamp = timestamp(&value["created"]);
    if let Some(cost) = value["deletionCost"].as_i64() {
        let key = "controller.kubernetes.io/pod-deletion-cost";
        pod.metadata.set_annotation(key, &cost.to_string());
    }
    let node_name = value["node"].as_str().expect("a node").into();
    pod.spec = Rc::new(PodSpec { node_name, ..PodSpec::default() });
    pod.status.phase = match value["phase"].as_str() {
        Some("Pending") => PodPhase::Pending,
        Some("Unknown") => PodPhase::Unknown,
        _ => PodPhase::Running,
    };
    pod.status.conditions = vec![ready(value, "readySince")];
    let restart_count = value["restarts"].as_u64().unwrap_or(0) as u32;
    pod.status.container_statuses =
        vec![ContainerStatus { restart_count, ..ContainerStatus::default() }];
    pod
}

fn labelled(value: &Value) -> Pod {
    let mut pod = Pod::default();
    pod.metadata.labels = Rc::new(labels(&value["labels"]));
    pod.status.conditions = vec![ready(value, "readySince")];
    pod
}

fn ready(value: &Value, since: &str) -> PodCondition {
    PodCondition {
        kind: PodConditionType::Ready,
        status: ConditionStatus::from(value["ready"] == true),
        reason: None,
        message: None,
        last_transition_time: timestamp(&value[since]),
    }
}

/// Seconds before or after now.
fn timestamp(value: &Value) -> Option<Timestamp> {
    let now = i64::from(NOW.timestamp().0);
    value.as_i64().map(|seconds| Timestamp((now + seconds) as u32))
}

fn labels(value: &Value) -> StringMap {
    fields::from_value(&value.clone().into()).expect("labels")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn strings(value: &Value) -> Vec<String> {
    list(value).iter().map(|it| it.as_str().expect("a string").to_owned()).collect()
}

fn number(value: &Value) -> i64 {
    value.as_i64().expect("a whole number")
}
