//! What the tables do not say: how releases differ, what is told, and how often.

use super::Decision;
use super::members::Lack;
use super::waiting::Held;
use crate::api::{
    ControllerRevision, Kind, ObjectMeta, ObjectRef, PersistentVolumeClaim, Pod, Release, Resource,
    StatefulSet,
};
use crate::cluster::{
    self, Actor, Cluster, Command, Config, DeleteOptions, KubeletDriver, KubeletMove, Propagation,
    Step, Wake, Why, staging,
};
use crate::value::{Value, json};
use std::rc::Rc;

/// A cluster with the set `db`, its Pods moved by hand. `spec` is merged into the set's.
fn start(release: Release, spec: Value) -> (Cluster, Vec<Step>) {
    let config = Config { release, kubelet: KubeletDriver::Manual, ..Config::default() };
    let mut cluster = staging::cluster(config, 1);
    let mut tree = json!({
        "metadata": { "name": "db" },
        "spec": {
            "replicas": 3,
            "serviceName": "db",
            "selector": { "matchLabels": { "app": "db" } },
            "updateStrategy": { "type": "RollingUpdate", "rollingUpdate": { "partition": 0 } },
            "template": {
                "metadata": { "labels": { "app": "db" } },
                "spec": { "containers": [{ "name": "main", "image": "one" }] },
            },
        },
    });
    cluster::command::merge_patch(&mut tree["spec"], &spec);
    staging::create(&mut cluster, Kind::StatefulSet, tree);
    let steps = soon(&mut cluster);
    (cluster, steps)
}

/// Like [`start`], with all Pods ready.
fn ready(release: Release, spec: Value) -> Cluster {
    let (mut cluster, _) = start(release, spec);
    for ordinal in 0..set(&cluster).replicas() {
        tell(&mut cluster, &format!("db-{ordinal}"), KubeletMove::Ready);
    }
    cluster
}

/// Lets everybody act, but no second pass; the controller's own steps.
fn soon(cluster: &mut Cluster) -> Vec<Step> {
    let mut steps = staging::run_for_ms(cluster, 900);
    steps.retain(|step| step.actor == Actor::StatefulSet);
    steps
}

fn tell(cluster: &mut Cluster, pod: &str, a_move: KubeletMove) -> Vec<Step> {
    staging::tell(cluster, pod, a_move).expect("the kubelet can do that");
    soon(cluster)
}

fn command(cluster: &mut Cluster, command: Command) -> Vec<Step> {
    cluster.command(&command).expect("the API server takes it");
    soon(cluster)
}

fn claim_templates() -> Value {
    let resources = json!({ "requests": { "storage": "1Gi" } });
    let spec = json!({ "accessModes": ["ReadWriteOnce"], "resources": resources });
    json!([{ "metadata": { "name": "data" }, "spec": spec }])
}

fn db() -> ObjectRef {
    ObjectRef::new(Kind::StatefulSet, "db")
}

fn set_image(cluster: &mut Cluster, image: &str) -> Vec<Step> {
    let (container, image) = ("*".into(), image.into());
    command(cluster, Command::SetImage { object: db(), container, image })
}

fn scale(cluster: &mut Cluster, replicas: i32) -> Vec<Step> {
    command(cluster, Command::Scale { object: db(), replicas })
}

fn patch(cluster: &mut Cluster, kind: Kind, name: &str, patch: Value) -> Vec<Step> {
    let object = ObjectRef::new(kind, name);
    command(cluster, Command::Patch { object, patch, strategic: false })
}

fn set(cluster: &Cluster) -> Rc<StatefulSet> {
    cluster.store().get::<StatefulSet>("db").expect("the set").clone()
}

fn pods(cluster: &Cluster) -> Vec<&str> {
    cluster.store().list::<Pod>().map(|pod| &*pod.metadata.name).collect()
}

fn decisions(steps: &[Step]) -> Vec<&Decision> {
    let all = steps.iter().flat_map(|step| &step.decisions);
    let own = all.filter_map(|decision| match decision {
        cluster::Decision::StatefulSet(decision) => Some(decision),
        _ => None,
    });
    own.collect()
}

fn reasons(steps: &[Step]) -> Vec<&str> {
    steps.iter().flat_map(|step| &step.events).map(|event| event.reason).collect()
}

#[test]
fn a_wait_is_told_once_and_points_at_the_pod() {
    let (mut cluster, steps) = start(Release::V1_37, json!({}));
    let waits: Vec<_> = decisions(&steps)
        .into_iter()
        .filter(|it| matches!(it, Decision::WaitingForPredecessor { .. }))
        .collect();
    assert_eq!(
        waits,
        [&Decision::WaitingForPredecessor {
            pod: "db-0".into(),
            lack: Lack::Pending,
            held: Some(Held::Creation("db-1".into())),
            replicas: 3,
            created: 1,
            min_ready_seconds: 0,
        }]
    );
    assert_eq!(tell(&mut cluster, "db-0", KubeletMove::Running), []);
    let steps = tell(&mut cluster, "db-0", KubeletMove::Ready);
    assert!(matches!(decisions(&steps)[0], Decision::PodCreated { ordinal: 1, .. }));
}

#[test]
fn an_unready_pod_that_holds_nothing_back_is_only_counted() {
    let mut cluster = ready(Release::V1_37, json!({}));
    let steps = tell(&mut cluster, "db-1", KubeletMove::Unready);
    let available = Some(2);
    let counted = Decision::StatusWritten { replicas: 3, created: 3, ready: 2, available };
    assert_eq!(decisions(&steps), [&counted]);
}

#[test]
fn a_template_put_back_frees_parallel_but_not_ordered_ready() {
    for (policy, is_stuck) in [("OrderedReady", true), ("Parallel", false)] {
        let mut cluster = ready(Release::V1_37, json!({ "podManagementPolicy": policy }));
        set_image(&mut cluster, "broken");
        tell(&mut cluster, "db-2", KubeletMove::Terminated);
        tell(&mut cluster, "db-2", KubeletMove::ImageError);
        let steps = set_image(&mut cluster, "one");
        let decisions = decisions(&steps[..1]);
        assert_eq!(decisions.len(), 2, "{decisions:?}");
        assert!(matches!(decisions[0], Decision::RevisionReused { from: 1, to: 3, .. }));
        match decisions[1] {
            Decision::StuckOnBrokenRevision { pod, .. } => assert!(is_stuck && &**pod == "db-2"),
            Decision::PodDeletedForUpdate { pod, .. } => assert!(!is_stuck && &**pod == "db-2"),
            other => panic!("{policy}: {other:?}"),
        }
    }
}

#[test]
fn a_second_unhealthy_pod_blocks_the_scale_down() {
    let mut cluster = ready(Release::V1_37, json!({}));
    tell(&mut cluster, "db-1", KubeletMove::Unready);
    tell(&mut cluster, "db-2", KubeletMove::Unready);
    let steps = scale(&mut cluster, 1);
    let blocked = Decision::ScaleDownBlocked {
        pod: "db-2".into(),
        lack: Lack::NotReady,
        first_unhealthy: "db-1".into(),
        condemned: 2,
    };
    assert_eq!(decisions(&steps), [&blocked]);
    let steps = tell(&mut cluster, "db-1", KubeletMove::Ready);
    assert!(matches!(decisions(&steps)[0], Decision::PodDeletedForScaleDown { .. }));
}

#[test]
fn on_delete_and_the_partition_say_what_they_hold() {
    let on_delete = json!({ "updateStrategy": { "type": "OnDelete", "rollingUpdate": null } });
    let mut cluster = ready(Release::V1_37, on_delete);
    let steps = set_image(&mut cluster, "two");
    assert_eq!(decisions(&steps)[1], &Decision::OnDeleteHolds { outdated: 3 });

    let partition = json!({ "updateStrategy": { "rollingUpdate": { "partition": 3 } } });
    let mut cluster = ready(Release::V1_37, partition);
    let steps = set_image(&mut cluster, "two");
    let holds = Decision::PartitionHolds { partition: 3, outdated: 3 };
    assert_eq!(decisions(&steps)[1], &holds);
}

#[test]
fn a_pod_becomes_available_by_time_alone() {
    let (mut cluster, _) = start(Release::V1_37, json!({ "minReadySeconds": 10 }));
    let steps = tell(&mut cluster, "db-0", KubeletMove::Ready);
    let lack = |it: &&Decision| {
        matches!(it, Decision::WaitingForPredecessor { lack: Lack::NotAvailable, .. })
    };
    assert!(decisions(&steps).iter().any(lack));
    assert_eq!(pods(&cluster), ["db-0"]);
    staging::run_for_ms(&mut cluster, 11_000);
    assert_eq!(pods(&cluster), ["db-0", "db-1"]);
    assert_eq!(set(&cluster).status.available_replicas, Some(1));
}

#[test]
fn parallel_stops_after_the_batch_in_which_a_request_was_refused() {
    for (release, refused) in [(Release::V1_20, 1), (Release::V1_37, 3)] {
        let config = Config { release, kubelet: KubeletDriver::Manual, ..Config::default() };
        let mut cluster = staging::cluster(config, 0);
        let quota = json!({ "metadata": { "name": "few" }, "spec": { "hard": { "pods": "4" } } });
        staging::create(&mut cluster, Kind::ResourceQuota, quota);
        let tree = json!({
            "metadata": { "name": "db" },
            "spec": {
                "replicas": 20,
                "podManagementPolicy": "Parallel",
                "selector": { "matchLabels": { "app": "db" } },
                "template": {
                    "metadata": { "labels": { "app": "db" } },
                    "spec": { "containers": [{ "name": "main", "image": "one" }] },
                },
            },
        });
        staging::create(&mut cluster, Kind::StatefulSet, tree);
        let step = std::iter::from_fn(|| cluster.step())
            .find(|step| step.actor == Actor::StatefulSet)
            .expect("a sync");
        let events = reasons(std::slice::from_ref(&step));
        let count = |reason: &str| events.iter().filter(|it| **it == reason).count();
        assert_eq!((count("SuccessfulCreate"), count("FailedCreate")), (4, refused), "{release}");
        let is_written = step.touches(&db());
        assert_eq!(is_written, release.stateful_set_status_despite_errors());
    }
}

#[test]
fn claims_go_with_the_pods_that_are_scaled_away() {
    let spec = json!({
        "volumeClaimTemplates": claim_templates(),
        "persistentVolumeClaimRetentionPolicy": { "whenScaled": "Delete", "whenDeleted": "Delete" },
    });
    let owners = |cluster: &Cluster, claim: &str| -> Vec<Kind> {
        let claim = cluster.store().get::<PersistentVolumeClaim>(claim).expect("the claim");
        claim.metadata.owner_references.iter().map(|owner| owner.kind).collect()
    };
    let mut cluster = ready(Release::V1_37, spec.clone());
    assert_eq!(owners(&cluster, "data-db-1"), [Kind::StatefulSet]);
    scale(&mut cluster, 1);
    assert_eq!(owners(&cluster, "data-db-0"), [Kind::StatefulSet]);
    assert_eq!(owners(&cluster, "data-db-1"), [Kind::Pod]);
    let cluster = ready(Release::V1_20, spec);
    assert_eq!(owners(&cluster, "data-db-1"), []);
}

#[test]
fn a_missing_claim_of_a_pending_pod_is_made_by_newer_releases() {
    let spec = json!({ "volumeClaimTemplates": claim_templates() });
    for (release, is_there) in [(Release::V1_20, false), (Release::V1_37, true)] {
        let (mut cluster, _) = start(release, spec.clone());
        let claim = ObjectRef::new(Kind::PersistentVolumeClaim, "data-db-0");
        let key = cluster::WorkKey::new(Actor::You, claim.clone());
        let (gone, _) = cluster.hold_turn(key, |turn| {
            turn.delete(&claim, Default::default())?;
            turn.remove_finalizer(&claim, cluster::api_server::PVC_PROTECTION)
        });
        gone.expect("nothing else protects it");
        assert!(cluster.store().object(&claim).is_none());
        patch(&mut cluster, Kind::StatefulSet, "db", json!({ "spec": { "replicas": 4 } }));
        assert_eq!(cluster.store().object(&claim).is_some(), is_there, "{release}");
    }
}

#[test]
fn a_released_pod_keeps_its_name_taken() {
    for release in [Release::V1_20, Release::V1_37] {
        let mut cluster = ready(release, json!({}));
        let labels = json!({ "metadata": { "labels": { "app": "else" } } });
        let steps = patch(&mut cluster, Kind::Pod, "db-1", labels);
        let pods = vec!["db-1".into()];
        assert_eq!(decisions(&steps)[0], &Decision::PodsReleased { pods });
        let error = steps[0].error.as_ref().expect("the name is taken");
        let said: Vec<_> = reasons(&steps).into_iter().take(1).collect();
        let (message, event, replicas) = match release {
            Release::V1_20 => (
                "The POST operation against Pod could not be completed at this time, please try \
                 again.",
                vec!["FailedCreate"],
                3,
            ),
            _ => (
                "pods \"db-1\" already exists, the server was not able to generate a unique name \
                 for the object",
                vec![],
                2,
            ),
        };
        assert_eq!((&*error.message, said), (message, event));
        assert_eq!(set(&cluster).status.replicas, replicas);
    }
}

#[test]
fn a_taken_revision_name_is_told_apart_by_the_collision_count() {
    let (mut cluster, _) = start(Release::V1_37, json!({}));
    let revision = set(&cluster).status.update_revision.clone();
    let taken = ControllerRevision {
        metadata: ObjectMeta::named(&revision),
        ..ControllerRevision::default()
    };
    let options = cluster::DeleteOptions::default();
    staging::delete(&mut cluster, Kind::ControllerRevision, &revision, options);
    cluster.place(ControllerRevision::wrap(Rc::new(taken)));
    scale(&mut cluster, 2);
    let status = &set(&cluster).status;
    assert_eq!(status.collision_count, Some(1));
    assert_ne!(status.update_revision, revision);
}

#[test]
fn a_changed_name_label_is_put_back() {
    let mut cluster = ready(Release::V1_37, json!({}));
    let labels = json!({ "metadata": { "labels": { "statefulset.kubernetes.io/pod-name": "x" } } });
    let steps = patch(&mut cluster, Kind::Pod, "db-1", labels);
    let repaired = Decision::IdentityRepaired { pod: "db-1".into(), storage: false };
    assert_eq!(decisions(&steps), [&repaired]);
    assert_eq!(reasons(&steps), ["SuccessfulUpdate"]);
    let pod = staging::pod(&cluster, "db-1");
    assert_eq!(pod.metadata.label("statefulset.kubernetes.io/pod-name"), Some("db-1"));
}

fn delete(cluster: &mut Cluster, propagation: Propagation) -> Vec<Step> {
    let options = DeleteOptions::cascading(propagation);
    command(cluster, Command::Delete { object: db(), options })
}

#[test]
fn a_set_deleted_in_the_foreground_stays_as_long_as_its_pods_and_settles() {
    let mut cluster = ready(Release::V1_20, json!({ "replicas": 2 }));
    let steps = delete(&mut cluster, Propagation::Foreground);
    assert!(steps.len() < 10, "its revision is not made again for ever: {}", steps.len());
    let going = set(&cluster);
    assert_eq!((going.metadata.generation, going.status.observed_generation), (2, 2));
    assert_eq!((going.status.replicas, going.status.current_replicas), (2, 0));
    assert!(staging::pod(&cluster, "db-0").is_terminating());
    assert!(staging::pod(&cluster, "db-1").is_terminating(), "no order");
    tell(&mut cluster, "db-0", KubeletMove::Terminated);
    assert_eq!(set(&cluster).status.replicas, 1);
    tell(&mut cluster, "db-1", KubeletMove::Terminated);
    assert_eq!(cluster.store().count(Kind::StatefulSet), 0);
    assert_eq!(cluster.store().count(Kind::ControllerRevision), 0);
}

#[test]
fn a_new_set_of_the_same_name_waits_for_the_names_and_nobody_wakes_it() {
    let mut cluster = ready(Release::V1_20, json!({ "replicas": 1 }));
    delete(&mut cluster, Propagation::Background);
    let tree = json!({ "metadata": { "name": "db" }, "spec": {
        "replicas": 1, "serviceName": "db", "selector": { "matchLabels": { "app": "db" } },
        "template": { "metadata": { "labels": { "app": "db" } },
            "spec": { "containers": [{ "name": "main", "image": "one" }] } } } });
    staging::create(&mut cluster, Kind::StatefulSet, tree);
    let steps = soon(&mut cluster);
    assert!(steps.iter().any(|step| step.error.is_some()), "the name is taken");
    assert!(reasons(&steps).iter().all(|reason| *reason == "FailedCreate"), "which it says");
    assert_eq!(set(&cluster).status.observed_generation, 0, "nothing to write down");
    staging::tell(&mut cluster, "db-0", KubeletMove::Terminated).expect("it was terminating");
    let woken = |wake: &Wake| wake.key.actor == Actor::StatefulSet && wake.why != Why::Retry;
    assert!(!cluster.agenda().any(woken), "it comes back by itself, later and later");
    staging::run_for_ms(&mut cluster, 10_000);
    assert_eq!(set(&cluster).status.replicas, 1);
}

#[test]
fn a_claim_that_goes_with_its_last_pod_is_in_the_way_of_the_next_for_a_moment() {
    let mut cluster = ready(Release::V1_20, json!({ "volumeClaimTemplates": claim_templates() }));
    let claim = ObjectRef::new(Kind::PersistentVolumeClaim, "data-db-1");
    for object in [claim, ObjectRef::new(Kind::Pod, "db-1")] {
        command(&mut cluster, Command::Delete { object, options: DeleteOptions::default() });
    }
    let uid = |cluster: &Cluster| {
        let claim = cluster.store().get::<PersistentVolumeClaim>("data-db-1");
        claim.expect("a claim").metadata.uid
    };
    let before = uid(&cluster);
    let steps = tell(&mut cluster, "db-1", KubeletMove::Terminated);
    assert_eq!(reasons(&steps), ["FailedCreate", "SuccessfulCreate", "SuccessfulCreate"]);
    let refused = "create Pod db-1 in StatefulSet db failed error: pvc data-db-1 is being deleted";
    assert_eq!(*steps[0].events[0].message, *refused);
    assert_ne!(uid(&cluster), before);
}

#[test]
fn a_pod_that_fails_while_it_goes_is_deleted_in_vain_until_its_kubelet_lets_it_go() {
    let mut cluster = ready(Release::V1_20, json!({}));
    let object = ObjectRef::new(Kind::Pod, "db-1");
    let delete = Command::Delete { object, options: DeleteOptions::default() };
    command(&mut cluster, delete.clone());
    let going = staging::pod(&cluster, "db-1").metadata.clone();
    let failed =
        KubeletMove::Finished { failed: true, reason: "Evicted".into(), message: "".into() };
    let steps = tell(&mut cluster, "db-1", failed);
    assert_eq!(&reasons(&steps)[..2], ["RecreatingFailedPod", "SuccessfulDelete"]);
    assert!(steps.iter().all(|step| step.error.is_some()), "the name is taken");
    command(&mut cluster, delete);
    let still = &staging::pod(&cluster, "db-1").metadata;
    assert_eq!((still.uid, still.deletion_timestamp), (going.uid, going.deletion_timestamp));
    tell(&mut cluster, "db-1", KubeletMove::Terminated);
    staging::run_for_ms(&mut cluster, 10_000);
    assert_ne!(staging::pod(&cluster, "db-1").metadata.uid, going.uid);
}

#[test]
fn who_comes_while_the_one_of_that_name_is_going_is_told_so() {
    let mut cluster = ready(Release::V1_37, json!({ "replicas": 1 }));
    delete(&mut cluster, Propagation::Foreground);
    let again = Command::Create(StatefulSet::wrap(set(&cluster).clone()));
    let refused = cluster.command(&again);
    let message = "object is being deleted: statefulsets.apps \"db\" already exists";
    assert_eq!(staging::refusal(refused), message);
}
