//! A command as a few words, and back: what stands in links and in chapters.

use super::Command;
use crate::api::{Kind, Name, Object, ObjectRef};
use crate::cluster::{DeleteOptions, Propagation};
use crate::value::text;

impl Command {
    /// The command as words: `scale`, `deployment/web`, `3`.
    pub fn words(&self) -> Vec<String> {
        words(self)
    }

    /// Reads what [`Command::words`] wrote; the error is the index of the word that is wrong or
    /// missing.
    pub fn from_words<S: AsRef<str>>(words: &[S]) -> Result<Self, usize> {
        parse(&words.iter().map(AsRef::as_ref).collect::<Vec<_>>())
    }
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

/// `deployment/web`.
pub(in crate::cluster) fn named(object: &ObjectRef) -> String {
    format!("{}/{}", object.kind.as_str().to_ascii_lowercase(), object.name)
}

fn parse(words: &[&str]) -> Result<Command, usize> {
    let verb = *words.first().ok_or(0_usize)?;
    let most = match verb {
        "patch" | "merge" | "scale" | "undo" => 3,
        "image" | "delete" => 4,
        _ => 2,
    };
    if words.len() > most {
        return Err(most);
    }
    let word = |index: usize| words.get(index).copied().ok_or(index);
    let number = |index: usize| word(index)?.parse().map_err(|_| index);
    let name = || word(1).map(Name::from);
    let target = || reference(word(1)?).ok_or(1_usize);
    Ok(match verb {
        "create" => Command::Create(object(word(1)?).ok_or(1_usize)?),
        "apply" => Command::Apply(object(word(1)?).ok_or(1_usize)?),
        "patch" | "merge" => Command::Patch {
            object: target()?,
            patch: text::parse(word(2)?).ok_or(2_usize)?,
            strategic: verb == "patch",
        },
        "scale" => Command::Scale { object: target()?, replicas: number(2)? },
        "image" => Command::SetImage {
            object: target()?,
            container: word(2)?.into(),
            image: word(3)?.into(),
        },
        "restart" => Command::Restart(target()?),
        "pause" => Command::Pause(target()?),
        "resume" => Command::Resume(target()?),
        "undo" => {
            let to_revision = words.get(2).map(|it| it.parse().map_err(|_| 2_usize)).transpose()?;
            Command::Undo { object: target()?, to_revision }
        }
        "delete" => Command::Delete { object: target()?, options: delete_options(&words[1..])? },
        "evict" => Command::Evict(name()?),
        "cordon" | "uncordon" => Command::Cordon(name()?, verb == "cordon"),
        "crash" => Command::Crash(name()?),
        "ready" | "unready" => Command::Readiness(name()?, verb == "ready"),
        "lose" | "find" => Command::BreakImage(name()?, verb == "lose"),
        "losenext" | "findnext" => Command::BreakNextImage(target()?, verb == "losenext"),
        "up" | "down" => Command::Heartbeats(name()?, verb == "up"),
        _ => return Err(0),
    })
}

/// How to delete, from the words behind the verb: the object, the cascade, the grace period.
fn delete_options(words: &[&str]) -> Result<DeleteOptions, usize> {
    let propagation = match words.get(1).copied() {
        None | Some("background") => Propagation::Background,
        Some("foreground") => Propagation::Foreground,
        Some("orphan") => Propagation::Orphan,
        Some(_) => return Err(2),
    };
    let grace = words.get(2).map(|it| it.parse().map_err(|_| 3_usize)).transpose()?;
    Ok(DeleteOptions { grace_period_seconds: grace, propagation, uid: None })
}

/// Reads what [`named`] wrote.
pub(in crate::cluster) fn reference(text: &str) -> Option<ObjectRef> {
    let (kind, name) = text.split_once('/').filter(|(_, name)| !name.is_empty())?;
    Some(ObjectRef::new(Kind::named(kind)?, name))
}

fn object(text: &str) -> Option<Object> {
    let value = text::parse(text)?;
    let kind = Kind::parse(value.get("kind")?.as_str()?)?;
    Object::from_value(kind, value).ok()
}
