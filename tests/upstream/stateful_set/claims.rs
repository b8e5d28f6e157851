//! Claims: their labels and their owners.

use super::world::{self, integer, string_map, text};
use crate::{Check, expect};
use cattle_and_pets::api::stateful_set::ClaimRetentionPolicy;
use cattle_and_pets::api::{
    Kind, ObjectMeta, OwnerReference, PersistentVolumeClaim, Pod, Release, StatefulSet, Uid,
};
use cattle_and_pets::cluster::controllers::stateful_set::{claims, retention};
use serde_json::Value;

const RELEASE: Release = Release::V1_37;

pub fn tables() -> Vec<(&'static str, Check)> {
    vec![
        ("claimLabels", claim_labels),
        ("isClaimOwnerUpToDate", owner_up_to_date),
        ("claimOwnerEdgeCases", owner_edge_cases),
        ("updateClaimOwnerRefForSetAndPod", update_owners),
        ("hasUnexpectedController", unexpected_controller),
    ]
}

fn claim_labels(case: &Value) -> Result<(), String> {
    let (template, selector) =
        (string_map(&case["templateLabels"]), string_map(&case["selectorMatchLabels"]));
    expect("labels", claims::labels(&template, &selector), string_map(&case["expected"]))
}

/// Any text as an identity: equal for equal texts.
fn uid(text: &str) -> Uid {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    Uid(text.bytes().fold(0xcbf2_9ce4_8422_2325, mix))
}

fn set(name: &str, uid_text: &str, replicas: i64, policy: (&str, &str)) -> StatefulSet {
    let mut set = world::set(replicas, "OrderedReady");
    set.metadata.name = name.into();
    set.metadata.uid = uid(uid_text);
    set.spec.persistent_volume_claim_retention_policy =
        Some(ClaimRetentionPolicy { when_scaled: policy.0.into(), when_deleted: policy.1.into() });
    set
}

fn pod(name: &str, uid_text: &str) -> Pod {
    let metadata = ObjectMeta { uid: uid(uid_text), ..ObjectMeta::named(name) };
    Pod { metadata, ..Pod::default() }
}

fn policy(case: &Value) -> (&str, &str) {
    (text(case, "whenScaled"), text(case, "whenDeleted"))
}

fn flag(case: &Value, field: &str) -> bool {
    case[field].as_bool().unwrap_or_else(|| panic!("a truth value in `{field}`"))
}

fn claim(owner_references: Vec<OwnerReference>) -> PersistentVolumeClaim {
    let metadata = ObjectMeta { owner_references, ..ObjectMeta::named("claim") };
    PersistentVolumeClaim { metadata, ..PersistentVolumeClaim::default() }
}

/// The owner references that a case lists; kinds that this engine does not know are taken for one
/// that has nothing to do with claims.
fn listed(case: &Value) -> Vec<OwnerReference> {
    let of = |tree: &Value| OwnerReference {
        api_version: text(tree, "apiVersion").into(),
        kind: Kind::parse(text(tree, "kind")).unwrap_or(Kind::Deployment),
        name: text(tree, "name").into(),
        uid: uid(text(tree, "uid")),
        controller: tree["controller"].as_bool().unwrap_or(false),
        block_owner_deletion: false,
    };
    case["ownerRefs"].as_array().into_iter().flatten().map(of).collect()
}

fn unrelated(name: &str) -> OwnerReference {
    let mut reference = OwnerReference::controller(Kind::Node, &pod(name, name).metadata);
    reference.controller = false;
    reference
}

/// All eight combinations of owners that are there already, as upstream tries them.
fn owner_up_to_date(case: &Value) -> Result<(), String> {
    let set = set("stateful-set", "ss", integer(case, "replicas"), policy(case));
    let pod = pod(&format!("stateful-set-{}", integer(case, "ordinal")), "pod");
    for combination in 0..16 {
        let has = |bit: u32| combination & (1 << bit) != 0;
        let candidates = [
            (has(0), OwnerReference::controller(Kind::Pod, &pod.metadata)),
            (has(1), OwnerReference::controller(Kind::StatefulSet, &set.metadata)),
            (has(2), unrelated("rand1")),
            (has(3), unrelated("rand2")),
        ];
        let owners = candidates.into_iter().filter(|(is, _)| *is).map(|(_, it)| it).collect();
        let expected = has(0) == flag(case, "wantPodOwner") && has(1) == flag(case, "wantSetOwner");
        let got = retention::is_up_to_date(&claim(owners), &set, &pod, RELEASE);
        expect(&format!("owners {combination:04b}"), got, expected)?;
    }
    Ok(())
}

fn owner_edge_cases(case: &Value) -> Result<(), String> {
    let set = set("stateful-set", "ss-456", 1, policy(case));
    let pod = pod("pod-1", "pod-123");
    let got = retention::is_up_to_date(&claim(listed(case)), &set, &pod, RELEASE);
    expect("up to date", got, flag(case, "expected"))
}

fn update_owners(case: &Value) -> Result<(), String> {
    let set = set("stateful-set", "ss", 5, policy(case));
    let ordinal = if flag(case, "condemned") { 8 } else { 1 };
    let pod = pod(&format!("stateful-set-{ordinal}"), "pod");
    for before in 0..4 {
        let mut owners = Vec::new();
        if before & 1 != 0 {
            owners.push(OwnerReference::controller(Kind::Pod, &pod.metadata));
        }
        if before & 2 != 0 {
            owners.push(OwnerReference::controller(Kind::StatefulSet, &set.metadata));
        }
        if flag(case, "foreignController") {
            owners.push(OwnerReference { controller: true, ..unrelated("foreign") });
        }
        let mut claim = claim(owners);
        retention::set_owners(&mut claim, &set, &pod, RELEASE);
        let owned_by = |uid: Uid| claim.metadata.owner_references.iter().any(|it| it.uid == uid);
        expect("pod owner", owned_by(pod.metadata.uid), flag(case, "wantPodOwner"))?;
        expect("set owner", owned_by(set.metadata.uid), flag(case, "wantSetOwner"))?;
    }
    Ok(())
}

fn unexpected_controller(case: &Value) -> Result<(), String> {
    let claim = claim(listed(case));
    let pod = pod("pod", "pod-uid");
    for policy in
        [("Retain", "Retain"), ("Retain", "Delete"), ("Delete", "Retain"), ("Delete", "Delete")]
    {
        let set = set("set", "set-uid", 1, policy);
        let expected = policy != ("Retain", "Retain") && flag(case, "expected");
        let got = retention::has_unexpected_controller(&claim, &set, &pod);
        expect(&format!("{policy:?}"), got, expected)?;
    }
    Ok(())
}
