//! Suggested experiments: what to do to all workloads to see how they differ.

use super::workloads::{
    Workload, active_pods, is_missing_image, missing_image, scale_all, set_image, workloads,
};
use crate::api::{Kind, Name, Node, ObjectRef};
use crate::cluster::{Cluster, Command, DeleteOptions, Store};

/// One thing to try on all workloads at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Experiment {
    /// Delete one Pod of each.
    DeletePods,
    /// One container of each ends with an error.
    CrashContainers,
    /// One Pod of each stops answering its readiness probe.
    FailReadiness,
    /// An image that cannot be pulled.
    BreakImages,
    /// Back to the revision before.
    Undo,
    /// Down to one Pod each, and back up once that has come to rest.
    ScaleDownAndUp,
    /// A node loses power.
    LoseNode,
    /// It comes back.
    RestoreNode,
    /// A node is drained for maintenance.
    DrainNode,
}

/// Commands in phases: each phase begins when what the one before set going has come to rest.
pub type Phases = Vec<Vec<Command>>;

impl Experiment {
    /// All of them, in the order to try them.
    pub const ALL: &'static [Self] = &[
        Self::DeletePods,
        Self::CrashContainers,
        Self::FailReadiness,
        Self::ScaleDownAndUp,
        Self::BreakImages,
        Self::Undo,
        Self::LoseNode,
        Self::RestoreNode,
        Self::DrainNode,
    ];

    /// What to do in this state of the cluster; empty if there is nothing to do it to.
    pub fn phases(self, cluster: &Cluster) -> Phases {
        let store = cluster.store();
        let phases = match self {
            Self::DeletePods => vec![each_pod(store, delete)],
            Self::CrashContainers => vec![each_pod(store, Command::Crash)],
            Self::FailReadiness => vec![each_pod(store, |pod| Command::Readiness(pod, false))],
            Self::BreakImages => vec![break_images(store)],
            Self::Undo => vec![undo(store)],
            Self::ScaleDownAndUp => down_and_up(store),
            Self::LoseNode => vec![lose_node(cluster)],
            Self::RestoreNode => vec![restore_node(cluster)],
            Self::DrainNode => vec![drain_node(cluster)],
        };
        if phases.iter().any(Vec::is_empty) { Vec::new() } else { phases }
    }
}

fn delete(pod: Name) -> Command {
    Command::Delete { object: ObjectRef::new(Kind::Pod, pod), options: DeleteOptions::default() }
}

/// One Pod of each workload, a middle one: neither the first nor the last of a StatefulSet, so that
/// its name says that it is not about the end.
fn each_pod(store: &Store, command: impl Fn(Name) -> Command) -> Vec<Command> {
    let pods = workloads(store).into_iter().filter_map(|workload| {
        let pods = active_pods(store, &workload);
        pods.get(pods.len() / 2).map(|pod| pod.metadata.name.clone())
    });
    pods.map(command).collect()
}

fn break_images(store: &Store) -> Vec<Command> {
    let missing = |workload: Workload| {
        let image = missing_image(&workload.image);
        let lost = Command::BreakImage(image.as_str().into(), true);
        [lost, set_image(workload, image)]
    };
    let running = workloads(store).into_iter().filter(|it| it.replicas > 0);
    let fresh = running.filter(|it| !is_missing_image(&it.image));
    fresh.flat_map(missing).collect()
}

/// Those workloads that have a revision to go back to.
fn undo(store: &Store) -> Vec<Command> {
    let has_history = |workload: &Workload| {
        let revisions = store
            .dependents(workload.uid)
            .filter(|object| matches!(object.kind(), Kind::ReplicaSet | Kind::ControllerRevision));
        revisions.count() > 1
    };
    let all = workloads(store).into_iter().filter(has_history);
    all.map(|it| Command::Undo { object: it.object, to_revision: None }).collect()
}

fn down_and_up(store: &Store) -> Phases {
    let size = workloads(store).iter().map(|it| it.replicas).max().unwrap_or(0);
    if size < 2 { Vec::new() } else { vec![scale_all(store, 1), scale_all(store, size)] }
}

/// The node with the most Pods among those that work and are wanted.
fn busiest_node(cluster: &Cluster, wanted: impl Fn(&Node) -> bool) -> Option<Name> {
    let store = cluster.store();
    let nodes = store.list::<Node>().filter(|node| wanted(node));
    let names = nodes.map(|node| node.metadata.name.clone());
    let used = names.filter(|node| store.count_on(node) > 0 && !cluster.nodes().is_silent(node));
    used.max_by_key(|node| store.count_on(node))
}

fn lose_node(cluster: &Cluster) -> Vec<Command> {
    let node = busiest_node(cluster, |_| true);
    node.map(|node| Command::Heartbeats(node, false)).into_iter().collect()
}

fn restore_node(cluster: &Cluster) -> Vec<Command> {
    let names = cluster.store().list::<Node>().map(|node| node.metadata.name.clone());
    let lost = names.filter(|name| cluster.nodes().is_silent(name));
    lost.map(|name| Command::Heartbeats(name, true)).collect()
}

fn drain_node(cluster: &Cluster) -> Vec<Command> {
    let Some(node) = busiest_node(cluster, |node| !node.spec.unschedulable) else {
        return Vec::new();
    };
    let running = cluster.store().pods_on(&node).filter(|pod| !pod.is_terminating());
    let evictions: Vec<Command> =
        running.map(|pod| Command::Evict(pod.metadata.name.clone())).collect();
    [Command::Cordon(node, true)].into_iter().chain(evictions).collect()
}
