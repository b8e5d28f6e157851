//! Events, as `kubectl get events` lists them.

use super::meta::Name;
use super::object::ObjectRef;
use super::time::Time;

/// One thing that a component said of an object. Equal ones are folded only when shown (rule EV1).
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// When it was said.
    pub at: Time,
    /// Of which object.
    pub object: ObjectRef,
    /// Normal or Warning.
    pub kind: EventType,
    /// One word: `ScalingReplicaSet`, `FailedCreate` …
    pub reason: &'static str,
    /// One sentence.
    pub message: Name,
    /// The component: `deployment-controller` …
    pub source: &'static str,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventType {
    /// For information.
    Normal,
    /// Something is wrong.
    Warning,
}

impl EventType {
    /// As the API writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "Normal",
            Self::Warning => "Warning",
        }
    }
}
