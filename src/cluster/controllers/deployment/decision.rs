//! Why the Deployment controller did what it did.

use crate::api::{Kind, Name, ObjectRef};
use crate::cluster::decision::{Explain, Number};

/// A reason of the Deployment controller.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// The selector is empty, so nothing is done.
    SelectsEverything,
    /// ReplicaSets that nobody managed fit the selector, so they are its own now.
    ReplicaSetsAdopted(Vec<Name>),
    /// ReplicaSets that it managed no longer fit the selector, so they are nobody's now.
    ReplicaSetsReleased(Vec<Name>),
    /// No ReplicaSet had the present template.
    NewReplicaSetCreated {
        /// Its name.
        replica_set: Name,
        /// Its number.
        revision: i64,
        /// The size it begins with.
        size: i32,
        /// `spec.replicas` of the Deployment.
        replicas: i32,
        /// `maxSurge` as a number.
        max_surge: i32,
        /// Pods wanted in all other ReplicaSets.
        existing: i32,
    },
    /// An old ReplicaSet has the present template, so it is the new one again.
    ReplicaSetReused {
        /// Its name.
        replica_set: Name,
        /// The number it had.
        from: i64,
        /// The number it has now.
        to: i64,
    },
    /// Annotations or `minReadySeconds` were copied to the new ReplicaSet.
    ReplicaSetUpdated {
        /// Its name.
        replica_set: Name,
    },
    /// The new ReplicaSet was written a moment ago, so a second write of what was read before is
    /// refused. The next sync goes on from there.
    WriteConflict {
        /// Its name.
        replica_set: Name,
    },
    /// The Deployment got the revision of its new ReplicaSet.
    RevisionRecorded {
        /// The number.
        revision: i64,
    },
    /// The name for the new ReplicaSet is another object's.
    NameTaken {
        /// The name.
        name: Name,
        /// `status.collisionCount` now, which makes the next name another.
        collision_count: i32,
    },
    /// The API server refused the new ReplicaSet.
    CreationFailed {
        /// Its name.
        name: Name,
        /// The API server's answer.
        message: Name,
    },
    /// One ReplicaSet got another size.
    Scaled {
        /// Its name.
        replica_set: Name,
        /// The size it had.
        from: i32,
        /// The size it has now.
        to: i32,
        /// Why.
        reason: Reason,
    },
    /// The Deployment's size changed during a roll-out, so each ReplicaSet got its part.
    ScaledProportionally {
        /// `spec.replicas` of the Deployment.
        replicas: i32,
        /// `maxSurge` as a number.
        max_surge: i32,
        /// Pods wanted in all ReplicaSets before.
        existing: i32,
        /// Those whose size changed, largest first.
        shares: Vec<Share>,
    },
    /// A bound holds the roll-out back.
    Waits(Wait),
    /// The Deployment was paused.
    Paused,
    /// The Deployment was resumed.
    Resumed,
    /// The Deployment is paused, so its new template gets no ReplicaSet yet.
    TemplateHeldBack,
    /// All Pods are of the present template and available.
    RolloutComplete {
        /// `spec.replicas` of the Deployment.
        replicas: i32,
    },
    /// Nothing has moved for too long.
    DeadlineExceeded {
        /// `progressDeadlineSeconds`.
        seconds: u32,
        /// Pods of the present template.
        updated: i32,
        /// `spec.replicas` of the Deployment.
        replicas: i32,
    },
    /// Old ReplicaSets were deleted.
    HistoryCleaned {
        /// Their names.
        replica_sets: Vec<Name>,
        /// `revisionHistoryLimit`.
        limit: i32,
    },
    /// An old template was put back, as an annotation asked for.
    RolledBack {
        /// Whose template.
        revision: i64,
    },
    /// An annotation asked for an old template, but there is none to put back.
    RollbackRefused {
        /// The event's text.
        message: Name,
    },
    /// Something in its status is news.
    StatusWritten(Counts),
}

/// What a new status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Active Pods.
    pub replicas: i32,
    /// Of these, of the present template.
    pub updated: i32,
    /// Of these, Ready.
    pub ready: i32,
    /// Of these, Ready for minReadySeconds.
    pub available: i32,
    /// Wanted and not available.
    pub unavailable: i32,
    /// Pods that are going, where the release counts them.
    pub terminating: Option<i32>,
    /// What the news is.
    pub news: News,
}

/// What is new in a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// A count.
    Counts,
    /// Only that this generation was seen, and perhaps a condition.
    Generation(u64),
    /// Only a condition.
    Conditions,
}

/// What holds a roll-out back.
#[derive(Clone, Debug, PartialEq)]
pub enum Wait {
    /// The new ReplicaSet may not grow: there are as many Pods as there may be.
    SurgeLimit {
        /// The new ReplicaSet.
        replica_set: Name,
        /// `spec.replicas` of the Deployment.
        replicas: i32,
        /// `maxSurge` as a number.
        max_surge: i32,
        /// Pods wanted in all ReplicaSets.
        existing: i32,
        /// Pods that the new ReplicaSet lacks.
        missing: i32,
    },
    /// The new ReplicaSet may not grow: `podReplacementPolicy` counts what is still terminating.
    Terminating {
        /// The new ReplicaSet.
        replica_set: Name,
        /// Pods that have not ended yet.
        leaving: i32,
        /// Pods that the new ReplicaSet lacks.
        missing: i32,
    },
    /// The old ReplicaSets may not shrink: too few Pods would be available.
    OldPodsNeeded {
        /// The new ReplicaSet, whose Pods it waits for.
        replica_set: Name,
        /// Pods wanted in all ReplicaSets.
        existing: i32,
        /// Pods that must be available.
        min_available: i32,
        /// Pods of the new ReplicaSet that are not available.
        new_unavailable: i32,
    },
    /// Everything is scaled; the last new Pods have to become available.
    LastPods {
        /// The new ReplicaSet.
        replica_set: Name,
        /// Its available Pods.
        available: i32,
        /// `spec.replicas` of the Deployment.
        replicas: i32,
    },
    /// `Recreate`: old Pods are still there.
    OldPods {
        /// Those that have not ended. Empty if only a status still counts some.
        pods: Vec<Name>,
    },
}

/// Why one ReplicaSet got another size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The new one is not complete, and there may be more Pods.
    RoomForNew {
        /// `spec.replicas` of the Deployment.
        replicas: i32,
        /// `maxSurge` as a number.
        max_surge: i32,
        /// Pods wanted in all ReplicaSets.
        existing: i32,
    },
    /// The new one is larger than the Deployment.
    NewIsTooLarge {
        /// `spec.replicas` of the Deployment.
        replicas: i32,
    },
    /// Pods of an old one are not available, so nobody misses them.
    Unhealthy {
        /// Its available Pods.
        available: i32,
        /// Pods that may go at most.
        budget: i32,
    },
    /// More Pods are available than must be.
    Spare {
        /// Available Pods of all ReplicaSets.
        available: i32,
        /// Pods that must be available.
        min_available: i32,
    },
    /// `Recreate`: all old Pods go first.
    Recreate,
    /// `Recreate`: no old Pod is left.
    OldAreGone {
        /// `spec.replicas` of the Deployment.
        replicas: i32,
    },
    /// It is the only one that should have Pods, or else the newest.
    OnlyActive {
        /// `spec.replicas` of the Deployment.
        replicas: i32,
    },
    /// The same, as far as there is room beside the Pods that are still terminating.
    OnlyActiveInPart {
        /// `spec.replicas` of the Deployment.
        replicas: i32,
        /// Pods that have not ended yet.
        leaving: i32,
    },
    /// The new one has all Pods, so the old ones need none.
    NewIsSaturated {
        /// `spec.replicas` of the Deployment.
        replicas: i32,
    },
}

/// What one ReplicaSet got when the Deployment's size changed during a roll-out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Its name.
    pub replica_set: Name,
    /// The size it had.
    pub from: i32,
    /// The size it has now.
    pub to: i32,
}

impl Explain for Decision {
    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::SelectsEverything => "D1",
            Self::ReplicaSetsAdopted(_) | Self::ReplicaSetsReleased(_) => "C8",
            Self::NewReplicaSetCreated { .. } => "D6",
            Self::ReplicaSetReused { .. } | Self::RevisionRecorded { .. } => "D5",
            Self::ReplicaSetUpdated { .. } => "D9",
            Self::WriteConflict { .. } => "C1",
            Self::NameTaken { .. } | Self::CreationFailed { .. } => "D7",
            Self::Scaled { reason, .. } => reason.rule(),
            Self::ScaledProportionally { .. } => "D27",
            Self::Waits(wait) => wait.rule(),
            Self::RolloutComplete { .. } => "D31",
            Self::Paused | Self::Resumed => "D28",
            Self::TemplateHeldBack => "D29",
            Self::DeadlineExceeded { .. } => "D34",
            Self::HistoryCleaned { .. } => "D23",
            Self::RolledBack { .. } | Self::RollbackRefused { .. } => "D36",
            Self::StatusWritten(_) => "D33",
        })
    }

    fn numbers(&self) -> Vec<Number> {
        match self {
            Self::NewReplicaSetCreated { size, replicas, max_surge, existing, .. } => {
                room(*replicas, *max_surge, *existing, *size)
            }
            Self::Scaled { from, to, reason, .. } => reason.numbers(*from, *to),
            Self::ScaledProportionally { replicas, max_surge, existing, .. } => {
                let allowed = if *replicas > 0 { replicas + max_surge } else { 0 };
                room(*replicas, *max_surge, *existing, allowed - existing)
            }
            Self::Waits(wait) => wait.numbers(),
            Self::RolloutComplete { replicas } => numbers([("replicas", *replicas)]),
            Self::DeadlineExceeded { seconds, updated, replicas } => vec![
                ("progressDeadlineSeconds", seconds.to_string()),
                ("updatedReplicas", updated.to_string()),
                ("replicas", replicas.to_string()),
            ],
            Self::HistoryCleaned { replica_sets, limit } => vec![
                ("revisionHistoryLimit", limit.to_string()),
                ("deleted", replica_sets.len().to_string()),
            ],
            Self::StatusWritten(counts) => counts.numbers(),
            Self::NameTaken { collision_count, .. } => {
                numbers([("collisionCount", *collision_count)])
            }
            _ => Vec::new(),
        }
    }

    fn waits_for(&self) -> Option<ObjectRef> {
        match self {
            Self::Waits(wait) => wait.waits_for(),
            _ => None,
        }
    }
}

impl Counts {
    fn numbers(self) -> Vec<Number> {
        let mut all = numbers([
            ("replicas", self.replicas),
            ("updatedReplicas", self.updated),
            ("readyReplicas", self.ready),
            ("availableReplicas", self.available),
            ("unavailableReplicas", self.unavailable),
        ]);
        all.extend(self.terminating.map(|it| ("terminatingReplicas", it.to_string())));
        all
    }
}

impl Wait {
    fn rule(&self) -> &'static str {
        match self {
            Self::SurgeLimit { .. } => "D17",
            Self::Terminating { .. } => "X13",
            Self::OldPodsNeeded { .. } => "D19",
            Self::LastPods { .. } => "D31",
            Self::OldPods { .. } => "D22",
        }
    }

    fn numbers(&self) -> Vec<Number> {
        match self {
            Self::SurgeLimit { replicas, max_surge, existing, missing, .. } => numbers([
                ("replicas", *replicas),
                ("maxSurge", *max_surge),
                ("existing", *existing),
                ("missing", *missing),
            ]),
            Self::Terminating { leaving, missing, .. } => {
                numbers([("terminating", *leaving), ("missing", *missing)])
            }
            Self::OldPodsNeeded { existing, min_available, new_unavailable, .. } => numbers([
                ("existing", *existing),
                ("must be available", *min_available),
                ("new and not available", *new_unavailable),
                ("may go", existing - min_available - new_unavailable),
            ]),
            Self::LastPods { available, replicas, .. } => {
                numbers([("replicas", *replicas), ("availableReplicas", *available)])
            }
            Self::OldPods { pods } => vec![("old Pods", pods.len().to_string())],
        }
    }

    fn waits_for(&self) -> Option<ObjectRef> {
        match self {
            Self::SurgeLimit { replica_set, .. }
            | Self::Terminating { replica_set, .. }
            | Self::OldPodsNeeded { replica_set, .. }
            | Self::LastPods { replica_set, .. } => {
                Some(ObjectRef::new(Kind::ReplicaSet, replica_set.clone()))
            }
            Self::OldPods { pods } => {
                pods.first().map(|pod| ObjectRef::new(Kind::Pod, pod.clone()))
            }
        }
    }
}

impl Reason {
    fn rule(self) -> &'static str {
        match self {
            Self::RoomForNew { .. } | Self::NewIsTooLarge { .. } => "D18",
            Self::Unhealthy { .. } | Self::Spare { .. } => "D19",
            Self::Recreate | Self::OldAreGone { .. } => "D22",
            Self::OnlyActive { .. } | Self::NewIsSaturated { .. } => "D26",
            Self::OnlyActiveInPart { .. } => "X13",
        }
    }

    fn numbers(self, from: i32, to: i32) -> Vec<Number> {
        match self {
            Self::RoomForNew { replicas, max_surge, existing } => {
                room(replicas, max_surge, existing, to - from)
            }
            Self::Unhealthy { available, budget } => numbers([
                ("size", from),
                ("available", available),
                ("may go", budget),
                ("to remove", from - to),
            ]),
            Self::Spare { available, min_available } => numbers([
                ("available", available),
                ("must be available", min_available),
                ("to remove", from - to),
            ]),
            Self::Recreate => numbers([("size", from), ("to remove", from)]),
            Self::OnlyActiveInPart { replicas, leaving } => numbers([
                ("replicas", replicas),
                ("terminating", leaving),
                ("size before", from),
                ("size now", to),
            ]),
            Self::NewIsTooLarge { replicas }
            | Self::OldAreGone { replicas }
            | Self::OnlyActive { replicas }
            | Self::NewIsSaturated { replicas } => {
                numbers([("replicas", replicas), ("size before", from), ("size now", to)])
            }
        }
    }
}

/// `replicas 3 + maxSurge 1 - existing 3 = 1 to add`.
fn room(replicas: i32, max_surge: i32, existing: i32, to_add: i32) -> Vec<Number> {
    numbers([
        ("replicas", replicas),
        ("maxSurge", max_surge),
        ("existing", existing),
        ("to add", to_add),
    ])
}

fn numbers<const N: usize>(numbers: [(&'static str, i32); N]) -> Vec<Number> {
    numbers.map(|(label, value)| (label, value.to_string())).to_vec()
}
