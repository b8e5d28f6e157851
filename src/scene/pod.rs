//! A Pod as a card.

use super::Moment;
use crate::api::pod::{ContainerState, PodPhase};
use crate::api::{Kind, Name, Node, ObjectRef, Pod, Uid};
use crate::collections::sort_by;
use std::rc::Rc;

/// A Pod as a card.
#[derive(Clone, Debug, PartialEq)]
pub struct PodCard {
    /// Its identity: the key by which the page follows it.
    pub uid: Uid,
    /// Its full name.
    pub name: Name,
    /// What tells it from its siblings: the random suffix, or the ordinal's whole name.
    pub short: Name,
    /// What it is doing.
    pub state: PodState,
    /// The image of its first container.
    pub image: Name,
    /// Whole seconds since it was created.
    pub age_seconds: u32,
    /// Container restarts.
    pub restarts: u32,
    /// The node it is bound to, empty if none.
    pub node: Name,
    /// Whether that node is silent.
    pub node_lost: bool,
    /// Its address, empty if none.
    pub address: Name,
    /// Whether it has been Ready for `minReadySeconds` (rule C6).
    pub available: bool,
    /// Whether somebody made its application silent to its readiness probes.
    pub silenced: bool,
    /// Whether this step made or removed it.
    pub presence: Presence,
    /// Whether this step wrote to it.
    pub touched: bool,
    /// Whether the actor of this step waits for it.
    pub pointed: bool,
    /// Where it stands among its siblings, from 0.
    pub place: u32,
}

/// Whether this step made or removed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Was there and is there.
    Stays,
    /// This step made it.
    Enters,
    /// This step removed it: drawn once more, on its way out.
    Leaves,
}

/// What a Pod is doing, in the words of `kubectl get pods` where it has one. The order is that of
/// how far it is from serving.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PodState {
    /// Running and Ready.
    Ready,
    /// Running, not Ready.
    NotReady,
    /// Bound to a node; image and containers are on their way.
    Creating,
    /// Waits for a node.
    Pending,
    /// Waits before the container is started again; the word says why.
    BackOff(Name),
    /// Ended badly.
    Failed(Name),
    /// Ended well.
    Succeeded,
    /// Its node is silent.
    NodeLost,
    /// Its deletion was asked for; it is still there.
    Terminating,
}

impl PodState {
    /// What `pod` is doing; `node_lost` says that its node is silent.
    pub fn of(pod: &Pod, node_lost: bool) -> Self {
        if pod.is_terminating() {
            return Self::Terminating;
        }
        match pod.status.phase {
            PodPhase::Failed => Self::Failed(word_or(&pod.status.reason, "Failed")),
            PodPhase::Succeeded => Self::Succeeded,
            _ if node_lost => Self::NodeLost,
            PodPhase::Pending if !pod.is_scheduled() => Self::Pending,
            _ => waiting(pod).unwrap_or_else(|| started(pod)),
        }
    }
}

fn word_or(word: &Name, otherwise: &str) -> Name {
    if word.is_empty() { otherwise.into() } else { word.clone() }
}

/// The first container that waits for something that does not come by itself.
fn waiting(pod: &Pod) -> Option<PodState> {
    pod.status.container_statuses.iter().find_map(|container| match &container.state {
        ContainerState::Waiting { reason, .. }
            if !matches!(&**reason, "ContainerCreating" | "PodInitializing") =>
        {
            Some(PodState::BackOff(reason.clone()))
        }
        ContainerState::Terminated { reason, .. } => Some(PodState::BackOff(reason.clone())),
        _ => None,
    })
}

fn started(pod: &Pod) -> PodState {
    match pod.status.phase {
        PodPhase::Running if pod.is_ready() => PodState::Ready,
        PodPhase::Running => PodState::NotReady,
        _ => PodState::Creating,
    }
}

impl PodCard {
    /// Whether it counts as ready on the stage: Ready, and not on its way out.
    pub fn is_ready(&self) -> bool {
        self.state == PodState::Ready && self.presence != Presence::Leaves
    }
}

/// The cards of the Pods that `owner` manages, those that this step removed among them, in place
/// order.
pub(super) fn cards(moment: &Moment, owner: Uid, min_ready_seconds: u32) -> Vec<PodCard> {
    let stored = moment.after.controlled_by::<Pod>(owner);
    let gone = removed(moment).filter(|pod| pod.metadata.is_controlled_by(owner));
    let mut cards: Vec<PodCard> =
        stored.chain(gone).map(|pod| card(moment, pod, min_ready_seconds)).collect();
    sort(&mut cards);
    cards
}

/// The Pods that this step removed, as they were last.
pub(super) fn removed<'a>(moment: &'a Moment) -> impl Iterator<Item = &'a Rc<Pod>> {
    let pods = moment.touched.iter().filter(|reference| reference.kind == Kind::Pod);
    pods.filter_map(|reference| {
        let pod = moment.before.get::<Pod>(&reference.name)?;
        (!moment.after.has_uid(reference, pod.metadata.uid)).then_some(pod)
    })
}

pub(super) fn sort(cards: &mut [PodCard]) {
    sort_by(cards, |a, b| (a.place, &a.name).cmp(&(b.place, &b.name)));
}

pub(super) fn card(moment: &Moment, pod: &Pod, min_ready_seconds: u32) -> PodCard {
    let reference = ObjectRef::new(Kind::Pod, pod.metadata.name.clone());
    let uid = pod.metadata.uid;
    let now = moment.frame.cluster.now();
    let created = pod.metadata.creation_timestamp.unwrap_or_default();
    let presence = presence(moment, &reference, uid);
    let places = if presence == Presence::Leaves { moment.places_before } else { moment.places };
    let node_lost = is_node_lost(moment, pod);
    PodCard {
        uid,
        short: short_name(pod),
        state: PodState::of(pod, node_lost),
        image: pod.image().into(),
        age_seconds: now.timestamp().0.saturating_sub(created.0),
        restarts: pod.restarts(),
        node: pod.spec.node_name.clone(),
        node_lost,
        address: pod.status.pod_ip.clone(),
        available: pod.is_available(min_ready_seconds, now),
        silenced: moment.frame.cluster.kubelet().is_silenced(pod),
        presence,
        touched: moment.touched.contains(&reference),
        pointed: moment.pointed.contains(&reference),
        place: places.of_pod(uid),
        name: reference.name,
    }
}

/// Whether this step made or removed the object of that identity.
pub(super) fn presence(moment: &Moment, reference: &ObjectRef, uid: Uid) -> Presence {
    match (moment.before.has_uid(reference, uid), moment.after.has_uid(reference, uid)) {
        (_, false) => Presence::Leaves,
        (false, true) => Presence::Enters,
        (true, true) => Presence::Stays,
    }
}

fn short_name(pod: &Pod) -> Name {
    let of_replica_set = pod.metadata.controller().is_some_and(|it| it.kind == Kind::ReplicaSet);
    match pod.metadata.name.rsplit_once('-') {
        Some((_, suffix)) if of_replica_set => suffix.into(),
        _ => pod.metadata.name.clone(),
    }
}

fn is_node_lost(moment: &Moment, pod: &Pod) -> bool {
    let node = moment.after.get::<Node>(&pod.spec.node_name);
    node.is_some_and(|node| node.status.ready == crate::api::pod::ConditionStatus::Unknown)
}
