//! Scenes as a few lines of text, and what the tests of scenes run.

use super::{
    Bounds, ClaimPlace, DeploymentLane, Gate, Lane, Place, PodCard, Presence, ReplicaSetFrame,
    Scene, Slot, SlotNote, StatefulSetLane,
};
use crate::api::{Kind, Object, ObjectRef};
use crate::cluster::{Cluster, Command, Config, DeleteOptions, Propagation};
use crate::timeline::Timeline;
use crate::value::{Value, json};
use std::fmt::Write;

/// More steps than any of these runs needs.
const MOST_STEPS: usize = 3_000;

/// A run of `web` (a Deployment) and `db` (a StatefulSet) on three nodes, nothing wanted yet.
pub(super) struct Run {
    pub timeline: Timeline,
    pub at: usize,
}

impl Run {
    /// The lines are: `scale web 3`, `image db mysql:8.1`, `delete Pod/db-1`, `orphan
    /// Deployment/web`, `broken web nginx:2` (an image that cannot be pulled), `settle`, `until`
    /// and what the picture has to say.
    pub(super) fn of(lines: &[&str]) -> Self {
        let mut cluster = Cluster::new(Config::default());
        for object in objects() {
            cluster.command(&Command::Create(object)).expect("a valid object");
        }
        while cluster.step().is_some() {}
        let mut run = Self { timeline: Timeline::new(cluster), at: 0 };
        lines.iter().for_each(|line| run.line(line));
        run
    }

    /// The picture of the frame of that index.
    pub(super) fn scene(&self, index: usize) -> Scene {
        let before = self.timeline.frame(index.saturating_sub(1));
        Scene::of(before, self.timeline.frame(index))
    }

    fn line(&mut self, line: &str) {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let (name, value) = rest.split_once(' ').unwrap_or((rest, ""));
        match verb {
            "settle" => drop(self.step_until(|_| false)),
            "until" => {
                let is_there = self.step_until(|scene| text(scene).contains(rest));
                assert!(is_there, "never `{rest}`");
            }
            "scale" => {
                let replicas = value.parse().expect("a number");
                self.command(Command::Scale { object: workload(name), replicas });
            }
            "image" => self.set_image(name, value),
            "broken" => {
                self.command(Command::BreakImage(value.into(), true));
                self.set_image(name, value);
            }
            "delete" | "orphan" => {
                let propagation =
                    if verb == "orphan" { Propagation::Orphan } else { Propagation::Background };
                let options = DeleteOptions::cascading(propagation);
                self.command(Command::Delete { object: reference(rest), options });
            }
            _ => panic!("`{line}` is not understood"),
        }
    }

    fn set_image(&mut self, name: &str, image: &str) {
        let (container, image) = ("*".into(), image.into());
        self.command(Command::SetImage { object: workload(name), container, image });
    }

    fn command(&mut self, command: Command) {
        self.at = self.timeline.command(self.at, command).expect("not refused");
    }

    fn step_until(&mut self, is_there: impl Fn(&Scene) -> bool) -> bool {
        for _ in 0..MOST_STEPS {
            if is_there(&self.scene(self.at)) {
                return true;
            }
            if self.at == self.timeline.last() && self.timeline.run_ahead(1) == 0 {
                return false;
            }
            self.at += 1;
        }
        panic!("no end in sight");
    }
}

/// Runs the lines and compares the picture with what is expected.
#[track_caller]
pub(super) fn check(lines: &[&str], expected: &[&str]) {
    let run = Run::of(lines);
    assert_eq!(text(&run.scene(run.at)).lines().collect::<Vec<_>>(), expected);
}

fn reference(text: &str) -> ObjectRef {
    let (kind, name) = text.split_once('/').expect("Kind/name");
    ObjectRef::new(Kind::parse(kind).expect("a kind"), name)
}

fn workload(name: &str) -> ObjectRef {
    ObjectRef::new(if name == "web" { Kind::Deployment } else { Kind::StatefulSet }, name)
}

fn objects() -> Vec<Object> {
    let node = |name: &str| {
        let conditions = json!([{ "type": "Ready", "status": "True" }]);
        let room = json!({ "cpu": "64", "memory": "256Gi", "pods": "500" });
        json!({ "metadata": { "name": name },
            "status": { "conditions": conditions, "allocatable": room } })
    };
    let service = |name: &str, cluster_ip: &str| {
        json!({ "metadata": { "name": name }, "spec": {
            "selector": { "app": name }, "clusterIP": cluster_ip, "ports": [{ "port": 80 }] } })
    };
    let template = |app: &str, image: &str| {
        json!({ "metadata": { "labels": { "app": app } },
            "spec": { "containers": [{ "name": app, "image": image, "readinessProbe": {
                "httpGet": { "path": "/", "port": 80 }, "periodSeconds": 5 } }] } })
    };
    let workload = |name: &str, image: &str| {
        json!({ "metadata": { "name": name }, "spec": {
            "replicas": 0,
            "selector": { "matchLabels": { "app": name } },
            "template": template(name, image) } })
    };
    let mut db = workload("db", "mysql:8.0");
    db["spec"]["serviceName"] = "db".into();
    db["spec"]["volumeClaimTemplates"] = json!([{ "metadata": { "name": "data" }, "spec": {
        "accessModes": ["ReadWriteOnce"], "resources": { "requests": { "storage": "1Gi" } } } }]);
    let all: [(Kind, Value); 7] = [
        (Kind::Node, node("node-a")),
        (Kind::Node, node("node-b")),
        (Kind::Node, node("node-c")),
        (Kind::Service, service("web", "")),
        (Kind::Deployment, workload("web", "nginx:1.25")),
        (Kind::Service, service("db", "None")),
        (Kind::StatefulSet, db),
    ];
    all.into_iter()
        .map(|(kind, value)| Object::from_value(kind, value).expect("an object"))
        .collect()
}

/// A scene as a few lines: `+` enters, `-` leaves, `*` changed, `?` is waited for. Random names are
/// left out: a Pod stands at its place.
pub(super) fn text(scene: &Scene) -> String {
    let mut text = String::new();
    for lane in &scene.lanes {
        let _ = match &**lane {
            Lane::Deployment(lane) => deployment(&mut text, lane),
            Lane::StatefulSet(lane) => stateful_set(&mut text, lane),
        };
    }
    for group in &scene.rest.groups {
        let cards: Vec<String> = group.cards.iter().map(pod).collect();
        let _ = writeln!(text, "rest {} pods: {}", group.cards.len(), cards.join(" "));
    }
    for card in &scene.rest.claims {
        let _ = writeln!(text, "rest {}", card.name);
    }
    text
}

fn deployment(text: &mut String, lane: &DeploymentLane) -> std::fmt::Result {
    let head = &lane.head;
    let endpoints = lane.service.as_ref().map_or(0, |service| service.ready);
    writeln!(text, "web {}/{} ready, {endpoints} endpoints", head.ready, head.wanted)?;
    for set in &lane.sets {
        writeln!(text, "  rev {} wants {}:{}", set.revision, set.wanted, places(set))?;
    }
    let Bounds { min_available, max_total, total, available, terminating, .. } = lane.bounds;
    write!(text, "  {min_available}..{max_total} now {total}, {available} available")?;
    writeln!(text, ", {terminating} terminating")
}

fn places(set: &ReplicaSetFrame) -> String {
    let place = |place: &Place| match place {
        Place::Pod(card) => format!(" {}", pod(card)),
        Place::Empty => " _".to_owned(),
        Place::Wanted => " wanted".to_owned(),
        Place::SurgeRoom => " room".to_owned(),
    };
    match set.is_kept_for_undo() {
        true => " kept".to_owned(),
        false => set.places.iter().map(place).collect(),
    }
}

fn stateful_set(text: &mut String, lane: &StatefulSetLane) -> std::fmt::Result {
    let (head, (current, update)) = (&lane.head, lane.revisions);
    let published = lane.dns.iter().filter(|name| name.address.is_some()).count();
    write!(text, "db {}/{} ready, {published} published", head.ready, head.wanted)?;
    writeln!(text, ", {current} -> {update}")?;
    lane.slots.iter().try_for_each(|slot| writeln!(text, "  {}", slot_line(slot)))
}

fn slot_line(slot: &Slot) -> String {
    let pod = match (&slot.pod, &slot.note) {
        (Some(card), _) => format!("{} rev {}", pod(card), slot.revision),
        (None, SlotNote::WaitsFor(pod)) => format!("waits for {pod}"),
        (None, SlotNote::Next) => "next".to_owned(),
        (None, _) => "not wanted".to_owned(),
    };
    let claim = |place: &ClaimPlace| {
        place.card.as_ref().map_or(" no claim".to_owned(), |card| format!(" {:?}", card.phase))
    };
    let claims: String = slot.claims.iter().map(claim).collect();
    let gate = match slot.gate {
        Gate::None => "",
        Gate::Open => " | open",
        Gate::Shut => " | shut",
    };
    format!("{} {pod},{claims}{gate}", slot.name)
}

fn pod(card: &PodCard) -> String {
    let presence = match card.presence {
        Presence::Stays => "",
        Presence::Enters => "+",
        Presence::Leaves => "-",
    };
    let changed = if card.touched && card.presence == Presence::Stays { "*" } else { "" };
    let waited = if card.pointed { "?" } else { "" };
    format!("{presence}{changed}{waited}{:?}", card.state)
}
