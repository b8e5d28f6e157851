//! What holds of the claims of StatefulSets.

use super::stateful_set::wanted;
use super::{Invariant, Transition, ensure};
use crate::api::{PersistentVolumeClaim, Pod, StatefulSet};
use crate::cluster::actor::Actor;

pub(super) const ALL: &[Invariant] =
    &[Invariant { name: "a live ordinal keeps its claim", rule: "S21", check: claims_are_kept }];

/// Nobody but a person asks for the end of a wanted ordinal's claim. With `whenScaled: Delete` the
/// claim of a Pod that was scaled away goes although the ordinal is wanted again by then; but no
/// Pod has it any more.
fn claims_are_kept(it: &Transition) -> Result<(), String> {
    let changes = it.changes().filter(|_| it.step.actor != Actor::You);
    for (before, after) in changes.filter_map(|change| change.of::<PersistentVolumeClaim>()) {
        let Some(claim) = before.filter(|claim| !claim.metadata.is_terminating()) else { continue };
        if after.is_some_and(|claim| !claim.metadata.is_terminating()) {
            continue;
        }
        let name = &claim.metadata.name;
        let owner = it.store_after().list::<StatefulSet>().find_map(|set| {
            let at = ordinal(set, name).filter(|at| wanted(set).contains(at))?;
            Some((set, at))
        });
        let Some((set, at)) = owner.filter(|(set, _)| !set.metadata.is_terminating()) else {
            continue;
        };
        let pod = it.store_after().get::<Pod>(&format!("{}-{at}", set.metadata.name));
        let has_pod = pod.is_some_and(|pod| pod.is_active());
        ensure(goes_when_scaled(set) && !has_pod, || format!("{name} was taken"))?;
    }
    Ok(())
}

fn goes_when_scaled(set: &StatefulSet) -> bool {
    let policy = set.spec.persistent_volume_claim_retention_policy.as_ref();
    policy.is_some_and(|policy| &*policy.when_scaled == "Delete")
}

/// The ordinal of the set's Pod that a claim of this name is for.
fn ordinal(set: &StatefulSet, claim: &str) -> Option<i32> {
    set.spec.volume_claim_templates.iter().find_map(|template| {
        let rest = claim.strip_prefix(&*template.metadata.name)?.strip_prefix('-')?;
        rest.strip_prefix(&*set.metadata.name)?.strip_prefix('-')?.parse().ok()
    })
}
