//! What a run begins with.

use super::Timeline;
use crate::api::{Kind, Node, Object, ObjectMeta, ObjectRef, Release, Resource, Status};
use crate::cluster::{Cluster, Command, Config, KubeletDriver};
use crate::manifest;
use std::rc::Rc;

/// Steps after which a start state counts as settled even if it is not.
const MAX_SETTLING_STEPS: usize = 2_000;

/// What a run begins with: with its commands it decides every step.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Where the objects come from.
    pub source: Source,
    /// The Kubernetes release to follow.
    pub release: Release,
    /// Decides names, identities and jitter.
    pub seed: u64,
    /// Services and Pods that clients send requests to. They decide nothing.
    pub requests: Vec<ObjectRef>,
    /// Who moves the kubelets, once what has to be settled is.
    pub kubelet: KubeletDriver,
}

/// Where the objects come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// The demonstration: a Deployment and a StatefulSet, settled, with nothing running yet.
    Demo,
    /// The person's own manifest, just applied: its controllers have not looked at it yet.
    Own(Rc<str>),
    /// A chapter's manifest, with all that it asks for already there and at rest.
    Settled(Rc<str>),
}

impl Default for Scenario {
    fn default() -> Self {
        Self {
            source: Source::Demo,
            release: Release::default(),
            seed: 1,
            requests: Vec::new(),
            kubelet: KubeletDriver::Clock,
        }
    }
}

impl Source {
    /// The manifest as it was written.
    pub fn text(&self) -> &str {
        match self {
            Self::Demo => manifest::DEMO,
            Self::Own(text) | Self::Settled(text) => text,
        }
    }
}

impl Scenario {
    /// The cluster as the run finds it. What is refused is left out.
    pub fn cluster(&self) -> Cluster {
        self.build().0
    }

    /// The run from there, nothing of it computed yet.
    pub fn timeline(&self) -> Timeline {
        Timeline::with_clients(self.cluster(), &self.requests)
    }

    /// What the API server refuses of the manifest first, if it refuses any.
    pub fn refusal(&self) -> Option<(ObjectRef, Status)> {
        self.build().1
    }

    fn build(&self) -> (Cluster, Option<(ObjectRef, Status)>) {
        let config = Config { release: self.release, seed: self.seed, ..Config::default() };
        let mut cluster = Cluster::new(config);
        let mut refusal = None;
        for object in self.objects() {
            let reference = object.reference();
            if let Err(status) = cluster.command(&Command::Create(object)) {
                refusal = refusal.or(Some((reference, status)));
            }
        }
        if !matches!(self.source, Source::Own(_)) {
            (0..MAX_SETTLING_STEPS).find(|_| cluster.step().is_none());
        }
        cluster.hand_over_kubelets(self.kubelet);
        (cluster, refusal)
    }

    /// Nodes first: those of the manifest, or else three.
    fn objects(&self) -> Vec<Object> {
        let read = manifest::read(self.source.text(), self.release).objects.into_iter();
        let read = read.map(|object| match self.source {
            Source::Demo => asleep(object),
            Source::Own(_) | Source::Settled(_) => object,
        });
        let (nodes, others): (Vec<_>, Vec<_>) = read.partition(|it| it.kind() == Kind::Node);
        let nodes = if nodes.is_empty() { default_nodes() } else { nodes };
        nodes.into_iter().chain(others).collect()
    }
}

/// A workload without Pods.
fn asleep(object: Object) -> Object {
    match object {
        Object::Deployment(mut it) => {
            Rc::make_mut(&mut it).spec.replicas = Some(0);
            Object::Deployment(it)
        }
        Object::StatefulSet(mut it) => {
            Rc::make_mut(&mut it).spec.replicas = Some(0);
            Object::StatefulSet(it)
        }
        other => other,
    }
}

fn default_nodes() -> Vec<Object> {
    let node = |name: &str| {
        let metadata = ObjectMeta { name: name.into(), ..ObjectMeta::default() };
        Node::wrap(Rc::new(Node { metadata, ..Node::default() }))
    };
    ["node-a", "node-b", "node-c"].map(node).into()
}
