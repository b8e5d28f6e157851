//! Which Pods a move is about.

use crate::names::Names;
use cattle_and_pets::api::{Kind, Name, Pod, Uid};
use cattle_and_pets::cluster::{Change, Store};
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What the recorder remembers of each Pod.
#[derive(Clone, Default)]
pub struct Lives {
    created: BTreeMap<Uid, (u64, usize)>,
    ready: BTreeMap<Uid, u64>,
}

impl Lives {
    /// Takes in a change of a Pod during this step.
    pub fn learn(&mut self, change: &Change, step: u64) {
        let Some((before, Some(after))) = change.of::<Pod>() else { return };
        let order = self.created.len();
        self.created.entry(after.metadata.uid).or_insert((step, order));
        if after.is_ready() && !before.is_some_and(|pod| pod.is_ready()) {
            self.ready.insert(after.metadata.uid, step);
        }
    }

    /// The step that a Pod was created in.
    pub fn created_step(&self, pod: &Pod) -> u64 {
        self.created.get(&pod.metadata.uid).map_or(0, |(step, _)| *step)
    }

    /// The step in which it last became ready; `None` while it is not.
    pub fn ready_step(&self, pod: &Pod) -> Option<u64> {
        pod.is_ready().then(|| self.ready.get(&pod.metadata.uid).copied()).flatten()
    }

    fn order(&self, pod: &Pod) -> usize {
        self.created.get(&pod.metadata.uid).map_or(0, |(_, order)| *order)
    }
}

/// The Pods that a selector matches, oldest first, as the recorder chose them.
pub fn select(store: &Store, names: &Names, lives: &Lives, selector: &Value) -> Vec<Name> {
    let mut pods: Vec<&Rc<Pod>> = store.list::<Pod>().collect();
    pods.retain(|pod| matches(pod, names, lives, selector));
    pods.sort_by_key(|pod| lives.order(pod));
    if selector["order"] == "newest" {
        pods.reverse();
    }
    let count = selector["count"].as_u64().map_or(pods.len(), |count| count as usize);
    pods.into_iter().take(count).map(|pod| pod.metadata.name.clone()).collect()
}

fn matches(pod: &Pod, names: &Names, lives: &Lives, selector: &Value) -> bool {
    let owner = pod.metadata.controller().map(|owner| names.of(owner.uid, &owner.name));
    let is = |field: &str, test: &dyn Fn(&Value) -> bool| selector.get(field).is_none_or(test);
    is("name", &|name| name == &*pod.metadata.name)
        && is("owner", &|wanted| wanted.as_str() == owner.as_deref())
        && is("ownerPrefix", &|prefix| {
            let prefix = prefix.as_str().unwrap_or_default();
            owner.as_ref().is_some_and(|owner| owner.starts_with(prefix))
        })
        && is("ready", &|ready| *ready == pod.is_ready())
        && is("phase", &|phase| phase == pod.status.phase.as_str())
        && is("createdStep", &|step| step.as_u64() == Some(lives.created_step(pod)))
        && is("node", &|node| node == &*pod.spec.node_name)
        && match selector.get("terminating") {
            Some(terminating) => *terminating == pod.is_terminating(),
            None => selector.get("name").is_some() || !pod.is_terminating(),
        }
}

/// Whether a ReplicaSet made the Pod or has it, so that its name is chance.
pub fn is_nameless(pod: &Pod, names: &Names) -> bool {
    let owner = pod.metadata.controller();
    owner.is_some_and(|owner| owner.kind == Kind::ReplicaSet)
        || names.of(pod.metadata.uid, &pod.metadata.name).ends_with("-*")
}
