//! Progress, and the conditions that tell of it.

use super::objects::{act, deployment, list, number, replica_set, rolling, text};
use crate::expect;
use cattle_and_pets::api::deployment::DeploymentConditionType;
use cattle_and_pets::api::deployment::DeploymentConditionType::Progressing;
use cattle_and_pets::api::{
    DeploymentCondition, DeploymentStatus, Reason, ReplicaSet, Time, Timestamp,
};
use cattle_and_pets::cluster::controllers::deployment::{progress, status};
use serde_json::{Value, json};

/// A time that the tables call "known": long before turns are held.
const KNOWN: Timestamp = Timestamp(1_000);

pub fn complete(case: &Value) -> Result<(), String> {
    let replicas = number(&case["replicas"]);
    let deployment = rolling(replicas, &case["maxSurge"], &case["maxUnavailable"]);
    let complete = progress::is_complete(&deployment, &status_of(&case["status"]));
    expect("complete", Some(complete), case["expected"].as_bool())
}

pub fn progressing(case: &Value) -> Result<(), String> {
    let (old, new) = (status_of(&case["old"]), status_of(&case["new"]));
    expect("moves", Some(progress::is_progressing(&old, &new)), case["expected"].as_bool())
}

pub fn timed_out(case: &Value) -> Result<(), String> {
    let mut deployment = deployment(1, "RollingUpdate");
    deployment.spec.progress_deadline_seconds = seconds(&case["progressDeadlineSeconds"]);
    let mut condition = condition(&json!({
        "type": "Progressing",
        "status": case["conditionStatus"],
        "reason": case["conditionReason"],
    }));
    condition.last_update_time = Timestamp(number(&case["lastUpdate"]) as u32);
    let status = DeploymentStatus { conditions: vec![condition], ..DeploymentStatus::default() };
    let now = Time(0).after_seconds(case["now"].as_u64().unwrap_or(0));
    let got = progress::has_timed_out(&deployment, &status, now);
    expect("timed out", Some(got), case["expected"].as_bool())
}

pub fn check_later(case: &Value) -> Result<(), String> {
    let mut deployment = deployment(number(&case["replicas"]), "RollingUpdate");
    deployment.spec.progress_deadline_seconds = seconds(&case["progressDeadlineSeconds"]);
    let status = status_of(&case["status"]);
    deployment.status = status.clone();
    if let Some(progressing) = case["progressing"].as_object() {
        let mut progressing = progressing.clone();
        let updated = progressing.remove("lastUpdate").and_then(|it| it.as_u64()).unwrap_or(0);
        progressing.insert("type".into(), "Progressing".into());
        let mut condition = condition(&Value::Object(progressing));
        condition.last_update_time = Timestamp(updated as u32);
        deployment.status.conditions.push(condition);
    }
    // The clock counts whole milliseconds; what lies between belongs to the next.
    let now = Time((case["now"].as_f64().unwrap_or(0.0) * 1000.0).ceil() as u64);
    let after = progress::check_after_ms(&deployment, &status, now);
    let got = after.map_or(-1.0, |ms| ms as f64 / 1000.0);
    expect("delay", Some(got), case["expectedDelay"].as_f64())
}

pub fn rollout_status(case: &Value) -> Result<(), String> {
    let mut deployment = deployment(number(&case["replicas"]), "Recreate");
    deployment.spec.progress_deadline_seconds = seconds(&case["progressDeadlineSeconds"]);
    deployment.status = status_of(&case["storedStatus"]);
    deployment.status.conditions =
        list(&case["storedConditions"]).iter().map(timed_condition).collect();
    let new = Some(&case["newRS"]).filter(|set| !set.is_null()).map(replica_set_of);
    let old = list(&case["allRSs"]).iter().map(replica_set_of).collect();
    let (deployment, _, _) = act(&deployment, new, old, |turn, rollout| {
        // Upstream's test writes to nowhere, so some of its statuses do not even add up.
        match progress::write(turn, rollout, Vec::new()) {
            Err(error) if error.reason != Reason::Invalid => Err(error),
            _ => Ok(rollout.deployment.clone()),
        }
    });
    let deployment = deployment.map_err(|error| error.to_string())?;
    let expected = &case["expected"];
    let got = deployment.status.condition(Progressing);
    let Some(got) = got.filter(|_| !expected.is_null()) else {
        return expect("condition", got.is_none(), expected.is_null());
    };
    expect("status", got.status.as_str(), text(&expected["status"]))?;
    expect("reason", &*got.reason, text(&expected["reason"]))?;
    let mut stored = list(&case["storedConditions"]).iter().map(timed_condition);
    let Some(stored) = stored.find(|it| it.kind == Progressing) else { return Ok(()) };
    if expected["lastUpdateKept"] == true {
        expect("last update", got.last_update_time, stored.last_update_time)?;
    }
    if expected["lastTransitionKept"] == true {
        expect("last transition", got.last_transition_time, stored.last_transition_time)?;
    }
    Ok(())
}

pub fn edit_conditions(case: &Value) -> Result<(), String> {
    let conditions = list(&case["conditions"]).iter().map(condition).collect();
    let mut stored = DeploymentStatus { conditions, ..DeploymentStatus::default() };
    if !case["set"].is_null() {
        status::set_condition(&mut stored, condition(&case["set"]));
    }
    if !case["remove"].is_null() {
        let kind: DeploymentConditionType =
            serde_json::from_value(case["remove"].clone()).expect("a type of condition");
        status::remove_condition(&mut stored, kind);
    }
    let expected: Vec<_> = list(&case["expected"]).iter().map(condition).collect();
    expect("conditions", stored.conditions, expected)
}

fn condition(value: &Value) -> DeploymentCondition {
    serde_json::from_value(value.clone()).expect("a condition")
}

/// A condition whose times are known or not.
fn timed_condition(value: &Value) -> DeploymentCondition {
    let mut condition = condition(value);
    let time = |known: &Value| if *known == true { KNOWN } else { Timestamp(0) };
    condition.last_update_time = time(&value["lastUpdateKnown"]);
    condition.last_transition_time = time(&value["lastTransitionKnown"]);
    condition
}

fn status_of(value: &Value) -> DeploymentStatus {
    DeploymentStatus {
        replicas: number(&value["replicas"]),
        updated_replicas: number(&value["updated"]),
        ready_replicas: number(&value["ready"]),
        available_replicas: number(&value["available"]),
        ..DeploymentStatus::default()
    }
}

fn replica_set_of(value: &Value) -> ReplicaSet {
    let name = text(&value["name"]);
    let (size, available) = (number(&value["specReplicas"]), number(&value["available"]));
    let mut set = replica_set(name, name, size, available);
    set.status.replicas = number(&value["statusReplicas"]);
    set
}

fn seconds(value: &Value) -> Option<i32> {
    value.as_i64().map(|seconds| seconds as i32)
}
