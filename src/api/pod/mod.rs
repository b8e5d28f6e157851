//! Pods: the template they are made from, what they should run, and what the kubelet says of them.

mod affinity;
mod hook;
mod requests;
mod spec;
mod status;

pub use affinity::{AffinityTerm, NodeTerm};
pub use hook::Hook;
pub use requests::Requests;
pub use spec::{
    ClaimSource, Container, PodSpec, PodTemplateSpec, Probe, Resources, TemplateMeta, Toleration,
    Volume,
};
pub use status::{
    ConditionStatus, ContainerState, ContainerStatus, PodCondition, PodConditionType, PodPhase,
    PodStatus,
};

use super::meta::{Name, ObjectMeta};
use super::node::Taint;
use super::time::{Time, Timestamp};
use crate::value::fields::fields;
use std::rc::Rc;

/// A Pod.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pod {
    /// Name, labels, owner.
    pub metadata: ObjectMeta,
    /// What to run. Shared, since only binding to a node changes it.
    pub spec: Rc<PodSpec>,
    /// What runs.
    pub status: PodStatus,
}

fields!(Pod {
    always: metadata, spec, status;
});

impl Pod {
    /// Condition Ready is True, whatever the phase (rule C6).
    pub fn is_ready(&self) -> bool {
        self.status.is_true(PodConditionType::Ready)
    }

    /// Since when it is ready; `None` while it is not (or the time is not known).
    pub fn ready_since(&self) -> Option<Timestamp> {
        let ready = self.status.condition(PodConditionType::Ready)?;
        if ready.status == ConditionStatus::True { ready.last_transition_time } else { None }
    }

    /// Ready for `min_ready_seconds` (rule C6).
    pub fn is_available(&self, min_ready_seconds: u32, now: Time) -> bool {
        self.is_ready()
            && (min_ready_seconds == 0
                || self
                    .ready_since()
                    .is_some_and(|since| since.after_seconds(min_ready_seconds) <= now))
    }

    /// Whether it is going.
    pub fn is_terminating(&self) -> bool {
        self.metadata.is_terminating()
    }

    /// Whether its phase is Succeeded or Failed.
    pub fn is_finished(&self) -> bool {
        matches!(self.status.phase, PodPhase::Succeeded | PodPhase::Failed)
    }

    /// Neither finished nor going (rule C7).
    pub fn is_active(&self) -> bool {
        !self.is_finished() && !self.is_terminating()
    }

    /// Running and Ready: what a StatefulSet waits for (rule S15).
    pub fn is_running_and_ready(&self) -> bool {
        self.status.phase == PodPhase::Running && self.is_ready()
    }

    /// Whether the scheduler has found a node.
    pub fn is_scheduled(&self) -> bool {
        !self.spec.node_name.is_empty()
    }

    /// Container restarts, summed.
    pub fn restarts(&self) -> u32 {
        self.status.container_statuses.iter().map(|container| container.restart_count).sum()
    }

    /// The claims its volumes name, in order.
    pub fn claims(&self) -> impl Iterator<Item = &Name> {
        let sources = self.spec.volumes.iter().filter_map(|v| v.persistent_volume_claim.as_ref());
        sources.map(|source| &source.claim_name)
    }

    /// Whether it bears a taint, if only for a while.
    pub fn tolerates(&self, taint: &Taint) -> bool {
        self.spec.tolerations.iter().any(|toleration| toleration.tolerates(taint))
    }

    /// What the scheduler sets aside for it: the sum over its containers (rule P1).
    pub fn requests(&self) -> Requests {
        let requests = self.spec.containers.iter().map(|it| &it.resources.requests);
        let asked = requests.filter(|requests| !requests.is_empty());
        let itself = Requests { pods: 1, ..Requests::default() };
        asked.fold(itself, |sum, requests| sum.plus(Requests::of_container(requests)))
    }

    /// The image of its first container.
    pub fn image(&self) -> &str {
        self.spec.containers.first().map_or("", |container| &container.image)
    }
}
