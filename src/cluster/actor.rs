//! Who can act.

use crate::api::{ObjectRef, Release};
use std::fmt;

/// One of the parts of Kubernetes that can act, or the person before the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// The person: a command, or a fault made by hand.
    You,
    /// The Deployment controller.
    Deployment,
    /// The ReplicaSet controller.
    ReplicaSet,
    /// The StatefulSet controller.
    StatefulSet,
    /// The scheduler.
    Scheduler,
    /// The kubelet of the Pod's node.
    Kubelet,
    /// The volume binder and provisioner, and what protects claims in use.
    VolumeBinder,
    /// The EndpointSlice controller.
    EndpointSlice,
    /// The garbage collector.
    GarbageCollector,
    /// The disruption controller, which keeps the status of budgets.
    Disruption,
    /// The node lifecycle controller.
    NodeLifecycle,
    /// The taint manager, which evicts Pods from tainted nodes.
    TaintManager,
}

impl Actor {
    /// All of them, in the order of the page's tracks.
    pub const ALL: &'static [Self] = &[
        Self::You,
        Self::Deployment,
        Self::ReplicaSet,
        Self::StatefulSet,
        Self::Scheduler,
        Self::Kubelet,
        Self::VolumeBinder,
        Self::EndpointSlice,
        Self::GarbageCollector,
        Self::Disruption,
        Self::NodeLifecycle,
        Self::TaintManager,
    ];

    /// The component's name as it stands in events and logs.
    pub const fn component(self) -> &'static str {
        match self {
            Self::You => "you",
            Self::Deployment => "deployment-controller",
            Self::ReplicaSet => "replicaset-controller",
            Self::StatefulSet => "statefulset-controller",
            Self::Scheduler => "default-scheduler",
            Self::Kubelet => "kubelet",
            Self::VolumeBinder => "persistentvolume-controller",
            Self::EndpointSlice => "endpoint-slice-controller",
            Self::GarbageCollector => "garbage-collector",
            Self::Disruption => "disruption-controller",
            Self::NodeLifecycle => "node-controller",
            Self::TaintManager => "taint-eviction-controller",
        }
    }

    /// The component's name in the events of a release.
    pub fn source(self, release: Release) -> &'static str {
        match self {
            Self::TaintManager => release.taint_manager_component(),
            // It never got a name of its own.
            Self::Disruption => "controllermanager",
            _ => self.component(),
        }
    }

    /// Milliseconds from a change until this actor has heard of it and takes its turn. Real ones
    /// need a few; changes within that time are handled in one turn, as in a real work queue.
    pub const fn latency_ms(self) -> u64 {
        match self {
            Self::You => 0,
            Self::GarbageCollector => 2,
            Self::VolumeBinder | Self::Scheduler | Self::Kubelet => 5,
            Self::Deployment | Self::ReplicaSet | Self::StatefulSet => 10,
            Self::EndpointSlice | Self::Disruption => 20,
            Self::NodeLifecycle | Self::TaintManager => 50,
        }
    }

    /// How often a failing turn is tried again before it waits for the next change (rule C1).
    pub const fn max_retries(self) -> Option<u32> {
        match self {
            Self::Deployment => Some(15),
            _ => None,
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.component())
    }
}

/// One item of a work queue: who is to look at what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkKey {
    /// Who.
    pub actor: Actor,
    /// At what.
    pub object: ObjectRef,
}

impl WorkKey {
    /// That actor, at that object.
    pub fn new(actor: Actor, object: ObjectRef) -> Self {
        Self { actor, object }
    }
}

impl fmt::Display for WorkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.actor, self.object)
    }
}
