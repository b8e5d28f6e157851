//! What was written, in the words of the recordings.

use crate::names::Names;
use cattle_and_pets::api::{
    ControllerRevision, Deployment, Object, ObjectMeta, PersistentVolumeClaim, Pod, ReplicaSet,
    StatefulSet,
};
use cattle_and_pets::cluster::controllers::deployment::revision::REVISION;
use cattle_and_pets::cluster::{Actor, Change, Step};
use serde_json::{Value, json};

/// The changes of one step, with the actor that the recorder would infer.
pub fn of(step: &Step, names: &Names) -> Vec<Value> {
    step.writes.iter().flat_map(|change| of_change(step, change, names)).collect()
}

fn of_change(step: &Step, change: &Change, names: &Names) -> Vec<Value> {
    match change.object() {
        Object::ReplicaSet(_) => replica_set(change, names),
        Object::Pod(_) => pod(step, change, names),
        Object::PersistentVolumeClaim(_) => claim(change),
        Object::ControllerRevision(_) => revision(change, names),
        Object::Deployment(_) => deployment(change),
        Object::StatefulSet(_) => stateful_set(change, names),
        _ => Vec::new(),
    }
}

fn entry(actor: impl Into<String>, change: &str, fields: Value) -> Value {
    let mut value = json!({ "actor": actor.into(), "change": change });
    for (key, field) in fields.as_object().into_iter().flatten() {
        value[key] = field.clone();
    }
    value
}

fn owner_actor(meta: &ObjectMeta, kind: &str, names: &Names) -> Option<String> {
    meta.controller().map(|owner| format!("{kind}/{}", names.of(owner.uid, &owner.name)))
}

fn annotation(meta: &ObjectMeta, key: &str) -> Value {
    meta.annotation(key).map_or(Value::Null, Into::into)
}

fn starts_to_go(before: &ObjectMeta, after: &ObjectMeta) -> bool {
    !before.is_terminating() && after.is_terminating()
}

fn owner_change(
    before: &ObjectMeta,
    after: &ObjectMeta,
    field: &str,
    names: &Names,
) -> Option<Value> {
    let owner = |meta: &ObjectMeta| {
        meta.controller().map_or(Value::Null, |it| names.of(it.uid, &it.name).into())
    };
    let uid = |meta: &ObjectMeta| meta.controller().map(|owner| owner.uid);
    (uid(before) != uid(after)).then(|| {
        let name = names.of(after.uid, &after.name);
        let fields = json!({ field: name, "from": owner(before), "to": owner(after) });
        entry("owner", &format!("{}-owner", field.to_lowercase()), fields)
    })
}

fn replica_set(change: &Change, names: &Names) -> Vec<Value> {
    let Some((before, after)) = change.of::<ReplicaSet>() else { return Vec::new() };
    let meta = change.object().meta();
    let name = names.of(meta.uid, &meta.name);
    let actor = owner_actor(meta, "deployment", names).unwrap_or_else(|| "user".to_owned());
    match (before, after) {
        (None, Some(set)) => {
            let fields = json!({ "replicaset": name, "replicas": set.replicas() });
            vec![entry(actor, "replicaset-created", fields)]
        }
        (Some(_), None) => vec![entry(actor, "replicaset-gone", json!({ "replicaset": name }))],
        (Some(before), Some(after)) => replica_set_update(before, after, &name, &actor, names),
        (None, None) => Vec::new(),
    }
}

fn replica_set_update(
    before: &ReplicaSet,
    after: &ReplicaSet,
    name: &str,
    actor: &str,
    names: &Names,
) -> Vec<Value> {
    let mut entries = Vec::new();
    let (from, to) = (before.replicas(), after.replicas());
    if from != to {
        let fields = json!({ "replicaset": name, "from": from, "to": to });
        entries.push(entry(actor, "replicaset-scaled", fields));
    }
    let (old, new) = (&before.metadata, &after.metadata);
    let (from, to) = (annotation(old, REVISION), annotation(new, REVISION));
    if from != to {
        let fields = json!({ "replicaset": name, "from": from, "to": to });
        entries.push(entry(actor, "replicaset-revision", fields));
    }
    if starts_to_go(old, new) {
        let fields = json!({ "replicaset": name });
        entries.push(entry("api", "replicaset-deletion-requested", fields));
    }
    entries.extend(owner_change(old, new, "replicaset", names));
    entries
}

fn pod(step: &Step, change: &Change, names: &Names) -> Vec<Value> {
    let Some((before, after)) = change.of::<Pod>() else { return Vec::new() };
    let meta = change.object().meta();
    let name = json!({ "pod": names.of(meta.uid, &meta.name) });
    match (before, after) {
        (None, Some(_)) => vec![entry(pod_actor(step, meta, names), "pod-created", name)],
        (Some(before), None) => pod_gone(step, before, name, names),
        (Some(before), Some(after)) => pod_update(step, before, after, name, names),
        (None, None) => Vec::new(),
    }
}

/// Who made a Pod or asked for its end.
fn pod_actor(step: &Step, meta: &ObjectMeta, names: &Names) -> String {
    match step.actor {
        Actor::You => "user".to_owned(),
        Actor::GarbageCollector => "gc".to_owned(),
        Actor::Kubelet => "kubelet".to_owned(),
        Actor::TaintManager => "taint-manager".to_owned(),
        Actor::StatefulSet => owner_actor(meta, "statefulset", names).unwrap_or_default(),
        _ => owner_actor(meta, "replicaset", names).unwrap_or_default(),
    }
}

/// An end without a Terminating phase shows as two changes. The second is the user's if it was
/// forced, the API server's if nothing had to end.
fn pod_gone(step: &Step, pod: &Pod, name: Value, names: &Names) -> Vec<Value> {
    let actor = pod_actor(step, &pod.metadata, names);
    let forced = step.actor == Actor::You && pod.is_scheduled() && !pod.is_finished();
    let remover = if forced { actor.clone() } else { "api".to_owned() };
    if pod.is_terminating() || step.actor == Actor::Kubelet {
        return vec![entry(actor, "pod-gone", name)];
    }
    vec![entry(actor, "pod-deletion-requested", name.clone()), entry(remover, "pod-gone", name)]
}

fn pod_update(step: &Step, before: &Pod, after: &Pod, name: Value, names: &Names) -> Vec<Value> {
    let mut entries = Vec::new();
    if !before.is_scheduled() && after.is_scheduled() {
        let mut fields = name.clone();
        fields["node"] = (*after.spec.node_name).into();
        entries.push(entry("scheduler", "pod-bound", fields));
    }
    if starts_to_go(&before.metadata, &after.metadata) {
        let actor = pod_actor(step, &after.metadata, names);
        entries.push(entry(actor, "pod-deletion-requested", name));
    }
    entries.extend(owner_change(&before.metadata, &after.metadata, "pod", names));
    entries
}

fn claim(change: &Change) -> Vec<Value> {
    let Some((before, after)) = change.of::<PersistentVolumeClaim>() else { return Vec::new() };
    let name = json!({ "pvc": &**change.object().name() });
    match (before, after) {
        (None, Some(_)) => vec![entry("statefulset", "pvc-created", name)],
        (Some(_), None) => vec![entry("api", "pvc-gone", name)],
        (Some(before), Some(after)) if before.phase() != after.phase() => {
            vec![entry("pv-controller", "pvc-bound", name)]
        }
        _ => Vec::new(),
    }
}

fn revision(change: &Change, names: &Names) -> Vec<Value> {
    let Some((before, after)) = change.of::<ControllerRevision>() else { return Vec::new() };
    let meta = change.object().meta();
    let name = names.of(meta.uid, &meta.name);
    let actor = owner_actor(meta, "statefulset", names).unwrap_or_default();
    let named = json!({ "controllerRevision": name });
    match (before, after) {
        (None, Some(it)) => {
            let fields = json!({ "controllerRevision": name, "revision": it.revision });
            vec![entry(actor, "controllerrevision-created", fields)]
        }
        (Some(_), None) => vec![entry(actor, "controllerrevision-gone", named)],
        (Some(before), Some(after)) => {
            let mut entries = Vec::new();
            let (from, to) = (before.revision, after.revision);
            if from != to {
                let fields = json!({ "controllerRevision": name, "from": from, "to": to });
                entries.push(entry(actor, "controllerrevision-revision", fields));
            }
            let (old, new) = (&before.metadata, &after.metadata);
            entries.extend(owner_change(old, new, "controllerRevision", names));
            entries
        }
        (None, None) => Vec::new(),
    }
}

fn deployment(change: &Change) -> Vec<Value> {
    let Some((before, after)) = change.of::<Deployment>() else { return Vec::new() };
    let name = &**change.object().name();
    let mut entries = removal(change, before.map(|it| &it.metadata), "deployment");
    if let (Some(before), Some(after)) = (before, after) {
        let from = annotation(&before.metadata, REVISION);
        let to = annotation(&after.metadata, REVISION);
        if from != to {
            let fields = json!({ "from": from, "to": to });
            entries.push(entry(format!("deployment/{name}"), "deployment-revision", fields));
        }
    }
    entries
}

fn stateful_set(change: &Change, names: &Names) -> Vec<Value> {
    let Some((before, after)) = change.of::<StatefulSet>() else { return Vec::new() };
    let name = &**change.object().name();
    let mut entries = removal(change, before.map(|it| &it.metadata), "statefulset");
    let (Some(before), Some(after)) = (before, after) else { return entries };
    let stable = |name: &str| match name {
        "" => Value::Null,
        name => names.of_name(name).into(),
    };
    let revisions = [
        ("status-currentRevision", &before.status.current_revision, &after.status.current_revision),
        ("status-updateRevision", &before.status.update_revision, &after.status.update_revision),
    ];
    for (word, from, to) in revisions {
        if from != to {
            let fields = json!({ "from": stable(from), "to": stable(to) });
            entries.push(entry(format!("statefulset/{name}"), word, fields));
        }
    }
    entries
}

fn removal(change: &Change, before: Option<&ObjectMeta>, word: &str) -> Vec<Value> {
    let name = json!({ "name": &**change.object().name() });
    match (before, &change.after) {
        (Some(_), None) => vec![entry("api", &format!("{word}-gone"), name)],
        (Some(before), Some(after)) if starts_to_go(before, after.meta()) => {
            vec![entry("api", &format!("{word}-deletion-requested"), name)]
        }
        _ => Vec::new(),
    }
}
