//! Bounds, and the steps that change sizes.

use super::objects::{
    act, act_in, deployment, int_or_percent, list, number, replica_set, rolling, size, text,
    timestamp,
};
use crate::expect;
use cattle_and_pets::api::pod::PodPhase;
use cattle_and_pets::api::{Pod, Release, ReplicaSet, Timestamp};
use cattle_and_pets::cluster::controllers::deployment::revision::{
    BEFORE_SCALE, DESIRED_REPLICAS, MAX_REPLICAS,
};
use cattle_and_pets::cluster::controllers::deployment::{
    bounds, history, recreate, rolling as steps, scaling,
};
use serde_json::{Value, json};
use std::rc::Rc;

pub fn fenceposts(case: &Value) -> Result<(), String> {
    let surge = int_or_percent(&case["maxSurge"]);
    let unavailable = int_or_percent(&case["maxUnavailable"]);
    let got = bounds::fenceposts(surge.as_ref(), unavailable.as_ref(), number(&case["desired"]));
    expect("error", Some(got.is_err()), case["expectError"].as_bool())?;
    let expected = (number(&case["expectSurge"]), number(&case["expectUnavailable"]));
    expect("surge and unavailable", got.unwrap_or((0, 0)), expected)
}

pub fn new_size(case: &Value) -> Result<(), String> {
    let mut deployment = rolling(number(&case["deploymentReplicas"]), &case["maxSurge"], &json!(1));
    deployment.spec.strategy.kind = text(&case["strategy"]).into();
    let (total, size) = (number(&case["otherReplicas"]), number(&case["newRSReplicas"]));
    expect("size", bounds::new_size(&deployment, total, size), number(&case["expected"]))
}

pub fn max_unavailable(case: &Value) -> Result<(), String> {
    let replicas = number(&case["replicas"]);
    let mut deployment = rolling(replicas, &case["maxSurge"], &case["maxUnavailable"]);
    deployment.spec.strategy.kind = text(&case["strategy"]).into();
    expect("max", bounds::max_unavailable(&deployment), number(&case["expected"]))
}

pub fn scale_new(case: &Value) -> Result<(), String> {
    let deployment = rolling(number(&case["deploymentReplicas"]), &case["maxSurge"], &json!(0));
    let new = replica_set("new", "2", number(&case["newReplicas"]), 0);
    let old = replica_set("old", "1", number(&case["oldReplicas"]), 0);
    let (scaled, cluster, step) =
        act(&deployment, Some(new), vec![old], |turn, rollout| steps::scale_new(turn, rollout));
    expect("scaled", scaled.ok(), case["scaleExpected"].as_bool())?;
    expect("wrote", Some(!step.writes.is_empty()), case["scaleExpected"].as_bool())?;
    expect_size(size(&cluster, "new"), &case["expectedNewReplicas"])
}

pub fn scale_old(case: &Value) -> Result<(), String> {
    let replicas = number(&case["deploymentReplicas"]);
    let deployment = rolling(replicas, &json!(0), &case["maxUnavailable"]);
    let (new_size, new_available) = (number(&case["newReplicas"]), number(&case["newAvailable"]));
    let (old_size, old_available) = (number(&case["oldReplicas"]), number(&case["oldAvailable"]));
    let new = replica_set("new", "2", new_size, new_available);
    let old = replica_set("old", "1", old_size, old_available);
    let (scaled, cluster, _) =
        act(&deployment, Some(new), vec![old], |turn, rollout| steps::scale_old(turn, rollout));
    expect("scaled", Some(scaled), case["scaleExpected"].as_bool())?;
    expect_size(size(&cluster, "old"), &case["expectedOldReplicas"])
}

pub fn remove_unhealthy(case: &Value) -> Result<(), String> {
    let (old_size, available) = (number(&case["oldReplicas"]), number(&case["oldAvailable"]));
    let old = replica_set("old", "1", old_size, available);
    let (removed, cluster, _) =
        act(&rolling(10, &json!(2), &json!(2)), None, vec![old], |turn, rollout| {
            let mut old = rollout.old.clone();
            steps::remove_unhealthy(turn, rollout, &mut old, number(&case["maxCleanupCount"]))
        });
    let expected = number(&case["expectedCleanupCount"]);
    expect("removed", removed, Some(expected))?;
    expect("size", size(&cluster, "old"), old_size - expected)
}

pub fn remove_spare(case: &Value) -> Result<(), String> {
    let replicas = number(&case["deploymentReplicas"]);
    let deployment = rolling(replicas, &json!(0), &case["maxUnavailable"]);
    let (old_size, available) = (number(&case["oldReplicas"]), number(&case["oldAvailable"]));
    let old = replica_set("old", "1", old_size, available);
    let (removed, cluster, _) = act(&deployment, None, vec![old], |turn, rollout| {
        steps::remove_spare(turn, rollout, &rollout.old)
    });
    let scaled = removed.is_some_and(|count| count > 0);
    expect("scaled", Some(scaled), case["scaleExpected"].as_bool())?;
    expect_size(size(&cluster, "old"), &case["expectedOldReplicas"])
}

pub fn scale(case: &Value) -> Result<(), String> {
    let spec = &case["deployment"];
    let replicas = number(&spec["replicas"]);
    let deployment = rolling(replicas, &spec["maxSurge"], &spec["maxUnavailable"]);
    let new = Some(&case["newRS"]).filter(|it| !it.is_null()).map(annotated);
    let mut old: Vec<ReplicaSet> = list(&case["oldRSs"]).iter().map(annotated).collect();
    old.sort_by_key(|set| set.metadata.creation_timestamp);
    let (outcome, cluster, _) =
        act(&deployment, new, old, |turn, rollout| scaling::scale_all(turn, rollout));
    expect("outcome", outcome, Ok(()))?;
    let ignored: Vec<&str> = list(&case["ignoreUpdatesOf"]).iter().map(text).collect();
    for (name, expected) in case["expectedSizes"].as_object().expect("sizes") {
        if !ignored.contains(&&**name) {
            expect(name, size(&cluster, name), number(expected))?;
        }
    }
    Ok(())
}

fn annotated(value: &Value) -> ReplicaSet {
    let name = text(&value["name"]);
    let (size, available) = (number(&value["replicas"]), number(&value["available"]));
    let mut set = replica_set(name, name, size, available);
    set.metadata.creation_timestamp = timestamp(&value["created"]);
    for (key, field) in [(DESIRED_REPLICAS, "desiredAnnotation"), (MAX_REPLICAS, "maxAnnotation")] {
        if let Some(size) = value[field].as_i64() {
            set.metadata.set_annotation(key, &size.to_string());
        }
    }
    set
}

/// One ReplicaSet, some of whose Pods are still terminating.
pub fn scale_in_part(case: &Value) -> Result<(), String> {
    let mut deployment = rolling(number(&case["newReplicas"]), &case["maxSurge"], &Value::Null);
    deployment.spec.strategy.kind = text(&case["strategy"]).into();
    deployment.spec.pod_replacement_policy = case["podReplacementPolicy"].as_str().map(Into::into);
    let before = &case["rs"];
    let mut set = replica_set("foo-v1", "1", number(&before["replicas"]), 0);
    set.status.replicas = number(&before["statusReplicas"]);
    set.status.terminating_replicas = before["terminating"].as_i64().map(|count| count as i32);
    set.status.observed_generation = before["observedGeneration"].as_u64().unwrap_or(0);
    for (key, field) in SIZES {
        if let Some(size) = before["annotations"][field].as_i64() {
            set.metadata.set_annotation(key, &size.to_string());
        }
    }
    let release = Release { alpha: true, ..Release::V1_36 };
    let (outcome, cluster, _) = act_in(release, &deployment, Some(set), Vec::new(), |turn, it| {
        scaling::scale_all(turn, it)
    });
    expect("outcome", outcome, Ok(()))?;
    expect("size", size(&cluster, "foo-v1"), number(&case["expectedReplicas"]))?;
    let stored = cluster.store().get::<ReplicaSet>("foo-v1").expect("the ReplicaSet");
    for (key, field) in SIZES {
        let expected = case["expectedAnnotations"][field].as_i64().map(|size| size.to_string());
        expect(field, stored.metadata.annotation(key), expected.as_deref())?;
    }
    Ok(())
}

/// What the table calls the annotations that hold sizes.
const SIZES: [(&str, &str); 3] =
    [(DESIRED_REPLICAS, "desired"), (MAX_REPLICAS, "max"), (BEFORE_SCALE, "beforeScale")];

pub fn scale_down_for_recreate(case: &Value) -> Result<(), String> {
    let names: Vec<String> = (0..list(&case["oldSizes"]).len()).map(|i| format!("{i}")).collect();
    let sizes = list(&case["oldSizes"]).iter().map(number);
    let old = names.iter().zip(sizes).map(|(name, size)| replica_set(name, name, size, 0));
    let (_, cluster, _) = act(&deployment(10, "Recreate"), None, old.collect(), |turn, rollout| {
        recreate::scale_down_old(turn, rollout)
    });
    let got: Vec<i32> = names.iter().map(|name| size(&cluster, name)).collect();
    let expected: Vec<i32> = list(&case["expectedSizes"]).iter().map(number).collect();
    expect("sizes", got, expected)
}

pub fn old_pods_running(case: &Value) -> Result<(), String> {
    let old = list(&case["oldRSs"]).iter().map(|it| {
        let mut set = replica_set(text(&it["uid"]), "1", 0, 0);
        set.status.replicas = number(&it["statusReplicas"]);
        Rc::new(set)
    });
    let old: Vec<Rc<ReplicaSet>> = old.collect();
    let by_set = case["podsByRS"].as_object().expect("Pods by ReplicaSet");
    let new = case["newRSUID"].as_str();
    let pods = by_set.iter().filter(|(uid, _)| Some(uid.as_str()) != new);
    let pods: Vec<Rc<Pod>> = pods.flat_map(|(_, pods)| list(pods)).map(pod).collect();
    let running = recreate::are_old_pods_running(&old, pods.iter());
    expect("running", Some(running), case["expected"].as_bool())
}

fn pod(value: &Value) -> Rc<Pod> {
    let mut pod = Pod::default();
    pod.status.phase = match text(&value["phase"]) {
        "Unknown" => PodPhase::Unknown,
        "Running" => PodPhase::Running,
        "Succeeded" => PodPhase::Succeeded,
        "Failed" => PodPhase::Failed,
        _ => PodPhase::Pending,
    };
    Rc::new(pod)
}

pub fn clean_up(case: &Value) -> Result<(), String> {
    let mut deployment = deployment(0, "RollingUpdate");
    deployment.spec.revision_history_limit = Some(number(&case["revisionHistoryLimit"]));
    let old = list(&case["oldRSs"]).iter().map(|it| {
        let name = text(&it["name"]);
        let mut set = replica_set(name, name, number(&it["specReplicas"]), 0);
        set.status.replicas = number(&it["statusReplicas"]);
        set.metadata.deletion_timestamp = (it["deleting"] == true).then_some(Timestamp(1));
        set
    });
    let (outcome, _, step) =
        act(&deployment, None, old.collect(), |turn, rollout| history::clean_up(turn, rollout));
    expect("outcome", outcome, Ok(()))?;
    let deletions = step.writes.iter().filter(|change| change.is_removal()).count();
    expect("deletions", deletions as i32, number(&case["expectedDeletions"]))
}

/// `null` means that nothing was said of the size.
fn expect_size(got: i32, expected: &Value) -> Result<(), String> {
    if expected.is_null() { Ok(()) } else { expect("size", got, number(expected)) }
}
