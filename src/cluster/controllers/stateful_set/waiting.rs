//! What a sync waits for, told as a decision.
//!
//! A controller has no memory, and a set that waits is woken often. So the wait is told by a sync
//! that did nothing else and yet found something new to write into the status; what a sync did
//! already says what it waits for next.

use super::control::Control;
use super::members::{Lack, Member};
use super::{Decision, identity, judge};
use crate::api::{Name, ObjectRef};

/// Where a sync stopped.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wait {
    /// At a wanted Pod (rule S15).
    Replica { position: usize, lack: Lack },
    /// At a missing Pod whose claim still belongs to another (rule S15).
    StaleClaim { pod: Name, claim: ObjectRef },
    /// At a Pod that is too many (rule S18).
    Condemned { position: usize, lack: Lack },
    /// At a Pod that has the new template already (rule S22).
    Updated { position: usize, lack: Lack },
    /// At the number of Pods that may be unavailable (rule S22b).
    Budget { max_unavailable: i32, unavailable: i32 },
    /// All above the partition is done (rule S22).
    Partition,
    /// Everything else is done (rule S28).
    OnDelete,
    /// Old Pods have to be gone (rule S29).
    OldPods { pods: Vec<Name> },
}

/// What an unhealthy Pod holds back.
#[derive(Clone, Debug, PartialEq)]
pub enum Held {
    /// The creation of this Pod.
    Creation(Name),
    /// The deletion of so many Pods that are too many.
    ScaleDown(i32),
    /// The update of so many Pods.
    Update(i32),
}

impl Control<'_, '_> {
    /// What the sync waits for, if anything is held back by it.
    pub(super) fn waiting(&self) -> Option<Decision> {
        match self.wait.clone()? {
            Wait::Replica { position, lack } => self.waiting_at(position, lack),
            Wait::StaleClaim { pod, claim } => Some(Decision::WaitingForClaim { pod, claim }),
            Wait::Condemned { position, lack } => Some(self.scale_down_waiting(position, lack)),
            Wait::Updated { position, lack } => {
                let outdated = self.outdated_from(self.partition());
                let pod = self.members.replicas[position].as_ref()?.pod.metadata.name.clone();
                (outdated > 0).then_some(Decision::WaitingForUpdatedPod { pod, lack, outdated })
            }
            Wait::Budget { max_unavailable, unavailable } => {
                Some(Decision::MaxUnavailableReached {
                    max_unavailable,
                    unavailable,
                    pod: self.highest_unhealthy(),
                    outdated: self.outdated_from(self.partition()),
                })
            }
            Wait::Partition => {
                let (outdated, partition) = (self.outdated_from(0), self.set.partition());
                (outdated > 0).then_some(Decision::PartitionHolds { partition, outdated })
            }
            Wait::OldPods { pods } => Some(Decision::WaitingForOldPods { pods }),
            Wait::OnDelete => {
                let outdated = self.outdated_from(0);
                (outdated > 0).then_some(Decision::OnDeleteHolds { outdated })
            }
        }
    }

    fn waiting_at(&self, position: usize, lack: Lack) -> Option<Decision> {
        let member = self.members.replicas[position].as_ref()?;
        let name = member.pod.metadata.name.clone();
        if self.is_stuck(position, member, lack) {
            return Some(Decision::StuckOnBrokenRevision {
                pod: name,
                lack,
                revision: identity::revision(&member.pod).into(),
                update: self.revisions.update.metadata.name.clone(),
            });
        }
        let held = self.held_back_by(position);
        if held.is_none() && lack != Lack::Terminating {
            return None;
        }
        Some(Decision::WaitingForPredecessor {
            pod: name,
            lack,
            held,
            replicas: self.set.replicas(),
            created: self.members.created(),
            min_ready_seconds: judge::min_ready_seconds(self.set, self.release),
        })
    }

    /// Whether the set waits for a Pod that the update would replace, if only the update were
    /// reached: the trap of rule S26.
    fn is_stuck(&self, position: usize, member: &Member, lack: Lack) -> bool {
        matches!(lack, Lack::Pending | Lack::NotReady | Lack::Finished)
            && !self.set.is_on_delete()
            && position >= self.partition()
            && member.is_outdated()
    }

    /// What may not be done before the Pod at this position is healthy.
    pub(super) fn held_back_by(&self, position: usize) -> Option<Held> {
        let mut later = position + 1..self.members.replicas.len();
        if let Some(missing) = later.find(|later| self.members.replicas[*later].is_none()) {
            let ordinal = self.ordinal(missing);
            return Some(Held::Creation(identity::pod_name(self.set, ordinal)));
        }
        let condemned = self.members.condemned.len() as i32;
        if condemned > 0 {
            return Some(Held::ScaleDown(condemned));
        }
        let outdated = self.outdated_from(self.partition());
        (!self.set.is_on_delete() && outdated > 0).then_some(Held::Update(outdated))
    }

    fn highest_unhealthy(&self) -> Option<Name> {
        let mut created = self.members.replicas.iter().rev().flatten();
        created.find(|member| !member.is_healthy()).map(|member| member.pod.metadata.name.clone())
    }

    fn scale_down_waiting(&self, position: usize, lack: Lack) -> Decision {
        let condemned = &self.members.condemned;
        let pod = condemned[position].pod.metadata.name.clone();
        let left = (condemned.len() - position) as i32;
        match self.first_unhealthy_condemned() {
            Some(first) if lack != Lack::Terminating => Decision::ScaleDownBlocked {
                pod,
                lack,
                first_unhealthy: first.pod.metadata.name.clone(),
                condemned: left,
            },
            _ => {
                let next = condemned.get(position + 1).map(|it| it.pod.metadata.name.clone());
                Decision::WaitingForTermination { pod, next, condemned: left }
            }
        }
    }

    /// How many Pods from this position on were made from another template, and stay for now.
    fn outdated_from(&self, position: usize) -> i32 {
        let later = self.members.replicas.iter().skip(position).flatten();
        later.filter(|member| member.is_outdated()).count() as i32
    }
}
