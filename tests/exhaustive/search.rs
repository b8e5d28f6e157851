//! Breadth first through all states, each visited once.

use crate::canon;
use crate::situation::{BROKEN, Situation, is_wanted};
use cattle_and_pets::api::{Kind, Name, ObjectRef, Pod};
use cattle_and_pets::cluster::invariants::{Transition, violations};
use cattle_and_pets::cluster::{Actor, Cluster, Command, DeleteOptions, KubeletMove, Move, Step};
use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What was found.
pub struct Report {
    /// States visited.
    pub states: usize,
    /// Whether there are no others.
    pub is_complete: bool,
    /// A broken invariant and the shortest path to it.
    pub violation: Option<String>,
    /// The shortest path to a state from which the wanted one cannot be reached without help.
    pub stuck: Option<String>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>8} states", self.states)?;
        if !self.is_complete {
            write!(f, ", not all")?;
        }
        if let Some(violation) = &self.violation {
            write!(f, "\n  VIOLATION {violation}")?;
        }
        match &self.stuck {
            Some(path) => write!(f, "\n  gets stuck for ever: {path}"),
            None => Ok(()),
        }
    }
}

/// What happens between two states.
#[derive(Clone)]
enum Edge {
    Move(Move),
    /// A fault: somebody deletes a Pod.
    Delete(Name),
    /// A fault: a Pod stops being Ready, for a while.
    Unready(Name),
}

impl fmt::Display for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Move(Move::Wake(key, _)) => write!(f, "{key}"),
            Self::Move(Move::Kubelet(pod, what)) => write!(f, "kubelet {pod} {what:?}"),
            Self::Move(other) => write!(f, "{other:?}"),
            Self::Delete(pod) => write!(f, "you delete {pod}"),
            Self::Unready(pod) => write!(f, "{pod} stops being Ready"),
        }
    }
}

struct Node {
    parent: Option<(u32, Edge)>,
    /// States that a move without a fault leads to.
    next: Vec<u32>,
    is_wanted: bool,
}

/// Visits all states of a situation, `limit` at the most.
pub fn search(situation: &Situation, limit: usize) -> Report {
    let mut search = Search::default();
    search.visit(situation.start.clone(), 0, None);
    while let Some((index, cluster, faults)) = search.queue.pop_front() {
        if search.nodes.len() > limit {
            return search.report(false);
        }
        for edge in edges(&cluster, faults < situation.faults) {
            let mut next = cluster.clone();
            let struck = !matches!(edge, Edge::Move(_));
            let step = take(&mut next, &edge);
            if let Some(step) = &step {
                search.check(&cluster, &next, step, index, &edge);
            }
            let to = search.visit(next, faults + u8::from(struck), Some((index, edge)));
            if !struck {
                search.nodes[index as usize].next.push(to);
            }
        }
    }
    search.report(true)
}

#[derive(Default)]
struct Search {
    nodes: Vec<Node>,
    seen: BTreeMap<u64, u32>,
    queue: VecDeque<(u32, Cluster, u8)>,
    violation: Option<String>,
}

impl Search {
    fn visit(&mut self, cluster: Cluster, faults: u8, parent: Option<(u32, Edge)>) -> u32 {
        let mut hasher = DefaultHasher::new();
        canon::text(&cluster, faults).hash(&mut hasher);
        let index = self.nodes.len() as u32;
        let known = *self.seen.entry(hasher.finish()).or_insert(index);
        if known == index {
            let is_wanted = is_wanted(&cluster);
            self.nodes.push(Node { parent, next: Vec::new(), is_wanted });
            self.queue.push_back((index, cluster, faults));
        }
        known
    }

    fn check(&mut self, before: &Cluster, after: &Cluster, step: &Step, from: u32, edge: &Edge) {
        if self.violation.is_some() {
            return;
        }
        let broken = violations(&Transition { before, after, step });
        if let Some(violation) = broken.first() {
            self.violation = Some(format!("{violation}: {}, {edge}", self.path(from)));
        }
    }

    fn path(&self, to: u32) -> String {
        let mut edges = Vec::new();
        let mut at = to;
        while let Some((parent, edge)) = &self.nodes[at as usize].parent {
            edges.push(edge.to_string());
            at = *parent;
        }
        edges.reverse();
        edges.join(", ")
    }

    fn report(self, is_complete: bool) -> Report {
        let stuck = if is_complete { self.first_stuck() } else { None };
        Report {
            states: self.nodes.len(),
            is_complete,
            stuck: stuck.map(|index| self.path(index)),
            violation: self.violation,
        }
    }

    /// The first state, nearest to the start, from which no wanted state can be reached.
    fn first_stuck(&self) -> Option<u32> {
        let mut before: Vec<Vec<u32>> = vec![Vec::new(); self.nodes.len()];
        for (index, node) in self.nodes.iter().enumerate() {
            node.next.iter().for_each(|next| before[*next as usize].push(index as u32));
        }
        let mut reaches: Vec<bool> = self.nodes.iter().map(|node| node.is_wanted).collect();
        let wanted = (0..self.nodes.len() as u32).filter(|index| reaches[*index as usize]);
        let mut queue: Vec<u32> = wanted.collect();
        while let Some(index) = queue.pop() {
            for earlier in &before[index as usize] {
                if !std::mem::replace(&mut reaches[*earlier as usize], true) {
                    queue.push(*earlier);
                }
            }
        }
        reaches.iter().position(|reaches| !reaches).map(|index| index as u32)
    }
}

fn take(cluster: &mut Cluster, edge: &Edge) -> Option<Step> {
    match edge {
        Edge::Move(a_move) => cluster.apply(a_move),
        Edge::Unready(pod) => cluster.apply(&Move::Kubelet(pod.clone(), KubeletMove::Unready)),
        Edge::Delete(pod) => {
            let object = ObjectRef::new(Kind::Pod, pod.clone());
            cluster.command(&Command::Delete { object, options: DeleteOptions::default() }).ok()
        }
    }
}

/// Everything that can happen. The kubelet's own wake-ups do nothing while it is moved by hand.
fn edges(cluster: &Cluster, may_fault: bool) -> Vec<Edge> {
    let is_silent = |key: &Move| {
        matches!(key, Move::Wake(key, _) if key.actor == Actor::Kubelet
        || key.actor == Actor::TaintManager)
    };
    let moves = cluster.enabled().into_iter().filter(|it| !is_silent(it));
    let moves = moves.filter(|it| !is_ready_of_broken(cluster, it));
    let mut edges: Vec<Edge> = moves.map(Edge::Move).collect();
    if may_fault {
        edges.extend(cluster.store().list::<Pod>().flat_map(|pod| faults(pod)));
    }
    edges
}

/// A Pod of the broken image never becomes Ready.
fn is_ready_of_broken(cluster: &Cluster, a_move: &Move) -> bool {
    let Move::Kubelet(name, KubeletMove::Ready) = a_move else { return false };
    cluster.store().get::<Pod>(name).is_some_and(|pod| pod.image() == BROKEN)
}

fn faults(pod: &Pod) -> Vec<Edge> {
    let name = || pod.metadata.name.clone();
    match (pod.is_terminating(), pod.is_ready()) {
        (true, _) => Vec::new(),
        (false, true) => vec![Edge::Delete(name()), Edge::Unready(name())],
        (false, false) => vec![Edge::Delete(name())],
    }
}
