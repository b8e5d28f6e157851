//! Containers, their mounts, resources and probes (`pkg/apis/core/validation`).

use super::errors::Errors;
use super::path::Path;
use super::tree::{given, items, text};
use super::{names, pod, probe};
use crate::api::quantity::{Quantity, WRONG_FORMAT};
use crate::api::{Container, PodSpec, StringMap};
use crate::value::Value;

/// All containers of a Pod; `volumes` are the names of those that they can mount.
pub(super) fn containers(spec: &PodSpec, volumes: &[&str], path: &Path, errors: &mut Errors) {
    let containers = path.child("containers");
    if spec.containers.is_empty() {
        errors.required(&containers, "");
    }
    let mut known: Vec<&str> = Vec::new();
    for (index, container) in spec.containers.iter().enumerate() {
        let path = containers.index(index);
        if errors.release.validates_pods_as_of_old() {
            as_of_old((container, spec, volumes), &mut known, &path, errors);
            continue;
        }
        common(container, volumes, &path, errors);
        unique(&container.name, &mut known, &path, errors);
        probe::all(container, spec, &path, errors);
    }
    for (index, container) in spec.init_containers.iter().enumerate() {
        let path = path.child("initContainers");
        let path = path.index(index);
        common(container, volumes, &path, errors);
        unique(&container.name, &mut known, &path, errors);
        if container.is_sidecar() {
            probe::all(container, spec, &path, errors);
        } else {
            without_probes(container, &path, errors);
        }
    }
}

fn as_of_old<'a>(
    (container, spec, volumes): (&'a Container, &PodSpec, &[&str]),
    known: &mut Vec<&'a str>,
    path: &Path,
    errors: &mut Errors,
) {
    name(container, path, errors);
    unique(&container.name, known, path, errors);
    image(container, path, errors);
    probe::hooks(container, spec, path, errors);
    probe::one(container, "livenessProbe", path, errors);
    probe::one(container, "startupProbe", path, errors);
    let policy = text_of(container, "terminationMessagePolicy");
    if !MESSAGE_POLICIES.contains(&policy) {
        let detail = "must be 'File' or 'FallbackToLogsOnError'";
        errors.invalid(&path.child("terminationMessagePolicy"), policy, detail);
    }
    probe::one(container, "readinessProbe", path, errors);
    equipment(container, volumes, path, errors);
}

fn unique<'a>(name: &'a str, known: &mut Vec<&'a str>, path: &Path, errors: &mut Errors) {
    if known.contains(&name) {
        errors.duplicate(&path.child("name"), name);
    } else {
        known.push(name);
    }
}

fn text_of<'a>(container: &'a Container, field: &str) -> &'a str {
    container.rest.get(field).and_then(Value::as_str).unwrap_or("")
}

const MESSAGE_POLICIES: [&str; 2] = ["File", "FallbackToLogsOnError"];

fn common(container: &Container, volumes: &[&str], path: &Path, errors: &mut Errors) {
    name(container, path, errors);
    image(container, path, errors);
    let policy = text_of(container, "terminationMessagePolicy");
    errors.one_of(&path.child("terminationMessagePolicy"), policy, &MESSAGE_POLICIES);
    equipment(container, volumes, path, errors);
}

fn name(container: &Container, path: &Path, errors: &mut Errors) {
    if container.name.is_empty() {
        errors.required(&path.child("name"), "");
    } else {
        let complaints = names::dns_label(&container.name, errors.release);
        errors.complaints(&path.child("name"), &container.name, complaints);
    }
}

fn image(container: &Container, path: &Path, errors: &mut Errors) {
    if container.image.is_empty() {
        errors.required(&path.child("image"), "");
    }
}

fn equipment(container: &Container, volumes: &[&str], path: &Path, errors: &mut Errors) {
    pod::ports(container.rest.get("ports"), &path.child("ports"), errors);
    environment(container, &path.child("env"), errors);
    mounts(container, volumes, &path.child("volumeMounts"), errors);
    let policies = ["Always", "IfNotPresent", "Never"];
    let policy = text_of(container, "imagePullPolicy");
    errors.one_of(&path.child("imagePullPolicy"), policy, &policies);
    resources(container, &path.child("resources"), errors);
}

fn environment(container: &Container, path: &Path, errors: &mut Errors) {
    for (index, variable) in items(container.rest.get("env")).iter().enumerate() {
        let path = path.index(index);
        match text(variable, "name") {
            "" => errors.required(&path.child("name"), ""),
            name => {
                let complaints = names::environment(name, errors.release);
                errors.complaints(&path.child("name"), name, complaints);
            }
        }
        let has_value = !text(variable, "value").is_empty();
        let Some(source) = given(variable, "valueFrom") else { continue };
        let sources =
            source.as_object().map_or(0, |it| it.values().filter(|it| !it.is_null()).count());
        let detail = match sources {
            0 => {
                "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or \
                 `secretKeyRef`"
            }
            _ if has_value => "may not be specified when `value` is not empty",
            1 => continue,
            _ => "may not have more than one field specified at a time",
        };
        errors.invalid(&path.child("valueFrom"), "", detail);
    }
}

fn mounts(container: &Container, volumes: &[&str], path: &Path, errors: &mut Errors) {
    let mut known: Vec<&str> = Vec::new();
    for (index, mount) in items(container.rest.get("volumeMounts")).iter().enumerate() {
        let path = path.index(index);
        let (name, mount_path) = (text(mount, "name"), text(mount, "mountPath"));
        if name.is_empty() {
            errors.required(&path.child("name"), "");
        }
        if !volumes.contains(&name) {
            errors.not_found(&path.child("name"), name);
        }
        if mount_path.is_empty() {
            errors.required(&path.child("mountPath"), "");
        }
        if known.contains(&mount_path) {
            errors.invalid(&path.child("mountPath"), mount_path, "must be unique");
        }
        known.push(mount_path);
    }
}

fn resources(container: &Container, path: &Path, errors: &mut Errors) {
    let resources = &container.resources;
    let requests_path = path.child("requests");
    quantities(&resources.limits, &path.child("limits"), errors);
    for (name, request) in &resources.requests {
        quantity(name, request, &requests_path.key(name), errors);
        let Some(request) = Quantity::parse(request) else { continue };
        let limit = resources.limits.get(name).and_then(|limit| Quantity::parse(limit));
        if let Some(limit) = limit.filter(|limit| request > *limit) {
            let detail = match errors.release.newer_name_messages() {
                true => format!("must be less than or equal to {name} limit of {limit}"),
                false => format!("must be less than or equal to {name} limit"),
            };
            errors.invalid(&requests_path, &*request.to_string(), &detail);
        }
    }
}

fn quantities(quantities: &StringMap, path: &Path, errors: &mut Errors) {
    for (name, amount) in quantities {
        quantity(name, amount, &path.key(name), errors);
    }
}

fn quantity(name: &str, amount: &str, path: &Path, errors: &mut Errors) {
    resource_name(name, path, errors);
    match Quantity::parse(amount) {
        None => errors.invalid(path, amount, WRONG_FORMAT),
        Some(amount) if amount.is_negative() => {
            errors.invalid(path, &*amount.to_string(), "must be greater than or equal to 0");
        }
        Some(_) => {}
    }
}

fn resource_name(name: &str, path: &Path, errors: &mut Errors) {
    let complaints = names::qualified_name(name, errors.release);
    let is_valid = complaints.is_empty();
    errors.complaints(path, name, complaints);
    let is_known =
        matches!(name, "cpu" | "memory" | "ephemeral-storage") || name.starts_with("hugepages-");
    if is_valid && !is_known && !name.contains('/') {
        errors.invalid(path, name, "must be a standard resource type or fully qualified");
        errors.invalid(path, name, "must be a standard resource for containers");
    }
}

fn without_probes(container: &Container, path: &Path, errors: &mut Errors) {
    let detail = match errors.release.has_sidecar_containers() {
        true => "may not be set for init containers without restartPolicy=Always",
        false => "must not be set for init containers",
    };
    for field in ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] {
        let is_set = match field {
            "readinessProbe" => container.readiness_probe.is_some(),
            _ => container.rest.get(field).is_some_and(|value| !value.is_null()),
        };
        if is_set {
            errors.forbidden(&path.child(field), detail);
        }
    }
}
