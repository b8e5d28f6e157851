//! Who owns a claim, and with whom it therefore goes: `persistentVolumeClaimRetentionPolicy` (S21).

use super::Decision;
use super::claims;
use super::identity::{ordinal, start_ordinal};
use crate::api::{
    Kind, ObjectMeta, ObjectRef, OwnerReference, PersistentVolumeClaim, Pod, Release, StatefulSet,
    Status,
};
use crate::cluster::Turn;

/// Which of the two, the Pod and the set, a claim shall have as owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owners {
    /// The Pod: the claim goes once the Pod is gone for good.
    pub pod: bool,
    /// The set: the claim goes with it.
    pub set: bool,
}

/// Whom a policy wants as owner of the claim of a Pod with this ordinal (rule S21).
pub fn wanted(set: &StatefulSet, ordinal: i32, release: Release) -> Owners {
    let (when_scaled, when_deleted) = policy(set);
    let position = ordinal - start_ordinal(set, release);
    let is_condemned = !(0..set.replicas()).contains(&position);
    Owners { pod: when_scaled && is_condemned, set: when_deleted && !(when_scaled && is_condemned) }
}

/// Whether claims are deleted on scale-down, and with the set.
fn policy(set: &StatefulSet) -> (bool, bool) {
    let policy = set.spec.persistent_volume_claim_retention_policy.as_ref();
    policy
        .map_or((false, false), |it| (&*it.when_scaled == "Delete", &*it.when_deleted == "Delete"))
}

/// Whether a claim is managed by somebody else: a foreign controller, or a set or Pod of the same
/// name that is gone. With Retain for both nobody minds.
pub fn has_unexpected_controller(
    claim: &PersistentVolumeClaim,
    set: &StatefulSet,
    pod: &Pod,
) -> bool {
    let of = |it: &OwnerReference| {
        if refers_to(it, Kind::StatefulSet, &set.metadata) {
            it.uid != set.metadata.uid
        } else if refers_to(it, Kind::Pod, &pod.metadata) {
            it.uid != pod.metadata.uid
        } else {
            it.controller
        }
    };
    policy(set) != (false, false) && claim.metadata.owner_references.iter().any(of)
}

/// Whether a claim's owners are those that the policy wants, or nobody's business (rule S21).
pub fn is_up_to_date(
    claim: &PersistentVolumeClaim,
    set: &StatefulSet,
    pod: &Pod,
    release: Release,
) -> bool {
    let owned_by = |meta: &ObjectMeta| references(claim).any(|it| it.uid == meta.uid);
    let (by_set, by_pod) = (owned_by(&set.metadata), owned_by(&pod.metadata));
    if is_stale(claim, Kind::StatefulSet, &set.metadata)
        || is_stale(claim, Kind::Pod, &pod.metadata)
    {
        return true;
    }
    if has_unexpected_controller(claim, set, pod) {
        return !by_set && !by_pod;
    }
    let is_ours = |it: &&OwnerReference| it.uid == set.metadata.uid || it.uid == pod.metadata.uid;
    let all_manage = references(claim).filter(is_ours).all(|it| it.controller);
    let Some(ordinal) = ordinal(pod) else { return true };
    all_manage && wanted(set, ordinal, release) == Owners { pod: by_pod, set: by_set }
}

/// Gives a claim the owners that the policy wants; none, if somebody else manages it (rule S21).
pub fn set_owners(
    claim: &mut PersistentVolumeClaim,
    set: &StatefulSet,
    pod: &Pod,
    release: Release,
) {
    let is_foreign = has_unexpected_controller(claim, set, pod);
    let references = &mut claim.metadata.owner_references;
    references.retain(|it| {
        !refers_to(it, Kind::StatefulSet, &set.metadata) && !refers_to(it, Kind::Pod, &pod.metadata)
    });
    let Some(ordinal) = ordinal(pod).filter(|_| !is_foreign) else { return };
    let wanted = wanted(set, ordinal, release);
    if wanted.pod {
        references.push(OwnerReference::controller(Kind::Pod, &pod.metadata));
    }
    if wanted.set {
        references.push(OwnerReference::controller(Kind::StatefulSet, &set.metadata));
    }
}

fn references(claim: &PersistentVolumeClaim) -> impl Iterator<Item = &OwnerReference> {
    claim.metadata.owner_references.iter()
}

fn refers_to(reference: &OwnerReference, kind: Kind, meta: &ObjectMeta) -> bool {
    reference.kind == kind
        && *reference.api_version == *kind.api_version()
        && reference.name == meta.name
}

/// Whether the claim belongs to an earlier object of that name.
fn is_stale(claim: &PersistentVolumeClaim, kind: Kind, meta: &ObjectMeta) -> bool {
    let first = references(claim).find(|it| refers_to(it, kind, meta));
    first.is_some_and(|it| it.uid != meta.uid)
}

/// The claim that keeps a missing Pod from being created, because it still belongs to the Pod of
/// that name that was scaled away (rule S15).
pub(super) fn stale_claim(
    turn: &Turn,
    set: &StatefulSet,
    pod: &Pod,
    ordinal: i32,
) -> Option<ObjectRef> {
    if !turn.release().stateful_set_claim_retention() || !policy(set).0 {
        return None;
    }
    let mut names = claims::names(set, pod, ordinal).map(|(_, name)| name);
    let name = names.find(|name| {
        let claim = turn.cache.get::<PersistentVolumeClaim>(name);
        claim.is_some_and(|claim| is_stale(claim, Kind::Pod, &pod.metadata))
    })?;
    Some(ObjectRef::new(Kind::PersistentVolumeClaim, name))
}

/// Whether all of a Pod's claims have the owners that the policy wants.
pub(super) fn claims_match(turn: &Turn, set: &StatefulSet, pod: &Pod) -> bool {
    let release = turn.release();
    if !release.stateful_set_claim_retention() {
        return true;
    }
    let Some(ordinal) = ordinal(pod) else { return true };
    claims::names(set, pod, ordinal).all(|(_, name)| {
        let claim = turn.cache.get::<PersistentVolumeClaim>(&name);
        claim.is_none_or(|claim| is_up_to_date(claim, set, pod, release))
    })
}

/// Gives a Pod's claims the owners that the policy wants (rules S17, S21).
pub(super) fn update_claims(turn: &mut Turn, set: &StatefulSet, pod: &Pod) -> Result<(), Status> {
    let release = turn.release();
    if !release.stateful_set_claim_retention() {
        return Ok(());
    }
    let Some(ordinal) = ordinal(pod) else { return Ok(()) };
    for (_, name) in claims::names(set, pod, ordinal) {
        let Some(claim) = turn.cache.get::<PersistentVolumeClaim>(&name).cloned() else { continue };
        if has_unexpected_controller(&claim, set, pod) {
            let message = format!(
                "PersistentVolumeClaim {name} has a conflicting OwnerReference that acts as a \
                 manging controller, the retention policy is ignored for this claim"
            );
            let object = ObjectRef::new(Kind::StatefulSet, set.metadata.name.clone());
            turn.warning(object, "ConflictingController", message);
        }
        if is_up_to_date(&claim, set, pod, release) {
            continue;
        }
        let mut changed = (*claim).clone();
        set_owners(&mut changed, set, pod, release);
        turn.update(changed).map_err(|error| {
            let message =
                format!("could not update claim {name} for delete policy ownerRefs: {error}");
            Status { message, ..error }
        })?;
        let owners = wanted(set, ordinal, release);
        turn.decide(Decision::ClaimOwnersSet {
            claim: name,
            pod: pod.metadata.name.clone(),
            owners,
        });
    }
    Ok(())
}
