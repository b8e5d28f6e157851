//! StatefulSets and the ControllerRevisions that keep their templates.

use super::int_or_percent::IntOrPercent;
use super::meta::{Name, ObjectMeta};
use super::pod::{ConditionStatus, PodTemplateSpec};
use super::selector::LabelSelector;
use super::storage::PersistentVolumeClaim;
use super::time::Timestamp;
use crate::value::fields::fields;
use std::rc::Rc;

/// A StatefulSet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatefulSet {
    /// Name, labels, generation.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: StatefulSetSpec,
    /// What the controller saw last.
    pub status: StatefulSetStatus,
}

fields!(StatefulSet {
    always: metadata, spec, status;
});

/// What is wanted of a StatefulSet. `None` only before defaulting (rule A1).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatefulSetSpec {
    /// Pods wanted; default 1.
    pub replicas: Option<i32>,
    /// Which Pods are its own; cannot change.
    pub selector: LabelSelector,
    /// What Pods are made from.
    pub template: Rc<PodTemplateSpec>,
    /// Claims that each Pod gets one of; cannot change.
    pub volume_claim_templates: Vec<PersistentVolumeClaim>,
    /// The headless Service that publishes the Pods' names; may name nothing (rule E4).
    pub service_name: Name,
    /// `OrderedReady` (default) or `Parallel`; cannot change.
    pub pod_management_policy: Name,
    /// How to go from one template to the next.
    pub update_strategy: StatefulSetUpdateStrategy,
    /// Old ControllerRevisions kept; default 10.
    pub revision_history_limit: Option<i32>,
    /// Seconds a Pod must be ready to count as available; default 0.
    pub min_ready_seconds: Option<i32>,
    /// What becomes of claims when Pods go for good.
    pub persistent_volume_claim_retention_policy: Option<ClaimRetentionPolicy>,
    /// Where the ordinals start.
    pub ordinals: Option<Ordinals>,
}

fields!(StatefulSetSpec {
    always: template, update_strategy;
    if_set:
        replicas, selector, volume_claim_templates, service_name, pod_management_policy,
        revision_history_limit, min_ready_seconds, persistent_volume_claim_retention_policy,
        ordinals;
});

/// Where the ordinals start.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ordinals {
    /// The first ordinal; default 0.
    pub start: i32,
}

fields!(Ordinals {
    always: start;
});

/// How a StatefulSet goes from one template to the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatefulSetUpdateStrategy {
    /// `RollingUpdate` (default), `OnDelete`, or `Recreate` where the release has it.
    pub kind: Name,
    /// Only with `RollingUpdate`.
    pub rolling_update: Option<RollingUpdateStatefulSet>,
}

fields!(StatefulSetUpdateStrategy {
    if_set: kind as "type", rolling_update;
});

/// How far and how fast a rolling update goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RollingUpdateStatefulSet {
    /// Pods below this position stay at the current revision; default 0.
    pub partition: Option<i32>,
    /// How many may be unavailable, where the release has it (rule S22b).
    pub max_unavailable: Option<IntOrPercent>,
}

fields!(RollingUpdateStatefulSet {
    if_set: partition, max_unavailable;
});

/// What becomes of claims when Pods go for good: `Retain` or `Delete` (rule S21).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClaimRetentionPolicy {
    /// When the StatefulSet is deleted.
    pub when_deleted: Name,
    /// When it is scaled down.
    pub when_scaled: Name,
}

fields!(ClaimRetentionPolicy {
    if_set: when_deleted, when_scaled;
});

/// What the StatefulSet controller saw last (rule S24).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatefulSetStatus {
    /// The generation it looked at.
    pub observed_generation: u64,
    /// Its Pods, terminating ones counted.
    pub replicas: i32,
    /// Of these, running and ready.
    pub ready_replicas: i32,
    /// Of these, ready for minReadySeconds, where the release counts them.
    pub available_replicas: Option<i32>,
    /// Pods at the current revision, terminating ones not counted.
    pub current_replicas: i32,
    /// Pods at the update revision, terminating ones not counted.
    pub updated_replicas: i32,
    /// The revision all Pods had when the last update was complete.
    pub current_revision: Name,
    /// The revision of the template.
    pub update_revision: Name,
    /// How often a revision's name was taken.
    pub collision_count: Option<i32>,
    /// Only with `Recreate`: `Progressing`.
    pub conditions: Vec<StatefulSetCondition>,
}

fields!(StatefulSetStatus {
    always: observed_generation, replicas, ready_replicas, current_replicas, updated_replicas;
    if_set: available_replicas, current_revision, update_revision, collision_count, conditions;
});

/// A condition of a StatefulSet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatefulSetCondition {
    /// `Progressing`.
    pub kind: Name,
    /// Whether it holds.
    pub status: ConditionStatus,
    /// `RecreateInProgress` or `RecreateComplete`.
    pub reason: Name,
    /// The same in words.
    pub message: Name,
    /// When it came to be so.
    pub last_transition_time: Timestamp,
}

fields!(StatefulSetCondition {
    required: kind as "type", status;
    always: reason, message, last_transition_time;
});

impl StatefulSet {
    /// Pods wanted.
    pub fn replicas(&self) -> i32 {
        self.spec.replicas.unwrap_or(1)
    }

    /// The first ordinal (rule S1).
    pub fn start_ordinal(&self) -> i32 {
        self.spec.ordinals.as_ref().map_or(0, |ordinals| ordinals.start)
    }

    /// Whether all Pods are made and deleted at once (rule S16).
    pub fn is_parallel(&self) -> bool {
        &*self.spec.pod_management_policy == "Parallel"
    }

    /// Whether Pods wait for their deletion to be updated (rule S28).
    pub fn is_on_delete(&self) -> bool {
        &*self.spec.update_strategy.kind == "OnDelete"
    }

    /// Whether all old Pods go before a new one comes (rule S29).
    pub fn is_recreate(&self) -> bool {
        &*self.spec.update_strategy.kind == "Recreate"
    }

    /// The partition of a rolling update, 0 if none is set.
    pub fn partition(&self) -> i32 {
        let rolling_update = self.spec.update_strategy.rolling_update.as_ref();
        rolling_update.and_then(|update| update.partition).unwrap_or(0)
    }
}

/// One template that a StatefulSet has had (rule S5).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ControllerRevision {
    /// `<set>-<hash>`, owned by the set.
    pub metadata: ObjectMeta,
    /// The template. (Kubernetes stores a patch that replaces `spec.template` by it.)
    pub data: Rc<PodTemplateSpec>,
    /// Its place in history; the highest is the newest.
    pub revision: i64,
}

fields!(ControllerRevision {
    always: metadata, data, revision;
});
