//! Finds what differs, and says it so that one can act on it.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a step of a recording leaves open.
pub struct Leeway {
    /// Parts that differed between the recordings (`variesIn`).
    varies: BTreeSet<String>,
    /// Warnings are a matter of timing (`looseEvents`).
    loose_warnings: bool,
    /// All Pods go to one node, which the recording does not name.
    one_node: bool,
}

impl Leeway {
    /// What this step leaves open, in a recording with these options.
    pub fn of(step: &Value, options: &Value) -> Self {
        let varies = step["variesIn"].as_array().into_iter().flatten();
        Self {
            varies: varies.filter_map(|part| part.as_str().map(str::to_owned)).collect(),
            loose_warnings: options["looseEvents"] == true,
            one_node: options["nodes"].as_u64().unwrap_or(1) == 1,
        }
    }

    /// Where changes or events differed, the settled state is all that counts.
    fn is_only_a_snapshot(&self) -> bool {
        self.varies("changes") || self.varies("events")
    }

    fn varies(&self, part: &str) -> bool {
        self.varies.contains(part)
    }
}

/// Compares two settled states, part by part and object by object.
pub fn snapshots(expected: &Value, got: &Value, differences: &mut Vec<String>) {
    for (part, expected) in expected.as_object().into_iter().flatten() {
        let expected = &unnumbered(expected, part == "controllerRevisions");
        let got = got.get(part).cloned().unwrap_or_default();
        if part == "pods" {
            bags(part, items(expected), items(&got), differences);
        } else {
            named(part, expected, &got, differences);
        }
    }
}

/// A ControllerRevision that is made again has the name of the one before, which recordings may
/// count (`db@1~2`): the text of a template names it, so it is the same to all.
fn unnumbered(value: &Value, is_revision: bool) -> Value {
    const KEYS: [&str; 6] =
        ["controllerRevision", "currentRevision", "updateRevision", "revision", "from", "to"];
    match value {
        Value::Array(items) => items.iter().map(|item| unnumbered(item, is_revision)).collect(),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(key, value)| {
                let names_one = KEYS.contains(&key.as_str()) || is_revision && key == "name";
                let plain = value.as_str().filter(|_| names_one).and_then(|it| it.split_once('~'));
                let plain = plain.map(|(name, _)| Value::from(name));
                (key.clone(), plain.unwrap_or_else(|| unnumbered(value, is_revision)))
            });
            Value::Object(fields.collect())
        }
        other => other.clone(),
    }
}

fn items(list: &Value) -> Vec<Value> {
    list.as_array().cloned().unwrap_or_default()
}

fn named(part: &str, expected: &Value, got: &Value, differences: &mut Vec<String>) {
    let by_name = |list: &Value| -> BTreeMap<String, Value> {
        items(list).into_iter().map(|item| (item["name"].to_string(), item)).collect()
    };
    let (expected, mut got) = (by_name(expected), by_name(got));
    for (name, expected) in expected {
        let Some(got) = got.remove(&name) else {
            differences.push(format!("{part} {name}: missing"));
            continue;
        };
        fields(&format!("{part} {name}"), &expected, &got, differences);
    }
    differences.extend(got.keys().map(|name| format!("{part} {name}: not expected")));
}

fn fields(place: &str, expected: &Value, got: &Value, differences: &mut Vec<String>) {
    let (Some(expected), Some(got)) = (expected.as_object(), got.as_object()) else { return };
    let names: BTreeSet<&String> = expected.keys().chain(got.keys()).collect();
    for name in names {
        let (expected, got) = (sorted(&expected.get(name)), sorted(&got.get(name)));
        if expected != got {
            differences.push(format!("{place} {name}: expected {expected}, got {got}"));
        }
    }
}

/// Lists of addresses have no order.
fn sorted(value: &Option<&Value>) -> Value {
    let mut value = value.cloned().unwrap_or_default();
    if let Some(items) = value.as_array_mut() {
        items.sort_by_cached_key(Value::to_string);
    }
    value
}

/// Compares two lists whose order means nothing.
fn bags(what: &str, expected: Vec<Value>, got: Vec<Value>, differences: &mut Vec<String>) {
    let mut missing = expected;
    let mut extra = Vec::new();
    for item in got {
        match missing.iter().position(|candidate| *candidate == item) {
            Some(at) => drop(missing.remove(at)),
            None => extra.push(item),
        }
    }
    differences.extend(missing.iter().map(|item| format!("{what}: missing {item}")));
    differences.extend(extra.iter().map(|item| format!("{what}: not expected {item}")));
}

/// Compares what each actor wrote: controllers of workloads in order, the others in any order.
pub fn changes(expected: &Value, got: &[Value], leeway: &Leeway, differences: &mut Vec<String>) {
    if leeway.is_only_a_snapshot() {
        return;
    }
    let expected = items(&unnumbered(expected, false));
    let (expected, got) = (by_actor(&expected, leeway), by_actor(got, leeway));
    let actors: BTreeSet<&String> = expected.keys().chain(got.keys()).collect();
    for actor in actors {
        let side = |map: &BTreeMap<String, Vec<Value>>| map.get(actor).cloned().unwrap_or_default();
        let (expected, got) = (side(&expected), side(&got));
        let ordered = actor.starts_with("deployment/") || actor.starts_with("statefulset/");
        if !ordered {
            bags(&format!("changes of {actor}"), expected, got, differences);
        } else if expected != got {
            let lines =
                |side: &[Value]| side.iter().map(|it| format!("\n      {it}")).collect::<String>();
            let (expected, got) = (lines(&expected), lines(&got));
            differences.push(format!("changes of {actor}:\n    expected{expected}\n    got{got}"));
        }
    }
}

fn by_actor(changes: &[Value], leeway: &Leeway) -> BTreeMap<String, Vec<Value>> {
    let mut actors: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for change in changes {
        let mut change = change.clone();
        let Some(fields) = change.as_object_mut() else { continue };
        fields.remove("immediate");
        if leeway.one_node {
            fields.remove("node");
        }
        let actor = fields.remove("actor").and_then(|it| it.as_str().map(str::to_owned));
        actors.entry(actor.unwrap_or_default()).or_default().push(change);
    }
    // The garbage collector takes what a Deployment or a StatefulSet owned in parallel.
    let goes = |change: &Value| change["change"] == "statefulset-gone";
    let set_goes = actors.values().flatten().any(goes);
    for changes in actors.values_mut() {
        changes.sort_by_cached_key(|it| match it["change"].as_str() {
            Some("replicaset-gone") => it["replicaset"].to_string(),
            Some("controllerrevision-gone") if set_goes => it["controllerRevision"].to_string(),
            _ => String::new(),
        });
        join_scalings(changes, leeway.varies("scalePath"));
    }
    actors
}

/// Joins scalings of one ReplicaSet: those that follow each other, or all of the step where the
/// path varies.
fn join_scalings(changes: &mut Vec<Value>, whole_step: bool) {
    let mut joined: Vec<Value> = Vec::new();
    for change in changes.drain(..) {
        let is_scaling = change["change"] == "replicaset-scaled";
        let same = |other: &&mut Value| {
            other["change"] == "replicaset-scaled" && other["replicaset"] == change["replicaset"]
        };
        let earlier = match whole_step {
            true => joined.iter_mut().find(same),
            false => joined.last_mut().filter(same),
        };
        match earlier.filter(|_| is_scaling) {
            Some(earlier) => earlier["to"] = change["to"].clone(),
            None => joined.push(change),
        }
    }
    joined.retain(|it| it["change"] != "replicaset-scaled" || it["from"] != it["to"]);
    *changes = joined;
}

/// Compares what was said, as a set for each component.
pub fn events(expected: &Value, got: &[Value], leeway: &Leeway, differences: &mut Vec<String>) {
    if leeway.is_only_a_snapshot() {
        return;
    }
    let set = |events: &[Value]| -> BTreeSet<String> {
        let events = events.iter().filter(|event| is_compared(event, leeway));
        let said = events.map(|event| {
            let part = |field: &str| event[field].as_str().unwrap_or_default().to_owned();
            let message = part("message");
            format!("{} {} {} {message}", part("source"), part("object"), part("reason"))
        });
        said.collect()
    };
    let (expected, got) = (set(&items(expected)), set(got));
    differences.extend(expected.difference(&got).map(|it| format!("events: missing {it}")));
    differences.extend(got.difference(&expected).map(|it| format!("events: not expected {it}")));
}

fn is_compared(event: &Value, leeway: &Leeway) -> bool {
    let is_path = leeway.varies("eventPath") || leeway.varies("scalePath");
    let loose = leeway.loose_warnings && event["type"] == "Warning";
    !(loose || is_path && event["reason"] == "ScalingReplicaSet")
}

/// Compares the API's answer.
pub fn responses(expected: &Value, got: &Value, leeway: &Leeway, differences: &mut Vec<String>) {
    if !leeway.varies("response") {
        fields("response", expected, got, differences);
    }
}
