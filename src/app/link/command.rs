//! One command as a few words with commas between them, and back.

use super::escape::{escape, unescape};
use crate::api::{Kind, Name, Object, ObjectRef};
use crate::cluster::{Command, DeleteOptions, Propagation};
use serde_json::Value;

/// The command as words: `scale,deployment/web,3`.
pub fn write(command: &Command) -> String {
    let words = words(command);
    words.iter().map(|word| escape(word)).collect::<Vec<_>>().join(",")
}

fn words(command: &Command) -> Vec<String> {
    let (verb, rest): (&str, Vec<String>) = match command {
        Command::Create(object) => ("create", vec![object.to_value().to_string()]),
        Command::Apply(object) => ("apply", vec![object.to_value().to_string()]),
        Command::Patch { object, patch, strategic } => {
            (if *strategic { "patch" } else { "merge" }, vec![named(object), patch.to_string()])
        }
        Command::Scale { object, replicas } => ("scale", vec![named(object), replicas.to_string()]),
        Command::SetImage { object, container, image } => {
            ("image", vec![named(object), container.to_string(), image.to_string()])
        }
        Command::Restart(object) => ("restart", vec![named(object)]),
        Command::Pause(object) => ("pause", vec![named(object)]),
        Command::Resume(object) => ("resume", vec![named(object)]),
        Command::Undo { object, to_revision } => {
            let number = to_revision.map(|number| number.to_string());
            ("undo", [named(object)].into_iter().chain(number).collect())
        }
        Command::Delete { object, options } => ("delete", delete(object, options)),
        Command::Evict(pod) => ("evict", vec![pod.to_string()]),
        Command::Cordon(node, true) => ("cordon", vec![node.to_string()]),
        Command::Cordon(node, false) => ("uncordon", vec![node.to_string()]),
        Command::Crash(pod) => ("crash", vec![pod.to_string()]),
        Command::Readiness(pod, true) => ("ready", vec![pod.to_string()]),
        Command::Readiness(pod, false) => ("unready", vec![pod.to_string()]),
        Command::BreakImage(image, true) => ("lose", vec![image.to_string()]),
        Command::BreakImage(image, false) => ("find", vec![image.to_string()]),
        Command::BreakNextImage(object, true) => ("losenext", vec![named(object)]),
        Command::BreakNextImage(object, false) => ("findnext", vec![named(object)]),
        Command::Heartbeats(node, true) => ("up", vec![node.to_string()]),
        Command::Heartbeats(node, false) => ("down", vec![node.to_string()]),
    };
    [verb.to_owned()].into_iter().chain(rest).collect()
}

fn delete(object: &ObjectRef, options: &DeleteOptions) -> Vec<String> {
    let cascade = match options.propagation {
        Propagation::Background => "background",
        Propagation::Foreground => "foreground",
        Propagation::Orphan => "orphan",
    };
    let grace = options.grace_period_seconds.map(|seconds| seconds.to_string());
    [named(object), cascade.to_owned()].into_iter().chain(grace).collect()
}

fn named(object: &ObjectRef) -> String {
    format!("{}/{}", object.kind.as_str().to_lowercase(), object.name)
}

/// Reads what [`write`] wrote; `None` for anything else.
pub fn parse(text: &str) -> Option<Command> {
    let words: Vec<String> = text.split(',').map(unescape).collect::<Option<_>>()?;
    let (verb, rest) = words.split_first()?;
    let first = rest.first()?;
    let word = |index: usize| rest.get(index);
    let name = || Name::from(first.as_str());
    Some(match verb.as_str() {
        "create" => Command::Create(object(first)?),
        "apply" => Command::Apply(object(first)?),
        "patch" | "merge" => Command::Patch {
            object: reference(first)?,
            patch: serde_json::from_str(word(1)?).ok()?,
            strategic: verb == "patch",
        },
        "scale" => Command::Scale { object: reference(first)?, replicas: word(1)?.parse().ok()? },
        "image" => Command::SetImage {
            object: reference(first)?,
            container: word(1)?.as_str().into(),
            image: word(2)?.as_str().into(),
        },
        "restart" => Command::Restart(reference(first)?),
        "pause" => Command::Pause(reference(first)?),
        "resume" => Command::Resume(reference(first)?),
        "undo" => {
            let to_revision = match word(1) {
                Some(number) => Some(number.parse().ok()?),
                None => None,
            };
            Command::Undo { object: reference(first)?, to_revision }
        }
        "delete" => {
            let options = delete_options(word(1)?, word(2))?;
            Command::Delete { object: reference(first)?, options }
        }
        "evict" => Command::Evict(name()),
        "cordon" | "uncordon" => Command::Cordon(name(), verb == "cordon"),
        "crash" => Command::Crash(name()),
        "ready" | "unready" => Command::Readiness(name(), verb == "ready"),
        "lose" | "find" => Command::BreakImage(name(), verb == "lose"),
        "losenext" | "findnext" => Command::BreakNextImage(reference(first)?, verb == "losenext"),
        "up" | "down" => Command::Heartbeats(name(), verb == "up"),
        _ => return None,
    })
}

fn delete_options(cascade: &str, grace: Option<&String>) -> Option<DeleteOptions> {
    let propagation = match cascade {
        "background" => Propagation::Background,
        "foreground" => Propagation::Foreground,
        "orphan" => Propagation::Orphan,
        _ => return None,
    };
    let grace_period_seconds = match grace {
        Some(seconds) => Some(seconds.parse().ok()?),
        None => None,
    };
    Some(DeleteOptions { grace_period_seconds, propagation, uid: None })
}

fn reference(text: &str) -> Option<ObjectRef> {
    let (kind, name) = text.split_once('/')?;
    let kind = Kind::ALL.iter().find(|it| it.as_str().eq_ignore_ascii_case(kind))?;
    Some(ObjectRef::new(*kind, name))
}

fn object(text: &str) -> Option<Object> {
    let value: Value = serde_json::from_str(text).ok()?;
    let kind = Kind::parse(value.get("kind")?.as_str()?)?;
    Object::from_value(kind, value).ok()
}
