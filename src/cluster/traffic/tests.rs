//! What clients see of whole runs.

use super::{Failure, SLOT_MS, Stream, Traffic, Why};
use crate::api::{Kind, Object, ObjectRef};
use crate::cluster::staging::cluster;
use crate::cluster::{Cluster, Command, Config, DeleteOptions, Durations};
use crate::value::{Value, json};
use std::collections::BTreeMap;

/// A cluster with clients, and all that they had seen at each of its states.
struct Run {
    states: Vec<(Cluster, Traffic)>,
}

impl Run {
    /// Three nodes and these objects, at rest; then the clients come.
    fn of(objects: Vec<(Kind, Value)>, target: &str) -> Self {
        let durations = Durations { jitter_percent: 0, ..Durations::default() };
        let mut cluster = cluster(Config { durations, ..Config::default() }, 3);
        for (kind, tree) in objects {
            let object = Object::from_value(kind, tree).expect("a well-formed object");
            cluster.command(&Command::Create(object)).expect("a valid object");
        }
        while cluster.step().is_some() {}
        let traffic = Traffic::begin(&[super::target(target).expect("a target")], &cluster);
        Self { states: vec![(cluster, traffic)] }
    }

    fn cluster(&self) -> &Cluster {
        &self.states[self.states.len() - 1].0
    }

    fn command(&mut self, command: &Command) {
        let (before, traffic) = &self.states[self.states.len() - 1];
        let mut after = before.clone();
        let step = after.command(command).expect("not refused");
        let traffic = traffic.after(before, &after, &step);
        self.states.push((after, traffic));
    }

    fn step(&mut self) -> bool {
        let (before, traffic) = &self.states[self.states.len() - 1];
        let mut after = before.clone();
        let Some(step) = after.step() else { return false };
        let traffic = traffic.after(before, &after, &step);
        self.states.push((after, traffic));
        true
    }

    /// Lets everything come to rest; the client then.
    fn settle(&mut self) -> Stream {
        while self.step() {}
        let (cluster, traffic) = &self.states[self.states.len() - 1];
        let traffic = traffic.at_rest(cluster);
        for stream in
            self.states.iter().map(|(_, traffic)| client(traffic)).chain([client(&traffic)])
        {
            adds_up(stream);
        }
        client(&traffic).clone()
    }

    fn delete(&mut self, pod: &str) {
        let options = DeleteOptions::default();
        self.command(&Command::Delete { object: ObjectRef::new(Kind::Pod, pod), options });
    }

    fn update(&mut self, kind: Kind, name: &str) {
        let object = ObjectRef::new(kind, name);
        let (container, image) = ("*".into(), "nginx:1.26".into());
        self.command(&Command::SetImage { object, container, image });
    }

    fn a_pod(&self) -> String {
        let pods = self.cluster().store().list::<crate::api::Pod>();
        pods.map(|pod| pod.metadata.name.to_string()).next().expect("a Pod")
    }
}

fn client(traffic: &Traffic) -> &Stream {
    traffic.streams().next().expect("a client")
}

fn adds_up(stream: &Stream) {
    assert_eq!(stream.answered + stream.failed + stream.in_flight(), stream.sent);
    let kept: u32 = stream.failures().map(|failure| failure.count).sum();
    assert_eq!(u64::from(kept), stream.failed);
    let slots = stream.history(stream.now.0 / SLOT_MS + 1);
    let sent: u32 = slots.iter().map(|slot| slot.sent).sum();
    let failed: u32 = slots.iter().map(|slot| slot.failed).sum();
    assert_eq!((u64::from(sent), u64::from(failed)), (stream.sent, stream.failed));
}

/// How often each kind of failure happened.
fn reasons(stream: &Stream) -> BTreeMap<&'static str, u32> {
    let mut reasons = BTreeMap::new();
    for Failure { count, why, .. } in stream.failures() {
        let word = match why {
            Why::NotResolved => "not resolved",
            Why::NoEndpoint => "no endpoint",
            Why::Stopping(_) => "stopping",
            Why::Down(_) => "down",
            Why::Silent(_) => "silent",
            Why::Unreachable(_) => "unreachable",
            Why::Cut(_) => "cut",
        };
        *reasons.entry(word).or_default() += count;
    }
    reasons
}

fn probe() -> Value {
    json!({ "httpGet": { "path": "/", "port": 80 }, "periodSeconds": 1 })
}

/// A Service and a Deployment of three; the patch is merged into the container.
fn web(knobs: Value, container: Value) -> Vec<(Kind, Value)> {
    let mut nginx = json!({ "name": "nginx", "image": "nginx:1.25", "readinessProbe": probe() });
    crate::cluster::command::merge_patch(&mut nginx, &container);
    let template = json!({ "metadata": { "labels": { "app": "web" } },
        "spec": { "containers": [nginx] } });
    vec![
        (
            Kind::Service,
            json!({ "metadata": { "name": "web", "annotations": knobs },
                "spec": { "selector": { "app": "web" }, "ports": [{ "port": 80 }] } }),
        ),
        (
            Kind::Deployment,
            json!({ "metadata": { "name": "web" }, "spec": { "replicas": 3,
                "selector": { "matchLabels": { "app": "web" } }, "template": template } }),
        ),
    ]
}

/// A headless Service and a StatefulSet of three.
fn db(publish: bool) -> Vec<(Kind, Value)> {
    let container = json!({ "name": "db", "image": "nginx:1.25", "readinessProbe": probe() });
    let template = json!({ "metadata": { "labels": { "app": "db" } },
        "spec": { "containers": [container] } });
    vec![
        (
            Kind::Service,
            json!({ "metadata": { "name": "db" }, "spec": { "clusterIP": "None",
                "publishNotReadyAddresses": publish,
                "selector": { "app": "db" }, "ports": [{ "port": 80 }] } }),
        ),
        (
            Kind::StatefulSet,
            json!({ "metadata": { "name": "db" }, "spec": { "replicas": 3, "serviceName": "db",
                "selector": { "matchLabels": { "app": "db" } }, "template": template } }),
        ),
    ]
}

#[test]
fn targets_are_read_and_written() {
    for text in ["service/web", "pod/db-0"] {
        assert_eq!(
            super::target(text).and_then(|it| super::target_text(&it)).as_deref(),
            Some(text)
        );
    }
    for text in ["", "web", "service/", "deployment/web"] {
        assert_eq!(super::target(text), None, "{text}");
    }
}

#[test]
fn a_rolling_update_drops_requests_that_a_pre_stop_hook_would_have_saved() {
    let update = |knobs: Value, container: Value| {
        let mut run = Run::of(web(knobs, container), "service/web");
        run.update(Kind::Deployment, "web");
        run.settle()
    };
    let hook =
        |seconds: u32| json!({ "lifecycle": { "preStop": { "sleep": { "seconds": seconds } } } });
    let defaults = update(json!({}), json!({}));
    let dropped = reasons(&defaults);
    assert!(dropped["stopping"] > 3 && defaults.answered > 50, "{dropped:?}");
    assert_eq!(dropped.len(), 1, "the Pods before and after answer all they get: {dropped:?}");
    assert_eq!(reasons(&update(json!({}), hook(2))), BTreeMap::new());
    assert_eq!(reasons(&update(json!({ "sim/news": "0s" }), json!({}))), BTreeMap::new());
    let slow = update(json!({ "sim/news": "4s" }), hook(2));
    assert!(reasons(&slow)["stopping"] > 3, "2 s do not help against 4");
}

#[test]
fn an_application_may_go_on_after_sigterm() {
    let mut objects = web(json!({}), json!({}));
    objects[1].1["metadata"]["annotations"] = json!({ "sim/accept": "1s500ms", "sim/stop": "3s" });
    let pods = &mut objects[1].1["spec"]["template"]["metadata"];
    pods["annotations"] = json!({ "sim/accept": "1s500ms", "sim/stop": "3s" });
    let mut run = Run::of(objects, "service/web");
    run.update(Kind::Deployment, "web");
    assert_eq!(reasons(&run.settle()), BTreeMap::new());
}

#[test]
fn a_client_of_one_pod_waits_for_that_pod() {
    let mut run = Run::of(db(false), "pod/db-0");
    run.delete("db-0");
    let found = run.settle();
    let reasons_found = reasons(&found);
    assert_eq!(
        reasons_found.keys().copied().collect::<Vec<_>>(),
        ["not resolved", "stopping"],
        "first the old address, then none, then the new one"
    );
    let last = found.failures().next_back().map(|failure| failure.why.clone());
    assert_eq!(last, Some(Why::NotResolved));
    let mut run = Run::of(db(false), "pod/db-2");
    run.delete("db-0");
    assert_eq!(run.settle().failed, 0, "the others are not concerned");
    let mut run = Run::of(db(false), "service/db");
    run.delete("db-0");
    let found = reasons(&run.settle());
    assert_eq!(found.keys().copied().collect::<Vec<_>>(), ["stopping"], "others answer for it");
}

#[test]
fn a_name_that_is_published_too_early_leads_to_silence() {
    let mut run = Run::of(db(true), "pod/db-0");
    run.delete("db-0");
    let found = reasons(&run.settle());
    assert!(found.contains_key("silent"), "{found:?}");
}

#[test]
fn nobody_is_there_until_somebody_is_ready() {
    let mut objects = web(json!({}), json!({}));
    objects[1].1["spec"]["replicas"] = 0.into();
    let web = ObjectRef::new(Kind::Deployment, "web");
    let scale = |replicas| Command::Scale { object: web.clone(), replicas };
    let mut run = Run::of(objects, "service/web");
    run.command(&scale(3));
    let first = run.settle();
    assert!(first.failed == 0 && first.answered > 0, "no client before the first endpoint");
    run.command(&scale(0));
    let found = reasons(&run.settle());
    assert_eq!(
        found.keys().copied().collect::<Vec<_>>(),
        ["no endpoint", "stopping", "unreachable"]
    );
    let options = DeleteOptions::default();
    run.command(&Command::Delete { object: ObjectRef::new(Kind::Service, "web"), options });
    assert!(reasons(&run.settle()).contains_key("not resolved"));
}

#[test]
fn readiness_too_early_costs_requests() {
    let update = |container: Value| {
        let mut run = Run::of(web(json!({ "sim/news": "0s" }), container), "service/web");
        run.update(Kind::Deployment, "web");
        reasons(&run.settle())
    };
    assert_eq!(update(json!({})), BTreeMap::new());
    let unprobed = update(json!({ "readinessProbe": null }));
    assert_eq!(
        unprobed.keys().copied().collect::<Vec<_>>(),
        ["silent"],
        "Ready as soon as it runs"
    );
}

#[test]
fn an_application_that_is_silenced_fails_until_its_probe_has_noticed() {
    let mut run = Run::of(web(json!({}), json!({})), "service/web");
    let pod = run.a_pod();
    run.command(&Command::Readiness(pod.as_str().into(), false));
    let found = run.settle();
    assert_eq!(reasons(&found).keys().copied().collect::<Vec<_>>(), ["silent"]);
    assert!(found.failures().all(|failure| failure.why.pod().is_some_and(|it| **it == *pod)));
}

#[test]
fn a_crash_cuts_what_is_in_flight_and_refuses_until_it_is_noticed() {
    let mut run = Run::of(db(false), "pod/db-1");
    run.delete("db-2");
    while client(&run.states[run.states.len() - 1].1).in_flight() == 0 {
        assert!(run.step(), "time goes on");
    }
    run.command(&Command::Crash("db-1".into()));
    let found = run.settle();
    let reasons = reasons(&found);
    assert!(reasons["cut"] > 0 && reasons["down"] > 0, "{reasons:?}");
    assert!(found.route().backends().len() == 1 && found.in_flight() <= 2, "and it comes back");
}

#[test]
fn a_lost_node_takes_its_share_until_its_pods_are_out_of_the_endpoints() {
    let mut run = Run::of(web(json!({}), json!({})), "service/web");
    let node = "node-1";
    let there = run.cluster().store().count_on(node);
    assert_eq!(there, 1, "one Pod a node");
    run.command(&Command::Heartbeats(node.into(), false));
    let found = run.settle();
    let unreachable = reasons(&found)["unreachable"];
    assert!((100..250).contains(&unreachable), "a third of 50 s: {unreachable}");
}

#[test]
fn terminating_endpoints_serve_when_there_are_no_others() {
    let mut objects =
        web(json!({}), json!({ "lifecycle": { "preStop": { "sleep": { "seconds": 9 } } } }));
    objects[1].1["spec"]["strategy"] = json!({ "type": "Recreate" });
    let mut run = Run::of(objects, "service/web");
    run.update(Kind::Deployment, "web");
    let found = run.settle();
    let refused: Vec<_> = found.failures().map(|it| (it.at.0, &it.why)).collect();
    let (first, _) = refused.first().expect("Recreate is never without failures");
    let asked = run.states[1].0.now().0;
    assert!(first - asked > 8900, "the hooks bridge nine seconds: {}", first - asked);
}

#[test]
fn a_run_with_clients_has_the_steps_of_one_without() {
    let mut run = Run::of(web(json!({}), json!({})), "service/web");
    let mut bare = run.cluster().clone();
    run.update(Kind::Deployment, "web");
    run.settle();
    let object = ObjectRef::new(Kind::Deployment, "web");
    let (container, image) = ("*".into(), "nginx:1.26".into());
    bare.command(&Command::SetImage { object, container, image }).expect("not refused");
    while bare.step().is_some() {}
    assert_eq!(bare.steps(), run.cluster().steps());
    assert!(bare.events() == run.cluster().events(), "at the same times, with the same names");
}
