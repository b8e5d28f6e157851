//! What the kubelet, and the scheduler, say of a Pod.

use crate::api::meta::Name;
use crate::api::time::{Time, Timestamp};
use crate::collections::sort_by_key;
use crate::value::fields::{fields, to_serde, words};
use crate::value::{Field, Mistake, Value};

/// What the kubelet (and the scheduler) say of a Pod.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PodStatus {
    /// Where it is in its life (rule K1).
    pub phase: PodPhase,
    /// PodScheduled, Initialized, ContainersReady, Ready.
    pub conditions: Vec<PodCondition>,
    /// One for each container that the kubelet has seen.
    pub container_statuses: Vec<ContainerStatus>,
    /// The same for init containers, whose life is not simulated.
    pub init_container_statuses: Vec<ContainerStatus>,
    /// Its address, once its containers run. A new Pod has a new one.
    pub pod_ip: Name,
    /// Why it failed, `Evicted` for example.
    pub reason: Name,
    /// The same for people.
    pub message: Name,
    /// When the kubelet took it.
    pub start_time: Option<Timestamp>,
}

fields!(PodStatus {
    always: phase;
    if_set:
        conditions, container_statuses, init_container_statuses, pod_ip as "podIP", reason,
        message, start_time;
});

/// Where a Pod is in its life (rule K1). In the order in which a ReplicaSet prefers to delete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
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

words!(PodPhase { Pending, Unknown, Running, Succeeded, Failed });

/// `True`, `False` or `Unknown`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConditionStatus {
    /// Yes.
    True,
    /// No.
    False,
    /// Nobody can say.
    #[default]
    Unknown,
}

words!(ConditionStatus { True, False, Unknown });

impl From<bool> for ConditionStatus {
    fn from(yes: bool) -> Self {
        if yes { Self::True } else { Self::False }
    }
}

/// The conditions of a Pod that are simulated (rule K4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PodConditionType {
    /// A node was found.
    #[default]
    PodScheduled,
    /// Init containers are done.
    Initialized,
    /// All containers are ready.
    ContainersReady,
    /// It may get traffic.
    Ready,
}

words!(PodConditionType { PodScheduled, Initialized, ContainersReady, Ready });

/// One condition of a Pod.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PodCondition {
    /// Which.
    pub kind: PodConditionType,
    /// Whether it holds.
    pub status: ConditionStatus,
    /// Why not, in one word.
    pub reason: Option<Name>,
    /// Why not, for people.
    pub message: Option<Name>,
    /// When `status` changed last.
    pub last_transition_time: Option<Timestamp>,
}

fields!(PodCondition {
    required: kind as "type", status;
    if_set: reason, message, last_transition_time;
});

/// What the kubelet says of one container.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContainerStatus {
    /// Which container.
    pub name: Name,
    /// Its image.
    pub image: Name,
    /// Whether its readiness probe says yes.
    pub ready: bool,
    /// Whether its startup probe said yes; what `kubectl` asks of sidecars.
    pub started: Option<bool>,
    /// How often it was started again in the same Pod (rule K7).
    pub restart_count: u32,
    /// What it does now.
    pub state: ContainerState,
    /// How it ended the last time.
    pub last_state: Option<ContainerState>,
}

fields!(ContainerStatus {
    always: name, image, ready, restart_count, state;
    if_set: started, last_state;
});

/// What a container does.
#[derive(Clone, Debug, PartialEq)]
pub enum ContainerState {
    /// Not started: `ContainerCreating`, `ImagePullBackOff`, `CrashLoopBackOff` …
    Waiting {
        /// The word that `kubectl get pods` shows; empty if there is nothing to say yet.
        reason: Name,
        /// The same for people.
        message: Option<Name>,
    },
    /// Runs.
    Running {
        /// Since when.
        started_at: Timestamp,
    },
    /// Ended.
    Terminated {
        /// 0 is well.
        exit_code: i32,
        /// The signal that ended it, if one did.
        signal: Option<i32>,
        /// `Error`, `Completed` and others; the container runtime may leave it empty.
        reason: Name,
        /// When it ended.
        finished_at: Timestamp,
    },
}

impl Field for ContainerState {
    fn read(&mut self, value: &Value) -> Result<(), Mistake> {
        let is = |state: &str| value.get(state);
        let mut word = Word::default();
        *self = if let Some(state) = is("waiting") {
            word.read(state)?;
            Self::Waiting { reason: word.reason, message: word.message }
        } else if let Some(state) = is("running") {
            word.read(state)?;
            Self::Running { started_at: word.started_at.unwrap_or_default() }
        } else if let Some(state) = is("terminated") {
            word.read(state)?;
            Self::Terminated {
                exit_code: word.exit_code.unwrap_or_default(),
                signal: word.signal,
                reason: word.reason,
                finished_at: word.finished_at.unwrap_or_default(),
            }
        } else {
            return Err(Mistake::expected("waiting, running or terminated", value));
        };
        Ok(())
    }

    fn write(&self) -> Value {
        let (state, word) = match self.clone() {
            Self::Waiting { reason, message } => {
                ("waiting", Word { reason, message, ..Word::default() })
            }
            Self::Running { started_at } => {
                ("running", Word { started_at: Some(started_at), ..Word::default() })
            }
            Self::Terminated { exit_code, signal, reason, finished_at } => {
                let (exit_code, finished_at) = (Some(exit_code), Some(finished_at));
                let word = Word { exit_code, signal, reason, finished_at, ..Word::default() };
                ("terminated", word)
            }
        };
        Value::object([(state, word.write())])
    }
}

to_serde!(ContainerState);

/// What the API writes of a container's state, whatever it is.
#[derive(Default)]
struct Word {
    reason: Name,
    message: Option<Name>,
    started_at: Option<Timestamp>,
    exit_code: Option<i32>,
    signal: Option<i32>,
    finished_at: Option<Timestamp>,
}

fields!(Word {
    if_set: reason, message, started_at, exit_code, signal, finished_at;
});

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
