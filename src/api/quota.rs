//! ResourceQuotas, of which only the number of Pods is enforced.

use super::meta::{ObjectMeta, StringMap};
use serde::{Deserialize, Serialize};

/// A limit on what a namespace may hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResourceQuota {
    /// Name.
    pub metadata: ObjectMeta,
    /// The limits.
    pub spec: QuotaSpec,
}

/// The limits by resource; `pods` is the one enforced.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct QuotaSpec {
    /// Resource name to quantity.
    pub hard: StringMap,
}
