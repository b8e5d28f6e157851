//! Names that are known only when the run is there: `{web}` for a Pod of `web`.

use crate::api::{Kind, Name, Pod, ReplicaSet};
use crate::cluster::Store;
use crate::collections::sort_by_key;
use crate::manifest::Flaw;
use std::rc::Rc;

/// Replaces what stands in braces; what stands for nothing stays as it is. For texts, with the
/// cluster as it was when the task began.
pub fn fill(text: &str, store: &Store) -> String {
    let (mut filled, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let name = after.split_once('}').and_then(|(inner, after)| {
            let name = Placeholder::parse(inner)?.name(store, None)?;
            Some((name, after))
        });
        match name {
            Some((name, after)) => {
                filled.push_str(&name);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled + rest
}

/// The same for a word of a command; the error is what stands for nothing.
pub(super) fn filled(word: &str, store: &Store, workload: Option<&str>) -> Result<String, String> {
    let Some((before, inner, after)) = braced(word) else { return Ok(word.to_owned()) };
    let name = Placeholder::parse(inner).and_then(|it| it.name(store, workload));
    let name = name.ok_or_else(|| format!("{{{inner}}}"))?;
    Ok(format!("{before}{name}{after}"))
}

/// Whether what stands in braces could stand for something.
pub(super) fn check(word: &str) -> Result<(), Flaw> {
    if word.starts_with("{\"") {
        return Ok(());
    }
    let Some(open) = word.find('{') else { return Ok(()) };
    let inner = braced(word).map(|(_, inner, _)| inner);
    match inner.and_then(Placeholder::parse) {
        Some(_) => Ok(()),
        None => {
            let message = "`{web}`, `{web:newest}`, `{web:unready}`, `{web:2}`, `{node:db-1}` or \
                           `{workload}` is expected here";
            Err(Flaw { at: open, message: message.to_owned() })
        }
    }
}

/// A word of the same shape in which everything is a name.
pub(super) fn stand_in(word: &str) -> String {
    match braced(word) {
        Some((before, "workload", after)) => format!("{before}deployment/web{after}"),
        Some((before, _, after)) => format!("{before}web-0{after}"),
        None => word.to_owned(),
    }
}

/// What stands before, in and behind the braces. A patch has braces of its own.
fn braced(word: &str) -> Option<(&str, &str, &str)> {
    if word.starts_with("{\"") {
        return None;
    }
    let (before, rest) = word.split_once('{')?;
    let (inner, after) = rest.split_once('}')?;
    Some((before, inner, after))
}

enum Placeholder<'a> {
    Pod { workload: &'a str, which: Which },
    Node(&'a str),
    Workload,
}

enum Which {
    Oldest(usize),
    Newest,
    Unready,
}

impl<'a> Placeholder<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let is_name = |text: &str| {
            !text.is_empty() && text.chars().all(|it| it.is_ascii_alphanumeric() || it == '-')
        };
        let (name, which) = text.split_once(':').unwrap_or((text, "0"));
        let which = match (name, which) {
            ("node", pod) => return is_name(pod).then_some(Self::Node(pod)),
            ("workload", _) => return (text == "workload").then_some(Self::Workload),
            (_, "newest") => Which::Newest,
            (_, "unready") => Which::Unready,
            (_, number) => Which::Oldest(number.parse().ok()?),
        };
        is_name(name).then_some(Self::Pod { workload: name, which })
    }

    fn name(&self, store: &Store, chosen: Option<&str>) -> Option<String> {
        match self {
            Self::Workload => chosen.map(str::to_owned),
            Self::Node(pod) => {
                let node = &store.get::<Pod>(pod)?.spec.node_name;
                (!node.is_empty()).then(|| node.to_string())
            }
            Self::Pod { workload, which } => {
                let mut pods = active_pods(store, workload);
                sort_by_key(&mut pods, |pod| {
                    (pod.metadata.creation_timestamp, ordinal_order(&pod.metadata.name))
                });
                let pod = match which {
                    Which::Oldest(index) => pods.get(*index),
                    Which::Newest => pods.last(),
                    Which::Unready => pods.iter().find(|pod| !pod.is_ready()),
                };
                pod.map(|pod| pod.metadata.name.to_string())
            }
        }
    }
}

/// Names in an order in which `db-2` comes before `db-10`.
fn ordinal_order(name: &Name) -> (usize, Name) {
    (name.len(), name.clone())
}

/// The name of the workload that a Pod belongs to: its StatefulSet, its Deployment, or a ReplicaSet
/// that nobody manages. It is known even when the workload is gone.
pub(super) fn workload_of(store: &Store, pod: &Pod) -> Option<Name> {
    let owner = pod.metadata.controller()?;
    if owner.kind != Kind::ReplicaSet {
        return Some(owner.name.clone());
    }
    match store.get::<ReplicaSet>(&owner.name) {
        Some(set) => match set.metadata.controller() {
            Some(deployment) => Some(deployment.name.clone()),
            None => Some(owner.name.clone()),
        },
        None => Some(owner.name.rsplit_once('-').map_or(&*owner.name, |(name, _)| name).into()),
    }
}

/// All Pods of a workload, by name.
pub(super) fn pods<'a>(store: &'a Store, workload: &'a str) -> impl Iterator<Item = &'a Rc<Pod>> {
    store.list::<Pod>().filter(move |pod| workload_of(store, pod).as_deref() == Some(workload))
}

/// Those of them that are neither finished nor on their way out.
pub(super) fn active_pods<'a>(store: &'a Store, workload: &'a str) -> Vec<&'a Rc<Pod>> {
    pods(store, workload).filter(|pod| pod.is_active()).collect()
}
