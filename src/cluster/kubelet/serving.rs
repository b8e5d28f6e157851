//! What becomes of a request that reaches a Pod, for those who look on.

use super::durations::{Duration, duration_ms};
use super::memory::{Running, Stage, Worker};
use super::probe::Probes;
use crate::api::pod::ContainerState;
use crate::api::{Pod, Time};
use crate::cluster::Cluster;

/// How a Pod stands to a request that reaches its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Serving {
    /// Its application answers.
    Answers,
    /// Its application runs, but does not answer: not yet, or because somebody silenced it.
    Silent {
        /// Until when, if that is only a matter of time.
        until: Option<Time>,
    },
    /// Its application was asked to end (SIGTERM) and takes nothing new.
    Closed,
    /// No container runs.
    Down,
    /// Its node does not answer.
    Away,
}

impl Serving {
    /// Whether what it took before can still be answered.
    pub const fn runs(self) -> bool {
        !matches!(self, Self::Down | Self::Away)
    }
}

/// How a Pod stands to requests at this moment, which is not before the cluster's own.
///
/// What its probes say of it does not count here, nor do endpoints: an application without a
/// readiness probe takes just as long to come up as one with.
pub fn serving(cluster: &Cluster, pod: &Pod, at: Time) -> Serving {
    if cluster.nodes().is_silent(&pod.spec.node_name) {
        return Serving::Away;
    }
    let Some(worker) = cluster.kubelet().worker(pod) else { return by_status(pod) };
    match worker.stage {
        Stage::Running(running) | Stage::PreStop { running, .. } => {
            let from = answers_from(cluster, pod, worker, running);
            match from {
                Some(from) if from <= at => Serving::Answers,
                until => Serving::Silent { until },
            }
        }
        Stage::Stopping { asked_at, .. } => {
            let more_ms = duration_ms(cluster.store(), cluster.config(), pod, Duration::Accept);
            let is_open = more_ms.is_none_or(|ms| at.since_ms(asked_at) < ms);
            if is_open { Serving::Answers } else { Serving::Closed }
        }
        _ => Serving::Down,
    }
}

fn answers_from(cluster: &Cluster, pod: &Pod, worker: &Worker, running: Running) -> Option<Time> {
    if worker.silent_from.is_some() {
        return None;
    }
    if !Probes::of(pod, running.started).is_empty() {
        return running.answers_from;
    }
    let ms = duration_ms(cluster.store(), cluster.config(), pod, Duration::Ready)?;
    Some(running.started.after_ms(ms))
}

/// Where a hand drives the kubelet, the status says all there is: Ready means that it answers.
fn by_status(pod: &Pod) -> Serving {
    let mut states = pod.status.container_statuses.iter().map(|container| &container.state);
    let runs = states.next().is_some_and(|it| matches!(it, ContainerState::Running { .. }));
    match (runs && !pod.is_finished(), pod.is_terminating(), pod.is_ready()) {
        (false, ..) => Serving::Down,
        (true, true, _) => Serving::Closed,
        (true, false, true) => Serving::Answers,
        (true, false, false) => Serving::Silent { until: None },
    }
}
