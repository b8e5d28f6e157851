//! What no lane shows: Pods without a living workload, and claims that were left behind.

use super::claim::{self, ClaimCard};
use super::pod::{self, PodCard};
use super::{Lane, Moment};
use crate::api::{Kind, Name, ObjectRef, PersistentVolumeClaim, Pod, Uid};
use crate::collections::{Map, Set};
use std::rc::Rc;

/// What no lane shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rest {
    /// Pods by who manages them, those that nobody manages first.
    pub groups: Vec<RestGroup>,
    /// Claims of no slot: their data waits for a StatefulSet of the old name.
    pub claims: Vec<ClaimCard>,
}

/// Pods that belong together without a lane.
#[derive(Clone, Debug, PartialEq)]
pub struct RestGroup {
    /// Who manages them: a ReplicaSet of its own, or a workload that is gone already. `None` for
    /// Pods that nobody manages.
    pub owner: Option<ObjectRef>,
    /// The Pods, in place order.
    pub cards: Vec<PodCard>,
}

impl Rest {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.claims.is_empty()
    }
}

pub(super) fn rest(moment: &Moment, lanes: &[Rc<Lane>]) -> Rest {
    let shown: Set<Uid> = lanes.iter().flat_map(|lane| lane.cards()).map(|card| card.uid).collect();
    let mut groups: Map<Option<ObjectRef>, Vec<PodCard>> = Map::new();
    let pods = moment.after.list::<Pod>().chain(pod::removed(moment));
    for pod in pods.filter(|pod| !shown.contains(&pod.metadata.uid)) {
        groups.get_or_default(owner(pod)).push(pod::card(moment, pod, 0));
    }
    let groups = groups.iter().map(|(owner, cards)| {
        let mut cards = cards.clone();
        pod::sort(&mut cards);
        RestGroup { owner: owner.clone(), cards }
    });
    Rest { groups: groups.collect(), claims: claims(moment, lanes) }
}

fn owner(pod: &Pod) -> Option<ObjectRef> {
    let owner = pod.metadata.controller()?;
    Some(ObjectRef::new(owner.kind, owner.name.clone()))
}

fn claims(moment: &Moment, lanes: &[Rc<Lane>]) -> Vec<ClaimCard> {
    let shown: Set<&Name> =
        lanes.iter().flat_map(|lane| lane.claim_places()).map(|place| &place.name).collect();
    let stored = moment.after.list::<PersistentVolumeClaim>().map(|it| it.metadata.name.clone());
    let touched = moment.touched.iter().filter(|it| it.kind == Kind::PersistentVolumeClaim);
    let names: Set<Name> = stored.chain(touched.map(|it| it.name.clone())).collect();
    let unseen = names.iter().filter(|name| !shown.contains(name));
    unseen.filter_map(|name| claim::card(moment, name)).collect()
}
