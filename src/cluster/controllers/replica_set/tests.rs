//! What a ReplicaSet does in a cluster, where no table or recording of 1.20 shows it.

use super::decision::Decision;
use super::victims::{self, Because};
use crate::api::pod::{ConditionStatus, PodConditionType};
use crate::api::{Kind, ObjectRef, Pod, PodSpec, Release, ReplicaSet, Time, Timestamp, Uid};
use crate::cluster::staging::{create, delete, manual, said, settle, tell};
use crate::cluster::{Cluster, Command, Decision as Any, DeleteOptions, KubeletMove, Step};
use crate::value::{Value, json};
use std::rc::Rc;

fn replica_set(cluster: &mut Cluster, replicas: i32, spec: Value) {
    let mut tree = json!({
        "metadata": { "name": "web" },
        "spec": {
            "replicas": replicas,
            "selector": { "matchLabels": { "app": "web" } },
            "template": {
                "metadata": { "labels": { "app": "web" } },
                "spec": { "containers": [{ "name": "web", "image": "nginx:1.25" }] },
            },
        },
    });
    crate::cluster::command::merge_patch(&mut tree["spec"], &spec);
    create(cluster, Kind::ReplicaSet, tree);
}

fn pods(cluster: &Cluster) -> Vec<String> {
    let pods = cluster.store().list::<Pod>().filter(|pod| pod.is_active());
    pods.map(|pod| pod.metadata.name.to_string()).collect()
}

fn decisions(steps: &[Step]) -> Vec<&Decision> {
    let all = steps.iter().flat_map(|step| &step.decisions);
    all.filter_map(|it| if let Any::ReplicaSet(it) = it { Some(it) } else { None }).collect()
}

fn web(cluster: &Cluster) -> &ReplicaSet {
    cluster.store().get::<ReplicaSet>("web").expect("the ReplicaSet")
}

#[test]
fn a_pod_that_terminates_is_replaced_at_once_and_counted_apart() {
    let mut cluster = manual(1);
    replica_set(&mut cluster, 2, json!({}));
    settle(&mut cluster);
    let first = pods(&cluster).remove(0);
    tell(&mut cluster, &first, KubeletMove::Ready);
    delete(&mut cluster, Kind::Pod, &first, DeleteOptions::default());
    let steps = settle(&mut cluster);
    let created = decisions(&steps).into_iter().find_map(|it| match it {
        Decision::PodsCreated { existing, terminating, created, .. } => {
            Some((*existing, *terminating, *created))
        }
        _ => None,
    });
    assert_eq!(created, Some((1, 1, 1)));
    assert_eq!((web(&cluster).status.replicas, pods(&cluster).len()), (2, 2));
    assert_eq!(web(&cluster).status.terminating_replicas, Some(1));
    tell(&mut cluster, &first, KubeletMove::Terminated);
    settle(&mut cluster);
    assert_eq!(web(&cluster).status.terminating_replicas, Some(0));
}

#[test]
fn a_refusal_ends_the_slow_start_and_stands_in_the_status_until_it_is_over() {
    let mut cluster = manual(1);
    let quota = json!({ "metadata": { "name": "q" }, "spec": { "hard": { "pods": "2" } } });
    create(&mut cluster, Kind::ResourceQuota, quota);
    replica_set(&mut cluster, 10, json!({}));
    let step = cluster.step().expect("the ReplicaSet acts");
    // 1, then 2 of which one is refused; 4 and 3 are not even tried.
    assert!(step.error.is_some());
    assert!(decisions(&[step]).iter().any(|it| matches!(
        it,
        Decision::CreationRefused { existing: 2, refused: 1, not_tried: 7, .. }
    )));
    assert_eq!(said(&cluster, "FailedCreate").len(), 1);
    assert_eq!(&*web(&cluster).status.conditions[0].reason, "FailedCreate");
    delete(&mut cluster, Kind::ResourceQuota, "q", DeleteOptions::default());
    settle(&mut cluster);
    assert_eq!((pods(&cluster).len(), web(&cluster).status.conditions.len()), (10, 0));
}

#[test]
fn a_pod_becomes_available_on_the_second_without_anybody_else_acting() {
    let mut cluster = manual(1);
    replica_set(&mut cluster, 1, json!({ "minReadySeconds": 30 }));
    settle(&mut cluster);
    let pod = pods(&cluster).remove(0);
    tell(&mut cluster, &pod, KubeletMove::Ready);
    let since = cluster.now().timestamp();
    let steps = settle(&mut cluster);
    let is_available = |it: &&Decision| matches!(it, Decision::StatusWritten { available: 1, .. });
    let counted = |step: &&Step| decisions(std::slice::from_ref(step)).iter().any(is_available);
    let counted = steps.iter().find(counted).expect("it becomes available");
    assert_eq!(counted.at, since.after_seconds(30));
    let waits = Decision::WaitsForAvailability { min_ready_seconds: 30, waiting: 1 };
    assert_eq!(decisions(&steps).into_iter().filter(|it| **it == waits).count(), 1);
}

#[test]
fn scaling_down_by_hand_takes_what_is_not_running_first() {
    let mut cluster = manual(2);
    replica_set(&mut cluster, 3, json!({}));
    settle(&mut cluster);
    let pending = pods(&cluster).remove(1);
    for pod in pods(&cluster).into_iter().filter(|pod| *pod != pending) {
        tell(&mut cluster, &pod, KubeletMove::Ready);
    }
    let object = ObjectRef::new(Kind::ReplicaSet, "web");
    cluster.command(&Command::Scale { object, replicas: 2 }).expect("it may be scaled");
    let steps = settle(&mut cluster);
    let victims = decisions(&steps).into_iter().find_map(|it| match it {
        Decision::PodsDeleted { victims, .. } => Some(victims.clone()),
        _ => None,
    });
    let victims = victims.expect("one goes");
    assert_eq!((&*victims[0].pod, victims[0].because), (&*pending, Because::NotRunning));
}

/// A Pod that has been Ready for so long, with this UID and deletion cost.
fn ready_pod(name: &str, ready_seconds: u32, uid: u64, cost: &str) -> Rc<Pod> {
    let mut pod = Pod::default();
    pod.metadata.name = name.into();
    pod.metadata.uid = Uid(uid);
    pod.metadata.set_annotation("controller.kubernetes.io/pod-deletion-cost", cost);
    pod.spec = Rc::new(PodSpec { node_name: "node-1".into(), ..PodSpec::default() });
    let since = Time(0).after_seconds((NOW_SECONDS - ready_seconds).into());
    pod.status.set_condition(PodConditionType::Ready, ConditionStatus::True, None, None, since);
    Rc::new(pod)
}

const NOW_SECONDS: u32 = 10_000;

fn first_victim(pods: &[Rc<Pod>], release: Release) -> (String, Because) {
    let now = Timestamp(NOW_SECONDS).time();
    let victim = victims::choose(pods, 1, |_| 0, release, now).remove(0);
    (victim.pod.to_string(), victim.because)
}

#[test]
fn ages_of_the_same_order_of_magnitude_are_alike_since_1_22() {
    // 20 s and 30 s lie between 2^34 and 2^35 ns, 1000 s does not.
    let pods = [("a", 20, 3), ("b", 30, 2), ("c", 1000, 1)]
        .map(|(name, age, uid)| ready_pod(name, age, uid, "0"));
    assert_eq!(first_victim(&pods, Release::V1_20), ("a".to_owned(), Because::ReadyForLess));
    assert_eq!(first_victim(&pods, Release::V1_37), ("b".to_owned(), Because::Chance));
}

#[test]
fn the_cheaper_pod_goes_first_since_1_22() {
    let pods = [("a", 10, "5"), ("b", 2000, "-5"), ("c", 2000, "+7"), ("d", 2000, "junk")]
        .map(|(name, age, cost)| ready_pod(name, age, 1, cost));
    assert_eq!(first_victim(&pods, Release::V1_20), ("a".to_owned(), Because::ReadyForLess));
    assert_eq!(first_victim(&pods, Release::V1_37), ("b".to_owned(), Because::Cheaper));
    let unreadable = [pods[0].clone(), pods[2].clone()];
    assert_eq!(first_victim(&unreadable, Release::V1_37), ("c".to_owned(), Because::Cheaper));
}

#[test]
fn an_order_that_goes_round_in_a_circle_is_no_harm() {
    let mut restarted = Pod::clone(&ready_pod("a", 20, 3, "0"));
    let container = crate::api::pod::ContainerStatus { restart_count: 5, ..Default::default() };
    restarted.status.container_statuses = vec![container];
    // a before b by restarts, b before c and c before a by UID.
    let circle = [Rc::new(restarted), ready_pod("b", 20, 1, "0"), ready_pod("c", 25, 2, "0")];
    let mut many: Vec<Rc<Pod>> = circle.iter().cycle().take(60).cloned().collect();
    many.rotate_left(1);
    let victims =
        victims::choose(&many, 30, |_| 0, Release::V1_37, Time(NOW_SECONDS as u64 * 1000));
    assert_eq!(victims.len(), 30);
}
