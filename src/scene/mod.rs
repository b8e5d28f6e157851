//! What to draw: a pure picture of two neighbouring frames and the step between them.
//!
//! It knows no pixel and no browser. Everything that moves on screen follows from what differs
//! between the two states: what enters, what leaves, what changed.

use crate::collections::Set;

pub mod ask;
mod claim;
mod deployment;
pub mod diff;
pub mod fields;
mod node;
#[cfg(test)]
mod picture;
mod pod;
mod requests;
mod rest;
mod service;
mod setting;
mod stateful_set;
#[cfg(test)]
mod tests;
mod track;

pub use claim::{ClaimCard, ClaimPlace};
pub use deployment::{Bounds, DeploymentLane, Place, ReplicaSetFrame};
pub use node::NodeTile;
pub use pod::{PodCard, PodState, Presence};
pub use requests::RequestLine;
pub use rest::{Rest, RestGroup};
pub use service::{DnsName, ServiceBar};
pub use setting::Setting;
pub use stateful_set::{Gate, Slot, SlotNote, StatefulSetLane};
pub use track::{Mark, Track};

use crate::api::{Deployment, Kind, Name, ObjectRef, StatefulSet};
use crate::cluster::traffic::Traffic;
use crate::cluster::{Explain, Step, Store};
use crate::timeline::{Frame, Places};
use std::rc::Rc;

/// Above this many Pods a workload shows of each only its state and its name.
pub const MAX_FULL: usize = 12;
/// Above this many Pods a workload is drawn as a grid of cells instead of cards.
pub const MAX_CARDS: usize = 60;

/// How much is drawn of each Pod of a workload: the more there are, the less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A card with all that tells Pods apart.
    Full,
    /// A card with its state and its name.
    Brief,
    /// A cell of a grid.
    Cell,
}

/// The whole stage at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// One lane for each workload, Deployments first.
    pub lanes: Vec<Rc<Lane>>,
    /// What no lane shows.
    pub rest: Rest,
    /// The nodes, by name.
    pub nodes: Vec<NodeTile>,
    /// What clients see, if there are any.
    pub requests: Vec<RequestLine>,
}

/// One workload with all that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub enum Lane {
    /// Cattle.
    Deployment(DeploymentLane),
    /// Pets.
    StatefulSet(StatefulSetLane),
}

impl Lane {
    /// The workload it shows.
    pub fn workload(&self) -> ObjectRef {
        match self {
            Self::Deployment(lane) => ObjectRef::new(Kind::Deployment, lane.head.name.clone()),
            Self::StatefulSet(lane) => ObjectRef::new(Kind::StatefulSet, lane.head.name.clone()),
        }
    }

    /// What both kinds of lane have at the top.
    pub fn head(&self) -> &Head {
        match self {
            Self::Deployment(lane) => &lane.head,
            Self::StatefulSet(lane) => &lane.head,
        }
    }

    /// Its Pods: by ReplicaSet and place, or by ordinal.
    pub fn cards(&self) -> impl Iterator<Item = &PodCard> {
        let (sets, slots) = match self {
            Self::Deployment(lane) => (&lane.sets[..], &[][..]),
            Self::StatefulSet(lane) => (&[][..], &lane.slots[..]),
        };
        let cattle = sets.iter().flat_map(ReplicaSetFrame::cards);
        cattle.chain(slots.iter().filter_map(|slot| slot.pod.as_ref()))
    }

    /// How much is drawn of each Pod. That a roll-out has some Pods more does not change it.
    pub fn detail(&self) -> Detail {
        let (wanted, cards) = (self.head().wanted as usize, self.cards().count());
        match wanted.max(cards / 2) {
            few if few <= MAX_FULL => Detail::Full,
            some if some <= MAX_CARDS => Detail::Brief,
            _ => Detail::Cell,
        }
    }

    /// Its claims that exist.
    pub fn claims(&self) -> impl Iterator<Item = &ClaimCard> {
        self.claim_places().filter_map(|place| place.card.as_ref())
    }

    fn claim_places(&self) -> impl Iterator<Item = &ClaimPlace> {
        let (shared, slots) = match self {
            Self::Deployment(lane) => (&lane.claims[..], &[][..]),
            Self::StatefulSet(lane) => (&[][..], &lane.slots[..]),
        };
        shared.iter().chain(slots.iter().flat_map(|slot| &slot.claims))
    }
}

/// What both kinds of lane have at the top.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The workload's name.
    pub name: Name,
    /// `spec.replicas`.
    pub wanted: i32,
    /// Pods that are Ready and not terminating.
    pub ready: u32,
    /// The image of the template's first container.
    pub image: Name,
    /// The name of the template's first container.
    pub container: Name,
    /// The settings that decide the roll-out.
    pub settings: Vec<Setting>,
    /// Whether the next image it is set to will be broken.
    pub next_image_broken: bool,
    /// Whether this step wrote to the workload itself.
    pub touched: bool,
    /// Whether its deletion was asked for.
    pub deleting: bool,
}

/// The picture of a moment: the frame shown, the frame before it, and how far the step between them
/// has come.
pub struct Moment<'a> {
    /// The store before the step.
    pub before: &'a Store,
    /// The store that is shown.
    pub after: &'a Store,
    /// Where Pods stand, those that this step removes included.
    pub places: &'a Places,
    /// Where they stood before.
    pub places_before: &'a Places,
    /// The frame shown; for what only the cluster knows.
    pub frame: &'a Frame,
    /// Objects that the shown part of the step wrote to.
    pub touched: Set<ObjectRef>,
    /// Objects that the step's actor waits for.
    pub pointed: Set<ObjectRef>,
}

impl Moment<'_> {
    fn is_next_image_broken(&self, workload: &ObjectRef) -> bool {
        self.frame.cluster.kubelet().breaks_next_image(workload)
    }
}

impl Scene {
    /// The picture of `frame`, compared with the frame before it.
    pub fn of(before: &Frame, frame: &Frame) -> Self {
        Self::up_to(before, frame, usize::MAX)
    }

    /// The picture after only the first `writes` writes of the step that leads to `frame`.
    pub fn up_to(before: &Frame, frame: &Frame, writes: usize) -> Self {
        let step = frame.step.as_deref();
        let shown = step.map_or(&[][..], |step| &step.writes[..writes.min(step.writes.len())]);
        let part = step.is_some_and(|step| shown.len() < step.writes.len());
        let between = part.then(|| {
            let mut store = before.cluster.store().clone();
            shown.iter().for_each(|change| store.replay(change));
            store
        });
        let moment = Moment {
            before: before.cluster.store(),
            after: between.as_ref().unwrap_or(frame.cluster.store()),
            places: &frame.places,
            places_before: &before.places,
            frame,
            touched: shown.iter().map(|change| change.object().reference()).collect(),
            pointed: step.map_or_else(Set::new, waited_for),
        };
        let lanes = lanes(&moment);
        let (rest, nodes) = (rest::rest(&moment, &lanes), node::tiles(&moment));
        let scene = Self { lanes, rest, nodes, requests: Vec::new() };
        scene.with_traffic(&frame.traffic)
    }

    /// The same picture with other clients, or with what they have seen since.
    pub fn with_traffic(mut self, traffic: &Traffic) -> Self {
        self.requests = requests::lines(traffic, self.lanes.iter().map(|lane| &**lane));
        self
    }
}

fn waited_for(step: &Step) -> Set<ObjectRef> {
    step.decisions.iter().filter_map(Explain::waits_for).collect()
}

fn lanes(moment: &Moment) -> Vec<Rc<Lane>> {
    let deployments = moment.after.list::<Deployment>();
    let sets = moment.after.list::<StatefulSet>();
    let cattle = deployments.map(|it| Lane::Deployment(deployment::lane(moment, it)));
    let pets = sets.map(|it| Lane::StatefulSet(stateful_set::lane(moment, it)));
    cattle.chain(pets).map(Rc::new).collect()
}
