//! Deployments.

use super::int_or_percent::IntOrPercent;
use super::meta::{Name, ObjectMeta};
use super::pod::{ConditionStatus, PodTemplateSpec};
use super::selector::LabelSelector;
use super::time::{Time, Timestamp};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// A Deployment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Deployment {
    /// Name, labels, generation.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: DeploymentSpec,
    /// What the controller saw last.
    pub status: DeploymentStatus,
}

/// What is wanted of a Deployment. `None` only before defaulting (rule A1).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DeploymentSpec {
    /// Pods wanted; default 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replicas: Option<i32>,
    /// Which Pods are its own; cannot change.
    #[serde(default = "LabelSelector::missing")]
    #[serde(skip_serializing_if = "LabelSelector::is_missing")]
    pub selector: LabelSelector,
    /// What Pods are made from.
    pub template: Rc<PodTemplateSpec>,
    /// How to go from one template to the next.
    pub strategy: DeploymentStrategy,
    /// Seconds a Pod must be ready to count as available; default 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_ready_seconds: Option<i32>,
    /// Old ReplicaSets kept; default 10.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision_history_limit: Option<i32>,
    /// Whether roll-outs rest.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub paused: bool,
    /// Seconds without progress after which the condition says so; default 600.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress_deadline_seconds: Option<i32>,
    /// When a Pod that is going is replaced; alpha, dropped where it is off (rule X13).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pod_replacement_policy: Option<Name>,
}

/// How a Deployment goes from one template to the next.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DeploymentStrategy {
    /// `RollingUpdate` (default) or `Recreate`.
    #[serde(rename = "type", skip_serializing_if = "str::is_empty")]
    pub kind: Name,
    /// Only with `RollingUpdate`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rolling_update: Option<RollingUpdateDeployment>,
}

/// The two bounds of a rolling update.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RollingUpdateDeployment {
    /// How many Pods may be missing; default 25 %, rounded down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_unavailable: Option<IntOrPercent>,
    /// How many Pods may be too many; default 25 %, rounded up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_surge: Option<IntOrPercent>,
}

/// What the Deployment controller saw last (rule D33).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terminating_replicas: Option<i32>,
    /// How often a ReplicaSet's name was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collision_count: Option<i32>,
    /// Available, Progressing, ReplicaFailure.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<DeploymentCondition>,
}

/// The conditions of a Deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DeploymentConditionType {
    /// Enough Pods are available.
    Available,
    /// The roll-out moves, or is done.
    Progressing,
    /// A Pod could not be made or deleted.
    ReplicaFailure,
}

/// One condition of a Deployment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeploymentCondition {
    /// Which.
    #[serde(rename = "type")]
    pub kind: DeploymentConditionType,
    /// Whether it holds.
    pub status: ConditionStatus,
    /// Why, in one word.
    #[serde(default)]
    pub reason: Name,
    /// Why, for people.
    #[serde(default)]
    pub message: Name,
    /// When it was written last.
    #[serde(default)]
    pub last_update_time: Timestamp,
    /// When `status` changed last.
    #[serde(default)]
    pub last_transition_time: Timestamp,
}

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
