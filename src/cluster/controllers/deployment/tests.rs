//! What a Deployment does in a cluster, where no table or recording of 1.20 shows it.

use super::decision::{Decision, Wait};
use super::revision::{REVISION, ROLLBACK_TO};
use crate::api::deployment::DeploymentConditionType;
use crate::api::{Deployment, Kind, ObjectRef, Pod, Release, ReplicaSet, Time};
use crate::cluster::staging::{create, manual, run_for_ms, said, settle, tell};
use crate::cluster::{
    Actor, Cluster, Command, Config, Decision as Any, KubeletDriver, KubeletMove, Step,
};
use crate::value::{Value, json};

fn web() -> ObjectRef {
    ObjectRef::new(Kind::Deployment, "web")
}

fn deployment(cluster: &mut Cluster, replicas: i32, spec: Value) {
    let mut tree = json!({
        "metadata": { "name": "web" },
        "spec": {
            "replicas": replicas,
            "selector": { "matchLabels": { "app": "web" } },
            "template": {
                "metadata": { "labels": { "app": "web" } },
                "spec": { "containers": [{ "name": "web", "image": "nginx:1" }] },
            },
        },
    });
    crate::cluster::command::merge_patch(&mut tree["spec"], &spec);
    create(cluster, Kind::Deployment, tree);
}

fn set_image(cluster: &mut Cluster, image: &str) {
    let (container, image) = ("web".into(), image.into());
    let command = Command::SetImage { object: web(), container, image };
    cluster.command(&command).expect("the image may be set");
}

fn patch(cluster: &mut Cluster, patch: Value) {
    let command = Command::Patch { object: web(), patch, strategic: false };
    cluster.command(&command).expect("the patch is valid");
}

/// Lets all Pods become ready and all that terminate go, until nothing changes.
fn roll(cluster: &mut Cluster) -> Vec<Step> {
    let mut steps = Vec::new();
    for _ in 0..50 {
        steps.extend(run_for_ms(cluster, 2_000));
        let pods: Vec<_> = cluster.store().list::<Pod>().cloned().collect();
        for pod in pods {
            let a_move = match (pod.is_terminating(), pod.is_ready()) {
                (true, _) => KubeletMove::Terminated,
                (_, false) => KubeletMove::Ready,
                _ => continue,
            };
            tell(cluster, &pod.metadata.name, a_move);
        }
    }
    steps
}

fn decisions(steps: &[Step]) -> Vec<&Decision> {
    let all = steps.iter().flat_map(|step| &step.decisions);
    all.filter_map(|it| if let Any::Deployment(it) = it { Some(it) } else { None }).collect()
}

fn status(cluster: &Cluster) -> &crate::api::DeploymentStatus {
    &cluster.store().get::<Deployment>("web").expect("the Deployment").status
}

fn progressing(cluster: &Cluster) -> &str {
    let condition = status(cluster).condition(DeploymentConditionType::Progressing);
    condition.map_or("", |it| &*it.reason)
}

#[test]
fn a_taken_name_is_counted_and_gives_another() {
    let mut cluster = manual(1);
    deployment(&mut cluster, 1, json!({}));
    settle(&mut cluster);
    let taken = cluster.store().list::<ReplicaSet>().next().expect("one").metadata.name.clone();
    let mut cluster = manual(1);
    let stranger = json!({
        "metadata": { "name": &*taken },
        "spec": {
            "replicas": 0,
            "selector": { "matchLabels": { "app": "other" } },
            "template": {
                "metadata": { "labels": { "app": "other" } },
                "spec": { "containers": [{ "name": "web", "image": "nginx:1" }] },
            },
        },
    });
    create(&mut cluster, Kind::ReplicaSet, stranger);
    deployment(&mut cluster, 1, json!({}));
    let steps = run_for_ms(&mut cluster, 1_000);
    assert_eq!(status(&cluster).collision_count, Some(1));
    assert!(decisions(&steps).iter().any(|it| matches!(it, Decision::NameTaken { .. })));
    assert_eq!(cluster.store().list::<ReplicaSet>().count(), 2);
    assert_eq!(status(&cluster).updated_replicas, 1);
}

#[test]
fn each_release_words_the_event_in_its_way() {
    let words = |minor| {
        let release = Release::of(minor, 0);
        let config = Config { release, kubelet: KubeletDriver::Manual, ..Config::default() };
        let mut cluster = crate::cluster::staging::cluster(config, 1);
        deployment(&mut cluster, 2, json!({}));
        roll(&mut cluster);
        cluster.command(&Command::Scale { object: web(), replicas: 1 }).expect("it may be scaled");
        roll(&mut cluster);
        let set = cluster.store().list::<ReplicaSet>().next().expect("one").metadata.name.clone();
        let said = said(&cluster, "ScalingReplicaSet").into_iter();
        said.map(|(_, message)| message.replace(&*set, "X")).collect::<Vec<String>>()
    };
    assert_eq!(words(24), ["Scaled up replica set X to 2", "Scaled down replica set X to 1"]);
    let from_behind = ["Scaled up replica set X to 2", "Scaled down replica set X to 1 from 2"];
    assert_eq!(words(25), from_behind);
    let from_to = ["Scaled up replica set X from 0 to 2", "Scaled down replica set X from 2 to 1"];
    assert_eq!(words(31), from_to);
}

#[test]
fn a_wait_names_the_bound_and_is_said_only_with_news() {
    let mut cluster = manual(1);
    deployment(&mut cluster, 3, json!({}));
    roll(&mut cluster);
    set_image(&mut cluster, "nginx:2");
    let steps = run_for_ms(&mut cluster, 10_000);
    let waits: Vec<_> = decisions(&steps)
        .into_iter()
        .filter_map(|it| if let Decision::Waits(wait) = it { Some(wait) } else { None })
        .collect();
    assert!(waits.iter().any(|it| {
        matches!(it, Wait::SurgeLimit { max_surge: 1, existing: 4, missing: 2, .. })
    }));
    assert!(waits.iter().any(|it| {
        matches!(it, Wait::OldPodsNeeded { min_available: 3, new_unavailable: 1, .. })
    }));
    let of_deployment = steps.iter().filter(|step| step.actor == Actor::Deployment);
    assert!(of_deployment.clone().all(|step| !step.writes.is_empty()));
}

#[test]
fn the_deadline_passes_without_anybody_acting_and_only_once() {
    let mut cluster = manual(1);
    deployment(&mut cluster, 2, json!({ "progressDeadlineSeconds": 30 }));
    let steps = settle(&mut cluster);
    assert_eq!(progressing(&cluster), "ProgressDeadlineExceeded");
    let exceeded = |it: &&&Decision| matches!(it, Decision::DeadlineExceeded { seconds: 30, .. });
    assert_eq!(decisions(&steps).iter().filter(exceeded).count(), 1);
    assert!(cluster.now() < Time(0).after_seconds(35), "{:?}", cluster.now());
    roll(&mut cluster);
    assert_eq!(progressing(&cluster), "NewReplicaSetAvailable");
}

#[test]
fn a_finished_roll_out_that_loses_a_pod_waits_for_no_deadline() {
    let mut cluster = manual(1);
    deployment(&mut cluster, 2, json!({ "progressDeadlineSeconds": 30 }));
    roll(&mut cluster);
    let pod = cluster.store().list::<Pod>().next().expect("a Pod").metadata.name.clone();
    tell(&mut cluster, &pod, KubeletMove::Unready);
    run_for_ms(&mut cluster, 5_000);
    assert!(!cluster.agenda().any(|wake| wake.key.actor == Actor::Deployment));
    settle(&mut cluster);
    assert_eq!(progressing(&cluster), "NewReplicaSetAvailable");
}

#[test]
fn going_back_stops_at_its_own_write_and_goes_on_in_the_next_sync() {
    let mut cluster = manual(1);
    deployment(&mut cluster, 2, json!({}));
    roll(&mut cluster);
    set_image(&mut cluster, "nginx:2");
    roll(&mut cluster);
    let undo = Command::Undo { object: web(), to_revision: None };
    cluster.command(&undo).expect("there is a revision to go back to");
    let steps = run_for_ms(&mut cluster, 100);
    let reused = steps.iter().find(|step| {
        let said = decisions(std::slice::from_ref(step));
        said.iter().any(|it| matches!(it, Decision::ReplicaSetReused { from: 1, to: 3, .. }))
    });
    let reused = reused.expect("the old ReplicaSet is used again");
    assert!(reused.error.as_ref().is_some_and(|error| error.code == 409));
    assert_eq!(reused.writes.len(), 1);
    roll(&mut cluster);
    let deployment = cluster.store().get::<Deployment>("web").expect("the Deployment");
    assert_eq!(deployment.metadata.annotation(REVISION), Some("3"));
    assert_eq!((status(&cluster).updated_replicas, status(&cluster).replicas), (2, 2));
}

#[test]
fn an_annotation_rolls_back_and_is_taken_away() {
    let mut cluster = manual(1);
    deployment(&mut cluster, 1, json!({}));
    roll(&mut cluster);
    set_image(&mut cluster, "nginx:2");
    roll(&mut cluster);
    for (asked, reason, message) in [
        ("9", "DeploymentRollbackRevisionNotFound", "Unable to find the revision to rollback to."),
        ("0", "DeploymentRollback", "Rolled back deployment \"web\" to revision 1"),
    ] {
        patch(&mut cluster, json!({ "metadata": { "annotations": { ROLLBACK_TO: asked } } }));
        roll(&mut cluster);
        assert_eq!(said(&cluster, reason), [("web".to_owned(), message.to_owned())]);
        let deployment = cluster.store().get::<Deployment>("web").expect("the Deployment");
        assert_eq!(deployment.metadata.annotation(ROLLBACK_TO), None);
    }
    let image = |set: &ReplicaSet| set.spec.template.spec.containers[0].image.to_string();
    let sets = cluster.store().list::<ReplicaSet>();
    let active: Vec<String> = sets.filter(|set| set.replicas() > 0).map(|set| image(set)).collect();
    assert_eq!(active, ["nginx:1"]);
}

#[test]
fn history_goes_by_revision_not_by_age_since_1_21() {
    let kept = |release| {
        let config = Config { release, kubelet: KubeletDriver::Manual, ..Config::default() };
        let mut cluster = crate::cluster::staging::cluster(config, 1);
        deployment(&mut cluster, 1, json!({ "revisionHistoryLimit": 1 }));
        roll(&mut cluster);
        // 1 becomes 3 when it is used again, so that 2 is the oldest revision when 4 comes.
        for image in ["nginx:2", "nginx:1", "nginx:4"] {
            set_image(&mut cluster, image);
            roll(&mut cluster);
        }
        let sets = cluster.store().list::<ReplicaSet>().filter(|set| set.replicas() == 0);
        let images = sets.map(|set| set.spec.template.spec.containers[0].image.to_string());
        images.collect::<Vec<_>>()
    };
    assert_eq!(kept(Release::V1_20), ["nginx:2"]);
    assert_eq!(kept(Release::of(21, 0)), ["nginx:1"]);
}

#[test]
fn once_all_is_shared_out_the_smaller_ones_keep_their_size() {
    let mut cluster = manual(1);
    deployment(&mut cluster, 4, json!({}));
    roll(&mut cluster);
    set_image(&mut cluster, "nginx:2");
    settle(&mut cluster);
    // Only the new one is scaled, so that the old one keeps the bound of before: 5, not 7.
    let bounds = json!({ "rollingUpdate": { "maxSurge": 3 } });
    patch(&mut cluster, json!({ "spec": { "strategy": bounds } }));
    settle(&mut cluster);
    patch(&mut cluster, json!({ "spec": { "replicas": 3 } }));
    let steps = settle(&mut cluster);
    let shares = decisions(&steps).into_iter().find_map(|it| match it {
        Decision::ScaledProportionally { shares, .. } => Some(shares),
        _ => None,
    });
    let sizes: Vec<_> = shares.into_iter().flatten().map(|it| (it.from, it.to)).collect();
    assert_eq!(sizes, [(4, 3)]);
}

#[test]
fn terminating_pods_are_counted_apart_since_1_35() {
    let count = |release| {
        let config = Config { release, kubelet: KubeletDriver::Manual, ..Config::default() };
        let mut cluster = crate::cluster::staging::cluster(config, 1);
        deployment(&mut cluster, 2, json!({}));
        roll(&mut cluster);
        cluster.command(&Command::Scale { object: web(), replicas: 1 }).expect("it may be scaled");
        run_for_ms(&mut cluster, 1_000);
        (status(&cluster).replicas, status(&cluster).terminating_replicas)
    };
    assert_eq!(count(Release::V1_34), (1, None));
    assert_eq!(count(Release::V1_35), (1, Some(1)));
}

#[test]
fn when_the_new_one_is_full_while_paused_the_others_go_newest_first() {
    let mut cluster = manual(1);
    let bounds = json!({ "maxSurge": 2, "maxUnavailable": 0 });
    deployment(&mut cluster, 2, json!({ "strategy": { "rollingUpdate": bounds } }));
    roll(&mut cluster);
    let ready = |cluster: &mut Cluster, image: &str, count: usize| {
        let pods = cluster.store().list::<Pod>().filter(|pod| pod.image() == image);
        let names: Vec<_> = pods.map(|pod| pod.metadata.name.clone()).take(count).collect();
        names.iter().for_each(|name| drop(tell(cluster, name, KubeletMove::Ready)));
        settle(cluster)
    };
    set_image(&mut cluster, "nginx:2");
    settle(&mut cluster);
    ready(&mut cluster, "nginx:2", 1);
    set_image(&mut cluster, "nginx:3");
    settle(&mut cluster);
    patch(&mut cluster, json!({ "spec": { "paused": true } }));
    settle(&mut cluster);
    let steps = ready(&mut cluster, "nginx:3", 2);
    let scaled = decisions(&steps).into_iter().filter_map(|it| match it {
        Decision::Scaled { replica_set, from: 1, to: 0, .. } => Some(replica_set),
        _ => None,
    });
    let images = scaled.map(|name| {
        let set = cluster.store().get::<ReplicaSet>(name).expect("it is there");
        set.spec.template.spec.containers[0].image.to_string()
    });
    assert_eq!(images.collect::<Vec<_>>(), ["nginx:2", "nginx:1"]);
}
