//! `kubectl get controllerrevisions` (rule U4).

use super::{NONE, Printed, View, age};
use crate::api::ControllerRevision;

impl Printed for ControllerRevision {
    fn header(_: View) -> Vec<&'static str> {
        vec!["NAME", "CONTROLLER", "REVISION", "AGE"]
    }

    fn cells(&self, view: View) -> Vec<String> {
        let controller = self
            .metadata
            .controller()
            .map(|owner| format!("{}/{}", owner.kind.qualified_lowercase(), owner.name));
        vec![
            self.metadata.name.to_string(),
            controller.unwrap_or_else(|| NONE.to_owned()),
            self.revision.to_string(),
            age(&self.metadata, view),
        ]
    }
}
