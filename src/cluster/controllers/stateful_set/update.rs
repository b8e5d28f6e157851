//! The update: which Pods have to go so that they come back at the new revision (rules S22, S22b,
//! S28).

use super::control::Control;
use super::members::Member;
use super::waiting::Wait;
use super::{Decision, identity};
use crate::api::int_or_percent::Round;
use crate::api::{IntOrPercent, Reason, Status};

/// How many Pods may be unavailable: percentages round down, and it is never less than one (rule
/// S22b).
///
/// # Errors
/// Text that is no percentage.
pub fn max_unavailable(value: Option<&IntOrPercent>, replicas: i32) -> Result<i32, String> {
    let scaled = value.map_or(Ok(1), |value| value.scaled(replicas, Round::Down))?;
    Ok(scaled.max(1))
}

impl Control<'_, '_> {
    /// The step of a sync that updates Pods, reached when scaling has nothing left to do.
    pub fn update_pods(&mut self) -> Result<(), Status> {
        if self.set.is_on_delete() {
            self.wait = Some(Wait::OnDelete);
            Ok(())
        } else if self.set.is_recreate() {
            Ok(())
        } else if self.release.stateful_set_max_unavailable() {
            self.update_within_budget()
        } else {
            self.update_one()
        }
    }

    /// From the top down to the partition: deletes the first old Pod, or waits for the first that
    /// is new and not healthy (rule S22).
    fn update_one(&mut self) -> Result<(), Status> {
        for position in (self.partition()..self.members.replicas.len()).rev() {
            let Some(member) = &self.members.replicas[position] else { return Ok(()) };
            if member.is_outdated() {
                let member = member.clone();
                return self.delete_for_update(&member);
            }
            if let Some(lack) = member.lack {
                self.wait = Some(Wait::Updated { position, lack });
                return Ok(());
            }
        }
        self.wait = Some(Wait::Partition);
        Ok(())
    }

    /// Deletes as many old Pods as may be unavailable, from the top down to the partition (S22b).
    fn update_within_budget(&mut self) -> Result<(), Status> {
        let rolling_update = self.set.spec.update_strategy.rolling_update.as_ref();
        let value = rolling_update.and_then(|update| update.max_unavailable.as_ref());
        let max_unavailable = max_unavailable(value, self.set.replicas())
            .map_err(|message| Status::new(Reason::InternalError, message))?;
        let healthy = self.members.replicas.iter().flatten().filter(|it| it.is_healthy()).count();
        let unavailable = (self.members.replicas.len() - healthy) as i32;
        let mut candidates = self.candidates();
        let has_candidates = !candidates.is_empty();
        let is_two_phase =
            self.release.stateful_set_max_unavailable_two_phase() && self.set.is_parallel();
        if is_two_phase {
            // Who does not serve anyway goes first, and costs nothing of the budget.
            let broken: Vec<_> = candidates.extract_if(.., |member| !member.is_healthy()).collect();
            for member in &broken {
                self.delete_for_update(member)?;
            }
        }
        let budget = usize::try_from(max_unavailable - unavailable).unwrap_or(0);
        for member in candidates.iter().take(budget) {
            self.delete_for_update(member)?;
        }
        if has_candidates {
            self.wait = Some(Wait::Budget { max_unavailable, unavailable });
        } else if unavailable == 0 {
            self.wait = Some(Wait::Partition);
        }
        Ok(())
    }

    /// The Pods that the update may delete, highest ordinal first.
    fn candidates(&self) -> Vec<Member> {
        let from_partition = self.members.replicas.iter().skip(self.partition()).flatten();
        let mut old: Vec<_> = from_partition.filter(|it| it.is_outdated()).cloned().collect();
        old.reverse();
        old
    }

    /// The position from which Pods are updated.
    pub(super) fn partition(&self) -> usize {
        usize::try_from(self.set.partition()).unwrap_or(0)
    }

    fn delete_for_update(&mut self, member: &Member) -> Result<(), Status> {
        self.delete(&member.pod)?;
        self.status.current_replicas -= 1;
        self.turn.decide(Decision::PodDeletedForUpdate {
            pod: member.pod.metadata.name.clone(),
            from: identity::revision(&member.pod).into(),
            to: self.revisions.update.metadata.name.clone(),
            partition: self.set.partition(),
        });
        Ok(())
    }
}
