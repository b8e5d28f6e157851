//! `kubectl get pods` (rules U2, U3; `printPod`).

use super::{NONE, Printed, View, age, columns};
use crate::api::pod::{ContainerState, ContainerStatus, PodConditionType};
use crate::api::{Container, Pod, Timestamp};
use crate::kubectl::age::since;
use crate::value::Value;

impl Printed for Pod {
    fn header(view: View) -> Vec<&'static str> {
        columns(
            &["NAME", "READY", "STATUS", "RESTARTS", "AGE"],
            &["IP", "NODE", "NOMINATED NODE", "READINESS GATES"],
            view,
        )
    }

    /// Nobody is evicted for somebody else, so no node is nominated.
    fn cells(&self, view: View) -> Vec<String> {
        let seen = look(self);
        let or_none = |text: &str| if text.is_empty() { NONE } else { text }.to_owned();
        columns(
            &[
                self.metadata.name.to_string(),
                format!("{}/{}", seen.ready, seen.containers),
                status(self, &seen, view),
                seen.restarts.text(view),
                age(&self.metadata, view),
            ],
            &[
                or_none(&self.status.pod_ip),
                or_none(&self.spec.node_name),
                NONE.to_owned(),
                readiness_gates(self),
            ],
            view,
        )
    }
}

/// What a Pod's containers add up to.
#[derive(Default)]
struct Seen {
    containers: usize,
    ready: usize,
    /// What the containers say, which hides what the Pod says.
    word: Option<String>,
    restarts: Restarts,
}

/// Restarts, summed, and when a container ended last.
#[derive(Clone, Copy, Default)]
struct Restarts {
    count: u32,
    last: Option<Timestamp>,
}

impl Restarts {
    fn add(&mut self, container: &ContainerStatus) {
        self.count += container.restart_count;
        if let Some(ContainerState::Terminated { finished_at, .. }) = &container.last_state {
            self.last = self.last.max(Some(*finished_at));
        }
    }

    fn text(self, view: View) -> String {
        match self.last {
            Some(last) if self.count > 0 && view.release.restarts_column_tells_age() => {
                format!("{} ({} ago)", self.count, since(Some(last), view.now))
            }
            _ => self.count.to_string(),
        }
    }
}

/// The column STATUS.
fn status(pod: &Pod, seen: &Seen, view: View) -> String {
    let scheduled = pod.status.condition(PodConditionType::PodScheduled);
    let gated = scheduled.and_then(|condition| condition.reason.as_deref());
    let hidden = pod.is_finished() && !view.release.status_column_calls_finished_pods_terminating();
    match &seen.word {
        _ if pod.is_terminating() && &*pod.status.reason == "NodeLost" => "Unknown".to_owned(),
        _ if pod.is_terminating() && !hidden => "Terminating".to_owned(),
        Some(word) => word.clone(),
        None if gated == Some("SchedulingGated") => "SchedulingGated".to_owned(),
        None if !pod.status.reason.is_empty() => pod.status.reason.to_string(),
        None => pod.status.phase.as_str().to_owned(),
    }
}

fn look(pod: &Pod) -> Seen {
    let init = &pod.spec.init_containers;
    let sidecars = init.iter().filter(|container| container.is_sidecar()).count();
    let containers = pod.spec.containers.len() + sidecars;
    let mut seen = Seen { containers, ..Seen::default() };
    let mut sidecar_restarts = Restarts::default();
    let mut initializing = false;
    for (index, container) in pod.status.init_container_statuses.iter().enumerate() {
        let is_sidecar = named(init, &container.name).is_some_and(Container::is_sidecar);
        seen.restarts.add(container);
        if is_sidecar {
            sidecar_restarts.add(container);
        }
        if matches!(container.state, ContainerState::Terminated { exit_code: 0, .. }) {
            continue;
        }
        if is_sidecar && container.started == Some(true) {
            seen.ready += usize::from(container.ready);
            continue;
        }
        seen.word = Some(initialization(&container.state, index, init.len()));
        initializing = true;
        break;
    }
    if !initializing || pod.status.is_true(PodConditionType::Initialized) {
        seen.restarts = sidecar_restarts;
        look_at_containers(pod, &mut seen);
    }
    seen
}

fn named<'a>(containers: &'a [Container], name: &str) -> Option<&'a Container> {
    containers.iter().find(|container| &*container.name == name)
}

/// What an init container says that the Pod waits for.
fn initialization(state: &ContainerState, index: usize, count: usize) -> String {
    match state {
        ContainerState::Waiting { reason, .. } if &**reason == "PodInitializing" => None,
        state => word(state),
    }
    .map_or_else(|| format!("Init:{index}/{count}"), |word| format!("Init:{word}"))
}

/// From the last to the first: the first container that has something to say is heard.
fn look_at_containers(pod: &Pod, seen: &mut Seen) {
    let mut some_run = false;
    for container in pod.status.container_statuses.iter().rev() {
        seen.restarts.add(container);
        if let Some(word) = word(&container.state) {
            seen.word = Some(word);
        } else if container.ready && matches!(container.state, ContainerState::Running { .. }) {
            some_run = true;
            seen.ready += 1;
        }
    }
    if some_run && seen.word.as_deref() == Some("Completed") {
        let word = if pod.is_ready() { "Running" } else { "NotReady" };
        seen.word = Some(word.to_owned());
    }
}

/// What a container's state has to say, if anything.
fn word(state: &ContainerState) -> Option<String> {
    match state {
        ContainerState::Running { .. } => None,
        ContainerState::Waiting { reason, .. } if reason.is_empty() => None,
        ContainerState::Terminated { reason, exit_code, signal, .. } if reason.is_empty() => {
            let signal = signal.filter(|number| *number != 0);
            Some(
                signal.map_or_else(|| format!("ExitCode:{exit_code}"), |it| format!("Signal:{it}")),
            )
        }
        ContainerState::Waiting { reason, .. } | ContainerState::Terminated { reason, .. } => {
            Some(reason.to_string())
        }
    }
}

/// How many of the conditions that others must set are True. None of those is simulated.
fn readiness_gates(pod: &Pod) -> String {
    let gates = pod.spec.rest.get("readinessGates").and_then(Value::as_array);
    match gates.map_or(0, Vec::len) {
        0 => NONE.to_owned(),
        count => format!("0/{count}"),
    }
}
