//! StatefulSets and the ControllerRevisions that keep their templates.

use super::int_or_percent::IntOrPercent;
use super::meta::{Name, ObjectMeta};
use super::object::Kind;
use super::pod::PodTemplateSpec;
use super::selector::LabelSelector;
use super::storage::PersistentVolumeClaim;
use serde::{Deserialize, Serialize, Serializer};
use std::rc::Rc;

/// A StatefulSet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatefulSet {
    /// Name, labels, generation.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: StatefulSetSpec,
    /// What the controller saw last.
    pub status: StatefulSetStatus,
}

/// What is wanted of a StatefulSet. `None` only before defaulting (rule A1).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct StatefulSetSpec {
    /// Pods wanted; default 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replicas: Option<i32>,
    /// Which Pods are its own; cannot change.
    #[serde(default = "LabelSelector::missing")]
    #[serde(skip_serializing_if = "LabelSelector::is_missing")]
    pub selector: LabelSelector,
    /// What Pods are made from.
    pub template: Rc<PodTemplateSpec>,
    /// Claims that each Pod gets one of; cannot change.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "with_kinds")]
    pub volume_claim_templates: Vec<PersistentVolumeClaim>,
    /// The headless Service that publishes the Pods' names; may name nothing (rule E4).
    #[serde(skip_serializing_if = "str::is_empty")]
    pub service_name: Name,
    /// `OrderedReady` (default) or `Parallel`; cannot change.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub pod_management_policy: Name,
    /// How to go from one template to the next.
    pub update_strategy: StatefulSetUpdateStrategy,
    /// Old ControllerRevisions kept; default 10.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision_history_limit: Option<i32>,
    /// Seconds a Pod must be ready to count as available; default 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_ready_seconds: Option<i32>,
    /// What becomes of claims when Pods go for good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persistent_volume_claim_retention_policy: Option<ClaimRetentionPolicy>,
    /// Where the ordinals start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordinals: Option<Ordinals>,
}

/// Writes each claim template with its `apiVersion` and `kind`, as the API does.
fn with_kinds<S: Serializer>(
    templates: &[PersistentVolumeClaim],
    to: S,
) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Written<'a> {
        api_version: &'static str,
        kind: Kind,
        #[serde(flatten)]
        claim: &'a PersistentVolumeClaim,
    }
    let kind = Kind::PersistentVolumeClaim;
    let api_version = kind.api_version();
    to.collect_seq(templates.iter().map(|claim| Written { api_version, kind, claim }))
}

/// Where the ordinals start.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ordinals {
    /// The first ordinal; default 0.
    pub start: i32,
}

/// How a StatefulSet goes from one template to the next.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct StatefulSetUpdateStrategy {
    /// `RollingUpdate` (default) or `OnDelete`.
    #[serde(rename = "type", skip_serializing_if = "str::is_empty")]
    pub kind: Name,
    /// Only with `RollingUpdate`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rolling_update: Option<RollingUpdateStatefulSet>,
}

/// How far and how fast a rolling update goes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RollingUpdateStatefulSet {
    /// Pods below this position stay at the current revision; default 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partition: Option<i32>,
    /// How many may be unavailable, where the release has it (rule S22b).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_unavailable: Option<IntOrPercent>,
}

/// What becomes of claims when Pods go for good: `Retain` or `Delete` (rule S21).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ClaimRetentionPolicy {
    /// When the StatefulSet is deleted.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub when_deleted: Name,
    /// When it is scaled down.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub when_scaled: Name,
}

/// What the StatefulSet controller saw last (rule S24).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct StatefulSetStatus {
    /// The generation it looked at.
    pub observed_generation: u64,
    /// Its Pods, terminating ones counted.
    pub replicas: i32,
    /// Of these, running and ready.
    pub ready_replicas: i32,
    /// Of these, ready for minReadySeconds, where the release counts them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available_replicas: Option<i32>,
    /// Pods at the current revision, terminating ones not counted.
    pub current_replicas: i32,
    /// Pods at the update revision, terminating ones not counted.
    pub updated_replicas: i32,
    /// The revision all Pods had when the last update was complete.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub current_revision: Name,
    /// The revision of the template.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub update_revision: Name,
    /// How often a revision's name was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collision_count: Option<i32>,
}

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

    /// The partition of a rolling update, 0 if none is set.
    pub fn partition(&self) -> i32 {
        let rolling_update = self.spec.update_strategy.rolling_update.as_ref();
        rolling_update.and_then(|update| update.partition).unwrap_or(0)
    }
}

/// One template that a StatefulSet has had (rule S5).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ControllerRevision {
    /// `<set>-<hash>`, owned by the set.
    pub metadata: ObjectMeta,
    /// The template. (Kubernetes stores a patch that replaces `spec.template` by it.)
    pub data: Rc<PodTemplateSpec>,
    /// Its place in history; the highest is the newest.
    pub revision: i64,
}
