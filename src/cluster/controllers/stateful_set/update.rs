//! The update: which Pods have to go so that they come back at the new revision (rules S22, S22b,
//! S28).

use super::control::Control;
use super::waiting::Wait;
use super::{Decision, identity};
use crate::api::int_or_percent::Round;
use crate::api::{IntOrPercent, Pod, Reason, Status};
use std::rc::Rc;

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
            let Some(pod) = self.members.replicas[position].clone() else { return Ok(()) };
            if self.is_outdated(&pod) && !pod.is_terminating() {
                return self.delete_for_update(&pod);
            }
            if let Some(lack) = self.judge.lack(&pod) {
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
        let is_unhealthy =
            |pod: &&Option<Rc<Pod>>| !pod.as_ref().is_some_and(|pod| self.judge.is_healthy(pod));
        let unavailable = self.members.replicas.iter().filter(is_unhealthy).count() as i32;
        let mut candidates = self.candidates();
        let has_candidates = !candidates.is_empty();
        let is_two_phase =
            self.release.stateful_set_max_unavailable_two_phase() && self.set.is_parallel();
        if is_two_phase {
            // Who does not serve anyway goes first, and costs nothing of the budget.
            let (broken, serving) =
                candidates.into_iter().partition(|pod| !self.judge.is_healthy(pod));
            candidates = serving;
            for pod in Vec::<Rc<Pod>>::into_iter(broken) {
                self.delete_for_update(&pod)?;
            }
        }
        let budget = usize::try_from(max_unavailable - unavailable).unwrap_or(0);
        for pod in candidates.iter().take(budget) {
            self.delete_for_update(pod)?;
        }
        if has_candidates {
            self.wait = Some(Wait::Budget { max_unavailable, unavailable });
        } else if unavailable == 0 {
            self.wait = Some(Wait::Partition);
        }
        Ok(())
    }

    /// The Pods that the update may delete, highest ordinal first.
    fn candidates(&self) -> Vec<Rc<Pod>> {
        let from_partition = self.members.replicas.iter().skip(self.partition()).flatten();
        let old = from_partition.filter(|pod| self.is_outdated(pod) && !pod.is_terminating());
        let mut old: Vec<_> = old.cloned().collect();
        old.reverse();
        old
    }

    /// The position from which Pods are updated.
    pub(super) fn partition(&self) -> usize {
        usize::try_from(self.set.partition()).unwrap_or(0)
    }

    /// Whether a Pod was made from another template than the set's.
    pub(super) fn is_outdated(&self, pod: &Pod) -> bool {
        *identity::revision(pod) != *self.revisions.update.metadata.name
    }

    fn delete_for_update(&mut self, pod: &Rc<Pod>) -> Result<(), Status> {
        self.delete(pod)?;
        self.status.current_replicas -= 1;
        self.turn.decide(Decision::PodDeletedForUpdate {
            pod: pod.metadata.name.clone(),
            from: identity::revision(pod).into(),
            to: self.revisions.update.metadata.name.clone(),
            partition: self.set.partition(),
        });
        Ok(())
    }
}
