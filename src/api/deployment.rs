//! Deployments.

use super::int_or_percent::IntOrPercent;
use super::meta::{Name, ObjectMeta};
use super::pod::{ConditionStatus, PodTemplateSpec};
use super::selector::LabelSelector;
use super::time::{Time, Timestamp};
use crate::value::fields::{fields, words};
use std::rc::Rc;

/// A Deployment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deployment {
    /// Name, labels, generation.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: DeploymentSpec,
    /// What the controller saw last.
    pub status: DeploymentStatus,
}

fields!(Deployment {
    always: metadata, spec, status;
});

/// What is wanted of a Deployment. `None` only before defaulting (rule A1).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeploymentSpec {
    /// Pods wanted; default 1.
    pub replicas: Option<i32>,
    /// Which Pods are its own; cannot change.
    pub selector: LabelSelector,
    /// What Pods are made from.
    pub template: Rc<PodTemplateSpec>,
    /// How to go from one template to the next.
    pub strategy: DeploymentStrategy,
    /// Seconds a Pod must be ready to count as available; default 0.
    pub min_ready_seconds: Option<i32>,
    /// Old ReplicaSets kept; default 10.
    pub revision_history_limit: Option<i32>,
    /// Whether roll-outs rest.
    pub paused: bool,
    /// Seconds without progress after which the condition says so; default 600.
    pub progress_deadline_seconds: Option<i32>,
    /// When a Pod that is going is replaced; alpha, dropped where it is off (rule X13).
    pub pod_replacement_policy: Option<Name>,
}

fields!(DeploymentSpec {
    always: template, strategy;
    if_set:
        replicas, selector, min_ready_seconds, revision_history_limit, paused,
        progress_deadline_seconds, pod_replacement_policy;
});

/// How a Deployment goes from one template to the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeploymentStrategy {
    /// `RollingUpdate` (default) or `Recreate`.
    pub kind: Name,
    /// Only with `RollingUpdate`.
    pub rolling_update: Option<RollingUpdateDeployment>,
}

fields!(DeploymentStrategy {
    if_set: kind as "type", rolling_update;
});

/// The two bounds of a rolling update.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RollingUpdateDeployment {
    /// How many Pods may be missing; default 25 %, rounded down.
    pub max_unavailable: Option<IntOrPercent>,
    /// How many Pods may be too many; default 25 %, rounded up.
    pub max_surge: Option<IntOrPercent>,
}

fields!(RollingUpdateDeployment {
    if_set: max_unavailable, max_surge;
});

/// What the Deployment controller saw last (rule D33).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeploymentStatus {
    /// The generation it looked at.
    pub observed_generation: u64,
    /// Pods of all ReplicaSets, terminating ones not counted.
    pub replicas: i32,
    /// Of these, Pods of the newest template.
    pub updated_replicas: i32,
    /// Of these, ready.
    pub ready_replicas: i32,
    /// Of these, ready for minReadySeconds.
    pub available_replicas: i32,
    /// Wanted in all ReplicaSets and not available.
    pub unavailable_replicas: i32,
    /// Terminating Pods, where the release counts them.
    pub terminating_replicas: Option<i32>,
    /// How often a ReplicaSet's name was taken.
    pub collision_count: Option<i32>,
    /// Available, Progressing, ReplicaFailure.
    pub conditions: Vec<DeploymentCondition>,
}

fields!(DeploymentStatus {
    always:
        observed_generation, replicas, updated_replicas, ready_replicas, available_replicas,
        unavailable_replicas;
    if_set: terminating_replicas, collision_count, conditions;
});

/// The conditions of a Deployment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeploymentConditionType {
    /// Enough Pods are available.
    #[default]
    Available,
    /// The roll-out moves, or is done.
    Progressing,
    /// A Pod could not be made or deleted.
    ReplicaFailure,
}

words!(DeploymentConditionType { Available, Progressing, ReplicaFailure });

/// One condition of a Deployment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeploymentCondition {
    /// Which.
    pub kind: DeploymentConditionType,
    /// Whether it holds.
    pub status: ConditionStatus,
    /// Why, in one word.
    pub reason: Name,
    /// Why, for people.
    pub message: Name,
    /// When it was written last.
    pub last_update_time: Timestamp,
    /// When `status` changed last.
    pub last_transition_time: Timestamp,
}

fields!(DeploymentCondition {
    required: kind as "type", status;
    always: reason, message, last_update_time, last_transition_time;
});

impl DeploymentCondition {
    /// A condition written now.
    pub fn new(
        kind: DeploymentConditionType,
        status: ConditionStatus,
        reason: &str,
        message: &str,
        now: Time,
    ) -> Self {
        Self {
            kind,
            status,
            reason: reason.into(),
            message: message.into(),
            last_update_time: now.timestamp(),
            last_transition_time: now.timestamp(),
        }
    }
}

impl DeploymentStatus {
    /// The condition of that type.
    pub fn condition(&self, kind: DeploymentConditionType) -> Option<&DeploymentCondition> {
        self.conditions.iter().find(|condition| condition.kind == kind)
    }
}

impl Deployment {
    /// Pods wanted.
    pub fn replicas(&self) -> i32 {
        self.spec.replicas.unwrap_or(1)
    }

    /// Seconds a Pod must be ready to count as available.
    pub fn min_ready_seconds(&self) -> u32 {
        self.spec.min_ready_seconds.map_or(0, |seconds| seconds.max(0).unsigned_abs())
    }

    /// Whether Pods are replaced within the two bounds, rather than all at once.
    pub fn is_rolling_update(&self) -> bool {
        &*self.spec.strategy.kind != "Recreate"
    }

    /// Whether a Pod that is going is replaced only when it has ended (rule X13).
    pub fn replaces_after_termination(&self) -> bool {
        self.spec.pod_replacement_policy.as_deref() == Some("TerminationComplete")
    }
}
