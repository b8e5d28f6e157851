//! ResourceQuotas, of which only the number of Pods is enforced.

use super::meta::{ObjectMeta, StringMap};
use crate::value::fields::fields;

/// A limit on what a namespace may hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResourceQuota {
    /// Name.
    pub metadata: ObjectMeta,
    /// The limits.
    pub spec: QuotaSpec,
}

fields!(ResourceQuota {
    always: metadata, spec;
});

/// The limits by resource; `pods` is the one enforced.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuotaSpec {
    /// Resource name to quantity.
    pub hard: StringMap,
}

fields!(QuotaSpec {
    always: hard;
});
