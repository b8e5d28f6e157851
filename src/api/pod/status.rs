//! What the kubelet, and the scheduler, say of a Pod.

use crate::api::meta::Name;
use crate::api::time::{Time, Timestamp};
use crate::collections::sort_by_key;
use serde::{Deserialize, Serialize};

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
                sort_by_key(&mut self.conditions, |condition| condition.kind);
            }
        }
    }
}
