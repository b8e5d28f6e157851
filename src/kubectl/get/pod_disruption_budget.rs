//! `kubectl get poddisruptionbudgets` (rule U4).

use super::{Printed, View, age};
use crate::api::{IntOrPercent, PodDisruptionBudget};

impl Printed for PodDisruptionBudget {
    fn header(_: View) -> Vec<&'static str> {
        vec!["NAME", "MIN AVAILABLE", "MAX UNAVAILABLE", "ALLOWED DISRUPTIONS", "AGE"]
    }

    fn cells(&self, view: View) -> Vec<String> {
        let bound = |bound: &Option<IntOrPercent>| {
            bound.as_ref().map_or_else(|| "N/A".to_owned(), IntOrPercent::to_string)
        };
        vec![
            self.metadata.name.to_string(),
            bound(&self.spec.min_available),
            bound(&self.spec.max_unavailable),
            self.status.disruptions_allowed.to_string(),
            age(&self.metadata, view),
        ]
    }
}
