//! Claims, budgets, quotas and nodes.

use super::errors::Errors;
use super::path::Path;
use super::shown::{ADDRESS, Shown, json_of, json_selector};
use super::workload::{at_most_all, int_or_percent};
use super::{meta, names};
use crate::api::policy::BudgetSpec;
use crate::api::quantity::{Quantity, WRONG_FORMAT};
use crate::api::{Node, PersistentVolumeClaim, ResourceQuota};

const SPEC: Path<'static> = Path::root("spec");

/// The spec of a claim.
pub(super) fn claim(claim: &PersistentVolumeClaim, errors: &mut Errors) {
    const MODES: [&str; 4] = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];
    let spec = &claim.spec;
    let modes = if errors.release.has_read_write_once_pod() { &MODES[..] } else { &MODES[..3] };
    let path = SPEC.child("accessModes");
    if spec.access_modes.is_empty() {
        errors.required(&path, "at least 1 access mode is required");
    }
    for mode in spec.access_modes.iter().filter(|mode| !modes.contains(&&***mode)) {
        errors.not_supported(&path, &**mode, modes);
    }
    let resources = SPEC.child("resources");
    match claim.requested_storage() {
        "" => errors.required(&resources.key("storage"), ""),
        storage => {
            let path = resources.key("storage");
            match Quantity::parse(storage) {
                None => errors.invalid(&path, storage, WRONG_FORMAT),
                Some(amount) if amount.is_negative() || amount.units() == 0 => {
                    errors.invalid(&path, &*amount.to_string(), "must be greater than zero");
                }
                Some(_) => {}
            }
        }
    }
    if let Some(class) = spec.storage_class_name.as_deref().filter(|class| !class.is_empty()) {
        let complaints = names::dns_subdomain(class, errors.release);
        errors.complaints(&SPEC.child("storageClassName"), class, complaints);
    }
}

/// A change of a claim: it may be bound once, and may ask for more.
pub(super) fn claim_change(
    new: &PersistentVolumeClaim,
    old: &PersistentVolumeClaim,
    errors: &mut Errors,
) {
    let mut kept = new.spec.clone();
    if old.spec.volume_name.is_empty() {
        kept.volume_name = old.spec.volume_name.clone();
    }
    if old.spec.storage_class_name.is_none() {
        kept.storage_class_name = None;
    }
    if !old.spec.volume_name.is_empty() {
        match old.spec.rest.get("resources") {
            Some(resources) => kept.rest.insert("resources".into(), resources.clone()),
            None => kept.rest.remove("resources"),
        };
    }
    if kept != old.spec {
        errors.forbidden(&SPEC, errors.release.claim_is_immutable());
    }
    let sizes = (new.requested_storage(), old.requested_storage());
    let sizes = (Quantity::parse(sizes.0), Quantity::parse(sizes.1));
    if let (Some(new), Some(old)) = sizes
        && new < old
    {
        let path = SPEC.child("resources");
        let path = path.child("requests");
        let detail = match errors.release.newer_name_messages() {
            true => "field can not be less than status.capacity",
            false => "field can not be less than previous value",
        };
        errors.forbidden(&path.child("storage"), detail);
    }
}

/// The spec of a budget.
pub(super) fn budget(spec: &BudgetSpec, errors: &mut Errors) {
    if spec.min_available.is_some() && spec.max_unavailable.is_some() {
        let detail = "minAvailable and maxUnavailable cannot be both set";
        errors.invalid(&SPEC, shown_budget(spec), detail);
    }
    for (name, value) in
        [("minAvailable", &spec.min_available), ("maxUnavailable", &spec.max_unavailable)]
    {
        if let Some(value) = value {
            int_or_percent(value, &SPEC.child(name), errors);
            at_most_all(value, &SPEC.child(name), errors);
        }
    }
    if let Some(policy) = &spec.unhealthy_pod_eviction_policy {
        let policies = ["AlwaysAllow", "IfHealthyBudget"];
        errors.one_of(&SPEC.child("unhealthyPodEvictionPolicy"), policy, &policies);
    }
    if let Some(selector) = &spec.selector {
        meta::selector(selector, &SPEC.child("selector"), errors);
    }
}

fn shown_budget(spec: &BudgetSpec) -> Shown<'static> {
    let selector = if spec.selector.is_some() { ADDRESS } else { "nil" };
    let go = format!(
        "policy.PodDisruptionBudgetSpec{{MinAvailable:(*intstr.IntOrString)({ADDRESS}), \
         Selector:(*v1.LabelSelector)({selector}), \
         MaxUnavailable:(*intstr.IntOrString)({ADDRESS})}}"
    );
    let json = format!(
        "{{\"MinAvailable\":{},\"Selector\":{},\"MaxUnavailable\":{},\
         \"UnhealthyPodEvictionPolicy\":{}}}",
        json_of(&spec.min_available),
        spec.selector.as_ref().map_or_else(|| "null".to_owned(), json_selector),
        json_of(&spec.max_unavailable),
        json_of(&spec.unhealthy_pod_eviction_policy),
    );
    Shown::Composite { go, json }
}

/// The spec of a quota.
pub(super) fn quota(quota: &ResourceQuota, errors: &mut Errors) {
    let path = SPEC.child("hard");
    for (name, amount) in &quota.spec.hard {
        let path = path.key(name);
        match Quantity::parse(amount) {
            None => errors.invalid(&path, &**amount, WRONG_FORMAT),
            Some(amount) if amount.is_negative() => {
                errors.invalid(&path, &*amount.to_string(), "must be greater than or equal to 0");
            }
            Some(amount) if &**name == "pods" && !amount.is_whole() => {
                errors.invalid(&path, &*amount.to_string(), "must be an integer");
            }
            Some(_) => {}
        }
    }
}

/// Taints and what the node has to give.
pub(super) fn node(node: &Node, errors: &mut Errors) {
    const EFFECTS: [&str; 3] = ["NoSchedule", "PreferNoSchedule", "NoExecute"];
    let path = Path::root("metadata");
    let path = path.child("taints");
    for (index, taint) in node.spec.taints.iter().enumerate() {
        let path = path.index(index);
        let complaints = names::qualified_name(&taint.key, errors.release);
        errors.complaints(&path.child("key"), &taint.key, complaints);
        errors.one_of(&path.child("effect"), &taint.effect, &EFFECTS);
    }
    let status = Path::root("status");
    let path = status.child("allocatable");
    for (name, amount) in &node.status.allocatable {
        if Quantity::parse(amount).is_none() {
            errors.invalid(&path.key(name), &**amount, WRONG_FORMAT);
        }
    }
}
