//! What a Pod waits for, for those who look on.

use super::memory::Stage;
use crate::api::{Name, Pod, Time};
use crate::cluster::{Cluster, KubeletDriver};

/// What a Pod waits for, and until when if it is only a matter of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// For what.
    pub what: WaitsFor,
    /// Until when; `None` if it takes something else than time.
    pub due: Option<Time>,
}

/// What a Pod can wait for on its way from its creation to its end.
#[derive(Clone, Debug, PartialEq)]
pub enum WaitsFor {
    /// The scheduler to find a node.
    Node,
    /// Its node to answer again.
    DeadNode(Name),
    /// The hand that drives the kubelet.
    Hand,
    /// Another node to give a volume back.
    Volume,
    /// The image to be pulled.
    Pull,
    /// The next try to pull the image.
    PullRetry,
    /// The containers to start.
    Start,
    /// The readiness probe to say yes.
    Readiness,
    /// The container to be started again.
    Restart,
    /// The `preStop` hook to end.
    PreStop,
    /// The application to end.
    Stop,
}

/// What a Pod waits for; `None` if it is as it should be, or has finished.
pub fn waiting(cluster: &Cluster, pod: &Pod) -> Option<Waiting> {
    let for_ever = |what| Some(Waiting { what, due: None });
    if pod.is_finished() || (pod.is_ready() && !pod.is_terminating()) {
        return None;
    }
    if !pod.is_scheduled() {
        return for_ever(WaitsFor::Node);
    }
    if cluster.nodes().is_silent(&pod.spec.node_name) {
        return for_ever(WaitsFor::DeadNode(pod.spec.node_name.clone()));
    }
    if cluster.config().kubelet == KubeletDriver::Manual {
        return for_ever(WaitsFor::Hand);
    }
    let Some(worker) = cluster.kubelet().worker(pod) else {
        return for_ever(if pod.is_terminating() { WaitsFor::Stop } else { WaitsFor::Start });
    };
    let what = match worker.stage {
        Stage::Attaching => WaitsFor::Volume,
        Stage::Pulling { .. } => WaitsFor::Pull,
        Stage::PullFailed { .. } | Stage::PullBackOff => WaitsFor::PullRetry,
        Stage::Creating => WaitsFor::Start,
        Stage::Running(_) => WaitsFor::Readiness,
        Stage::Exited { .. } | Stage::CrashBackOff => WaitsFor::Restart,
        Stage::PreStop { .. } => WaitsFor::PreStop,
        Stage::Stopping { .. } => WaitsFor::Stop,
    };
    let due = match worker.stage {
        Stage::PullFailed { retry_at } => Some(retry_at),
        _ => worker.due,
    };
    Some(Waiting { what, due })
}
