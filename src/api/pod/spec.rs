//! What a Pod should run, and where.

use crate::api::meta::{Name, Rest, StringMap};
use crate::api::node::Taint;
use crate::value::fields::fields;
use std::rc::Rc;

/// What a workload makes its Pods from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PodTemplateSpec {
    /// Labels and annotations of the Pods to be.
    pub metadata: TemplateMeta,
    /// What they run.
    pub spec: PodSpec,
}

fields!(PodTemplateSpec {
    always: metadata, spec;
});

/// `metadata` of a template: no name, no identity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TemplateMeta {
    /// Labels of the Pods to be.
    pub labels: Rc<StringMap>,
    /// Annotations of the Pods to be.
    pub annotations: Rc<StringMap>,
    /// Fields carried along.
    pub rest: Rest,
}

fields!(TemplateMeta {
    if_set: labels, annotations;
    rest: rest;
});

/// What a Pod runs, and where.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PodSpec {
    /// The node it is bound to; empty until the scheduler decides.
    pub node_name: Name,
    /// Host name; a StatefulSet sets it to the Pod's name (rule S3).
    pub hostname: Name,
    /// The headless Service that publishes the host name (rule E3).
    pub subdomain: Name,
    /// Containers, at least one.
    pub containers: Rc<Vec<Container>>,
    /// Containers that run to their end before the others start.
    pub init_containers: Vec<Container>,
    /// Volumes the containers may mount.
    pub volumes: Vec<Volume>,
    /// Labels the node must have.
    pub node_selector: StringMap,
    /// Taints it bears.
    pub tolerations: Vec<Toleration>,
    /// `Always` for all that a workload makes.
    pub restart_policy: Option<Name>,
    /// Seconds between SIGTERM and SIGKILL; `None` until defaulted to 30.
    pub termination_grace_period_seconds: Option<u32>,
    /// Fields carried along.
    pub rest: Rest,
}

fields!(PodSpec {
    always: containers;
    if_set:
        node_name, hostname, subdomain, init_containers, volumes, node_selector,
        tolerations, restart_policy, termination_grace_period_seconds;
    rest: rest;
});

/// One container of a Pod.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Container {
    /// Unique in its Pod.
    pub name: Name,
    /// `registry/name:tag`.
    pub image: Name,
    /// CPU and memory asked for.
    pub resources: Resources,
    /// Whether it may get traffic (rule K5).
    pub readiness_probe: Option<Probe>,
    /// Fields carried along.
    pub rest: Rest,
}

fields!(Container {
    always: name, resources;
    if_set: image, readiness_probe;
    rest: rest;
});

/// CPU and memory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resources {
    /// What the scheduler sets aside (rule P1).
    pub requests: StringMap,
    /// What the kernel enforces; not simulated.
    pub limits: StringMap,
}

fields!(Resources {
    if_set: requests, limits;
});

/// How often and how long a probe asks (rule K5). `None` until defaulted; validation lets nothing
/// negative pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Probe {
    /// Seconds from the container's start to the first question; default 0.
    pub initial_delay_seconds: Option<i32>,
    /// Seconds between questions; default 10.
    pub period_seconds: Option<i32>,
    /// Yeses in a row that make it ready; default 1.
    pub success_threshold: Option<i32>,
    /// Noes in a row that make it unready; default 3.
    pub failure_threshold: Option<i32>,
    /// Fields carried along, among them what is asked.
    pub rest: Rest,
}

fields!(Probe {
    if_set: initial_delay_seconds, period_seconds, success_threshold, failure_threshold;
    rest: rest;
});

/// A volume of a Pod.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Volume {
    /// What mounts call it.
    pub name: Name,
    /// The claim behind it, if it is one.
    pub persistent_volume_claim: Option<ClaimSource>,
    /// Other kinds of volume, carried along.
    pub rest: Rest,
}

fields!(Volume {
    always: name;
    if_set: persistent_volume_claim;
    rest: rest;
});

/// Names a claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClaimSource {
    /// The claim's name, in the Pod's namespace.
    pub claim_name: Name,
    /// Fields carried along.
    pub rest: Rest,
}

fields!(ClaimSource {
    always: claim_name;
    rest: rest;
});

/// A taint that a Pod bears, perhaps for a while.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Toleration {
    /// The taint's key; empty with `Exists` means every key.
    pub key: Name,
    /// `Equal` (default) or `Exists`.
    pub operator: Name,
    /// For `Equal`.
    pub value: Name,
    /// Empty means every effect.
    pub effect: Name,
    /// Seconds it bears a `NoExecute` taint; `None` for ever.
    pub toleration_seconds: Option<u32>,
}

fields!(Toleration {
    if_set: key, operator, value, effect, toleration_seconds;
});

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
