//! The annotations that tell the simulation how long things take.

use super::node::Node;
use super::{Diagnostic, Severity, words};
use crate::api::{Object, StringMap};
use crate::cluster::kubelet::{Duration, NEEDS};
use crate::cluster::traffic::Pace;

const PREFIX: &str = "sim/";

/// What is wrong with an object's annotations, and with those of the Pods it makes.
pub(super) fn remarks(object: &Object, node: &Node) -> Vec<Diagnostic> {
    let mut found = of(&object.meta().annotations, "metadata.annotations", node);
    let template = match object {
        Object::Deployment(it) => Some(&it.spec.template),
        Object::ReplicaSet(it) => Some(&it.spec.template),
        Object::StatefulSet(it) => Some(&it.spec.template),
        _ => None,
    };
    if let Some(template) = template {
        let path = "spec.template.metadata.annotations";
        found.extend(of(&template.metadata.annotations, path, node));
    }
    found
}

fn of(annotations: &StringMap, path: &str, node: &Node) -> Vec<Diagnostic> {
    let knobs = annotations.iter().filter(|(key, _)| key.starts_with(PREFIX));
    let known: Vec<&str> = Duration::ALL
        .map(Duration::annotation)
        .into_iter()
        .chain(Pace::ANNOTATIONS)
        .chain([NEEDS])
        .collect();
    let wrong = knobs.filter_map(|(key, value)| {
        let message = if !known.contains(&&**key) {
            words::unknown_knob(key, &known)
        } else if **key == *NEEDS || Duration::read(value).is_some() {
            return None;
        } else {
            words::bad_duration(key, value)
        };
        let path = format!("{path}.{key}");
        Some(Diagnostic::new(Severity::Warning, node.locate(&path), &path, message))
    });
    wrong.collect()
}
