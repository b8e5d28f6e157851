//! Whole lives of Pods under the clock.

use crate::api::pod::ContainerState;
use crate::api::{Pod, PodPhase};
use crate::cluster::staging::{
    cluster, create, create_claim, create_pod, delete, pod, refusal, run_for_ms, said, settle,
};
use crate::cluster::{Cluster, Command, Config, Decision, DeleteOptions, Durations};
use crate::value::{Value, json};

use super::{WaitsFor, waiting};
use crate::api::Kind;

/// Pull 2 s, start 1 s, ready after 3 s more, end after 4 s; no chance.
fn exact(nodes: usize) -> Cluster {
    let durations = Durations {
        pull_ms: 2000,
        start_ms: 1000,
        ready_ms: 3000,
        stop_ms: 4000,
        jitter_percent: 0,
    };
    cluster(Config { durations, ..Config::default() }, nodes)
}

fn probed(more: Value) -> Value {
    let mut probe = json!({ "tcpSocket": { "port": 80 }, "periodSeconds": 1 });
    crate::cluster::command::merge_patch(&mut probe, &more);
    json!({ "containers": [{ "name": "web", "image": "nginx:1.25", "readinessProbe": probe }] })
}

/// A Pod on this node that uses the claim.
fn on(node: &str) -> Value {
    let volume = json!({ "name": "data", "persistentVolumeClaim": { "claimName": "data" } });
    json!({ "nodeName": node, "volumes": [volume] })
}

/// The word that `kubectl get pods` would show, and whether the Pod is ready.
fn looks(cluster: &Cluster, name: &str) -> String {
    let pod = pod(cluster, name);
    let state = pod.status.container_statuses.first().map(|container| &container.state);
    match state {
        None => pod.status.phase.as_str().to_owned(),
        Some(ContainerState::Waiting { reason, .. }) => reason.to_string(),
        Some(ContainerState::Terminated { reason, .. }) => reason.to_string(),
        Some(ContainerState::Running { .. }) if pod.is_ready() => "Ready".to_owned(),
        Some(ContainerState::Running { .. }) => "Running".to_owned(),
    }
}

/// Lets the cluster run for so long, and tells when the Pod began to look different.
fn film(cluster: &mut Cluster, name: &str, ms: u64) -> Vec<(u64, String)> {
    let (start, mut scenes) = (cluster.now(), vec![(0, looks(cluster, name))]);
    let limit = start.after_ms(ms);
    while let Some(step) = cluster.step_until(limit) {
        if cluster.store().get::<Pod>(name).is_none() {
            scenes.push((step.at.since_ms(start), "gone".to_owned()));
            break;
        }
        let now = looks(cluster, name);
        if scenes.last().is_none_or(|(_, before)| *before != now) {
            scenes.push((step.at.since_ms(start), now));
        }
    }
    cluster.advance_to(limit);
    scenes
}

fn scenes(expected: &[(u64, &str)]) -> Vec<(u64, String)> {
    expected.iter().map(|(ms, word)| (*ms, (*word).to_owned())).collect()
}

fn reasons(cluster: &Cluster, name: &str) -> Vec<&'static str> {
    let events = cluster.events().iter().filter(|event| &*event.object.name == name);
    events.map(|event| event.reason).collect()
}

#[test]
fn a_bare_pod_from_birth_to_death() {
    let mut cluster = exact(1);
    create_pod(&mut cluster, "web", probed(json!({})));
    let expected = [(0, "Pending"), (10, "ContainerCreating"), (3010, "Running"), (6010, "Ready")];
    assert_eq!(film(&mut cluster, "web", 60_000), scenes(&expected));
    assert_eq!(cluster.agenda().count(), 0, "a ready Pod asks for nothing");
    let web = pod(&cluster, "web");
    assert_eq!((web.status.phase, web.ready_since().map(|it| it.0)), (PodPhase::Running, Some(6)));
    delete(&mut cluster, Kind::Pod, "web", DeleteOptions::default());
    assert_eq!(film(&mut cluster, "web", 60_000), scenes(&[(0, "Ready"), (4005, "gone")]));
    let expected = ["Scheduled", "Pulling", "Pulled", "Created", "Started", "Unhealthy", "Killing"];
    assert_eq!(reasons(&cluster, "web"), expected);
    assert_eq!(
        said(&cluster, "Pulled")[0].1,
        "Successfully pulled image \"nginx:1.25\" in 2s (2s including waiting)"
    );
}

#[test]
fn an_image_is_pulled_once_a_node_and_no_probe_means_ready_at_once() {
    let mut cluster = exact(1);
    create_pod(&mut cluster, "first", json!({}));
    run_for_ms(&mut cluster, 1000);
    create_pod(&mut cluster, "second", json!({}));
    let expected = [(0, "Pending"), (10, "ContainerCreating"), (2010, "Ready")];
    assert_eq!(film(&mut cluster, "second", 9000), scenes(&expected), "it shares the pull");
    create_pod(&mut cluster, "third", json!({}));
    let expected = [(0, "Pending"), (10, "ContainerCreating"), (1010, "Ready")];
    assert_eq!(film(&mut cluster, "third", 9000), scenes(&expected));
    let present = "Container image \"nginx:1.25\" already present on machine";
    assert_eq!(said(&cluster, "Pulled").last(), Some(&("third".into(), present.into())));
}

#[test]
fn annotations_on_the_owner_or_the_pod_change_the_pace() {
    let mut cluster = exact(1);
    create(
        &mut cluster,
        Kind::Pod,
        json!({
            "metadata": {
                "name": "slow",
                "annotations": { "sim/pull": "1m", "sim/ready": "never" },
            },
            "spec": probed(json!({})),
        }),
    );
    let expected = [(0, "Pending"), (10, "ContainerCreating"), (61_010, "Running")];
    assert_eq!(film(&mut cluster, "slow", 300_000), scenes(&expected));
    let found = waiting(&cluster, pod(&cluster, "slow")).expect("it is not ready");
    assert_eq!((found.what, found.due), (WaitsFor::Readiness, None));
    cluster.command(&Command::Readiness("slow".into(), true)).expect("it has a probe");
    settle(&mut cluster);
    assert_eq!(looks(&cluster, "slow"), "Ready", "until somebody says so");
}

#[test]
fn the_grace_period_bounds_the_end_and_may_be_shortened() {
    let mut cluster = exact(1);
    for (name, grace) in [("patient", 30), ("hasty", 2), ("hurried", 30)] {
        create(
            &mut cluster,
            Kind::Pod,
            json!({ "metadata": { "name": name, "annotations": { "sim/stop": "10s" } },
                "spec": { "terminationGracePeriodSeconds": grace,
                    "containers": [{ "name": "web", "image": "nginx:1.25" }] } }),
        );
    }
    settle(&mut cluster);
    for (name, expected) in [("patient", 10_005), ("hasty", 2005)] {
        delete(&mut cluster, Kind::Pod, name, DeleteOptions::default());
        let last = film(&mut cluster, name, 60_000).pop();
        assert_eq!(last, Some((expected, "gone".to_owned())));
    }
    delete(&mut cluster, Kind::Pod, "hurried", DeleteOptions::default());
    run_for_ms(&mut cluster, 1000);
    let grace_period_seconds = Some(3);
    let options = DeleteOptions { grace_period_seconds, ..DeleteOptions::default() };
    delete(&mut cluster, Kind::Pod, "hurried", options);
    let last = film(&mut cluster, "hurried", 60_000).pop();
    assert_eq!(last, Some((3005, "gone".to_owned())));
}

/// A Pod that stops as these hooks say, and the moments at which it is asked to end and is gone.
fn ends(lifecycle: Value, grace: u32, annotations: Value) -> (Option<u64>, u64) {
    let mut cluster = exact(1);
    let container = json!({ "name": "web", "image": "nginx:1.25", "lifecycle": lifecycle });
    create(
        &mut cluster,
        Kind::Pod,
        json!({ "metadata": { "name": "web", "annotations": annotations },
            "spec": { "terminationGracePeriodSeconds": grace, "containers": [container] } }),
    );
    settle(&mut cluster);
    let start = cluster.now();
    delete(&mut cluster, Kind::Pod, "web", DeleteOptions::default());
    let (mut asked, mut gone) = (None, 0);
    while let Some(step) = cluster.step() {
        let after = step.at.since_ms(start);
        for decision in &step.decisions {
            match decision {
                Decision::Kubelet(super::Decision::Stopping { .. }) => asked = Some(after),
                Decision::Kubelet(super::Decision::Stopped { .. }) => gone = after,
                _ => {}
            }
        }
    }
    (asked, gone)
}

#[test]
fn a_pre_stop_hook_comes_before_sigterm_and_counts_against_the_grace_period() {
    let sleep = |seconds: u32| json!({ "preStop": { "sleep": { "seconds": seconds } } });
    let exec = |line: &str| json!({ "preStop": { "exec": { "command": ["sh", "-c", line] } } });
    let none = || json!({});
    assert_eq!(ends(none(), 30, none()), (Some(5), 4005));
    assert_eq!(ends(sleep(5), 30, none()), (Some(5005), 9005));
    assert_eq!(ends(exec("sleep 7"), 30, none()), (Some(7005), 11_005));
    assert_eq!(ends(exec("nginx -s quit"), 30, none()), (Some(1005), 5005));
    let knob = json!({ "sim/prestop": "3s" });
    assert_eq!(ends(exec("sleep 7"), 30, knob.clone()), (Some(3005), 7005), "the knob knows");
    assert_eq!(ends(sleep(5), 30, knob), (Some(5005), 9005), "a sleep is what it is");
    assert_eq!(ends(sleep(8), 10, none()), (Some(8005), 10_005), "2 s of the 10 are left");
    assert_eq!(ends(exec("sleep 60"), 10, none()), (Some(10_005), 12_005), "and 2 s in any case");
    let hangs = json!({ "sim/prestop": "never" });
    assert_eq!(ends(exec("wait"), 10, hangs), (Some(10_005), 12_005));
    let unsupported = json!({ "preStop": { "tcpSocket": { "port": 80 } } });
    assert_eq!(ends(unsupported, 30, none()), (Some(5), 4005), "it fails, and takes no time");
}

#[test]
fn a_second_deletion_cuts_a_hook_short() {
    let mut cluster = exact(1);
    let hook = json!({ "preStop": { "sleep": { "seconds": 20 } } });
    let container = json!({ "name": "web", "image": "nginx:1.25", "lifecycle": hook });
    create_pod(&mut cluster, "web", json!({ "containers": [container] }));
    settle(&mut cluster);
    delete(&mut cluster, Kind::Pod, "web", DeleteOptions::default());
    run_for_ms(&mut cluster, 1000);
    let found = waiting(&cluster, pod(&cluster, "web")).expect("it is ending");
    assert_eq!(found.what, WaitsFor::PreStop);
    let grace_period_seconds = Some(3);
    let options = DeleteOptions { grace_period_seconds, ..DeleteOptions::default() };
    delete(&mut cluster, Kind::Pod, "web", options);
    let last = film(&mut cluster, "web", 60_000).pop();
    assert_eq!(last, Some((5005, "gone".to_owned())), "3 s, and 2 s for the application");
}

#[test]
fn what_never_ran_is_gone_at_once() {
    let mut cluster = exact(1);
    create_pod(&mut cluster, "web", json!({}));
    run_for_ms(&mut cluster, 1000);
    assert_eq!(looks(&cluster, "web"), "ContainerCreating");
    delete(&mut cluster, Kind::Pod, "web", DeleteOptions::default());
    assert_eq!(film(&mut cluster, "web", 9000).pop(), Some((5, "gone".to_owned())));
    settle(&mut cluster);
    assert_eq!(cluster.agenda().count(), 0);
}

#[test]
fn crashes_are_followed_by_longer_and_longer_waits() {
    let mut cluster = exact(1);
    create_pod(&mut cluster, "web", json!({}));
    settle(&mut cluster);
    let mut waits = Vec::new();
    for _ in 0..8 {
        cluster.command(&Command::Crash("web".into())).expect("it runs");
        assert_eq!(looks(&cluster, "web"), "Error");
        let crashed = cluster.now();
        while looks(&cluster, "web") != "Ready" {
            cluster.step().expect("it is started again");
        }
        waits.push(cluster.now().since_ms(crashed) / 1000);
    }
    assert_eq!(waits, [1, 10, 20, 40, 80, 160, 300, 300]);
    let web = pod(&cluster, "web");
    assert_eq!((web.restarts(), web.status.phase), (8, PodPhase::Running));
    assert_eq!(&*web.status.pod_ip, "10.244.0.1", "a restart keeps the address");
    run_for_ms(&mut cluster, 600_001);
    cluster.command(&Command::Crash("web".into())).expect("it runs");
    let expected = [(0, "Error"), (1000, "Ready")];
    assert_eq!(film(&mut cluster, "web", 9000), scenes(&expected), "all is forgotten");
}

#[test]
fn an_application_may_crash_by_itself() {
    let mut cluster = exact(1);
    create(
        &mut cluster,
        Kind::Pod,
        json!({ "metadata": { "name": "web", "annotations": { "sim/crash": "5s" } },
            "spec": { "containers": [{ "name": "web", "image": "nginx:1.25" }] } }),
    );
    run_for_ms(&mut cluster, 3010);
    let expected = [
        (0, "Ready"),
        (5000, "Error"),
        (6000, "Ready"),
        (11_000, "Error"),
        (12_000, "CrashLoopBackOff"),
        (21_000, "Ready"),
    ];
    assert_eq!(film(&mut cluster, "web", 22_000), scenes(&expected));
    let uid = pod(&cluster, "web").metadata.uid;
    let text = format!("Back-off restarting failed container web in pod web_default({uid})");
    assert_eq!(said(&cluster, "BackOff"), [("web".to_owned(), text)]);
}

#[test]
fn a_broken_image_is_tried_again_until_it_is_mended() {
    let mut cluster = exact(1);
    cluster.command(&Command::BreakImage("nginx:1.25".into(), true)).expect("always");
    let start = cluster.now();
    create_pod(&mut cluster, "web", json!({}));
    let expected = [
        (0, "Pending"),
        (10, "ContainerCreating"),
        (2010, "ErrImagePull"),
        (3010, "ImagePullBackOff"),
        (14_010, "ErrImagePull"),
        (15_010, "ImagePullBackOff"),
    ];
    assert_eq!(film(&mut cluster, "web", 20_000), scenes(&expected));
    let found = waiting(&cluster, pod(&cluster, "web")).expect("it is not ready");
    assert_eq!((found.what, found.due), (WaitsFor::PullRetry, Some(start.after_ms(34_010))));
    cluster.command(&Command::BreakImage("nginx:1.25".into(), false)).expect("always");
    let expected = [(0, "ImagePullBackOff"), (17_010, "Ready")];
    assert_eq!(film(&mut cluster, "web", 30_000), scenes(&expected));
}

#[test]
fn an_image_that_is_always_pulled_does_not_come_from_the_node() {
    let mut cluster = exact(1);
    let latest = json!({ "containers": [{ "name": "web", "image": "nginx:latest" }] });
    create_pod(&mut cluster, "first", latest.clone());
    settle(&mut cluster);
    cluster.command(&Command::BreakImage("nginx:latest".into(), true)).expect("always");
    create_pod(&mut cluster, "second", latest);
    run_for_ms(&mut cluster, 5000);
    assert_eq!(
        [looks(&cluster, "first"), looks(&cluster, "second")],
        ["Ready", "ImagePullBackOff"]
    );
}

#[test]
fn readiness_is_lost_after_three_failures_and_comes_back_with_one_success() {
    let mut cluster = exact(1);
    create_pod(&mut cluster, "web", probed(json!({ "periodSeconds": 10 })));
    let started = 3010;
    run_for_ms(&mut cluster, started + 15_000);
    assert_eq!(looks(&cluster, "web"), "Ready", "asked at 10 s: yes");
    cluster.command(&Command::Readiness("web".into(), false)).expect("it runs");
    assert!(cluster.kubelet().is_silenced(pod(&cluster, "web")));
    let expected = [(0, "Ready"), (25_000, "Running")];
    assert_eq!(film(&mut cluster, "web", 32_000), scenes(&expected), "asked at 20, 30 and 40 s");
    assert_eq!(said(&cluster, "Unhealthy").len(), 3, "at the start, the first no and the last");
    cluster.command(&Command::Readiness("web".into(), true)).expect("it runs");
    let expected = [(0, "Running"), (3000, "Ready")];
    assert_eq!(film(&mut cluster, "web", 30_000), scenes(&expected), "asked at 50 s");
    assert_eq!(pod(&cluster, "web").restarts(), 0, "nothing is restarted for that");
    create_pod(&mut cluster, "plain", json!({}));
    settle(&mut cluster);
    let refused = refusal(cluster.command(&Command::Readiness("plain".into(), false)));
    assert_eq!(refused, "pod \"plain\" has no readinessProbe: it is ready as long as it runs");
}

#[test]
fn silence_outlasts_a_restart_and_ends_even_while_nothing_runs() {
    let mut cluster = exact(1);
    create_pod(&mut cluster, "web", probed(json!({ "failureThreshold": 1 })));
    settle(&mut cluster);
    cluster.command(&Command::Readiness("web".into(), false)).expect("it has a probe");
    cluster.command(&Command::Crash("web".into())).expect("it runs");
    let expected = [(0, "Error"), (1000, "Running")];
    assert_eq!(film(&mut cluster, "web", 60_000), scenes(&expected));
    cluster.command(&Command::Crash("web".into())).expect("it runs");
    run_for_ms(&mut cluster, 5000);
    assert_eq!(looks(&cluster, "web"), "CrashLoopBackOff");
    cluster.command(&Command::Readiness("web".into(), true)).expect("it has a probe");
    settle(&mut cluster);
    assert_eq!(looks(&cluster, "web"), "Ready");
}

#[test]
fn a_volume_of_one_node_has_to_leave_the_other_node_first() {
    let mut cluster = exact(2);
    create_claim(&mut cluster, "data");
    settle(&mut cluster);
    create_pod(&mut cluster, "here", on("node-1"));
    create_pod(&mut cluster, "too", on("node-1"));
    create_pod(&mut cluster, "there", on("node-2"));
    run_for_ms(&mut cluster, 60_000);
    assert_eq!(looks(&cluster, "too"), "Ready", "two Pods of one node may share it");
    assert_eq!(looks(&cluster, "there"), "ContainerCreating");
    let complaints = said(&cluster, "FailedAttachVolume");
    assert_eq!(complaints.len(), 1);
    assert!(complaints[0].1.ends_with("Volume is already used by pod(s) here"), "{complaints:?}");
    delete(&mut cluster, Kind::Pod, "here", DeleteOptions::default());
    run_for_ms(&mut cluster, 60_000);
    assert_eq!(looks(&cluster, "there"), "ContainerCreating", "the other one still uses it");
    delete(&mut cluster, Kind::Pod, "too", DeleteOptions::default());
    run_for_ms(&mut cluster, 60_000);
    assert_eq!(looks(&cluster, "there"), "Ready");
}

#[test]
fn a_volume_is_taken_from_a_dead_node_after_six_minutes() {
    let mut cluster = exact(2);
    create_claim(&mut cluster, "data");
    settle(&mut cluster);
    create_pod(&mut cluster, "db", on("node-1"));
    settle(&mut cluster);
    cluster.command(&Command::Heartbeats("node-1".into(), false)).expect("it is there");
    delete(&mut cluster, Kind::Pod, "db", DeleteOptions::now());
    create_pod(&mut cluster, "db", on("node-2"));
    let last = film(&mut cluster, "db", 400_000).pop();
    assert_eq!(last, Some((363_005, "Ready".to_owned())), "360 s, then 2 s and 1 s");
}
