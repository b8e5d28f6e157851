//! What kubectl prints when a command was carried out (rules U9 to U11).

use crate::api::{ObjectRef, Release};
use crate::cluster::{Command, DeleteOptions, Store};

/// The lines on the terminal after this command, which led from one state to the other. None for
/// what kubectl has no command for (a fault), or says nothing about.
pub fn answer(command: &Command, before: &Store, after: &Store, release: Release) -> Vec<String> {
    let object = command.object();
    let (old, new) = (before.object(&object), after.object(&object));
    let changed = old != new;
    let did = |what: &str| vec![format!("{} {what}", named(&object))];
    match command {
        Command::Create(_) => did("created"),
        Command::Apply(_) if old.is_none() => did("created"),
        Command::Apply(_) => did(if changed { "configured" } else { "unchanged" }),
        Command::Patch { .. } => did(if changed { "patched" } else { "patched (no change)" }),
        Command::Scale { .. } => did("scaled"),
        Command::SetImage { .. } if changed => did("image updated"),
        Command::SetImage { .. } => Vec::new(),
        Command::Restart(_) => did("restarted"),
        Command::Pause(_) => did("paused"),
        Command::Resume(_) => did("resumed"),
        Command::Undo { .. } if changed => did("rolled back"),
        Command::Undo { to_revision, .. } => {
            let number = to_revision.unwrap_or(0);
            did(&format!("skipped rollback (current template already matches revision {number})"))
        }
        Command::Delete { options, .. } => deleted(&object, options, release),
        Command::Evict(_) => did("evicted"),
        Command::Cordon(_, on) => {
            let what = if *on { "cordoned" } else { "uncordoned" };
            did(&if changed { what.to_owned() } else { format!("already {what}") })
        }
        Command::Crash(_)
        | Command::Readiness(..)
        | Command::BreakImage(..)
        | Command::BreakNextImage(..)
        | Command::Heartbeats(..) => Vec::new(),
    }
}

/// `deployment.apps/web`.
fn named(object: &ObjectRef) -> String {
    format!("{}/{}", object.kind.qualified_lowercase(), object.name)
}

fn deleted(object: &ObjectRef, options: &DeleteOptions, release: Release) -> Vec<String> {
    let force = options.grace_period_seconds == Some(0);
    let deleted = if force { "force deleted" } else { "deleted" };
    let from = match release.deletion_names_namespace() && object.kind.is_namespaced() {
        true => " from default namespace",
        false => "",
    };
    let kind = object.kind.qualified_lowercase();
    let line = format!("{kind} \"{}\" {deleted}{from}", object.name);
    let warning = "Warning: Immediate deletion does not wait for confirmation that the running \
                   resource has been terminated. The resource may continue to run on the cluster \
                   indefinitely.";
    if force { vec![warning.to_owned(), line] } else { vec![line] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Kind, Object};
    use crate::value::{Value, json};

    fn web(spec: Value) -> Object {
        let object = json!({ "metadata": { "name": "web" }, "spec": spec });
        Object::from_value(Kind::Deployment, object).expect("a Deployment")
    }

    fn with(object: Object) -> Store {
        let mut store = Store::default();
        store.put(object);
        store
    }

    #[test]
    fn kubectl_tells_whether_anything_changed() {
        let object = ObjectRef::new(Kind::Deployment, "web");
        let (two, three) = (web(json!({ "replicas": 2 })), web(json!({ "replicas": 3 })));
        let none = Store::default();
        let said = |command: &Command, before: &Store, after: &Object| {
            answer(command, before, &with(after.clone()), Release::V1_20).join("\n")
        };
        let apply = Command::Apply(three.clone());
        assert_eq!(said(&apply, &none, &three), "deployment.apps/web created");
        assert_eq!(said(&apply, &with(two.clone()), &three), "deployment.apps/web configured");
        assert_eq!(said(&apply, &with(three.clone()), &three), "deployment.apps/web unchanged");
        let undo = Command::Undo { object, to_revision: Some(2) };
        assert_eq!(said(&undo, &with(two), &three), "deployment.apps/web rolled back");
        assert_eq!(
            said(&undo, &with(three.clone()), &three),
            "deployment.apps/web skipped rollback (current template already matches revision 2)"
        );
    }

    #[test]
    fn a_deletion_by_force_warns_first() {
        let pod = ObjectRef::new(Kind::Pod, "db-0");
        let store = Store::default();
        let command = Command::Delete { object: pod.clone(), options: DeleteOptions::now() };
        let lines = answer(&command, &store, &store, Release::V1_20);
        assert!(lines[0].starts_with("Warning: Immediate deletion does not wait"));
        assert_eq!(lines[1], "pod \"db-0\" force deleted");
        let command = Command::Delete { object: pod, options: DeleteOptions::default() };
        let lines = answer(&command, &store, &store, Release::V1_37);
        assert_eq!(lines, ["pod \"db-0\" deleted from default namespace"]);
    }
}
