//! What kubectl prints when a command was refused (rules A2, A6, U9, U10).

use crate::api::{Reason, Status};
use crate::cluster::Command;

/// The lines on the terminal after this command was refused.
pub fn refusal(command: &Command, status: &Status) -> Vec<String> {
    let (object, message) = (command.object(), &status.message);
    let line = match (command, status.reason) {
        // What kubectl found out by itself has its prefix already.
        _ if message.starts_with("error: ") => message.clone(),
        (Command::Scale { replicas: ..0, .. }, _) => {
            "error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal \
             to 0"
                .to_owned()
        }
        (Command::Scale { .. }, Reason::NotFound) if message.ends_with("not found") => {
            format!("error: no objects passed to scale {message}")
        }
        (Command::SetImage { .. }, Reason::Invalid) => {
            format!("error: failed to patch image update to pod template: {message}")
        }
        (Command::Evict(pod), Reason::TooManyRequests) => format!(
            "error when evicting pods/\"{pod}\" -n \"default\" (will retry after 5s): {message}"
        ),
        (_, Reason::Invalid) => {
            return invalid(
                &format!("The {} \"{}\" is invalid: ", object.kind, object.name),
                &status.causes,
            );
        }
        (Command::Create(_), reason) => format!(
            "Error from server ({reason:?}): error when creating \"{}.yaml\": {message}",
            object.name
        ),
        (_, reason) => format!("Error from server ({reason:?}): {message}"),
    };
    vec![line]
}

/// One cause stands on the same line, several below it.
fn invalid(title: &str, causes: &[String]) -> Vec<String> {
    match causes {
        [one] => vec![format!("{title}{one}")],
        many => {
            let causes = many.iter().map(|cause| format!("* {cause}"));
            std::iter::once(title.to_owned()).chain(causes).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Kind, Object, ObjectRef, Release, validation};
    use crate::cluster::{Cluster, Config, DeleteOptions};
    use crate::value::{Value, json};

    fn object(kind: Kind, value: Value) -> Object {
        Object::from_value(kind, value).expect("an object")
    }

    fn web(labels: Value) -> Object {
        object(
            Kind::Deployment,
            json!({
                "metadata": { "name": "web" },
                "spec": {
                    "selector": { "matchLabels": { "app": "web" } },
                    "template": {
                        "metadata": { "labels": labels },
                        "spec": { "containers": [{ "name": "nginx", "image": "nginx:1.25" }] },
                    },
                },
            }),
        )
    }

    fn refused(command: Command) -> String {
        let mut cluster = Cluster::new(Config { release: Release::V1_20, ..Config::default() });
        cluster.command(&Command::Create(web(json!({ "app": "web" })))).expect("a Deployment");
        let status = cluster.command(&command).expect_err("a refusal");
        refusal(&command, &status).join("\n")
    }

    #[test]
    fn refusals_are_worded_as_by_a_real_kubectl() {
        let web_ref = || ObjectRef::new(Kind::Deployment, "web");
        let nope = || ObjectRef::new(Kind::Deployment, "nope");
        for (command, expected) in [
            (
                Command::Delete { object: nope(), options: DeleteOptions::default() },
                "Error from server (NotFound): deployments.apps \"nope\" not found",
            ),
            (
                Command::Create(web(json!({ "app": "web" }))),
                "Error from server (AlreadyExists): error when creating \"web.yaml\": \
                 deployments.apps \"web\" already exists",
            ),
            (
                Command::Scale { object: nope(), replicas: 3 },
                "error: no objects passed to scale deployments.apps \"nope\" not found",
            ),
            (
                Command::Scale { object: web_ref(), replicas: -1 },
                "error: The --replicas=COUNT flag is required, and COUNT must be greater than or \
                 equal to 0",
            ),
            (
                Command::SetImage {
                    object: web_ref(),
                    container: "nginx".into(),
                    image: "".into(),
                },
                "error: failed to patch image update to pod template: Deployment.apps \"web\" is \
                 invalid: spec.template.spec.containers[0].image: Required value",
            ),
            (
                Command::SetImage {
                    object: web_ref(),
                    container: "nope".into(),
                    image: "nginx".into(),
                },
                "error: unable to find container named \"nope\"",
            ),
            (Command::Resume(web_ref()), "error: deployments.apps \"web\" is not paused"),
            (
                Command::Undo { object: web_ref(), to_revision: Some(-1) },
                "error: unable to find specified revision -1 in history",
            ),
            (
                Command::Patch {
                    object: web_ref(),
                    patch: json!({ "spec": { "replicas": -1 } }),
                    strategic: true,
                },
                "The Deployment \"web\" is invalid: spec.replicas: Invalid value: -1: must be \
                 greater than or equal to 0",
            ),
        ] {
            assert_eq!(refused(command), expected);
        }
    }

    #[test]
    fn nobody_restarts_twice_within_a_second() {
        let mut cluster = Cluster::new(Config::default());
        cluster.command(&Command::Create(web(json!({ "app": "web" })))).expect("a Deployment");
        let restart = Command::Restart(ObjectRef::new(Kind::Deployment, "web"));
        cluster.command(&restart).expect("it may be restarted");
        let status = cluster.command(&restart).expect_err("a refusal");
        assert_eq!(
            refusal(&restart, &status),
            ["error: failed to create patch for web: if restart has already been triggered \
                 within the past second, please wait before attempting to trigger another"]
        );
        cluster.advance_to(cluster.now().after_ms(1000));
        cluster.command(&restart).expect("it may be restarted again");
    }

    #[test]
    fn several_invalid_fields_stand_one_below_the_other() {
        let errors = ["a: Required value".to_owned(), "b: Required value".to_owned()];
        let status = validation::invalid(Kind::Deployment, "web", &errors);
        let lines = refusal(&Command::Apply(web(json!({}))), &status);
        let title = "The Deployment \"web\" is invalid: ";
        assert_eq!(lines, [title, "* a: Required value", "* b: Required value"]);
    }
}
