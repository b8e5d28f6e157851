//! Tables of the kubelet and of the disruption controller.

use crate::{Check, expect};
use cattle_and_pets::api::Time;
use cattle_and_pets::api::policy::BudgetSpec;
use cattle_and_pets::cluster::kubelet::{BackOff, Failures};
use cattle_and_pets::cluster::nodes::disruption::allowance;
use serde_json::{Value, json};

/// The tables checked here.
pub fn tables() -> Vec<(&'static str, Check)> {
    vec![("backoff", backoff), ("podDisruptionBudget", pod_disruption_budget)]
}

fn backoff(case: &Value) -> Result<(), String> {
    let ms = |field: &str| case[field].as_u64().map(|seconds| seconds * 1000);
    let (initial_ms, max_ms) = (ms("initial").ok_or("no initial")?, ms("max").ok_or("no max")?);
    let back_off = BackOff { initial_ms, max_ms, calm_ms: 2 * max_ms };
    let (mut failures, mut now) = (Failures::default(), Time(0));
    if let Some(values) = case["valuesBeforeEachNext"].as_array() {
        let mut seen = Vec::new();
        for _ in values {
            seen.push(json!(failures.delay_ms() / 1000));
            now = now.after_seconds(1);
            failures.next(back_off, now);
        }
        return expect("values", &seen, values);
    }
    while failures.delay_ms() < back_off.max_ms {
        now = now.after_seconds(1);
        failures.next(back_off, now);
    }
    let failed = now;
    now = now.after_ms(ms("waitAfterMax").ok_or("no wait")?);
    if let Some(expected) = case["thenInBackoff"].as_bool() {
        let until = failures.wait_until(back_off, failed);
        expect("in back-off", until.is_some_and(|until| until > now), expected)?;
    }
    if let Some(expected) = case["entryKept"].as_bool() {
        expect("entry kept", !failures.is_expired(back_off, now), expected)?;
    }
    if let Some(expected) = ms("thenNextGives") {
        failures.next(back_off, now);
        expect("next", failures.delay_ms(), expected)?;
    }
    Ok(())
}

fn pod_disruption_budget(case: &Value) -> Result<(), String> {
    let spec: BudgetSpec = serde_json::from_value(json!({
        "minAvailable": case["minAvailable"],
        "maxUnavailable": case["maxUnavailable"],
    }))
    .map_err(|error| error.to_string())?;
    let number = |field: &str| case[field].as_i64().unwrap_or_default() as i32;
    let status = allowance(&spec, number("expectedPods"), number("healthy"));
    expect("desiredHealthy", status.desired_healthy, number("desiredHealthy"))?;
    expect("disruptionsAllowed", status.disruptions_allowed, number("disruptionsAllowed"))
}
