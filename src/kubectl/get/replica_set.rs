//! `kubectl get replicasets` (rule U4).

use super::{Printed, View, age, columns, containers, labels};
use crate::api::ReplicaSet;

impl Printed for ReplicaSet {
    fn header(view: View) -> Vec<&'static str> {
        columns(
            &["NAME", "DESIRED", "CURRENT", "READY", "AGE"],
            &["CONTAINERS", "IMAGES", "SELECTOR"],
            view,
        )
    }

    fn cells(&self, view: View) -> Vec<String> {
        let [names, images] = containers(&self.spec.template.spec.containers);
        columns(
            &[
                self.metadata.name.to_string(),
                self.replicas().to_string(),
                self.status.replicas.to_string(),
                self.status.ready_replicas.to_string(),
                age(&self.metadata, view),
            ],
            &[names, images, labels::selector(&self.spec.selector)],
            view,
        )
    }
}
