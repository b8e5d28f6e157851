//! PodDisruptionBudgets (rule B1).

use super::int_or_percent::IntOrPercent;
use super::meta::ObjectMeta;
use super::selector::LabelSelector;
use serde::{Deserialize, Serialize};

/// How many Pods must stay when somebody evicts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PodDisruptionBudget {
    /// Name.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: BudgetSpec,
    /// What the disruption controller saw last.
    pub status: BudgetStatus,
}

/// What a budget asks for: one of the two.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct BudgetSpec {
    /// Which Pods it guards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selector: Option<LabelSelector>,
    /// How many must be healthy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_available: Option<IntOrPercent>,
    /// How many may be unhealthy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_unavailable: Option<IntOrPercent>,
    /// `IfHealthyBudget` (default) or `AlwaysAllow`, where the release has it (rule B2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unhealthy_pod_eviction_policy: Option<String>,
}

/// What the disruption controller saw last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
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
