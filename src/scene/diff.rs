//! What one write changed, field by field.

use super::fields::{counterpart, identity, scalar};
use crate::api::ObjectRef;
use crate::cluster::Change;
use crate::collections::{sort, sort_by};
use crate::value::Value;

/// Fields that change with every write and tell nothing: they are counted and left out.
const NOISE: &[&str] = &[
    "resourceVersion",
    "generation",
    "observedGeneration",
    "lastUpdateTime",
    "lastTransitionTime",
    "creationTimestamp",
    "uid",
];

/// What one write changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Diff {
    /// The object written.
    pub object: ObjectRef,
    /// What kind of write it was.
    pub kind: DiffKind,
    /// The changed fields, by what they are part of.
    pub sections: Vec<Section>,
    /// The changed fields left out, by name.
    pub noise: Vec<&'static str>,
}

/// What kind of write it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffKind {
    /// The object is new.
    Created,
    /// Fields changed.
    Updated,
    /// Its deletion was asked for; it is still there.
    MarkedForDeletion,
    /// The object is gone.
    Removed,
}

/// The changed fields of one part of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The path to the part, `spec.template.spec.containers[nginx]`.
    pub path: String,
    /// The changed fields in it.
    pub fields: Vec<Field>,
}

/// One changed field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it was; `None` if it was not there.
    pub before: Option<String>,
    /// What it is; `None` if it is not there any more.
    pub after: Option<String>,
}

/// What this write changed. A created or removed object is one line and has no sections.
pub fn of(change: &Change) -> Diff {
    let object = change.object().reference();
    let (kind, mut walk) = match (&change.before, &change.after) {
        (None, _) => (DiffKind::Created, Walk::default()),
        (_, None) => (DiffKind::Removed, Walk::default()),
        (Some(before), Some(after)) => {
            let mut walk = Walk::default();
            walk.compare("", "", Some(&before.to_value()), Some(&after.to_value()));
            let marked = !before.meta().is_terminating() && after.meta().is_terminating();
            (if marked { DiffKind::MarkedForDeletion } else { DiffKind::Updated }, walk)
        }
    };
    sort_by(&mut walk.sections, |a, b| a.path.cmp(&b.path));
    sort(&mut walk.noise);
    walk.noise.dedup();
    Diff { object, kind, sections: walk.sections, noise: walk.noise }
}

#[derive(Default)]
struct Walk {
    sections: Vec<Section>,
    noise: Vec<&'static str>,
}

impl Walk {
    fn compare(&mut self, path: &str, name: &str, was: Option<&Value>, now: Option<&Value>) {
        if was == now {
            return;
        }
        if let Some(noise) = NOISE.iter().find(|noise| **noise == name) {
            return self.noise.push(noise);
        }
        let (before, after) = (was.and_then(scalar), now.and_then(scalar));
        if was.is_some_and(Value::is_array) || now.is_some_and(Value::is_array) {
            return self.items(&join(path, name), array(was), array(now));
        }
        if before.is_some() || after.is_some() {
            self.field(path, name, before, after);
        }
        self.members(&join(path, name), was, now);
    }

    fn members(&mut self, path: &str, was: Option<&Value>, now: Option<&Value>) {
        let object = |value: Option<&Value>| value.and_then(Value::as_object).cloned();
        let (was, now) = (object(was).unwrap_or_default(), object(now).unwrap_or_default());
        let gone = was.keys().filter(|key| !now.contains_key(*key));
        for key in now.keys().chain(gone) {
            self.compare(path, key, was.get(key), now.get(key));
        }
    }

    fn items(&mut self, path: &str, was: &[Value], now: &[Value]) {
        for (index, item) in now.iter().enumerate() {
            self.item(path, item, index, counterpart(item, index, was), Some(item));
        }
        for (index, item) in was.iter().enumerate() {
            if counterpart(item, index, now).is_none() {
                self.item(path, item, index, Some(item), None);
            }
        }
    }

    fn item(
        &mut self,
        path: &str,
        item: &Value,
        index: usize,
        was: Option<&Value>,
        now: Option<&Value>,
    ) {
        if was == now {
            return;
        }
        let Some((key, name)) = identity(item) else {
            return self.compare(path, &format!("[{index}]"), was, now);
        };
        let path = format!("{path}[{}]", scalar(name).unwrap_or_default());
        let without_name = |value: Option<&Value>| {
            let mut value = value.cloned();
            value.as_mut().and_then(Value::as_object_mut).map(|map| map.remove(key));
            value
        };
        self.members(&path, without_name(was).as_ref(), without_name(now).as_ref());
    }

    fn field(&mut self, path: &str, name: &str, before: Option<String>, after: Option<String>) {
        let field = Field { name: name.to_owned(), before, after };
        match self.sections.iter_mut().find(|section| section.path == path) {
            Some(section) => section.fields.push(field),
            None => self.sections.push(Section { path: path.to_owned(), fields: vec![field] }),
        }
    }
}

fn array(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Kind, Object};
    use crate::value::json;

    fn text(diff: &Diff) -> String {
        let mut text = format!("{} {:?}", diff.object, diff.kind);
        for section in &diff.sections {
            text += &format!("\n{}", section.path);
            for Field { name, before, after } in &section.fields {
                let line = |mark, value: &Option<String>| {
                    value.as_ref().map(|value| format!("\n{mark} {name}: {value}"))
                };
                text += &line('-', before).unwrap_or_default();
                text += &line('+', after).unwrap_or_default();
            }
        }
        if diff.noise.is_empty() { text } else { text + &format!("\nnoise {:?}", diff.noise) }
    }

    fn check(kind: Kind, before: Value, after: Value, expected: &[&str]) {
        let object = |value| Object::from_value(kind, value).expect("an object");
        let change = Change { before: Some(object(before)), after: Some(object(after)) };
        assert_eq!(text(&of(&change)), expected.join("\n"));
    }

    #[test]
    fn a_new_image_and_size() {
        let deployment = |replicas: i32, image: &str, version: &str| {
            json!({
                "metadata": { "name": "web", "resourceVersion": version },
                "spec": {
                    "replicas": replicas,
                    "template": { "spec": { "containers": [
                        { "name": "nginx", "image": image }
                    ] } },
                },
            })
        };
        check(
            Kind::Deployment,
            deployment(3, "nginx:1.25", "4"),
            deployment(5, "nginx:1.27", "5"),
            &[
                "Deployment/web Updated",
                "spec",
                "- replicas: 3",
                "+ replicas: 5",
                "spec.template.spec.containers[nginx]",
                "- image: nginx:1.25",
                "+ image: nginx:1.27",
                "noise [\"resourceVersion\"]",
            ],
        );
    }

    #[test]
    fn conditions_are_matched_by_type_and_their_times_are_noise() {
        let pod = |conditions: Value| {
            json!({ "metadata": { "name": "db-0" }, "status": {
                "phase": "Running", "conditions": conditions } })
        };
        let at = "2026-01-01T00:00:01Z";
        check(
            Kind::Pod,
            pod(json!([{ "type": "Ready", "status": "False" }])),
            pod(json!([
                { "type": "Initialized", "status": "True" },
                { "type": "Ready", "status": "True", "lastTransitionTime": at },
            ])),
            &[
                "Pod/db-0 Updated",
                "status.conditions[Initialized]",
                "+ status: \"True\"",
                "status.conditions[Ready]",
                "- status: \"False\"",
                "+ status: \"True\"",
                "noise [\"lastTransitionTime\"]",
            ],
        );
    }

    #[test]
    fn a_deletion_that_was_asked_for() {
        let pod = |deleted: Option<&str>| {
            let metadata = json!({ "name": "db-0", "deletionTimestamp": deleted });
            json!({ "metadata": metadata })
        };
        check(
            Kind::Pod,
            pod(None),
            pod(Some("2026-01-01T00:00:31Z")),
            &[
                "Pod/db-0 MarkedForDeletion",
                "metadata",
                "+ deletionTimestamp: \"2026-01-01T00:00:31Z\"",
            ],
        );
    }
}
