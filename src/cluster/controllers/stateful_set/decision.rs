//! Why the StatefulSet controller did what it did.

use super::members::Lack;
use super::retention::Owners;
use super::waiting::Held;
use crate::api::{Kind, Name, ObjectRef};
use crate::cluster::decision::{Explain, Number};

/// Why it did what it did.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// Pods that nobody managed are its own now (rule C8).
    PodsAdopted {
        /// Their names.
        pods: Vec<Name>,
    },
    /// Pods whose labels no longer fit are its own no more (rule C8).
    PodsReleased {
        /// Their names.
        pods: Vec<Name>,
    },
    /// An orphaned ControllerRevision that the set selects is its own now (rule C8).
    RevisionAdopted {
        /// Its name.
        revision: Name,
    },
    /// The template is a new one (rule S6).
    RevisionCreated {
        /// The new ControllerRevision.
        revision: Name,
        /// Its number in history.
        number: i64,
    },
    /// The template is an old one come back (rule S23).
    RevisionReused {
        /// The ControllerRevision found.
        revision: Name,
        /// Its number so far.
        from: i64,
        /// Its number now, the highest.
        to: i64,
    },
    /// More old revisions than the history keeps (rule S8).
    HistoryTruncated {
        /// The ControllerRevision deleted.
        revision: Name,
        /// Its number.
        number: i64,
        /// `revisionHistoryLimit`.
        limit: i32,
    },
    /// A Pod got a claim of its own (rule S20).
    ClaimCreated {
        /// The claim.
        claim: Name,
        /// The Pod it is for.
        pod: Name,
    },
    /// A Pod finds its claim again (rule S20).
    ClaimReused {
        /// The claim.
        claim: Name,
        /// The Pod that comes back to it.
        pod: Name,
    },
    /// A claim's owners were set as the retention policy wants (rule S21).
    ClaimOwnersSet {
        /// The claim.
        claim: Name,
        /// Its Pod.
        pod: Name,
        /// Who owns it now.
        owners: Owners,
    },
    /// A missing Pod was created (rules S9, S15).
    PodCreated {
        /// Its name.
        pod: Name,
        /// Its ordinal.
        ordinal: i32,
        /// The ControllerRevision it was made from.
        revision: Name,
        /// Whether that is an old one because the ordinal is below the partition.
        below_partition: bool,
        /// Pods wanted.
        replicas: i32,
        /// What has to wait until it is healthy, in `OrderedReady`.
        held: Option<Held>,
    },
    /// A Pod that ended was deleted, to be created anew (rule S15).
    FinishedPodDeleted {
        /// The Pod.
        pod: Name,
        /// Failed, rather than Succeeded.
        failed: bool,
        /// Whether the same sync creates it anew.
        at_once: bool,
    },
    /// A Pod's name label or volumes had been changed, and were put right (rule S4).
    IdentityRepaired {
        /// The Pod.
        pod: Name,
        /// Whether it was about volumes.
        storage: bool,
    },
    /// A Pod that is too many was deleted (rule S18).
    PodDeletedForScaleDown {
        /// The Pod.
        pod: Name,
        /// Pods wanted.
        replicas: i32,
        /// Pods too many, this one counted.
        condemned: i32,
        /// The Pod that goes once this one is gone, in `OrderedReady`.
        next: Option<Name>,
    },
    /// A Pod was deleted to come back with the new template (rules S22, S22b).
    PodDeletedForUpdate {
        /// The Pod.
        pod: Name,
        /// The ControllerRevision it was made from.
        from: Name,
        /// The one it comes back with.
        to: Name,
        /// The position from which Pods are updated.
        partition: i32,
    },
    /// All Pods of older templates were deleted at once (rule S29).
    OldPodsDeleted {
        /// The Pods.
        pods: Vec<Name>,
        /// The ControllerRevision that new ones are made from.
        to: Name,
    },
    /// No new Pod comes before these are gone (rule S29).
    WaitingForOldPods {
        /// The Pods.
        pods: Vec<Name>,
    },
    /// All Pods have the new template and are ready (rule S25).
    UpdateComplete {
        /// The current revision so far.
        from: Name,
        /// The current revision now.
        to: Name,
    },
    /// `OrderedReady` waits for a Pod before it goes on (rule S15).
    WaitingForPredecessor {
        /// The Pod waited for.
        pod: Name,
        /// What it lacks.
        lack: Lack,
        /// What has to wait; `None` if only the next Pod of the same name does.
        held: Option<Held>,
        /// Pods wanted.
        replicas: i32,
        /// Of these, created so far.
        created: i32,
        /// Seconds a Pod must be ready.
        min_ready_seconds: u32,
    },
    /// `OrderedReady` waits for a Pod of an old template that may never be ready (rule S26).
    StuckOnBrokenRevision {
        /// The Pod waited for.
        pod: Name,
        /// What it lacks.
        lack: Lack,
        /// The ControllerRevision it was made from.
        revision: Name,
        /// The one of the template.
        update: Name,
    },
    /// A missing Pod waits for its old claim to be gone (rule S15).
    WaitingForClaim {
        /// The missing Pod.
        pod: Name,
        /// The claim in its way.
        claim: ObjectRef,
    },
    /// The scale-down goes on when a Pod is gone (rule S18).
    WaitingForTermination {
        /// The Pod on its way out.
        pod: Name,
        /// The Pod that goes next.
        next: Option<Name>,
        /// Pods too many, this one counted.
        condemned: i32,
    },
    /// The highest Pod that is too many is unhealthy, and so is one below it (rule S18).
    ScaleDownBlocked {
        /// The Pod to delete.
        pod: Name,
        /// What it lacks.
        lack: Lack,
        /// The unhealthy Pod with the lowest ordinal.
        first_unhealthy: Name,
        /// Pods too many.
        condemned: i32,
    },
    /// The update goes on when an updated Pod is healthy (rule S22).
    WaitingForUpdatedPod {
        /// The updated Pod.
        pod: Name,
        /// What it lacks.
        lack: Lack,
        /// Pods still to update.
        outdated: i32,
    },
    /// No more Pods may be unavailable (rule S22b).
    MaxUnavailableReached {
        /// `maxUnavailable`, resolved.
        max_unavailable: i32,
        /// Pods unavailable.
        unavailable: i32,
        /// The one of these with the highest ordinal, if it exists.
        pod: Option<Name>,
        /// Pods still to update.
        outdated: i32,
    },
    /// All Pods from the partition on are updated, the others stay as they are (rule S22).
    PartitionHolds {
        /// The position from which Pods are updated.
        partition: i32,
        /// Pods that stay at another revision.
        outdated: i32,
    },
    /// Pods are updated when somebody deletes them (rule S28).
    OnDeleteHolds {
        /// Pods at another revision than the template's.
        outdated: i32,
    },
    /// Nothing to do but to write down what is (rule S24).
    StatusWritten {
        /// Pods wanted.
        replicas: i32,
        /// Pods there are.
        created: i32,
        /// Of these, Running and Ready.
        ready: i32,
        /// Of these, ready for `minReadySeconds`, where the release counts them.
        available: Option<i32>,
    },
}

impl Explain for Decision {
    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::PodsAdopted { .. } | Self::PodsReleased { .. } | Self::RevisionAdopted { .. } => {
                "C8"
            }
            Self::RevisionCreated { .. } => "S6",
            Self::RevisionReused { .. } => "S23",
            Self::HistoryTruncated { .. } => "S8",
            Self::ClaimCreated { .. } | Self::ClaimReused { .. } => "S20",
            Self::ClaimOwnersSet { .. } => "S21",
            Self::PodCreated { below_partition: true, .. } => "S9",
            Self::PodCreated { .. }
            | Self::FinishedPodDeleted { .. }
            | Self::WaitingForPredecessor { .. }
            | Self::WaitingForClaim { .. } => "S15",
            Self::IdentityRepaired { .. } => "S4",
            Self::PodDeletedForScaleDown { .. }
            | Self::WaitingForTermination { .. }
            | Self::ScaleDownBlocked { .. } => "S18",
            Self::PodDeletedForUpdate { .. }
            | Self::WaitingForUpdatedPod { .. }
            | Self::PartitionHolds { .. } => "S22",
            Self::MaxUnavailableReached { .. } => "S22b",
            Self::UpdateComplete { .. } => "S25",
            Self::StuckOnBrokenRevision { .. } => "S26",
            Self::OnDeleteHolds { .. } => "S28",
            Self::OldPodsDeleted { .. } | Self::WaitingForOldPods { .. } => "S29",
            Self::StatusWritten { .. } => "S24",
        })
    }

    fn numbers(&self) -> Vec<Number> {
        match self {
            Self::RevisionCreated { number, .. } => vec![("revision", number.to_string())],
            Self::RevisionReused { from, to, .. } => {
                vec![("revision before", from.to_string()), ("revision", to.to_string())]
            }
            Self::HistoryTruncated { number, limit, .. } => {
                vec![("revision", number.to_string()), ("revisionHistoryLimit", limit.to_string())]
            }
            Self::PodCreated { ordinal, replicas, .. } => {
                vec![("ordinal", ordinal.to_string()), ("replicas", replicas.to_string())]
            }
            Self::PodDeletedForScaleDown { replicas, condemned, .. } => {
                vec![("replicas", replicas.to_string()), ("too many", condemned.to_string())]
            }
            Self::OldPodsDeleted { pods, .. } | Self::WaitingForOldPods { pods } => {
                vec![("old Pods", pods.len().to_string())]
            }
            Self::PodDeletedForUpdate { partition, .. } => {
                vec![("partition", partition.to_string())]
            }
            Self::WaitingForPredecessor { replicas, created, pod, min_ready_seconds, .. } => vec![
                ("replicas", replicas.to_string()),
                ("created", created.to_string()),
                ("first not ready", pod.to_string()),
                ("minReadySeconds", min_ready_seconds.to_string()),
                ("podManagementPolicy", "OrderedReady".to_owned()),
            ],
            Self::WaitingForTermination { condemned, .. }
            | Self::ScaleDownBlocked { condemned, .. } => {
                vec![("too many", condemned.to_string())]
            }
            Self::WaitingForUpdatedPod { outdated, .. } | Self::OnDeleteHolds { outdated } => {
                vec![("to update", outdated.to_string())]
            }
            Self::MaxUnavailableReached { max_unavailable, unavailable, outdated, .. } => vec![
                ("maxUnavailable", max_unavailable.to_string()),
                ("unavailable", unavailable.to_string()),
                ("to update", outdated.to_string()),
            ],
            Self::PartitionHolds { partition, outdated } => {
                vec![("partition", partition.to_string()), ("not updated", outdated.to_string())]
            }
            Self::StatusWritten { replicas, created, ready, available } => {
                let available = available.map(|count| ("available", count.to_string()));
                let others = [
                    ("replicas", replicas.to_string()),
                    ("created", created.to_string()),
                    ("ready", ready.to_string()),
                ];
                others.into_iter().chain(available).collect()
            }
            _ => Vec::new(),
        }
    }

    fn waits_for(&self) -> Option<ObjectRef> {
        let pod = match self {
            Self::WaitingForPredecessor { pod, .. }
            | Self::StuckOnBrokenRevision { pod, .. }
            | Self::WaitingForTermination { pod, .. }
            | Self::WaitingForUpdatedPod { pod, .. }
            | Self::ScaleDownBlocked { first_unhealthy: pod, .. }
            | Self::MaxUnavailableReached { pod: Some(pod), .. }
            | Self::PodCreated { pod, held: Some(_), .. }
            | Self::PodDeletedForScaleDown { pod, next: Some(_), .. }
            | Self::PodDeletedForUpdate { pod, .. } => pod,
            Self::WaitingForOldPods { pods } | Self::OldPodsDeleted { pods, .. } => {
                return pods.first().map(|pod| ObjectRef::new(Kind::Pod, pod.clone()));
            }
            Self::WaitingForClaim { claim, .. } => return Some(claim.clone()),
            _ => return None,
        };
        Some(ObjectRef::new(Kind::Pod, pod.clone()))
    }
}
