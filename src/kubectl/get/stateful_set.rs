//! `kubectl get statefulsets` (rule U4).

use super::{Printed, View, age, columns, containers};
use crate::api::StatefulSet;

impl Printed for StatefulSet {
    fn header(view: View) -> Vec<&'static str> {
        columns(&["NAME", "READY", "AGE"], &["CONTAINERS", "IMAGES"], view)
    }

    fn cells(&self, view: View) -> Vec<String> {
        columns(
            &[
                self.metadata.name.to_string(),
                format!("{}/{}", self.status.ready_replicas, self.replicas()),
                age(&self.metadata, view),
            ],
            &containers(&self.spec.template.spec.containers),
            view,
        )
    }
}
