//! PodDisruptionBudgets (rule B1).

use super::int_or_percent::IntOrPercent;
use super::meta::{Name, ObjectMeta};
use super::selector::LabelSelector;
use crate::value::fields::fields;

/// How many Pods must stay when somebody evicts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PodDisruptionBudget {
    /// Name.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: BudgetSpec,
    /// What the disruption controller saw last.
    pub status: BudgetStatus,
}

fields!(PodDisruptionBudget {
    always: metadata, spec, status;
});

/// What a budget asks for: one of the two.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BudgetSpec {
    /// Which Pods it guards.
    pub selector: Option<LabelSelector>,
    /// How many must be healthy.
    pub min_available: Option<IntOrPercent>,
    /// How many may be unhealthy.
    pub max_unavailable: Option<IntOrPercent>,
    /// `IfHealthyBudget` (default) or `AlwaysAllow`, where the release has it (rule B2).
    pub unhealthy_pod_eviction_policy: Option<Name>,
}

fields!(BudgetSpec {
    if_set: selector, min_available, max_unavailable, unhealthy_pod_eviction_policy;
});

/// What the disruption controller saw last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BudgetStatus {
    /// The generation it looked at.
    pub observed_generation: u64,
    /// Evictions it would allow now.
    pub disruptions_allowed: i32,
    /// Ready and not terminating.
    pub current_healthy: i32,
    /// How many must be.
    pub desired_healthy: i32,
    /// How many there should be.
    pub expected_pods: i32,
}

fields!(BudgetStatus {
    always:
        observed_generation, disruptions_allowed, current_healthy, desired_healthy,
        expected_pods;
});
