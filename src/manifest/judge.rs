//! What Kubernetes would say of the objects, each by itself and all together, at its line.

use super::node::{Mark, Node};
use super::objects::Found;
use super::{Diagnostic, Severity, knobs, words};
use crate::api::{Object, ObjectMeta, Pod, Release, StatefulSet, defaults, pod, validation};
use crate::collections::Map;
use std::rc::Rc;

/// The objects that may be created, in their order.
pub(super) fn judge(
    found: Vec<Found>,
    release: Release,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Object> {
    let mut together = Together::default();
    let mut objects = Vec::new();
    for Found { object, node } in found {
        let mut own = errors(&object, &node, release);
        if own.is_empty() {
            own = warnings(&object, &node, release);
            own.extend(together.objection(&object, &node));
        }
        own.extend(defaults::dropped(&object, release).into_iter().map(|path| {
            let message = words::dropped(path, release);
            Diagnostic::new(Severity::Note, node.locate(path), path, message)
        }));
        own.extend(knobs::remarks(&object, &node));
        if own.iter().all(|it| it.severity != Severity::Error) {
            objects.push(object);
        }
        diagnostics.append(&mut own);
    }
    objects
}

/// What the API server would answer.
fn errors(object: &Object, node: &Node, release: Release) -> Vec<Diagnostic> {
    let object = defaults::apply(object.clone(), release);
    let errors = validation::create(&object, release);
    let tell = |error: String| tell(Severity::Error, node, "", &error, words::refused);
    errors.into_iter().map(tell).collect()
}

/// What the API server lets pass and refuses later (rule A4): the Pods and claims of a StatefulSet.
fn warnings(object: &Object, node: &Node, release: Release) -> Vec<Diagnostic> {
    let Object::StatefulSet(set) = object else { return Vec::new() };
    let refusals = |object: Object, path: &str, words: fn(&str) -> String| {
        let object = defaults::apply(object, release);
        let errors = validation::create(&object, release).into_iter();
        let tell = |error: String| tell(Severity::Warning, node, path, &error, words);
        errors.map(tell).collect::<Vec<_>>()
    };
    let mut found = refusals(pod_of(set), "spec.template.", words::pods_refused);
    for (index, claim) in set.spec.volume_claim_templates.iter().enumerate() {
        let claim = Object::PersistentVolumeClaim(Rc::new(claim.clone()));
        let path = format!("spec.volumeClaimTemplates[{index}].");
        found.extend(refusals(claim, &path, words::claims_refused));
    }
    found
}

/// A Pod as the set would make it, as far as validation is concerned.
fn pod_of(set: &StatefulSet) -> Object {
    let template = &set.spec.template;
    let mut spec = template.spec.clone();
    for claim in &set.spec.volume_claim_templates {
        let name = claim.metadata.name.clone();
        spec.volumes.retain(|volume| volume.name != name);
        let source = pod::ClaimSource { claim_name: name.clone(), ..Default::default() };
        let persistent_volume_claim = Some(source);
        spec.volumes.push(pod::Volume { name, persistent_volume_claim, ..Default::default() });
    }
    let metadata = ObjectMeta {
        name: format!("{}-0", set.metadata.name).into(),
        labels: template.metadata.labels.clone(),
        annotations: template.metadata.annotations.clone(),
        ..ObjectMeta::default()
    };
    Object::Pod(Rc::new(Pod { metadata, spec: Rc::new(spec), ..Pod::default() }))
}

/// An error in the API's form, `spec.replicas: Invalid value: -1: …`, below `prefix`.
fn tell(
    severity: Severity,
    node: &Node,
    prefix: &str,
    error: &str,
    words: fn(&str) -> String,
) -> Diagnostic {
    let (path, said) = error.split_once(": ").unwrap_or(("", error));
    // Upstream leaves `metadata` out of the path of a template's labels and annotations.
    let path = format!("{prefix}{path}")
        .replace("template.labels", "template.metadata.labels")
        .replace("template.annotations", "template.metadata.annotations");
    Diagnostic::new(severity, node.locate(&path), &path, words(said))
}

/// What is known of the objects so far.
#[derive(Default)]
struct Together {
    names: Map<String, Mark>,
    namespace: Option<String>,
    pods: i64,
}

impl Together {
    /// What keeps this object from joining those before it.
    fn objection(&mut self, object: &Object, node: &Node) -> Option<Diagnostic> {
        let error = |path: &str, message| {
            Diagnostic::new(Severity::Error, node.locate(path), path, message)
        };
        let namespace = &*object.meta().namespace;
        let first = self.namespace.get_or_insert_with(|| namespace.to_owned());
        if first.is_empty() {
            *first = namespace.to_owned();
        } else if !namespace.is_empty() && namespace != first {
            let message = words::other_namespace(namespace, first);
            return Some(error("metadata.namespace", message));
        }
        let label = object.reference().to_string();
        // Generated names are all different.
        let is_named = !object.name().is_empty();
        if let Some(first) = self.names.get(&label).filter(|_| is_named) {
            return Some(error("metadata.name", words::same_name(&label, first.line)));
        }
        let wanted = self.pods + pods(object);
        if wanted > validation::MAX_PODS {
            let message = words::too_many_pods(wanted, validation::MAX_PODS);
            return Some(error("spec.replicas", message));
        }
        self.names.insert(label, node.locate("metadata.name"));
        self.pods = wanted;
        None
    }
}

fn pods(object: &Object) -> i64 {
    match object {
        Object::Deployment(it) => it.replicas().into(),
        Object::ReplicaSet(it) => it.replicas().into(),
        Object::StatefulSet(it) => it.replicas().into(),
        Object::Pod(_) => 1,
        _ => 0,
    }
}
