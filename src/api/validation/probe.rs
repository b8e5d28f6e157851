//! Probes and life-cycle hooks (`pkg/apis/core/validation`).

use super::errors::Errors;
use super::path::Path;
use super::tree::{given, items, number, text};
use super::{names, pod};
use crate::api::pod::Probe;
use crate::api::{Container, PodSpec};
use crate::value::Value;

const HANDLERS: [&str; 4] = ["exec", "httpGet", "tcpSocket", "grpc"];
const HOOK_HANDLERS: [&str; 4] = ["exec", "httpGet", "tcpSocket", "sleep"];
/// Before there was `sleep`: the API server drops what it does not know.
const OLD_HOOK_HANDLERS: [&str; 3] = ["exec", "httpGet", "tcpSocket"];

/// The hooks and probes of a container that may have them.
pub(super) fn all(container: &Container, spec: &PodSpec, path: &Path, errors: &mut Errors) {
    hooks(container, spec, path, errors);
    one(container, "livenessProbe", path, errors);
    one(container, "readinessProbe", path, errors);
    one(container, "startupProbe", path, errors);
}

/// What is done after the start and before the end.
pub(super) fn hooks(container: &Container, spec: &PodSpec, path: &Path, errors: &mut Errors) {
    let Some(lifecycle) = container.rest.get("lifecycle") else { return };
    let path = path.child("lifecycle");
    for name in ["postStart", "preStop"] {
        if let Some(hook) = given(lifecycle, name) {
            self::hook(hook, spec, &path.child(name), errors);
        }
    }
}

/// The probe of that name, if there is one.
pub(super) fn one(container: &Container, name: &str, path: &Path, errors: &mut Errors) {
    let path = path.child(name);
    if name == "readinessProbe" {
        container.readiness_probe.iter().for_each(|probe| readiness(probe, &path, errors));
    } else if let Some(probe) = container.rest.get(name).filter(|probe| !probe.is_null()) {
        tree(probe, &path, errors);
    }
}

fn hook(hook: &Value, spec: &PodSpec, path: &Path, errors: &mut Errors) {
    if !errors.release.has_sleep_hooks() {
        return handler(&|name| given(hook, name), &OLD_HOOK_HANDLERS, path, errors);
    }
    handler(&|name| given(hook, name), &HOOK_HANDLERS, path, errors);
    let (Some(sleep), Some(grace)) = (given(hook, "sleep"), spec.termination_grace_period_seconds)
    else {
        return;
    };
    let seconds = number(sleep, "seconds");
    let (least, words) = match errors.release.sleep_hooks_may_be_zero() {
        true => (0, "non-negative"),
        false => (1, "greater than 0"),
    };
    if !(least..=i64::from(grace)).contains(&seconds) {
        let detail =
            format!("must be {words} and less than terminationGracePeriodSeconds ({grace})");
        errors.invalid(&path.child("sleep"), seconds, &detail);
    }
}

/// A probe that restarts its container: one success must do.
fn tree(probe: &Value, path: &Path, errors: &mut Errors) {
    handler(&|name| given(probe, name), &HANDLERS, path, errors);
    for name in NUMBERS {
        errors.non_negative(&path.child(name), number(probe, name));
    }
    let threshold = number(probe, "successThreshold");
    if threshold != 1 {
        errors.invalid(&path.child("successThreshold"), threshold, "must be 1");
    }
}

const NUMBERS: [&str; 5] = [
    "initialDelaySeconds",
    "timeoutSeconds",
    "periodSeconds",
    "successThreshold",
    "failureThreshold",
];

fn readiness(probe: &Probe, path: &Path, errors: &mut Errors) {
    let rest = |name: &str| probe.rest.get(name).filter(|value| !value.is_null());
    handler(&rest, &HANDLERS, path, errors);
    let numbers = [
        probe.initial_delay_seconds.map(i64::from),
        rest("timeoutSeconds").and_then(Value::as_i64),
        probe.period_seconds.map(i64::from),
        probe.success_threshold.map(i64::from),
        probe.failure_threshold.map(i64::from),
    ];
    for (name, number) in NUMBERS.iter().zip(numbers) {
        errors.non_negative(&path.child(name), number.unwrap_or(0));
    }
}

/// What a probe or hook does: exactly one thing.
fn handler<'a>(
    field: &dyn Fn(&str) -> Option<&'a Value>,
    kinds: &[&str],
    path: &Path,
    errors: &mut Errors,
) {
    let mut given = kinds.iter().filter_map(|kind| Some((*kind, field(kind)?)));
    let Some((kind, action)) = given.next() else {
        return errors.required(path, "must specify a handler type");
    };
    action_of(kind, action, &path.child(kind), errors);
    for (kind, _) in given {
        errors.forbidden(&path.child(kind), "may not specify more than 1 handler type");
    }
}

fn action_of(kind: &str, action: &Value, path: &Path, errors: &mut Errors) {
    match kind {
        "exec" if items(action.get("command")).is_empty() => {
            errors.required(&path.child("command"), "");
        }
        "httpGet" => {
            if text(action, "path").is_empty() {
                errors.required(&path.child("path"), "");
            }
            pod::port(action.get("port"), &path.child("port"), errors);
            let scheme = text(action, "scheme");
            if !matches!(scheme, "HTTP" | "HTTPS") {
                errors.not_supported(&path.child("scheme"), scheme, &["HTTP", "HTTPS"]);
            }
            for header in items(action.get("httpHeaders")) {
                let name = text(header, "name");
                let complaints = names::http_header(name);
                errors.complaints(&path.child("httpHeaders"), name, complaints);
            }
        }
        "tcpSocket" | "grpc" => pod::port(action.get("port"), &path.child("port"), errors),
        _ => {}
    }
}
