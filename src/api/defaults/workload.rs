//! Defaults of Deployments, ReplicaSets and StatefulSets.

use super::gates;
use super::pod::template;
use super::tree::each;
use crate::api::deployment::RollingUpdateDeployment;
use crate::api::stateful_set::RollingUpdateStatefulSet;
use crate::api::{Deployment, IntOrPercent, Name, Release, ReplicaSet, StatefulSet};

const REVISION_HISTORY_LIMIT: i32 = 10;
const PROGRESS_DEADLINE_SECONDS: i32 = 600;
const ROLLING_UPDATE: &str = "RollingUpdate";

/// A Deployment; `None` if it lacks nothing.
pub(super) fn deployment(deployment: &Deployment, release: Release) -> Option<Deployment> {
    let mut filled = deployment.clone();
    let spec = &mut filled.spec;
    gates::drop_from_deployment(spec, release);
    spec.replicas.get_or_insert(1);
    spec.revision_history_limit.get_or_insert(REVISION_HISTORY_LIMIT);
    spec.progress_deadline_seconds.get_or_insert(PROGRESS_DEADLINE_SECONDS);
    spec.min_ready_seconds = spec.min_ready_seconds.filter(|seconds| *seconds != 0);
    default_text(&mut spec.strategy.kind, ROLLING_UPDATE);
    if &*spec.strategy.kind == ROLLING_UPDATE {
        let update = &mut spec.strategy.rolling_update;
        let update = update.get_or_insert_with(RollingUpdateDeployment::default);
        update.max_unavailable.get_or_insert_with(|| IntOrPercent::from("25%"));
        update.max_surge.get_or_insert_with(|| IntOrPercent::from("25%"));
    }
    if let Some(filled) = template(&spec.template) {
        spec.template = filled;
    }
    (filled.spec != deployment.spec).then_some(filled)
}

/// A ReplicaSet; `None` if it lacks nothing.
pub(super) fn replica_set(set: &ReplicaSet) -> Option<ReplicaSet> {
    let template = template(&set.spec.template);
    let waits_for_nothing = set.spec.min_ready_seconds == Some(0);
    if set.spec.replicas.is_some() && template.is_none() && !waits_for_nothing {
        return None;
    }
    let mut filled = set.clone();
    filled.spec.min_ready_seconds = set.spec.min_ready_seconds.filter(|_| !waits_for_nothing);
    filled.spec.replicas.get_or_insert(1);
    if let Some(template) = template {
        filled.spec.template = template;
    }
    Some(filled)
}

/// A StatefulSet; `None` if it lacks nothing.
pub(super) fn stateful_set(set: &StatefulSet, release: Release) -> Option<StatefulSet> {
    let mut filled = set.clone();
    let spec = &mut filled.spec;
    gates::drop_from_stateful_set(spec, release);
    spec.replicas.get_or_insert(1);
    spec.revision_history_limit.get_or_insert(REVISION_HISTORY_LIMIT);
    spec.min_ready_seconds = spec.min_ready_seconds.filter(|seconds| *seconds != 0);
    default_text(&mut spec.pod_management_policy, "OrderedReady");
    let strategy = &mut spec.update_strategy;
    if strategy.kind.is_empty() {
        strategy.kind = ROLLING_UPDATE.into();
        strategy.rolling_update.get_or_insert_with(RollingUpdateStatefulSet::default);
    }
    if let Some(update) = &mut strategy.rolling_update
        && &*strategy.kind == ROLLING_UPDATE
    {
        update.partition.get_or_insert(0);
        if release.stateful_set_max_unavailable() {
            update.max_unavailable.get_or_insert(IntOrPercent::Int(1));
        }
    }
    if release.stateful_set_claim_retention() {
        let policy = &mut spec.persistent_volume_claim_retention_policy;
        let policy = policy.get_or_insert_default();
        default_text(&mut policy.when_deleted, "Retain");
        default_text(&mut policy.when_scaled, "Retain");
    }
    if let Some(filled) = template(&spec.template) {
        spec.template = filled;
    }
    if let Some(filled) = each(&spec.volume_claim_templates, super::claim) {
        spec.volume_claim_templates = filled;
    }
    (filled.spec != set.spec).then_some(filled)
}

fn default_text(field: &mut Name, default: &str) {
    if field.is_empty() {
        *field = default.into();
    }
}
