//! What stands on the terminal after a typed kubectl line.

use crate::replay::Replay;
use crate::typed::{self, Said, Typed};
use cattle_and_pets::api::{Deployment, Kind, ObjectRef, Release, StatefulSet, Status};
use cattle_and_pets::cluster::Cluster;
use cattle_and_pets::kubectl::get::{self, View};
use cattle_and_pets::kubectl::{self, rollout_history, rollout_status};
use serde_json::{Value, json};

/// What was printed.
pub struct Printed {
    /// All lines, of both outputs.
    pub text: String,
    /// Whether the line was one that changes the cluster.
    pub is_change: bool,
    failed: bool,
}

/// Carries a line out and prints what kubectl would; `None` if nobody here knows the line.
pub fn type_in(replay: &mut Replay<'_>, words: &[&str], stdin: &str) -> Option<Printed> {
    if let Some(typed) = typed::read(words, stdin) {
        return Some(change(replay, &typed));
    }
    let text = show(replay.cluster(), words)?;
    let failed = text.lines().any(|line| line.to_lowercase().starts_with("error"));
    Some(Printed { text, is_change: false, failed })
}

/// Carries a command out and prints what kubectl would.
pub fn change(replay: &mut Replay<'_>, typed: &Typed) -> Printed {
    let command = &typed.command;
    let before = replay.cluster().store().clone();
    let outcome = replay.command(command);
    let after = replay.cluster().store();
    let text = match (&outcome, &typed.said) {
        (Err(status), Said::ByVerb { refused: Some(refused), .. }) => format!("{refused}{status}"),
        (Err(status), _) => kubectl::refusal(command, status).join("\n"),
        (Ok(_), Said::ByVerb { done, .. }) => done.clone(),
        (Ok(_), Said::AsUsual) => {
            kubectl::answer(command, &before, after, Release::V1_20).join("\n")
        }
    };
    // What is not read from a file has no file's name.
    let text = text.replace(&format!("{}.yaml", command.object().name), "STDIN");
    Printed { text, is_change: true, failed: outcome.is_err() }
}

impl Printed {
    /// As a recording has it.
    pub fn response(&self, stable: impl Fn(&str) -> String) -> Value {
        let is_aside =
            |line: &&str| line.starts_with("Warning: ") || line.starts_with("No resources");
        let (stderr, stdout): (Vec<&str>, Vec<&str>) =
            self.text.lines().partition(|line| self.failed || is_aside(line));
        let text = |lines: Vec<&str>| stable(lines.join("\n").trim_end());
        let exit = i32::from(self.failed);
        json!({ "exit": exit, "stdout": text(stdout), "stderr": text(stderr) })
    }
}

/// What is shown; `None` for a command that nobody here knows.
fn show(cluster: &Cluster, words: &[&str]) -> Option<String> {
    match *words {
        ["kubectl", "get", kinds, ref rest @ ..] if matches!(rest, [] | ["-o", "wide"]) => {
            let kinds: Option<Vec<Kind>> = kinds.split(',').map(typed::kind_of).collect();
            let (now, wide) = (cluster.now(), !rest.is_empty());
            Some(get::text(cluster.store(), &kinds?, View { now, release: Release::V1_20, wide }))
        }
        ["kubectl", "get" | "describe", kind, name] if !name.starts_with('-') => {
            missing(cluster, typed::kind_of(kind)?, name)
        }
        ["kubectl", "describe", object] => {
            let object = typed::reference(object)?;
            missing(cluster, object.kind, &object.name)
        }
        ["kubectl", "rollout", what, object, ref flags @ ..] => {
            let is_known = |flag: &&str| matches!(*flag, "--watch=false" | "--timeout=1s");
            let text = rollout(cluster, what, object).filter(|_| flags.iter().all(is_known))?;
            let waits = flags.contains(&"--timeout=1s") && text.starts_with("Waiting");
            Some(text + if waits { "\nerror: timed out waiting for the condition" } else { "" })
        }
        _ => None,
    }
}

/// What is said of an object that does not exist.
fn missing(cluster: &Cluster, kind: Kind, name: &str) -> Option<String> {
    let object = ObjectRef::new(kind, name);
    let is_missing = cluster.store().object(&object).is_none();
    is_missing.then(|| format!("Error from server (NotFound): {}", Status::not_found(&object)))
}

fn rollout(cluster: &Cluster, what: &str, object: &str) -> Option<String> {
    let (word, name) = object.split_once('/')?;
    let (store, kind) = (cluster.store(), typed::kind_of(word)?);
    let (deployment, set) = (store.get::<Deployment>(name), store.get::<StatefulSet>(name));
    match (kind, deployment, set) {
        (Kind::Deployment, Some(it), _) if what == "status" => {
            Some(rollout_status::deployment(it).to_text())
        }
        (Kind::Deployment, Some(it), _) if what == "history" => {
            Some(rollout_history::deployment(store, it))
        }
        (Kind::StatefulSet, _, Some(it)) if what == "status" => {
            Some(rollout_status::stateful_set(it).to_text())
        }
        (Kind::StatefulSet, _, Some(it)) if what == "history" => {
            Some(rollout_history::stateful_set(store, it))
        }
        _ => missing(cluster, kind, name),
    }
}
