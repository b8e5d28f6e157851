//! `kubectl get deployments` (rule U4).

use super::{Printed, View, age, columns, containers, labels};
use crate::api::Deployment;

impl Printed for Deployment {
    fn header(view: View) -> Vec<&'static str> {
        columns(
            &["NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE"],
            &["CONTAINERS", "IMAGES", "SELECTOR"],
            view,
        )
    }

    fn cells(&self, view: View) -> Vec<String> {
        let [names, images] = containers(&self.spec.template.spec.containers);
        columns(
            &[
                self.metadata.name.to_string(),
                format!("{}/{}", self.status.ready_replicas, self.replicas()),
                self.status.updated_replicas.to_string(),
                self.status.available_replicas.to_string(),
                age(&self.metadata, view),
            ],
            &[names, images, labels::selector(&self.spec.selector)],
            view,
        )
    }
}
