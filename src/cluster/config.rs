//! What is given from outside and does not change during a run.

use crate::api::{Name, Release};

/// The fixed circumstances of a run. With the start state, the seed and the commands it decides
/// every step.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The Kubernetes release to follow.
    pub release: Release,
    /// Decides names, identities and jitter.
    pub seed: u64,
    /// The one namespace.
    pub namespace: Name,
    /// Who moves Pods on.
    pub kubelet: KubeletDriver,
    /// Who binds claims.
    pub provisioner: Provisioner,
    /// Milliseconds that Pods take, unless their annotations say otherwise.
    pub durations: Durations,
    /// Whether anybody looks after nodes: puts taints on them, and evicts the Pods of lost ones
    /// (rules N1 to N5).
    pub node_lifecycle: bool,
    /// Milliseconds without a heartbeat after which a node counts as lost; `None` for the
    /// release's own (rule N1).
    pub node_grace_ms: Option<u64>,
}

/// Who moves Pods on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KubeletDriver {
    /// The clock: images are pulled, containers start and become ready after a while.
    Clock,
    /// Somebody who tells each Pod what to do (see `Move::Kubelet`).
    Manual,
}

/// Who binds claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provisioner {
    /// A new claim is bound at once.
    Auto,
    /// Somebody who binds each claim (see `Move::BindClaim`).
    Manual,
}

/// How long a Pod takes for each stage of its life, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Durations {
    /// Pull an image that the node does not have.
    pub pull_ms: u64,
    /// Create and start the containers.
    pub start_ms: u64,
    /// From the start until the application answers its readiness probe.
    pub ready_ms: u64,
    /// From SIGTERM until the application has ended.
    pub stop_ms: u64,
    /// Each of these varies by up to this many per cent, more or less.
    pub jitter_percent: u64,
}

impl Default for Durations {
    fn default() -> Self {
        Self { pull_ms: 1500, start_ms: 500, ready_ms: 2000, stop_ms: 1500, jitter_percent: 25 }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            release: Release::default(),
            seed: 1,
            namespace: "default".into(),
            kubelet: KubeletDriver::Clock,
            provisioner: Provisioner::Auto,
            durations: Durations::default(),
            node_lifecycle: true,
            node_grace_ms: None,
        }
    }
}
