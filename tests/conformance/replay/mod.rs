//! Plays a recording's moves against the engine.

mod request;

use crate::checked::violations;
use crate::names::Names;
use crate::pods::{self, Lives};
use crate::{changes, compare, snapshot};
use cattle_and_pets::api::node::{NodeSpec, NodeStatus, Taint};
use cattle_and_pets::api::pod::ConditionStatus;
use cattle_and_pets::api::{Name, Node, Object, ObjectMeta, Pod, Release, Status, Time};
use cattle_and_pets::cluster::invariants::{Transition, Violation};
use cattle_and_pets::cluster::{
    Cluster, Command, Config, KubeletDriver, KubeletMove, Move, Provisioner, Step, Why,
};
use serde_json::{Value, json};
use std::rc::Rc;

/// Nothing changed for this long at least: the recorder calls that settled.
pub const QUIET_MS: u64 = 1200;
/// Rounds after which `settle` would not end.
const MAX_ROUNDS: u64 = 200;
/// Heartbeats missing for this long make a node lost, in the recordings.
const NODE_GRACE_MS: u64 = 8000;

/// What a move led to, in the recording's words.
pub struct Outcome {
    response: Value,
    snapshot: Value,
    changes: Vec<Value>,
    events: Vec<Value>,
    broken: Vec<String>,
}

impl Outcome {
    /// What differs from what this step led to, or may have led to, in a recording.
    pub fn differences(&self, expected: &Value, step: &Value, options: &Value) -> Vec<String> {
        let leeway = compare::Leeway::of(step, options);
        let mut found = self.broken.clone();
        compare::responses(&expected["response"], &self.response, &leeway, &mut found);
        compare::snapshots(&expected["snapshot"], &self.snapshot, &mut found);
        compare::changes(&expected["changes"], &self.changes, &leeway, &mut found);
        compare::events(&expected["events"], &self.events, &leeway, &mut found);
        found
    }
}

/// A cluster that a recording's moves are made in.
#[derive(Clone)]
pub struct Replay<'a> {
    cluster: Cluster,
    names: Names,
    lives: Lives,
    /// The recording's options.
    pub options: &'a Value,
    step: u64,
    changes: Vec<Value>,
    events: Vec<Value>,
    broken: Vec<String>,
    pace: Pace,
}

/// How quickly the recorder went on, which is not recorded.
#[derive(Clone, Copy)]
pub struct Pace {
    /// Milliseconds behind the first Pod of a move.
    pub first_ms: u64,
    /// Milliseconds behind each of the others.
    pub others_ms: u64,
    /// Milliseconds without a change until the state was taken down.
    pub quiet_ms: u64,
}

impl<'a> Replay<'a> {
    /// A cluster as the recorder had it; `options` are the recording's.
    pub fn new(options: &'a Value) -> Self {
        let provisioner = match options["provisioner"] == "manual" {
            true => Provisioner::Manual,
            false => Provisioner::Auto,
        };
        let mut cluster = Cluster::new(Config {
            release: Release::V1_20,
            kubelet: KubeletDriver::Manual,
            provisioner,
            node_lifecycle: options["recordNodes"].as_bool().unwrap_or(false),
            node_grace_ms: Some(NODE_GRACE_MS),
            ..Config::default()
        });
        for number in 1..=options["nodes"].as_u64().unwrap_or(1) {
            cluster.place(Object::Node(Rc::new(node(number))));
        }
        Self {
            cluster,
            names: Names::default(),
            lives: Lives::default(),
            options,
            step: 0,
            changes: Vec::new(),
            events: Vec::new(),
            broken: Vec::new(),
            pace: Pace { first_ms: 0, others_ms: 0, quiet_ms: QUIET_MS },
        }
    }

    /// The cluster as it is now.
    pub fn cluster(&self) -> &Cluster {
        &self.cluster
    }

    /// What names stand for.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Whether somebody tries again, later and later, what was refused.
    pub fn is_retrying(&self) -> bool {
        self.cluster.agenda().any(|wake| wake.why == Why::Retry)
    }

    /// What follows from a step if the recorder had this pace.
    pub fn attempt(&self, pace: Pace, step: &Value) -> (Self, Outcome) {
        let mut attempt = Self { pace, ..self.clone() };
        let outcome = attempt.play(step);
        (attempt, outcome)
    }

    fn play(&mut self, step: &Value) -> Outcome {
        self.step = step["step"].as_u64().unwrap_or_default();
        let response = self.carry_out(&step["move"]);
        // A move that cannot be made is an answer that differs.
        let response = response.unwrap_or_else(|odd| json!({ "not made": odd }));
        self.quiesce();
        Outcome {
            response,
            snapshot: snapshot::take(&self.cluster, &self.names, &self.lives, self.options),
            changes: std::mem::take(&mut self.changes),
            events: std::mem::take(&mut self.events),
            broken: std::mem::take(&mut self.broken),
        }
    }

    fn carry_out(&mut self, a_move: &Value) -> Result<Value, String> {
        if !a_move["pods"].is_null() && !a_move["pods"].is_object() {
            return Err("a selector of Pods is an object".to_owned());
        }
        Ok(match text(a_move, "op") {
            "settle" => json!({ "rounds": self.settle() }),
            "ready-all" => json!({ "count": self.ready_all(&a_move["pods"]) }),
            "terminate-all" => json!({ "count": self.terminate_all(&a_move["pods"]) }),
            "wait" => self.wait(a_move["seconds"].as_f64().unwrap_or_default()),
            "pvc-bind" => self.by_hand(Move::BindClaim(text(a_move, "name").into())),
            "node-down" => self.by_hand(Move::Heartbeats(text(a_move, "node").into(), false)),
            "node-up" => self.by_hand(Move::Heartbeats(text(a_move, "node").into(), true)),
            "delete-pod" => self.delete_pods(a_move),
            "evict" => self.evict(a_move),
            "undo" => return self.undo(a_move),
            "kubectl" => return self.kubectl(a_move),
            op => match kubelet_move(op, a_move) {
                Some(kubelet_move) => self.move_pods(a_move, &kubelet_move),
                None => return self.request(op, a_move),
            },
        })
    }

    fn take_in(&mut self, step: &Step) {
        for change in &step.writes {
            self.names.learn(change);
            self.lives.learn(change, self.step);
        }
        self.changes.extend(changes::of(step, &self.names));
        let said = step.events.iter().filter(|event| is_recorded(event.source));
        let said: Vec<Value> = said
            .map(|event| {
                json!({
                    "object":
                        format!("{}/{}", event.object.kind, self.names.of_name(&event.object.name)),
                    "type": event.kind.as_str(),
                    "reason": event.reason,
                    "message": self.message(&event.message),
                    "source": event.source,
                })
            })
            .collect();
        self.events.extend(said);
    }

    /// The recorder had three nodes and kept Pods on the first, which only these messages show.
    fn message(&self, text: &str) -> String {
        let text = self.names.text(text);
        match self.options["unschedulable"] == true {
            true => text.replace("0/1 nodes are available: 1 ", "0/3 nodes are available: 3 "),
            false => text,
        }
    }

    /// Lets the engine act once and takes in what it did; `None` if it did nothing.
    fn act<E>(&mut self, act: impl FnOnce(&mut Cluster) -> Result<Step, E>) -> Result<Step, E> {
        let before = self.cluster.clone();
        let step = act(&mut self.cluster)?;
        let transition = Transition { before: &before, after: &self.cluster, step: &step };
        self.broken.extend(violations(&transition).iter().map(Violation::to_string));
        self.take_in(&step);
        Ok(step)
    }

    fn act_until(&mut self, limit: Time) -> bool {
        self.act(|cluster| cluster.step_until(limit).ok_or(())).is_ok()
    }

    /// Everybody acts until nothing changes any more.
    pub fn quiesce(&mut self) {
        let mut next = self.come_to_rest();
        while self.is_retrying() && self.changes_until(next) {
            next = self.come_to_rest();
        }
        self.cluster.advance_to(next);
    }

    /// Waits until nothing has changed for long enough; when the next move is made: it falls into
    /// another second, as in the recordings.
    fn come_to_rest(&mut self) -> Time {
        let mut limit = self.cluster.now().after_ms(self.pace.quiet_ms);
        while self.changes_until(limit) {
            limit = self.cluster.now().after_ms(self.pace.quiet_ms);
        }
        self.cluster.advance_to(limit);
        limit.timestamp().after_seconds(1)
    }

    /// Lets everybody act until something changes; what was refused once more is no change.
    fn changes_until(&mut self, limit: Time) -> bool {
        while let Ok(step) = self.act(|cluster| cluster.step_until(limit).ok_or(())) {
            if !(step.writes.is_empty() && step.events.is_empty()) {
                return true;
            }
        }
        false
    }

    fn wait(&mut self, seconds: f64) -> Value {
        let until = self.cluster.now().after_ms((seconds * 1000.0) as u64);
        while self.act_until(until) {}
        self.cluster.advance_to(until);
        json!({})
    }

    fn by_hand(&mut self, a_move: Move) -> Value {
        let _: Result<Step, ()> = self.act(|cluster| cluster.apply(&a_move).ok_or(()));
        json!({})
    }

    fn chosen(&self, selector: &Value) -> Vec<Name> {
        pods::select(self.cluster.store(), &self.names, &self.lives, selector)
    }

    fn move_pods(&mut self, a_move: &Value, kubelet_move: &KubeletMove) -> Value {
        let mut selector = a_move["pods"].clone();
        if *kubelet_move == KubeletMove::Terminated {
            selector["terminating"] = true.into();
        }
        let pods = self.chosen(&selector);
        json!({ "count": self.move_each(pods, kubelet_move) })
    }

    fn move_each(&mut self, pods: Vec<Name>, kubelet_move: &KubeletMove) -> usize {
        for (index, pod) in pods.iter().enumerate() {
            self.by_hand(Move::Kubelet(pod.clone(), kubelet_move.clone()));
            self.keep_pace(index);
        }
        pods.len()
    }

    /// Lets the others act until it is the next Pod's turn.
    fn keep_pace(&mut self, index: usize) {
        let pace_ms = if index == 0 { self.pace.first_ms } else { self.pace.others_ms };
        let next = self.cluster.now().after_ms(pace_ms);
        while pace_ms > 0 && self.act_until(next) {}
        self.cluster.advance_to(next);
    }

    /// Every Pod that is not ready and could be becomes ready, in one pass.
    fn ready_all(&mut self, selector: &Value) -> usize {
        let mut pods = self.chosen(selector);
        pods.retain(|name| {
            let pod = self.cluster.store().get::<Pod>(name);
            pod.is_some_and(|it| {
                it.is_active() && it.is_scheduled() && !it.is_ready() && self.lives_on_live_node(it)
            })
        });
        self.move_each(pods, &KubeletMove::Ready)
    }

    /// Every terminating Pod is gone, in one pass.
    fn terminate_all(&mut self, selector: &Value) -> usize {
        let mut selector = selector.clone();
        selector["terminating"] = true.into();
        let mut pods = self.chosen(&selector);
        pods.retain(|name| {
            let pod = self.cluster.store().get::<Pod>(name);
            pod.is_some_and(|pod| self.lives_on_live_node(pod))
        });
        self.move_each(pods, &KubeletMove::Terminated)
    }

    /// The recorder knew at once which nodes it had stopped.
    fn lives_on_live_node(&self, pod: &Pod) -> bool {
        !self.cluster.nodes().is_silent(&pod.spec.node_name)
    }

    fn settle(&mut self) -> u64 {
        for round in 0..MAX_ROUNDS {
            let gone = self.terminate_all(&Value::Null);
            self.quiesce();
            let ready = self.ready_all(&Value::Null);
            self.quiesce();
            if gone + ready == 0 {
                return round;
            }
        }
        MAX_ROUNDS
    }

    /// Carries out a command.
    pub fn command(&mut self, command: &Command) -> Result<Step, Status> {
        self.act(|cluster| cluster.command(command))
    }
}

fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field].as_str().unwrap_or_default()
}

/// The recorder keeps the order of nodes with taints that only make them less liked.
fn node(number: u64) -> Node {
    let taints = (1..number).map(|rank| Taint {
        key: format!("order.example.com/{rank}").into(),
        effect: "PreferNoSchedule".into(),
        ..Taint::default()
    });
    Node {
        metadata: ObjectMeta::named(&format!("node-{number}")),
        spec: NodeSpec { taints: taints.collect(), ..NodeSpec::default() },
        status: NodeStatus { ready: ConditionStatus::True, ..NodeStatus::default() },
    }
}

/// The kubelet was the recorder's own, and what provisioners say was dropped.
fn is_recorded(source: &str) -> bool {
    !matches!(source, "kubelet" | "persistentvolume-controller")
}

fn kubelet_move(op: &str, a_move: &Value) -> Option<KubeletMove> {
    let finished = |failed| KubeletMove::Finished {
        failed,
        reason: text(a_move, "reason").into(),
        message: text(a_move, "message").into(),
    };
    Some(match op {
        "pod-running" => KubeletMove::Running,
        "pod-ready" => KubeletMove::Ready,
        "pod-unready" => KubeletMove::Unready,
        "container-restart" => KubeletMove::Restart(a_move["waiting"].as_str().map(Into::into)),
        "pod-image-error" => KubeletMove::ImageError,
        "pod-failed" => finished(true),
        "pod-succeeded" => finished(false),
        "pod-terminated" => KubeletMove::Terminated,
        _ => return None,
    })
}
