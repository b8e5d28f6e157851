//! Why an actor did what it did: one typed value for each reason there is.
//!
//! Each controller has its own enum beside its code. A decision carries the numbers it was made
//! from; the sentence that says it to a person stands in `words`.

use super::controllers::{deployment, replica_set, stateful_set};
use super::{endpoints, garbage_collector, kubelet, nodes, scheduler, volumes};
use crate::api::ObjectRef;

/// A reason of any actor.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// Of the Deployment controller.
    Deployment(deployment::Decision),
    /// Of the ReplicaSet controller.
    ReplicaSet(replica_set::Decision),
    /// Of the StatefulSet controller.
    StatefulSet(stateful_set::Decision),
    /// Of the scheduler.
    Scheduler(scheduler::Decision),
    /// Of a kubelet.
    Kubelet(kubelet::Decision),
    /// Of the volume binder.
    Volumes(volumes::Decision),
    /// Of the EndpointSlice controller.
    Endpoints(endpoints::Decision),
    /// Of the garbage collector.
    GarbageCollector(garbage_collector::Decision),
    /// Of the node controllers and the disruption controller.
    Nodes(nodes::Decision),
}

/// One number that a decision was made from: what it is called, and its value.
pub type Number = (&'static str, String);

/// What every decision can tell of itself, apart from its sentence.
pub trait Explain {
    /// The rule that fired, by its id in the reference (`S15`), if one did.
    fn rule(&self) -> Option<&'static str>;

    /// The numbers it was made from, in the order to read them. Names are fields of the API where
    /// there is one.
    fn numbers(&self) -> Vec<Number> {
        Vec::new()
    }

    /// What it waits for: the object that has to change before this actor goes on.
    fn waits_for(&self) -> Option<ObjectRef> {
        None
    }
}

macro_rules! delegate {
    ($self:ident, $decision:ident => $body:expr) => {
        match $self {
            Self::Deployment($decision) => $body,
            Self::ReplicaSet($decision) => $body,
            Self::StatefulSet($decision) => $body,
            Self::Scheduler($decision) => $body,
            Self::Kubelet($decision) => $body,
            Self::Volumes($decision) => $body,
            Self::Endpoints($decision) => $body,
            Self::GarbageCollector($decision) => $body,
            Self::Nodes($decision) => $body,
        }
    };
}

impl Explain for Decision {
    fn rule(&self) -> Option<&'static str> {
        delegate!(self, decision => decision.rule())
    }

    fn numbers(&self) -> Vec<Number> {
        delegate!(self, decision => decision.numbers())
    }

    fn waits_for(&self) -> Option<ObjectRef> {
        delegate!(self, decision => decision.waits_for())
    }
}

macro_rules! from {
    ($($variant:ident: $module:ident;)*) => {
        $(impl From<$module::Decision> for Decision {
            fn from(decision: $module::Decision) -> Self { Self::$variant(decision) }
        })*
    };
}

from! {
    Deployment: deployment;
    ReplicaSet: replica_set;
    StatefulSet: stateful_set;
    Scheduler: scheduler;
    Kubelet: kubelet;
    Volumes: volumes;
    Endpoints: endpoints;
    GarbageCollector: garbage_collector;
    Nodes: nodes;
}
