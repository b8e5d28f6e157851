//! The deterministic control plane.
//!
//! A [`Cluster`] is a value. A step lets exactly one actor act and tells what it did and why. There
//! is no IO here, no wall clock, and no chance but the seed.

pub mod actor;
mod admission;
pub mod agenda;
pub mod api_server;
pub mod command;
pub mod config;
pub mod controllers;
pub mod decision;
pub mod digest;
pub mod endpoints;
pub mod garbage_collector;
pub mod hash;
pub mod invariants;
pub mod kubelet;
pub mod moves;
pub mod nodes;
mod recorder;
pub mod rng;
pub mod scheduler;
#[cfg(test)]
mod staging;
pub mod step;
pub mod store;
pub mod traffic;
pub mod turn;
pub mod volumes;
pub mod watch;

pub use actor::{Actor, WorkKey};
pub use agenda::{Wake, Why};
pub use api_server::{DeleteOptions, Propagation};
pub use command::Command;
pub use config::{Config, Durations, KubeletDriver, Provisioner};
pub use decision::{Decision, Explain, Number};
pub use moves::{KubeletMove, Move};
pub use step::Step;
pub use store::{Change, Store};
pub use turn::Turn;

use crate::api::{Event, Object, Status, Time, Uid};
use crate::collections::{List, Map};
use agenda::Agenda;
use controllers::{deployment, replica_set, stateful_set};
use rng::Rng;
use std::rc::Rc;

/// First delay of a failed turn, in milliseconds (rule C1).
const RETRY_BASE_MS: u64 = 5;
/// Longest delay of a failed turn, in milliseconds (rule C1).
const RETRY_CAP_MS: u64 = 1_000_000;
/// Timers that are due later than this, in milliseconds, do not keep a cluster from being at rest.
const AT_REST_MS: u64 = 20 * 60 * 1000;

/// The whole state of a cluster at one moment. A clone shares everything with the original.
#[derive(Clone)]
pub struct Cluster {
    config: Rc<Config>,
    now: Time,
    store: Store,
    agenda: Agenda,
    retries: Map<WorkKey, u32>,
    events: List<Rc<Event>>,
    recorder: recorder::Recorder,
    kubelet: kubelet::Memory,
    nodes: nodes::Memory,
    rng: Rng,
    uids: u64,
    resource_version: u64,
    steps: u32,
    roster: stateful_set::Roster,
}

impl Cluster {
    /// An empty cluster at time 0.
    pub fn new(config: Config) -> Self {
        Self {
            rng: Rng::from_seed(config.seed),
            config: Rc::new(config),
            now: Time(0),
            store: Store::default(),
            agenda: Agenda::default(),
            retries: Map::new(),
            events: List::new(),
            recorder: recorder::Recorder::default(),
            kubelet: kubelet::Memory::default(),
            nodes: nodes::Memory::default(),
            uids: 0,
            resource_version: 0,
            steps: 0,
            roster: stateful_set::Roster::default(),
        }
    }

    /// The circumstances of the run.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The time on the clock.
    pub fn now(&self) -> Time {
        self.now
    }

    /// The objects.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// All that was said so far and heard, oldest first.
    pub fn events(&self) -> &List<Rc<Event>> {
        &self.events
    }

    /// How many steps led here.
    pub fn steps(&self) -> u32 {
        self.steps
    }

    /// What will happen next and when, in order.
    pub fn agenda(&self) -> impl Iterator<Item = &Wake> {
        self.agenda.iter()
    }

    /// What the kubelets know of Pods and images beyond the API.
    pub fn kubelet(&self) -> &kubelet::Memory {
        &self.kubelet
    }

    /// What is known of nodes beyond the API.
    pub fn nodes(&self) -> &nodes::Memory {
        &self.nodes
    }

    /// Whether nothing is due any more: who is still to look finds nothing to do. Timers that run
    /// for longer than anybody waits do not count.
    pub fn is_at_rest(&self) -> bool {
        self.clone().step_until(self.now.after_ms(AT_REST_MS)).is_none()
    }

    /// Lets the next actor act: turns that find nothing to do are passed over. `None` when nothing
    /// is due any more: the cluster is settled.
    pub fn step(&mut self) -> Option<Step> {
        self.step_until(Time(u64::MAX))
    }

    /// Like [`Cluster::step`], but nobody acts after `limit`. The clock then stays where it was.
    pub fn step_until(&mut self, limit: Time) -> Option<Step> {
        while self.agenda.peek().is_some_and(|wake| wake.due <= limit) {
            let wake = self.agenda.pop()?;
            let step = self.take_turn(wake);
            if !step.is_silent() {
                return Some(step);
            }
        }
        None
    }

    /// Puts an object into the store just as it stands, past the API server, and wakes nobody: for
    /// start states that no sequence of requests leads to.
    pub fn place(&mut self, object: Object) -> Object {
        let uid = if object.meta().uid.is_set() { object.meta().uid } else { self.new_uid() };
        let object = object.with_meta(|meta| meta.uid = uid);
        self.store.put(object.clone());
        object
    }

    /// From now on somebody else moves the kubelets.
    pub fn hand_over_kubelets(&mut self, driver: KubeletDriver) {
        Rc::make_mut(&mut self.config).kubelet = driver;
    }

    /// Gives this actor a turn at this object now, whether or not it is on the agenda.
    pub fn run(&mut self, key: WorkKey) -> Step {
        self.take_turn(Wake { due: self.now, key, why: Why::Change, cause: None })
    }

    /// Holds a turn for code that is to be looked at by itself: a part of a controller.
    pub fn hold_turn<R>(&mut self, key: WorkKey, act: impl FnOnce(&mut Turn) -> R) -> (R, Step) {
        let wake = Wake { due: self.now, key, why: Why::Change, cause: None };
        let mut turn = Turn::begin(self, wake);
        let result = act(&mut turn);
        (result, turn.end(Ok(())))
    }

    /// Moves the clock on without anybody acting. Never backwards.
    pub fn advance_to(&mut self, time: Time) {
        self.now = self.now.max(time);
    }

    /// Carries out a command, or refuses it and stays as it was.
    pub fn command(&mut self, command: &Command) -> Result<Step, Status> {
        let mut next = self.clone();
        let wake = Wake { due: self.now, key: command.key(), why: Why::Change, cause: None };
        let mut turn = Turn::begin(&mut next, wake);
        command.execute(&mut turn)?;
        let step = turn.end(Ok(()));
        next.steps = step.number;
        *self = next;
        Ok(step)
    }

    /// What could happen next: every wake-up on the agenda, and what the kubelets could do by hand.
    pub fn enabled(&self) -> Vec<Move> {
        moves::enabled(self)
    }

    /// Makes one move; `None` if it is not possible now or did nothing.
    pub fn apply(&mut self, a_move: &Move) -> Option<Step> {
        self.let_act(a_move).filter(|step| !step.is_silent())
    }

    /// Makes one move that somebody chose. An actor that answers a wake-up counts as a step then,
    /// even if it found nothing to do: by that, it will not look later.
    pub fn make(&mut self, a_move: &Move) -> Option<Step> {
        let is_answer = matches!(a_move, Move::Wake(..));
        let step = self.let_act(a_move).filter(|step| is_answer || !step.is_silent())?;
        self.steps = step.number;
        Some(step)
    }

    fn let_act(&mut self, a_move: &Move) -> Option<Step> {
        Some(match a_move {
            Move::Next => return self.step(),
            Move::Wake(key, why) => {
                let wake = self.agenda.take_key(key, *why)?;
                // Only a timer has to wait for its time; everybody else may be quicker than usual.
                let due = if *why == Why::Timer { wake.due } else { self.now };
                self.take_turn(Wake { due, ..wake })
            }
            Move::Kubelet(..) | Move::BindClaim(_) | Move::Heartbeats(..) => {
                let wake = Wake { due: self.now, key: a_move.key(), why: Why::Change, cause: None };
                let mut turn = Turn::begin(self, wake);
                let result = moves::by_hand(&mut turn, a_move);
                turn.end(result)
            }
        })
    }

    fn take_turn(&mut self, wake: Wake) -> Step {
        self.now = self.now.max(wake.due);
        let WorkKey { actor, object } = wake.key.clone();
        let mut turn = Turn::begin(self, wake);
        let name = &*object.name;
        let result = match actor {
            Actor::You => Ok(()),
            Actor::Deployment => deployment::sync(&mut turn, name),
            Actor::ReplicaSet => replica_set::sync(&mut turn, name),
            Actor::StatefulSet => stateful_set::sync(&mut turn, name),
            Actor::Scheduler => scheduler::schedule(&mut turn, name),
            Actor::Kubelet => kubelet::sync(&mut turn, name),
            Actor::VolumeBinder => volumes::sync(&mut turn, name),
            Actor::EndpointSlice => endpoints::sync(&mut turn, name),
            Actor::GarbageCollector => garbage_collector::collect(&mut turn, &object),
            Actor::Disruption => nodes::disruption::sync(&mut turn, name),
            Actor::NodeLifecycle | Actor::TaintManager if !turn.cluster.config.node_lifecycle => {
                Ok(())
            }
            Actor::NodeLifecycle => nodes::lifecycle::sync(&mut turn, name),
            Actor::TaintManager => nodes::taint_manager::sync(&mut turn, name),
        };
        turn.end(result)
    }

    fn wake(&mut self, key: WorkKey, now: Time, cause: Option<u32>) {
        let due = now.after_ms(self.latency_ms(&key));
        self.agenda.add(Wake { due, key, why: Why::Change, cause });
    }

    /// Milliseconds until this work is taken up. What protects claims asks the API server for the
    /// Pods once more, so a StatefulSet finds a claim still there that it cannot use (rule S20).
    fn latency_ms(&self, key: &WorkKey) -> u64 {
        const PROTECTION_MS: u64 = 10;
        let latency_ms = key.actor.latency_ms();
        let is_claim = key.actor == Actor::VolumeBinder;
        let claim = self.store.object(&key.object).filter(|_| is_claim);
        let is_going = claim.is_some_and(|claim| claim.meta().is_terminating());
        if is_going { latency_ms + PROTECTION_MS } else { latency_ms }
    }

    fn add_timer(&mut self, key: WorkKey, due: Time, cause: u32) {
        self.agenda.add(Wake { due, key, why: Why::Timer, cause: Some(cause) });
    }

    fn retry(&mut self, key: WorkKey, cause: u32) {
        let count = self.retries.get(&key).copied().unwrap_or(0);
        if key.actor.max_retries().is_some_and(|most| count >= most) {
            self.retries.remove(&key);
            return;
        }
        let delay_ms = RETRY_BASE_MS.saturating_mul(1 << count.min(32)).min(RETRY_CAP_MS);
        self.retries.insert(key.clone(), count + 1);
        let due = self.now.after_ms(delay_ms);
        self.agenda.add(Wake { due, key, why: Why::Retry, cause: Some(cause) });
    }

    fn forget_retries(&mut self, key: &WorkKey) {
        if self.retries.contains_key(key) {
            self.retries.remove(key);
        }
    }

    fn new_uid(&mut self) -> Uid {
        self.uids += 1;
        // The seed sits in bits the counter never reaches, and the mix is a bijection.
        Uid(rng::mix(self.uids ^ (self.config.seed << 40)).max(1))
    }
}
