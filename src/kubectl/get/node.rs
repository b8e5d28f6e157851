//! `kubectl get nodes` (rule U4).

use super::{NONE, Printed, View, age, columns};
use crate::api::Node;
use crate::api::pod::ConditionStatus;
use crate::collections::sort;

const UNKNOWN: &str = "<unknown>";

impl Printed for Node {
    fn header(view: View) -> Vec<&'static str> {
        columns(
            &["NAME", "STATUS", "ROLES", "AGE", "VERSION"],
            &["INTERNAL-IP", "EXTERNAL-IP", "OS-IMAGE", "KERNEL-VERSION", "CONTAINER-RUNTIME"],
            view,
        )
    }

    /// The machine itself is not simulated, so `-o wide` knows nothing of it.
    fn cells(&self, view: View) -> Vec<String> {
        columns(
            &[
                self.metadata.name.to_string(),
                status(self),
                roles(self),
                age(&self.metadata, view),
                format!("v1.{}.{}", view.release.minor, view.release.patch),
            ],
            &[NONE, NONE, UNKNOWN, UNKNOWN, UNKNOWN].map(str::to_owned),
            view,
        )
    }
}

fn status(node: &Node) -> String {
    let ready = match node.status.ready {
        ConditionStatus::True => "Ready",
        _ if node.status.has_ready_condition() => "NotReady",
        _ => "Unknown",
    };
    let cordoned = if node.spec.unschedulable { ",SchedulingDisabled" } else { "" };
    format!("{ready}{cordoned}")
}

/// From the labels `node-role.kubernetes.io/<role>` and `kubernetes.io/role`, sorted, each once.
fn roles(node: &Node) -> String {
    let labels = node.metadata.labels.iter();
    let mut roles: Vec<&str> = labels
        .filter_map(|(key, value)| match key.strip_prefix("node-role.kubernetes.io/") {
            None if &**key == "kubernetes.io/role" => Some(&**value),
            role => role,
        })
        .filter(|role| !role.is_empty())
        .collect();
    sort(&mut roles);
    roles.dedup();
    if roles.is_empty() { NONE.to_owned() } else { roles.join(",") }
}
