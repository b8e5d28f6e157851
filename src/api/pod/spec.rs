//! What a Pod should run, and where.

use crate::api::meta::{Name, Rest, StringMap};
use crate::api::node::Taint;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// What a workload makes its Pods from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PodTemplateSpec {
    /// Labels and annotations of the Pods to be.
    pub metadata: TemplateMeta,
    /// What they run.
    pub spec: PodSpec,
}

/// `metadata` of a template: no name, no identity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TemplateMeta {
    /// Labels of the Pods to be.
    #[serde(skip_serializing_if = "crate::api::meta::is_empty_map")]
    pub labels: Rc<StringMap>,
    /// Annotations of the Pods to be.
    #[serde(skip_serializing_if = "crate::api::meta::is_empty_map")]
    pub annotations: Rc<StringMap>,
    /// Fields carried along.
    #[serde(flatten)]
    pub rest: Rest,
}

/// What a Pod runs, and where.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodSpec {
    /// The node it is bound to; empty until the scheduler decides.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub node_name: Name,
    /// Host name; a StatefulSet sets it to the Pod's name (rule S3).
    #[serde(skip_serializing_if = "str::is_empty")]
    pub hostname: Name,
    /// The headless Service that publishes the host name (rule E3).
    #[serde(skip_serializing_if = "str::is_empty")]
    pub subdomain: Name,
    /// Containers, at least one.
    pub containers: Rc<Vec<Container>>,
    /// Containers that run to their end before the others start.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub init_containers: Vec<Container>,
    /// Volumes the containers may mount.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub volumes: Vec<Volume>,
    /// Labels the node must have.
    #[serde(skip_serializing_if = "StringMap::is_empty")]
    pub node_selector: StringMap,
    /// Taints it bears.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tolerations: Vec<Toleration>,
    /// `Always` for all that a workload makes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restart_policy: Option<Name>,
    /// Seconds between SIGTERM and SIGKILL; `None` until defaulted to 30.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub termination_grace_period_seconds: Option<u32>,
    /// Fields carried along.
    #[serde(flatten)]
    pub rest: Rest,
}

/// One container of a Pod.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Container {
    /// Unique in its Pod.
    pub name: Name,
    /// `registry/name:tag`.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub image: Name,
    /// CPU and memory asked for.
    pub resources: Resources,
    /// Whether it may get traffic (rule K5).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub readiness_probe: Option<Probe>,
    /// Fields carried along.
    #[serde(flatten)]
    pub rest: Rest,
}

/// CPU and memory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Resources {
    /// What the scheduler sets aside (rule P1).
    #[serde(skip_serializing_if = "StringMap::is_empty")]
    pub requests: StringMap,
    /// What the kernel enforces; not simulated.
    #[serde(skip_serializing_if = "StringMap::is_empty")]
    pub limits: StringMap,
}

/// How often and how long a probe asks (rule K5). `None` until defaulted; validation lets nothing
/// negative pass.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Probe {
    /// Seconds from the container's start to the first question; default 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initial_delay_seconds: Option<i32>,
    /// Seconds between questions; default 10.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period_seconds: Option<i32>,
    /// Yeses in a row that make it ready; default 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub success_threshold: Option<i32>,
    /// Noes in a row that make it unready; default 3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure_threshold: Option<i32>,
    /// Fields carried along, among them what is asked.
    #[serde(flatten)]
    pub rest: Rest,
}

/// A volume of a Pod.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Volume {
    /// What mounts call it.
    pub name: Name,
    /// The claim behind it, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persistent_volume_claim: Option<ClaimSource>,
    /// Other kinds of volume, carried along.
    #[serde(flatten)]
    pub rest: Rest,
}

/// Names a claim.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ClaimSource {
    /// The claim's name, in the Pod's namespace.
    pub claim_name: Name,
    /// Fields carried along.
    #[serde(flatten)]
    pub rest: Rest,
}

/// A taint that a Pod bears, perhaps for a while.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Toleration {
    /// The taint's key; empty with `Exists` means every key.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub key: Name,
    /// `Equal` (default) or `Exists`.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub operator: Name,
    /// For `Equal`.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub value: Name,
    /// Empty means every effect.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub effect: Name,
    /// Seconds it bears a `NoExecute` taint; `None` for ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub toleration_seconds: Option<u32>,
}

impl Toleration {
    /// Whether a Pod with this bears the taint, if only for a while.
    pub fn tolerates(&self, taint: &Taint) -> bool {
        let exists = &*self.operator == "Exists";
        (self.effect.is_empty() || self.effect == taint.effect)
            && ((self.key.is_empty() && exists) || self.key == taint.key)
            && (exists || self.value == taint.value)
    }
}

impl Container {
    /// Whether this init container keeps running beside the others (`restartPolicy: Always`).
    pub fn is_sidecar(&self) -> bool {
        self.rest.get("restartPolicy").is_some_and(|policy| policy == "Always")
    }
}
