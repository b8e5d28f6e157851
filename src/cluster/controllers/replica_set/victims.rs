//! Which Pods a ReplicaSet deletes when it has too many (rule R5).

use crate::api::{Name, ObjectMeta, Pod, Release, ReplicaSet, Time, Timestamp};
use crate::cluster::store::Store;
use crate::collections::Map;
use std::cmp::Ordering;
use std::rc::Rc;

/// A wish of the person's: the cheaper a Pod, the sooner it goes.
const DELETION_COST: &str = "controller.kubernetes.io/pod-deletion-cost";

/// A Pod that has to go, and why it rather than another.
#[derive(Clone, Debug, PartialEq)]
pub struct Victim {
    /// Its name.
    pub pod: Name,
    /// Its node, empty if it has none.
    pub node: Name,
    /// How many active Pods of the same Deployment are on that node, itself included.
    pub neighbours: u32,
    /// What sets it apart from the first Pod that stays.
    pub because: Because,
}

/// What sets a victim apart from the first Pod that stays, in the order in which it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// All Pods go.
    AllGo,
    /// It is on no node yet.
    NotScheduled,
    /// It is not Running.
    NotRunning,
    /// It is not Ready.
    NotReady,
    /// Its annotation says that it is cheaper to delete.
    Cheaper,
    /// More Pods of the same Deployment are on its node.
    CrowdedNode,
    /// It has been Ready for a shorter time.
    ReadyForLess,
    /// A container of it was restarted more often.
    MoreRestarts,
    /// It is newer.
    Newer,
    /// Their ages are alike on a logarithmic scale: its UID comes first, as good as chance.
    Chance,
    /// Nothing sets them apart.
    Alike,
}

/// Chooses `count` Pods of `pods`, the first to go first. If all have to go, the order is theirs.
///
/// `neighbours` says how many active Pods of the same Deployment a Pod's node has. Costs
/// O(n log count), and moves no more than `count` references for each Pod.
pub fn choose(
    pods: &[Rc<Pod>],
    count: usize,
    neighbours: impl Fn(&Pod) -> u32,
    release: Release,
    now: Time,
) -> Vec<Victim> {
    let scale = Scale { release, now };
    let candidates = pods.iter().map(|pod| Candidate::new(pod, neighbours(pod)));
    if count >= pods.len() {
        return candidates.map(|candidate| candidate.victim(Because::AllGo)).collect();
    }
    // One more than asked for: the first that stays is what the victims are compared with.
    let mut first = scale.first(candidates, count + 1);
    let Some(stays) = first.pop() else { return Vec::new() };
    first.into_iter().map(|victim| victim.victim(scale.compare(&victim, &stays).1)).collect()
}

/// For each node with Pods of `set`: how many active Pods of the same Deployment it has, old and
/// new ReplicaSets taken together. Empty for a ReplicaSet that nobody manages.
pub fn crowds(store: &Store, set: &ReplicaSet, pods: &[Rc<Pod>]) -> Map<Name, u32> {
    let Some(owner) = set.metadata.controller() else { return Map::new() };
    let family: Vec<_> = store.controlled_by::<ReplicaSet>(owner.uid).collect();
    let mut crowds = Map::new();
    for pod in pods.iter().filter(|pod| pod.is_scheduled()) {
        let node = &pod.spec.node_name;
        if !crowds.contains_key(node) {
            let crowd = family.iter().map(|set| store.spread(set.metadata.uid, node)).sum();
            crowds.insert(node.clone(), crowd);
        }
    }
    crowds
}

/// What of a Pod is compared.
struct Candidate<'a> {
    pod: &'a Pod,
    neighbours: u32,
    is_ready: bool,
    ready_since: Option<Timestamp>,
    deletion_cost: i32,
    restarts: u32,
}

impl<'a> Candidate<'a> {
    fn new(pod: &'a Pod, neighbours: u32) -> Self {
        let restarts = pod.status.container_statuses.iter().map(|it| it.restart_count);
        Self {
            pod,
            neighbours,
            is_ready: pod.is_ready(),
            ready_since: pod.ready_since(),
            deletion_cost: deletion_cost(&pod.metadata),
            restarts: restarts.max().unwrap_or(0),
        }
    }

    fn victim(&self, because: Because) -> Victim {
        Victim {
            pod: self.pod.metadata.name.clone(),
            node: self.pod.spec.node_name.clone(),
            neighbours: self.neighbours,
            because,
        }
    }
}

/// Missing and unreadable ones are 0; a sign or zeros in front make it unreadable.
fn deletion_cost(meta: &ObjectMeta) -> i32 {
    let text = meta.annotation(DELETION_COST).unwrap_or("0");
    let is_plain = text == "0" || !text.starts_with(['+', '0']);
    if is_plain { text.parse().unwrap_or(0) } else { 0 }
}

/// How Pods are compared.
struct Scale {
    release: Release,
    now: Time,
}

impl Scale {
    /// The first `count` in the order of [`Scale::compare`].
    ///
    /// By insertion, not by the library's sort: Kubernetes' comparison is not transitive. Of two
    /// Pods Ready since the same second the restarts decide, of two in the same bucket the UID.
    fn first<'a>(
        &self,
        candidates: impl Iterator<Item = Candidate<'a>>,
        count: usize,
    ) -> Vec<Candidate<'a>> {
        let mut first: Vec<Candidate> = Vec::with_capacity(count + 1);
        for candidate in candidates {
            let stays_behind = |other: &Candidate| self.compare(&candidate, other).0.is_ge();
            let place = first.partition_point(stays_behind);
            if place < count {
                first.insert(place, candidate);
                first.truncate(count);
            }
        }
        first
    }

    /// `Less` if `a` goes before `b`, and why.
    fn compare(&self, a: &Candidate, b: &Candidate) -> (Ordering, Because) {
        let by = |ordering: Ordering, why| ordering.is_ne().then_some((ordering, why));
        by(a.pod.is_scheduled().cmp(&b.pod.is_scheduled()), Because::NotScheduled)
            .or_else(|| by(a.pod.status.phase.cmp(&b.pod.status.phase), Because::NotRunning))
            .or_else(|| by(a.is_ready.cmp(&b.is_ready), Because::NotReady))
            .or_else(|| by(self.cost(a).cmp(&self.cost(b)), Because::Cheaper))
            .or_else(|| by(b.neighbours.cmp(&a.neighbours), Because::CrowdedNode))
            .or_else(|| {
                let both_ready = a.is_ready && b.is_ready;
                let times = (a.ready_since, b.ready_since);
                if both_ready { self.by_age(a, b, times, Because::ReadyForLess) } else { None }
            })
            .or_else(|| by(b.restarts.cmp(&a.restarts), Because::MoreRestarts))
            .or_else(|| {
                let created = |it: &Candidate| it.pod.metadata.creation_timestamp;
                self.by_age(a, b, (created(a), created(b)), Because::Newer)
            })
            .unwrap_or((Ordering::Equal, Because::Alike))
    }

    fn cost(&self, candidate: &Candidate) -> i32 {
        if self.release.pod_deletion_cost() { candidate.deletion_cost } else { 0 }
    }

    /// No time at all before a late one, a late one before an early one. `None` for equal times.
    fn by_age(
        &self,
        a: &Candidate,
        b: &Candidate,
        times: (Option<Timestamp>, Option<Timestamp>),
        why: Because,
    ) -> Option<(Ordering, Because)> {
        let ordering = match times {
            (a, b) if a == b => return None,
            (Some(since_a), Some(since_b)) if self.release.logarithmic_scale_down() => {
                let ordering = self.bucket(since_a).cmp(&self.bucket(since_b));
                if ordering.is_eq() {
                    let by_uid = a.pod.metadata.uid.cmp(&b.pod.metadata.uid);
                    return Some((by_uid, Because::Chance));
                }
                ordering
            }
            (Some(since_a), Some(since_b)) => since_b.cmp(&since_a),
            (since_a, since_b) => since_a.is_some().cmp(&since_b.is_some()),
        };
        Some((ordering, why))
    }

    /// The power of two, in nanoseconds, that `since` lies back. −1 for now and later.
    fn bucket(&self, since: Timestamp) -> i64 {
        let age_ms = u128::from(self.now.since_ms(since.time()));
        (age_ms * 1_000_000).checked_ilog2().map_or(-1, i64::from)
    }
}
