//! Pods and the templates they are made from (`pkg/apis/core/validation`).

use super::errors::Errors;
use super::path::Path;
use super::tree::{given, items, number, text};
use super::{affinity, container, meta, names};
use crate::api::pod::{Toleration, Volume};
use crate::api::{Pod, PodSpec, PodTemplateSpec};
use crate::value::Value;

const SPEC: Path<'static> = Path::root("spec");

/// A new Pod's spec.
pub(super) fn pod(pod: &Pod, errors: &mut Errors) {
    spec(&pod.spec, &SPEC, errors);
    let containers =
        [("containers", &*pod.spec.containers), ("initContainers", &pod.spec.init_containers)];
    for (name, list) in containers {
        for (index, container) in list.iter().enumerate() {
            if container.image.trim() != &*container.image {
                let path = SPEC.child(name);
                let detail = "must not have leading or trailing whitespace";
                errors.invalid(&path.index(index).child("image"), &*container.image, detail);
            }
        }
    }
}

/// A change of a Pod: almost nothing of its spec may change, other than being bound to a node.
pub(super) fn pod_change(new: &PodSpec, old: &PodSpec, errors: &mut Errors) {
    if !same_but_for_mutable(new, old) {
        let fields = errors.release.pod_mutable_fields();
        errors.forbidden(&SPEC, &format!("pod updates may not change fields other than {fields}"));
    }
}

fn same_but_for_mutable(new: &PodSpec, old: &PodSpec) -> bool {
    let mut kept = new.clone();
    if old.node_name.is_empty() {
        kept.node_name = old.node_name.clone();
    }
    kept.tolerations = old.tolerations.clone();
    match old.rest.get("activeDeadlineSeconds") {
        Some(deadline) => kept.rest.insert("activeDeadlineSeconds".into(), deadline.clone()),
        None => kept.rest.remove("activeDeadlineSeconds"),
    };
    if kept.containers.len() == old.containers.len() {
        let containers = std::rc::Rc::make_mut(&mut kept.containers).iter_mut();
        containers.zip(old.containers.iter()).for_each(|(new, old)| new.image = old.image.clone());
    }
    kept == *old
        && old
            .tolerations
            .iter()
            .all(|old| new.tolerations.iter().any(|new| same_toleration(new, old)))
}

fn same_toleration(new: &Toleration, old: &Toleration) -> bool {
    let old = Toleration { toleration_seconds: new.toleration_seconds, ..old.clone() };
    *new == old
}

/// A template.
pub(super) fn template(template: &PodTemplateSpec, path: &Path, errors: &mut Errors) {
    template_meta(template, path, errors);
    spec(&template.spec, &path.child("spec"), errors);
}

/// Labels and annotations of a template. Upstream leaves `metadata` out of their path.
pub(super) fn template_meta(template: &PodTemplateSpec, path: &Path, errors: &mut Errors) {
    meta::labels(&template.metadata.labels, &path.child("labels"), errors);
    meta::annotations(&template.metadata.annotations, &path.child("annotations"), errors);
}

fn spec(spec: &PodSpec, path: &Path, errors: &mut Errors) {
    let volumes = volumes(&spec.volumes, &path.child("volumes"), errors);
    container::containers(spec, &volumes, path, errors);
    let policy = spec.restart_policy.as_deref().unwrap_or("");
    errors.one_of(&path.child("restartPolicy"), policy, &["Always", "OnFailure", "Never"]);
    dns_policy(spec, path, errors);
    meta::labels(&spec.node_selector, &path.child("nodeSelector"), errors);
    affinity::affinity(spec, &path.child("affinity"), errors);
    let release = errors.release;
    for (field, name) in [
        ("serviceAccountName", rest_text(spec, "serviceAccountName")),
        ("nodeName", &spec.node_name),
    ] {
        if !name.is_empty() {
            errors.complaints(&path.child(field), name, names::dns_subdomain(name, release));
        }
    }
    if let Some(seconds) = spec.rest.get("activeDeadlineSeconds").and_then(Value::as_i64)
        && !(1..=i64::from(i32::MAX)).contains(&seconds)
    {
        let detail = "must be between 1 and 2147483647, inclusive";
        errors.invalid(&path.child("activeDeadlineSeconds"), seconds, detail);
    }
    for (field, name) in [("hostname", &spec.hostname), ("subdomain", &spec.subdomain)] {
        if !name.is_empty() {
            errors.complaints(&path.child(field), name, names::dns_label(name, release));
        }
    }
    for (index, toleration) in spec.tolerations.iter().enumerate() {
        tolerates(toleration, &path.child("tolerations").index(index), errors);
    }
    let class = rest_text(spec, "priorityClassName");
    if !class.is_empty() {
        let complaints = names::dns_subdomain(class, release);
        errors.complaints(&path.child("priorityClassName"), class, complaints);
    }
}

fn rest_text<'a>(spec: &'a PodSpec, field: &str) -> &'a str {
    spec.rest.get(field).and_then(Value::as_str).unwrap_or("")
}

fn dns_policy(spec: &PodSpec, path: &Path, errors: &mut Errors) {
    const POLICIES: [&str; 4] = ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"];
    const OF_OLD: [&str; 4] = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];
    let path = path.child("dnsPolicy");
    let policy = rest_text(spec, "dnsPolicy");
    let policies = if errors.release.validates_pods_as_of_old() { OF_OLD } else { POLICIES };
    errors.one_of(&path, policy, &policies);
}

fn tolerates(toleration: &Toleration, path: &Path, errors: &mut Errors) {
    let release = errors.release;
    let operator_path = path.child("operator");
    let operator = &*toleration.operator;
    if !toleration.key.is_empty() {
        let complaints = names::qualified_name(&toleration.key, release);
        errors.complaints(&path.child("key"), &toleration.key, complaints);
    } else if operator != "Exists" {
        let detail = "operator must be Exists when `key` is empty, which means \"match all values \
                      and all keys\"";
        errors.invalid(&operator_path, operator, detail);
    }
    if toleration.toleration_seconds.is_some() && &*toleration.effect != "NoExecute" {
        let detail = "effect must be 'NoExecute' when `tolerationSeconds` is set";
        errors.invalid(&path.child("effect"), &*toleration.effect, detail);
    }
    match operator {
        "" | "Equal" => {
            let complaints = names::label_value(&toleration.value, release);
            if !complaints.is_empty() {
                errors.invalid(&operator_path, &*toleration.value, &complaints.join(";"));
            }
        }
        "Exists" if !toleration.value.is_empty() => {
            let detail = "value must be empty when `operator` is 'Exists'";
            errors.invalid(&operator_path, &*toleration.value, detail);
        }
        "Exists" => {}
        other => errors.not_supported(&operator_path, other, &["Equal", "Exists"]),
    }
    if !toleration.effect.is_empty() {
        let effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];
        errors.one_of(&path.child("effect"), &toleration.effect, &effects);
    }
}

/// The names of those with which nothing is wrong: no container can mount any other.
fn volumes<'a>(volumes: &'a [Volume], path: &Path, errors: &mut Errors) -> Vec<&'a str> {
    let mut known: Vec<&str> = Vec::new();
    for (index, volume) in volumes.iter().enumerate() {
        let path = path.index(index);
        let name_path = path.child("name");
        let before = errors.count();
        volume_source(volume, &path, errors);
        if volume.name.is_empty() {
            errors.required(&name_path, "");
        } else {
            let complaints = names::dns_label(&volume.name, errors.release);
            errors.complaints(&name_path, &volume.name, complaints);
        }
        if known.contains(&&*volume.name) {
            errors.duplicate(&name_path, &*volume.name);
        }
        if errors.count() == before {
            known.push(&volume.name);
        }
    }
    known
}

fn volume_source(volume: &Volume, path: &Path, errors: &mut Errors) {
    let mut sources: Vec<&str> = volume
        .rest
        .iter()
        .filter(|(_, source)| !source.is_null())
        .map(|(name, _)| &**name)
        .collect();
    if let Some(claim) = &volume.persistent_volume_claim {
        // Upstream looks at it last of those in everyday use.
        sources.push("persistentVolumeClaim");
        if claim.claim_name.is_empty() {
            let path = path.child("persistentVolumeClaim");
            errors.required(&path.child("claimName"), "");
        }
    }
    if sources.is_empty() {
        errors.required(path, "must specify a volume type");
    }
    for name in sources.iter().skip(1) {
        errors.forbidden(&path.child(name), "may not specify more than 1 volume type");
    }
    for (source, field) in [("configMap", "name"), ("secret", "secretName"), ("hostPath", "path")] {
        let tree = volume.rest.get(source).filter(|tree| tree.is_object());
        if tree.is_some_and(|tree| text(tree, field).is_empty()) {
            let path = path.child(source);
            errors.required(&path.child(field), "");
        }
    }
}

/// Ports of a container.
pub(super) fn ports(ports: Option<&Value>, path: &Path, errors: &mut Errors) {
    let mut known: Vec<&str> = Vec::new();
    for (index, port) in items(ports).iter().enumerate() {
        let path = path.index(index);
        let name = text(port, "name");
        if !name.is_empty() {
            let complaints = names::port_name(name, errors.release);
            if complaints.is_empty() && known.contains(&name) {
                errors.duplicate(&path.child("name"), name);
            } else if complaints.is_empty() {
                known.push(name);
            }
            errors.complaints(&path.child("name"), name, complaints);
        }
        match number(port, "containerPort") {
            0 => errors.required(&path.child("containerPort"), ""),
            number => port_number(number, &path.child("containerPort"), errors),
        }
        if let Some(number) = given(port, "hostPort").and_then(Value::as_i64).filter(|it| *it != 0)
        {
            port_number(number, &path.child("hostPort"), errors);
        }
        let protocols = ["SCTP", "TCP", "UDP"];
        errors.one_of(&path.child("protocol"), text(port, "protocol"), &protocols);
    }
}

/// A port's number.
pub(super) fn port_number(number: i64, path: &Path, errors: &mut Errors) {
    if !(1..=65_535).contains(&number) {
        errors.invalid(path, number, "must be between 1 and 65535, inclusive");
    }
}

/// A port by number or by name.
pub(super) fn port(port: Option<&Value>, path: &Path, errors: &mut Errors) {
    match port {
        Some(Value::String(name)) => {
            let complaints = names::port_name(name, errors.release);
            errors.complaints(path, name, complaints);
        }
        other => port_number(other.and_then(Value::as_i64).unwrap_or(0), path, errors),
    }
}
