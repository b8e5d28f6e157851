//! Pods: the template they are made from, what they should run, and what the kubelet says of them.

use super::meta::{Name, ObjectMeta, Rest, StringMap};
use super::node::Taint;
use super::quantity;
use super::time::{Time, Timestamp};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// A Pod.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pod {
    /// Name, labels, owner.
    pub metadata: ObjectMeta,
    /// What to run. Shared, since only binding to a node changes it.
    pub spec: Rc<PodSpec>,
    /// What runs.
    pub status: PodStatus,
}

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
    #[serde(skip_serializing_if = "super::meta::is_empty_map")]
    pub labels: Rc<StringMap>,
    /// Annotations of the Pods to be.
    #[serde(skip_serializing_if = "super::meta::is_empty_map")]
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

/// What the kubelet (and the scheduler) say of a Pod.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodStatus {
    /// Where it is in its life (rule K1).
    pub phase: PodPhase,
    /// PodScheduled, Initialized, ContainersReady, Ready.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<PodCondition>,
    /// One for each container that the kubelet has seen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub container_statuses: Vec<ContainerStatus>,
    /// The same for init containers, whose life is not simulated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub init_container_statuses: Vec<ContainerStatus>,
    /// Its address, once its containers run. A new Pod has a new one.
    #[serde(rename = "podIP", skip_serializing_if = "str::is_empty")]
    pub pod_ip: Name,
    /// Why it failed, `Evicted` for example.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub reason: Name,
    /// The same for people.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub message: Name,
    /// When the kubelet took it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<Timestamp>,
}

/// Where a Pod is in its life (rule K1). In the order in which a ReplicaSet prefers to delete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PodPhase {
    /// Not all of its containers have run yet.
    #[default]
    Pending,
    /// The node does not say.
    Unknown,
    /// All of its containers have run.
    Running,
    /// Ended well.
    Succeeded,
    /// Ended badly.
    Failed,
}

impl PodPhase {
    /// As the API writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::Unknown => "Unknown",
            Self::Running => "Running",
            Self::Succeeded => "Succeeded",
            Self::Failed => "Failed",
        }
    }
}

/// `True`, `False` or `Unknown`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConditionStatus {
    /// Yes.
    True,
    /// No.
    False,
    /// Nobody can say.
    #[default]
    Unknown,
}

impl ConditionStatus {
    /// As the API writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::True => "True",
            Self::False => "False",
            Self::Unknown => "Unknown",
        }
    }
}

impl From<bool> for ConditionStatus {
    fn from(yes: bool) -> Self {
        if yes { Self::True } else { Self::False }
    }
}

/// The conditions of a Pod that are simulated (rule K4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PodConditionType {
    /// A node was found.
    PodScheduled,
    /// Init containers are done.
    Initialized,
    /// All containers are ready.
    ContainersReady,
    /// It may get traffic.
    Ready,
}

/// One condition of a Pod.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PodCondition {
    /// Which.
    #[serde(rename = "type")]
    pub kind: PodConditionType,
    /// Whether it holds.
    pub status: ConditionStatus,
    /// Why not, in one word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Name>,
    /// Why not, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Name>,
    /// When `status` changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_transition_time: Option<Timestamp>,
}

/// What the kubelet says of one container.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ContainerStatus {
    /// Which container.
    pub name: Name,
    /// Its image.
    pub image: Name,
    /// Whether its readiness probe says yes.
    pub ready: bool,
    /// Whether its startup probe said yes; what `kubectl` asks of sidecars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<bool>,
    /// How often it was started again in the same Pod (rule K7).
    pub restart_count: u32,
    /// What it does now.
    pub state: ContainerState,
    /// How it ended the last time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_state: Option<ContainerState>,
}

/// What a container does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ContainerState {
    /// Not started: `ContainerCreating`, `ImagePullBackOff`, `CrashLoopBackOff` …
    #[serde(rename_all = "camelCase")]
    Waiting {
        /// The word that `kubectl get pods` shows; empty if there is nothing to say yet.
        #[serde(default, skip_serializing_if = "str::is_empty")]
        reason: Name,
        /// The same for people.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<Name>,
    },
    /// Runs.
    #[serde(rename_all = "camelCase")]
    Running {
        /// Since when.
        started_at: Timestamp,
    },
    /// Ended.
    #[serde(rename_all = "camelCase")]
    Terminated {
        /// 0 is well.
        exit_code: i32,
        /// The signal that ended it, if one did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        signal: Option<i32>,
        /// `Error`, `Completed` and others; the container runtime may leave it empty.
        #[serde(default, skip_serializing_if = "str::is_empty")]
        reason: Name,
        /// When it ended.
        finished_at: Timestamp,
    },
}

impl Default for ContainerState {
    fn default() -> Self {
        Self::Waiting { reason: "ContainerCreating".into(), message: None }
    }
}

/// What the scheduler sets aside on a node, for one Pod or for several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    /// How many Pods.
    pub pods: i64,
    /// Thousandths of a core.
    pub cpu_milli: i64,
    /// Bytes.
    pub memory_bytes: i64,
}

impl Requests {
    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        self.merge(other, i64::saturating_add)
    }

    /// What is left without the other.
    pub fn minus(self, other: Self) -> Self {
        self.merge(other, i64::saturating_sub)
    }

    fn merge(self, other: Self, with: fn(i64, i64) -> i64) -> Self {
        Self {
            pods: with(self.pods, other.pods),
            cpu_milli: with(self.cpu_milli, other.cpu_milli),
            memory_bytes: with(self.memory_bytes, other.memory_bytes),
        }
    }

    fn of_container(requests: &StringMap) -> Self {
        let cpu = requests.get("cpu").and_then(|text| quantity::milli(text));
        let memory = requests.get("memory").and_then(|text| quantity::whole(text));
        Self { pods: 0, cpu_milli: cpu.unwrap_or(0), memory_bytes: memory.unwrap_or(0) }
    }
}

impl Container {
    /// Whether this init container keeps running beside the others (`restartPolicy: Always`).
    pub fn is_sidecar(&self) -> bool {
        self.rest.get("restartPolicy").is_some_and(|policy| policy == "Always")
    }
}

impl PodStatus {
    /// The condition of that type.
    pub fn condition(&self, kind: PodConditionType) -> Option<&PodCondition> {
        self.conditions.iter().find(|condition| condition.kind == kind)
    }

    /// Whether the condition of that type is True.
    pub fn is_true(&self, kind: PodConditionType) -> bool {
        self.condition(kind).is_some_and(|condition| condition.status == ConditionStatus::True)
    }

    /// Sets a condition; its transition time moves only when the status does (rule K4).
    pub fn set_condition(
        &mut self,
        kind: PodConditionType,
        status: ConditionStatus,
        reason: Option<&str>,
        message: Option<&str>,
        now: Time,
    ) {
        let mut next = PodCondition {
            kind,
            status,
            reason: reason.map(Into::into),
            message: message.map(Into::into),
            last_transition_time: Some(now.timestamp()),
        };
        match self.conditions.iter_mut().find(|condition| condition.kind == kind) {
            Some(stored) => {
                if stored.status == status {
                    next.last_transition_time = stored.last_transition_time;
                }
                *stored = next;
            }
            None => {
                self.conditions.push(next);
                self.conditions.sort_by_key(|condition| condition.kind);
            }
        }
    }
}

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
