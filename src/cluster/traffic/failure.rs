//! Requests that were not answered, and why.

use crate::api::{Name, Time};

/// Requests of one client that failed for one reason within one slot of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// When the first of them failed.
    pub at: Time,
    /// How many.
    pub count: u32,
    /// Why.
    pub why: Why,
}

/// Why a request was not answered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The name is not in the DNS: no such Service, or no Pod that is published under it (rules E3,
    /// E4).
    NotResolved,
    /// The Service has an address, but nobody behind it: kube-proxy refuses (rule E2).
    NoEndpoint,
    /// The Pod's application was asked to end (SIGTERM) and takes nothing new, but the client's
    /// node had not heard yet that the endpoint is gone (rule K6).
    Stopping(Name),
    /// No container of the Pod runs, but the client's node had not heard yet (rule K8).
    Down(Name),
    /// The Pod gets requests, but its application does not answer: it counts as Ready too early,
    /// or still (rule K5).
    Silent(Name),
    /// The Pod is gone, or its node is: nobody has that address (rules K7, N1).
    Unreachable(Name),
    /// The Pod's container ended before it had answered.
    Cut(Name),
}

impl Why {
    /// The Pod that the request went to, if it went to one.
    pub fn pod(&self) -> Option<&Name> {
        match self {
            Self::NotResolved | Self::NoEndpoint => None,
            Self::Stopping(pod)
            | Self::Down(pod)
            | Self::Silent(pod)
            | Self::Unreachable(pod)
            | Self::Cut(pod) => Some(pod),
        }
    }
}
