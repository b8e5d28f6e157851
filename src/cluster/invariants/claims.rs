//! What holds of claims, and of those of StatefulSets.

use super::stateful_set::wanted;
use super::{Invariant, Transition, ensure};
use crate::api::storage::ClaimPhase;
use crate::api::{PersistentVolume, PersistentVolumeClaim, Pod, StatefulSet};
use crate::cluster::actor::Actor;

pub(super) const ALL: &[Invariant] = &[
    Invariant { name: "a live ordinal keeps its claim", rule: "S21", check: claims_are_kept },
    Invariant { name: "bound means that a volume is there", rule: "V1", check: bound_has_volume },
    Invariant { name: "a claim in use stays", rule: "V2", check: used_ones_stay },
];

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

fn bound_has_volume(it: &Transition) -> Result<(), String> {
    let changes = it.changes().filter(|_| it.step.actor == Actor::VolumeBinder);
    let after = changes.filter_map(|change| change.of::<PersistentVolumeClaim>()?.1);
    for claim in after.filter(|claim| !claim.metadata.is_terminating()) {
        let name = &claim.metadata.name;
        let volume = it.store_after().get::<PersistentVolume>(&claim.spec.volume_name);
        let has_volume = volume.is_some_and(|volume| volume.spec.claim_name == *name);
        let is_bound = claim.phase() == ClaimPhase::Bound;
        ensure(is_bound == has_volume, || {
            format!("{name} is {:?}, its volume `{}`", claim.phase(), claim.spec.volume_name)
        })?;
    }
    Ok(())
}

/// No claim goes while a Pod that runs somewhere mounts it.
fn used_ones_stay(it: &Transition) -> Result<(), String> {
    for change in it.changes().filter(|change| change.is_removal()) {
        let Some((Some(claim), None)) = change.of::<PersistentVolumeClaim>() else { continue };
        let name = &claim.metadata.name;
        let mut users = it.store_before().pods_using(name);
        let user = users.find(|pod| pod.is_scheduled() && !pod.is_finished());
        ensure(user.is_none(), || {
            format!("{name} is gone, and {} uses it", user.map_or("", |pod| &pod.metadata.name))
        })?;
    }
    Ok(())
}
