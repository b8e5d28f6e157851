//! Why the ReplicaSet controller did what it did.

use super::victims::Victim;
use crate::api::Name;
use crate::cluster::decision::{Explain, Number};

/// A reason of the ReplicaSet controller.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// Pods that nobody managed fit the selector, so they are its own now.
    PodsAdopted(Vec<Name>),
    /// Pods that it managed no longer fit the selector, so they are nobody's now.
    PodsReleased(Vec<Name>),
    /// Pods were missing.
    PodsCreated {
        /// `spec.replicas`.
        wanted: i32,
        /// Active Pods that it had.
        existing: i32,
        /// Pods that are going, which do not count.
        terminating: i32,
        /// How many it created.
        created: i32,
        /// How many it asked for in each batch.
        batches: Vec<u32>,
    },
    /// The API server did not let it create a Pod.
    CreationRefused {
        /// `spec.replicas`.
        wanted: i32,
        /// Active Pods that it has now.
        existing: i32,
        /// How many requests were refused.
        refused: i32,
        /// How many it did not even ask for.
        not_tried: i32,
        /// The API server's answer.
        message: Name,
    },
    /// There were too many Pods.
    PodsDeleted {
        /// `spec.replicas`.
        wanted: i32,
        /// Active Pods that it had.
        existing: i32,
        /// Those that go, first to go first.
        victims: Vec<Victim>,
    },
    /// It counted its Pods anew.
    StatusWritten {
        /// Active Pods.
        replicas: i32,
        /// Of these, Ready.
        ready: i32,
        /// Of these, Ready for minReadySeconds.
        available: i32,
        /// Pods that are going, where the release counts them.
        terminating: Option<i32>,
    },
    /// A Pod is Ready, but not yet for minReadySeconds.
    WaitsForAvailability {
        /// `spec.minReadySeconds`.
        min_ready_seconds: u32,
        /// Ready Pods that are not available yet.
        waiting: i32,
    },
}

impl Explain for Decision {
    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::PodsAdopted(_) => "C8",
            Self::PodsReleased(_) => "R11",
            Self::PodsCreated { .. } => "R2",
            Self::CreationRefused { .. } => "R3",
            Self::PodsDeleted { .. } => "R5",
            Self::StatusWritten { .. } => "R10",
            Self::WaitsForAvailability { .. } => "R1",
        })
    }

    fn numbers(&self) -> Vec<Number> {
        let number = |label, value: i32| (label, value.to_string());
        match self {
            Self::PodsAdopted(_) | Self::PodsReleased(_) => Vec::new(),
            Self::PodsCreated { wanted, existing, terminating, created, .. } => vec![
                number("replicas", *wanted),
                number("active", *existing),
                number("terminating", *terminating),
                number("created", *created),
            ],
            Self::CreationRefused { wanted, existing, refused, not_tried, .. } => vec![
                number("replicas", *wanted),
                number("active", *existing),
                number("refused", *refused),
                number("not tried", *not_tried),
            ],
            Self::PodsDeleted { wanted, existing, victims } => vec![
                number("replicas", *wanted),
                number("active", *existing),
                ("deleted", victims.len().to_string()),
            ],
            Self::StatusWritten { replicas, ready, available, terminating } => {
                let mut numbers = vec![
                    number("replicas", *replicas),
                    number("readyReplicas", *ready),
                    number("availableReplicas", *available),
                ];
                let terminating = terminating.map(|it| number("terminatingReplicas", it));
                numbers.extend(terminating);
                numbers
            }
            Self::WaitsForAvailability { min_ready_seconds, waiting } => vec![
                ("minReadySeconds", min_ready_seconds.to_string()),
                number("waiting", *waiting),
            ],
        }
    }
}
