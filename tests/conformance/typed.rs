//! What a typed kubectl line asks for.

use cattle_and_pets::api::{Kind, Object, ObjectRef};
use cattle_and_pets::cluster::{Command, DeleteOptions, Propagation};
use serde_json::{Value, json};

/// A line that changes the cluster.
pub struct Typed {
    /// What it asks for.
    pub command: Command,
    /// What is printed then.
    pub said: Said,
}

/// What kubectl prints.
pub enum Said {
    /// What it prints of this command.
    AsUsual,
    /// What this verb of it prints, where it has words of its own.
    ByVerb {
        /// When all went well.
        done: String,
        /// Before the answer of the API server.
        refused: Option<&'static str>,
    },
}

/// The command behind a line; `None` for one that changes nothing, or that nobody here reads.
/// `stdin` is what `-f -` reads.
pub fn read(words: &[&str], stdin: &str) -> Option<Typed> {
    let answered = |command| Some(Typed { command, said: Said::AsUsual });
    match *words {
        ["kubectl", "scale", ref rest @ ..] => answered(scale(rest)?),
        ["kubectl", "set", "image", object, image] => {
            let (container, image) = image.split_once('=')?;
            let (container, image) = (container.into(), image.into());
            answered(Command::SetImage { object: reference(object)?, container, image })
        }
        ["kubectl", "rollout", verb, object, ref flags @ ..] => {
            answered(rollout(verb, reference(object)?, flags)?)
        }
        ["kubectl", "delete", ref rest @ ..] => answered(delete(rest)?),
        ["kubectl", "patch", kind, name, "-p", patch] => {
            let object = ObjectRef::new(kind_of(kind)?, name);
            let patch: Value = serde_json::from_str(patch).ok()?;
            // A text where a number belongs is kubectl's own concern.
            let is_number = patch["spec"]["replicas"].as_str().is_none();
            answered(Command::Patch { object, patch: patch.into(), strategic: true })
                .filter(|_| is_number)
        }
        ["kubectl", "create", "-f", "-"] => answered(Command::Create(object(stdin)?)),
        ["kubectl", "apply", "-f", "-"] => answered(Command::Apply(object(stdin)?)),
        ["kubectl", "create", "deployment", name, ref flags @ ..] => {
            let done = format!("deployment.apps/{name} created");
            let refused = Some("error: failed to create deployment: ");
            let said = Said::ByVerb { done, refused };
            Some(Typed { command: create_deployment(name, flags)?, said })
        }
        ["kubectl", "expose", "deployment", name, _port] => {
            let spec = json!({ "selector": { "app": name }, "ports": [{ "port": 80 }] });
            let tree = json!({ "metadata": { "name": name }, "spec": spec });
            let command = Command::Create(Object::from_value(Kind::Service, tree).ok()?);
            let done = format!("service/{name} exposed");
            Some(Typed { command, said: Said::ByVerb { done, refused: None } })
        }
        ["kubectl", "annotate", object, pair] => mark(reference(object)?, "annotations", pair),
        ["kubectl", "label", kind, name, pair] => {
            mark(ObjectRef::new(kind_of(kind)?, name), "labels", pair)
        }
        _ => None,
    }
}

/// The words of a line, as a shell sees them.
pub fn words(line: &str) -> Vec<&str> {
    let line = line.split("   # ").next().unwrap_or(line);
    let mut words = Vec::new();
    for (index, part) in line.split('\'').enumerate() {
        match index % 2 {
            0 => words.extend(part.split_whitespace()),
            _ => words.push(part),
        }
    }
    words
}

/// A kind by the names that kubectl takes.
pub fn kind_of(word: &str) -> Option<Kind> {
    Some(match word {
        "deploy" | "deployment" | "deployments" => Kind::Deployment,
        "rs" => Kind::ReplicaSet,
        "sts" | "statefulset" => Kind::StatefulSet,
        "po" | "pod" | "pods" => Kind::Pod,
        "svc" => Kind::Service,
        "pvc" => Kind::PersistentVolumeClaim,
        "controllerrevisions" => Kind::ControllerRevision,
        _ => return None,
    })
}

/// `deployment/web`.
pub fn reference(word: &str) -> Option<ObjectRef> {
    let (kind, name) = word.split_once('/')?;
    Some(ObjectRef::new(kind_of(kind)?, name))
}

/// `sts/db` or `sts db`, and the flags behind it.
fn named<'w>(words: &'w [&'w str]) -> Option<(ObjectRef, &'w [&'w str])> {
    match words {
        [kind, name, flags @ ..] if !kind.contains('/') && !name.starts_with('-') => {
            Some((ObjectRef::new(kind_of(kind)?, *name), flags))
        }
        [object, flags @ ..] => Some((reference(object)?, flags)),
        [] => None,
    }
}

fn scale(words: &[&str]) -> Option<Command> {
    let (object, flags) = named(words)?;
    let [flag] = flags else { return None };
    let replicas = flag.strip_prefix("--replicas=")?.parse().ok()?;
    Some(Command::Scale { object, replicas })
}

fn rollout(verb: &str, object: ObjectRef, flags: &[&str]) -> Option<Command> {
    Some(match (verb, flags) {
        ("pause", []) => Command::Pause(object),
        ("resume", []) => Command::Resume(object),
        ("restart", []) => Command::Restart(object),
        ("undo", []) => Command::Undo { object, to_revision: None },
        ("undo", [flag]) => {
            let to_revision = Some(flag.strip_prefix("--to-revision=")?.parse().ok()?);
            Command::Undo { object, to_revision }
        }
        _ => return None,
    })
}

fn delete(words: &[&str]) -> Option<Command> {
    let (object, flags) = named(words)?;
    let mut options = DeleteOptions::default();
    for flag in flags {
        match *flag {
            "--wait=false" => {}
            "--force" | "--grace-period=0" => options = DeleteOptions::now(),
            "--cascade=orphan" => options.propagation = Propagation::Orphan,
            "--cascade=foreground" => options.propagation = Propagation::Foreground,
            "--cascade=background" => options.propagation = Propagation::Background,
            _ => return None,
        }
    }
    Some(Command::Delete { object, options })
}

fn object(stdin: &str) -> Option<Object> {
    let tree: Value = serde_json::from_str(stdin).ok()?;
    let kind = Kind::parse(tree["kind"].as_str()?)?;
    let is_known = tree["apiVersion"] == kind.api_version();
    let has_slips = !tree["spec"]["replicsa"].is_null();
    Object::from_value(kind, tree).ok().filter(|_| is_known && !has_slips)
}

fn mark(object: ObjectRef, field: &str, pair: &str) -> Option<Typed> {
    let (key, value) = pair.split_once('=')?;
    let patch = json!({ "metadata": { field: { key: value } } });
    let verb = if field == "labels" { "labeled" } else { "annotated" };
    let done = format!("{}/{} {verb}", object.kind.qualified_lowercase(), object.name);
    let said = Said::ByVerb { done, refused: None };
    Some(Typed { command: Command::Patch { object, patch: patch.into(), strategic: false }, said })
}

fn create_deployment(name: &str, flags: &[&str]) -> Option<Command> {
    let flag = |prefix: &str| flags.iter().find_map(|flag| flag.strip_prefix(prefix));
    let image = flag("--image=")?;
    let replicas: i32 = flag("--replicas=").unwrap_or("1").parse().ok()?;
    let container = image.split(':').next();
    let tree = json!({
        "metadata": { "name": name, "labels": { "app": name } },
        "spec": {
            "replicas": replicas,
            "selector": { "matchLabels": { "app": name } },
            "template": {
                "metadata": { "labels": { "app": name } },
                "spec": { "containers": [{ "name": container, "image": image }] },
            },
        },
    });
    Object::from_value(Kind::Deployment, tree).ok().map(Command::Create)
}
