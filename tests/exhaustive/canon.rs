//! What makes two states the same: all that a controller can see or that will happen, with Pods of
//! one ReplicaSet folded together and times left out.

use cattle_and_pets::api::{
    ControllerRevision, Deployment, Kind, Name, Pod, ReplicaSet, StatefulSet,
};
use cattle_and_pets::cluster::controllers::deployment::revision;
use cattle_and_pets::cluster::{Actor, Cluster};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A text that is equal for equal states.
pub fn text(cluster: &Cluster, faults: u8) -> String {
    let pods = pods(cluster);
    let mut text = format!("f{faults}");
    workloads(cluster, &mut text);
    let mut folded: Vec<&String> = pods.values().collect();
    folded.sort();
    for pod in folded {
        let _ = write!(text, "|{pod}");
    }
    text
}

/// Each Pod by name: what it is, and whose queues it is in.
fn pods(cluster: &Cluster) -> BTreeMap<Name, String> {
    let mut pods: BTreeMap<Name, String> = BTreeMap::new();
    for pod in cluster.store().list::<Pod>() {
        let owner = pod.metadata.controller().map_or("", |owner| &owner.name);
        let of_set = pod.metadata.controller().is_some_and(|it| it.kind == Kind::StatefulSet);
        let name = if of_set { &*pod.metadata.name } else { "" };
        let flags = [pod.is_scheduled(), pod.is_ready(), pod.is_terminating()].map(u8::from);
        let label = pod.metadata.label("controller-revision-hash").unwrap_or_default();
        let phase = pod.status.phase.as_str();
        let text = format!("{owner} {name} {label} {phase} {flags:?}");
        pods.insert(pod.metadata.name.clone(), text);
    }
    for wake in cluster.agenda().filter(|wake| wake.key.object.kind == Kind::Pod) {
        if wake.key.actor == Actor::Scheduler
            && let Some(pod) = pods.get_mut(&wake.key.object.name)
        {
            pod.push_str(" queued");
        }
    }
    pods
}

fn workloads(cluster: &Cluster, text: &mut String) {
    let store = cluster.store();
    for it in store.list::<Deployment>() {
        let number = revision::of(&it.metadata);
        let mut status = it.status.clone();
        for condition in &mut status.conditions {
            condition.last_update_time = Default::default();
            condition.last_transition_time = Default::default();
        }
        let _ = write!(text, "|{number} {} {status:?}", it.metadata.generation);
    }
    for it in store.list::<ReplicaSet>() {
        let annotations = &it.metadata.annotations;
        let _ =
            write!(text, "|{} {} {:?} {annotations:?}", it.metadata.name, it.replicas(), it.status);
    }
    for it in store.list::<StatefulSet>() {
        let _ = write!(text, "|{} {:?}", it.metadata.generation, it.status);
    }
    for it in store.list::<ControllerRevision>() {
        let _ = write!(text, "|{} {}", it.metadata.name, it.revision);
    }
    let mut queued: Vec<String> = cluster
        .agenda()
        .filter(|wake| wake.key.object.kind != Kind::Pod)
        .map(|wake| format!("{:?} {}", wake.key.actor, wake.key.object.name))
        .collect();
    queued.sort();
    queued.dedup();
    let _ = write!(text, "|{queued:?}");
}
