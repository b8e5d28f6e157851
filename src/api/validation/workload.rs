//! Deployments, ReplicaSets and StatefulSets (`pkg/apis/apps/validation`).

use super::errors::Errors;
use super::path::Path;
use super::shown::Shown;
use super::{meta, names, pod};
use crate::api::deployment::{DeploymentStrategy, RollingUpdateDeployment};
use crate::api::int_or_percent::IntOrPercent;
use crate::api::stateful_set::RollingUpdateStatefulSet;
use crate::api::{DeploymentSpec, LabelSelector, PodTemplateSpec, ReplicaSetSpec, StatefulSetSpec};

const SPEC: Path<'static> = Path::root("spec");
const POD_REPLACEMENT_POLICIES: [&str; 2] = ["TerminationComplete", "TerminationStarted"];
const IMMUTABLE: &str = "field is immutable";

/// The spec of a Deployment.
pub(super) fn deployment(spec: &DeploymentSpec, errors: &mut Errors) {
    errors.non_negative(&SPEC.child("replicas"), spec.replicas.unwrap_or(1).into());
    selector(&spec.selector, "deployment", errors);
    template_of_replicas(&spec.template, &spec.selector, errors);
    deployment_strategy(&spec.strategy, &SPEC.child("strategy"), errors);
    if let Some(policy) = &spec.pod_replacement_policy
        && !POD_REPLACEMENT_POLICIES.contains(&&**policy)
    {
        let path = SPEC.child("podReplacementPolicy");
        errors.not_supported(&path, &**policy, &POD_REPLACEMENT_POLICIES);
    }
    let min_ready_seconds = spec.min_ready_seconds.unwrap_or(0);
    errors.non_negative(&SPEC.child("minReadySeconds"), min_ready_seconds.into());
    let limit = spec.revision_history_limit.unwrap_or(0);
    errors.non_negative(&SPEC.child("revisionHistoryLimit"), limit.into());
    if let Some(deadline) = spec.progress_deadline_seconds {
        let path = SPEC.child("progressDeadlineSeconds");
        errors.non_negative(&path, deadline.into());
        if deadline <= min_ready_seconds {
            errors.invalid(&path, deadline, "must be greater than minReadySeconds");
        }
    }
}

/// The spec of a ReplicaSet.
pub(super) fn replica_set(spec: &ReplicaSetSpec, errors: &mut Errors) {
    errors.non_negative(&SPEC.child("replicas"), spec.replicas.unwrap_or(1).into());
    let min_ready_seconds = spec.min_ready_seconds.unwrap_or(0);
    errors.non_negative(&SPEC.child("minReadySeconds"), min_ready_seconds.into());
    // Upstream says "deployment" here too.
    selector(&spec.selector, "deployment", errors);
    template_of_replicas(&spec.template, &spec.selector, errors);
}

/// The spec of a StatefulSet. Of its template, only the outside is looked at (rule A4).
pub(super) fn stateful_set(spec: &StatefulSetSpec, errors: &mut Errors) {
    let policy = &*spec.pod_management_policy;
    if !matches!(policy, "OrderedReady" | "Parallel") {
        let detail = "must be 'OrderedReady' or 'Parallel'";
        errors.invalid(&SPEC.child("podManagementPolicy"), policy, detail);
    }
    stateful_set_strategy(spec, errors);
    if let Some(retention) = &spec.persistent_volume_claim_retention_policy {
        let path = SPEC.child("persistentVolumeClaimRetentionPolicy");
        for (name, policy) in
            [("whenDeleted", &retention.when_deleted), ("whenScaled", &retention.when_scaled)]
        {
            if !matches!(&**policy, "Retain" | "Delete") {
                errors.not_supported(&path.child(name), &**policy, &["Retain", "Delete"]);
            }
        }
    }
    errors.non_negative(&SPEC.child("replicas"), spec.replicas.unwrap_or(1).into());
    let min_ready_seconds = spec.min_ready_seconds.unwrap_or(0);
    errors.non_negative(&SPEC.child("minReadySeconds"), min_ready_seconds.into());
    if let Some(ordinals) = &spec.ordinals {
        errors.non_negative(&SPEC.child("ordinals.start"), ordinals.start.into());
    }
    selector(&spec.selector, "statefulset", errors);
    template_of_stateful_set(spec, errors);
}

/// A change of a StatefulSet: most of it stays (rule S33).
pub(super) fn stateful_set_change(
    new: &StatefulSetSpec,
    old: &StatefulSetSpec,
    errors: &mut Errors,
) {
    let mut kept = new.clone();
    kept.replicas = old.replicas;
    kept.template = old.template.clone();
    kept.update_strategy = old.update_strategy.clone();
    kept.min_ready_seconds = old.min_ready_seconds;
    kept.ordinals = old.ordinals.clone();
    let retention = &old.persistent_volume_claim_retention_policy;
    kept.persistent_volume_claim_retention_policy = retention.clone();
    if errors.release.stateful_set_history_limit_is_mutable() {
        kept.revision_history_limit = old.revision_history_limit;
    }
    if kept != *old {
        let fields = errors.release.stateful_set_mutable_fields();
        let detail =
            format!("updates to statefulset spec for fields other than {fields} are forbidden");
        errors.forbidden(&SPEC, &detail);
    }
}

fn selector(selector: &LabelSelector, kind: &str, errors: &mut Errors) {
    let path = SPEC.child("selector");
    if selector.is_missing() {
        return errors.required(&path, "");
    }
    meta::selector(selector, &path, errors);
    if selector.is_empty() {
        let detail = format!("empty selector is invalid for {kind}");
        errors.invalid(&path, selector, &detail);
    }
}

/// A selector, which stays.
pub(super) fn same_selector(new: &LabelSelector, old: &LabelSelector, errors: &mut Errors) {
    if new != old {
        errors.invalid(&SPEC.child("selector"), new, IMMUTABLE);
    }
}

fn template_of_replicas(template: &PodTemplateSpec, selector: &LabelSelector, errors: &mut Errors) {
    if !is_usable(selector, errors) {
        return errors.invalid(&SPEC.child("selector"), selector, "invalid label selector");
    }
    let path = SPEC.child("template");
    selected(template, selector, &path, errors);
    pod::template(template, &path, errors);
    runs_forever(template, "ReplicaSet", &path, errors);
}

fn template_of_stateful_set(spec: &StatefulSetSpec, errors: &mut Errors) {
    let path = SPEC.child("template");
    if is_usable(&spec.selector, errors) {
        selected(&spec.template, &spec.selector, &path, errors);
        pod::template_meta(&spec.template, &path, errors);
    } else {
        errors.invalid(&SPEC.child("selector"), &spec.selector, "");
    }
    runs_forever(&spec.template, "StatefulSet", &path, errors);
}

/// A missing selector can be used too: it selects nothing.
fn is_usable(selector: &LabelSelector, errors: &Errors) -> bool {
    selector.is_missing() || meta::is_usable(selector, errors.release)
}

fn selected(
    template: &PodTemplateSpec,
    selector: &LabelSelector,
    path: &Path,
    errors: &mut Errors,
) {
    let labels = &*template.metadata.labels;
    if !selector.matches(labels) {
        let path = path.child("metadata");
        let detail = "`selector` does not match template `labels`";
        errors.invalid(&path.child("labels"), labels, detail);
    }
}

fn runs_forever(template: &PodTemplateSpec, kind: &str, path: &Path, errors: &mut Errors) {
    let path = path.child("spec");
    let policy = template.spec.restart_policy.as_deref().unwrap_or("");
    if policy != "Always" {
        errors.not_supported(&path.child("restartPolicy"), policy, &["Always"]);
    }
    if template.spec.rest.get("activeDeadlineSeconds").is_some_and(|it| !it.is_null()) {
        let detail = format!("activeDeadlineSeconds in {kind} is not Supported");
        errors.forbidden(&path.child("activeDeadlineSeconds"), &detail);
    }
}

fn deployment_strategy(strategy: &DeploymentStrategy, path: &Path, errors: &mut Errors) {
    let update_path = path.child("rollingUpdate");
    match (&*strategy.kind, &strategy.rolling_update) {
        ("Recreate", None) => {}
        ("Recreate", Some(_)) => {
            let detail = "may not be specified when strategy `type` is 'Recreate'";
            errors.forbidden(&update_path, detail);
        }
        ("RollingUpdate", None) => {
            errors.required(&update_path, "this should be defaulted and never be nil");
        }
        ("RollingUpdate", Some(update)) => rolling_update(update, &update_path, errors),
        _ => {
            let value = Shown::DeploymentStrategy(strategy);
            errors.not_supported(path, value, &["Recreate", "RollingUpdate"]);
        }
    }
}

fn rolling_update(update: &RollingUpdateDeployment, path: &Path, errors: &mut Errors) {
    let zero = IntOrPercent::Int(0);
    let max_unavailable = update.max_unavailable.as_ref().unwrap_or(&zero);
    let max_surge = update.max_surge.as_ref().unwrap_or(&zero);
    let unavailable_path = path.child("maxUnavailable");
    int_or_percent(max_unavailable, &unavailable_path, errors);
    int_or_percent(max_surge, &path.child("maxSurge"), errors);
    if number(max_unavailable) == 0 && number(max_surge) == 0 {
        errors.invalid(&unavailable_path, max_unavailable, "may not be 0 when `maxSurge` is 0");
    }
    at_most_all(max_unavailable, &unavailable_path, errors);
}

fn stateful_set_strategy(spec: &StatefulSetSpec, errors: &mut Errors) {
    let path = SPEC.child("updateStrategy");
    let update_path = path.child("rollingUpdate");
    match (&*spec.update_strategy.kind, &spec.update_strategy.rolling_update) {
        ("OnDelete" | "RollingUpdate", None) => {}
        ("Recreate", None) if errors.release.stateful_set_recreate() => {}
        ("OnDelete", Some(update)) => {
            let value = Shown::StatefulSetRollingUpdate(update);
            errors.invalid(&update_path, value, "only allowed for updateStrategy 'RollingUpdate'");
        }
        ("RollingUpdate", Some(update)) => partitioned_update(update, &update_path, errors),
        _ => {
            let value = Shown::StatefulSetStrategy(&spec.update_strategy);
            errors.invalid(&path, value, "must be 'RollingUpdate' or 'OnDelete'");
        }
    }
}

fn partitioned_update(update: &RollingUpdateStatefulSet, path: &Path, errors: &mut Errors) {
    errors.non_negative(&path.child("partition"), update.partition.unwrap_or(0).into());
    if let Some(max_unavailable) = &update.max_unavailable {
        let path = path.child("maxUnavailable");
        int_or_percent(max_unavailable, &path, errors);
        if number(max_unavailable) == 0 {
            errors.invalid(&path, max_unavailable, "cannot be 0");
        }
        at_most_all(max_unavailable, &path, errors);
    }
}

/// `ValidatePositiveIntOrPercent`, which takes 0 too.
pub(super) fn int_or_percent(value: &IntOrPercent, path: &Path, errors: &mut Errors) {
    match value {
        IntOrPercent::Int(number) => errors.non_negative(path, (*number).into()),
        IntOrPercent::Text(text) => {
            for complaint in names::percent(text) {
                errors.invalid(path, value, &complaint);
            }
        }
    }
}

/// `IsNotMoreThan100Percent`.
pub(super) fn at_most_all(value: &IntOrPercent, path: &Path, errors: &mut Errors) {
    if percentage(value).is_some_and(|percent| percent > 100) {
        errors.invalid(path, value, "must not be greater than 100%");
    }
}

/// `getIntOrPercentValue`: the number, be it Pods or per cent. A text that is neither counts as 0.
fn number(value: &IntOrPercent) -> i64 {
    match value {
        IntOrPercent::Int(number) => (*number).into(),
        IntOrPercent::Text(text) => percentage(value).or_else(|| text.parse().ok()).unwrap_or(0),
    }
}

/// The number before the `%`, `None` if it is not a percentage.
fn percentage(value: &IntOrPercent) -> Option<i64> {
    let IntOrPercent::Text(text) = value else { return None };
    let digits = text.strip_suffix('%').filter(|_| names::percent(text).is_empty())?;
    Some(digits.parse().unwrap_or(i64::MAX))
}
