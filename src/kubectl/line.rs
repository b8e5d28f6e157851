//! What to type for a command.

use crate::api::{Kind, ObjectRef};
use crate::cluster::{Command, DeleteOptions, Propagation};
use crate::language::say;

/// What to type into a terminal for this command. What kubectl has no command for (a fault) is a
/// comment that says what it imitates.
pub fn line(command: &Command) -> String {
    match command {
        Command::Create(object) => format!("kubectl create -f {}.yaml", object.name()),
        Command::Apply(object) => format!("kubectl apply -f {}.yaml", object.name()),
        Command::Patch { object, patch, strategic } => {
            let merge = if *strategic { "" } else { " --type=merge" };
            // Within single quotes a shell takes everything literally but the quote itself.
            let patch = patch.to_string().replace('\'', r"'\''");
            format!("kubectl patch {}{merge} -p '{patch}'", named(object))
        }
        Command::Scale { object, replicas } => {
            format!("kubectl scale {} --replicas={replicas}", named(object))
        }
        Command::SetImage { object, container, image } => {
            format!("kubectl set image {} {container}={image}", named(object))
        }
        Command::Restart(object) => rollout("restart", object),
        Command::Pause(object) => rollout("pause", object),
        Command::Resume(object) => rollout("resume", object),
        Command::Undo { object, to_revision: None } => rollout("undo", object),
        Command::Undo { object, to_revision: Some(number) } => {
            format!("{} --to-revision={number}", rollout("undo", object))
        }
        Command::Delete { object, options } => delete(object, options),
        Command::Evict(pod) => say!("# kubectl drain asks for the eviction of pod/{pod}", pod),
        Command::Cordon(node, true) => format!("kubectl cordon {node}"),
        Command::Cordon(node, false) => format!("kubectl uncordon {node}"),
        Command::Crash(pod) => format!("kubectl exec {pod} -- kill 1"),
        Command::Readiness(pod, false) => {
            say!("# the application in pod/{pod} stops answering its readiness probe", pod)
        }
        Command::Readiness(pod, true) => {
            say!("# the application in pod/{pod} answers its readiness probe again", pod)
        }
        Command::BreakImage(image, true) => say!("# the registry does not have {image}", image),
        Command::BreakImage(image, false) => say!("# the registry has {image} again", image),
        Command::BreakNextImage(object, true) => {
            say!("# the next image of {object} cannot be pulled", object = named(object))
        }
        Command::BreakNextImage(object, false) => {
            say!("# the next image of {object} can be pulled", object = named(object))
        }
        Command::Heartbeats(node, false) => say!("# {node} loses power", node),
        Command::Heartbeats(node, true) => say!("# {node} comes back", node),
    }
}

fn rollout(verb: &str, object: &ObjectRef) -> String {
    format!("kubectl rollout {verb} {}", named(object))
}

fn delete(object: &ObjectRef, options: &DeleteOptions) -> String {
    let force = match options.grace_period_seconds {
        None => String::new(),
        Some(0) => " --grace-period=0 --force".to_owned(),
        Some(seconds) => format!(" --grace-period={seconds}"),
    };
    let cascade = match options.propagation {
        Propagation::Background => "",
        Propagation::Foreground => " --cascade=foreground",
        Propagation::Orphan => " --cascade=orphan",
    };
    format!("kubectl delete {}{cascade}{force}", named(object))
}

/// As kubectl takes it: `deployment/web`, and the short name where that is what people type.
fn named(object: &ObjectRef) -> String {
    let kind = match object.kind {
        Kind::PersistentVolumeClaim => "pvc".to_owned(),
        Kind::PersistentVolume => "pv".to_owned(),
        Kind::PodDisruptionBudget => "pdb".to_owned(),
        kind => kind.as_str().to_ascii_lowercase(),
    };
    format!("{kind}/{}", object.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Object;
    use crate::value::json;

    #[test]
    fn each_command_has_the_line_that_people_type() {
        let web = || ObjectRef::new(Kind::Deployment, "web");
        let db = || ObjectRef::new(Kind::StatefulSet, "db");
        let claim = ObjectRef::new(Kind::PersistentVolumeClaim, "data-db-0");
        let service = Object::from_value(Kind::Service, json!({ "metadata": { "name": "db" } }));
        let patch = json!({ "metadata": { "annotations": { "a": "it's" } } });
        let forced = DeleteOptions::now();
        let orphaned = DeleteOptions::cascading(Propagation::Orphan);
        for (command, expected) in [
            (Command::Apply(service.expect("a Service")), "kubectl apply -f db.yaml"),
            (
                Command::Patch { object: web(), patch: patch.clone(), strategic: true },
                r#"kubectl patch deployment/web -p '{"metadata":{"annotations":{"a":"it'\''s"}}}'"#,
            ),
            (
                Command::Patch { object: web(), patch: json!({}), strategic: false },
                "kubectl patch deployment/web --type=merge -p '{}'",
            ),
            (
                Command::Scale { object: db(), replicas: 3 },
                "kubectl scale statefulset/db --replicas=3",
            ),
            (
                Command::SetImage { object: web(), container: "*".into(), image: "a:1".into() },
                "kubectl set image deployment/web *=a:1",
            ),
            (Command::Restart(db()), "kubectl rollout restart statefulset/db"),
            (
                Command::Undo { object: web(), to_revision: Some(2) },
                "kubectl rollout undo deployment/web --to-revision=2",
            ),
            (
                Command::Delete { object: claim, options: DeleteOptions::default() },
                "kubectl delete pvc/data-db-0",
            ),
            (
                Command::Delete { object: db(), options: forced },
                "kubectl delete statefulset/db --grace-period=0 --force",
            ),
            (
                Command::Delete { object: db(), options: orphaned },
                "kubectl delete statefulset/db --cascade=orphan",
            ),
            (Command::Cordon("node-a".into(), false), "kubectl uncordon node-a"),
            (Command::Crash("db-0".into()), "kubectl exec db-0 -- kill 1"),
        ] {
            assert_eq!(line(&command), expected);
        }
    }

    #[test]
    fn what_kubectl_cannot_do_is_a_remark() {
        let web = ObjectRef::new(Kind::Deployment, "web");
        for command in [
            Command::Evict("db-0".into()),
            Command::Readiness("db-0".into(), false),
            Command::BreakImage("a:1".into(), true),
            Command::BreakNextImage(web, true),
            Command::Heartbeats("node-a".into(), false),
        ] {
            assert!(line(&command).starts_with("# "), "{command:?}");
        }
    }
}
