//! A Deployment's lane: its Service, its ReplicaSets as frames, its Pods as cards, its bounds.

use super::claim::ClaimPlace;
use super::pod::{self, PodCard, Presence};
use super::service::{self, ServiceBar};
use super::{Head, Moment, setting};
use crate::api::int_or_percent::Round;
use crate::api::{Deployment, IntOrPercent, Kind, Name, ObjectRef, ReplicaSet, Uid};
use crate::cluster::controllers::deployment::revision;
use crate::collections::sort_by;
use std::rc::Rc;

/// A Deployment's lane.
#[derive(Clone, Debug, PartialEq)]
pub struct DeploymentLane {
    /// Name, counts, settings.
    pub head: Head,
    /// `spec.paused`.
    pub paused: bool,
    /// Whether there is an older revision to go back to.
    pub can_undo: bool,
    /// The Service in front of it, if there is one.
    pub service: Option<ServiceBar>,
    /// Its ReplicaSets, the oldest revision first; empty old ones included.
    pub sets: Vec<ReplicaSetFrame>,
    /// The claims that the template names: all Pods share them (rule V4).
    pub claims: Vec<ClaimPlace>,
    /// The bounds of the roll-out.
    pub bounds: Bounds,
    /// The Progressing condition's reason, empty if there is none.
    pub progress: Name,
}

/// One ReplicaSet as a frame around its Pods.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplicaSetFrame {
    /// Its identity.
    pub uid: Uid,
    /// Its full name.
    pub name: Name,
    /// Its revision, 0 if it has none yet.
    pub revision: i64,
    /// `spec.replicas`.
    pub wanted: i32,
    /// The image of its template's first container.
    pub image: Name,
    /// Whether its template is the Deployment's.
    pub is_new: bool,
    /// What stands in it, in place order.
    pub places: Vec<Place>,
    /// Whether this step wrote to it.
    pub touched: bool,
    /// Whether the actor of this step waits for it.
    pub pointed: bool,
    /// Whether this step made or removed it.
    pub presence: Presence,
}

/// What stands in a ReplicaSet's frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// A Pod.
    Pod(PodCard),
    /// Nobody: a Pod went, and those behind it keep their places.
    Empty,
    /// Wanted and not yet there.
    Wanted,
    /// Room for one more within maxSurge.
    SurgeRoom,
}

/// The bounds that a rolling update keeps (rules D15, D16), and where the run stands in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Pods that must be available at least.
    pub min_available: i32,
    /// Pods that may exist at most, terminating ones not counted.
    pub max_total: i32,
    /// Pods that exist now, terminating ones not counted.
    pub total: i32,
    /// Pods that are available now.
    pub available: i32,
    /// Terminating Pods, which nobody counts.
    pub terminating: i32,
    /// maxSurge, resolved.
    pub surge: i32,
    /// maxUnavailable, resolved.
    pub unavailable: i32,
    /// Whether the bounds hold at all: not for `Recreate`.
    pub rolling: bool,
}

pub(super) fn lane(moment: &Moment, deployment: &Rc<Deployment>) -> DeploymentLane {
    let mut sets = frames(moment, deployment);
    let bounds = bounds(deployment, &sets);
    add_surge_room(&mut sets, &bounds, deployment.replicas());
    let template = &deployment.spec.template;
    let cards = || sets.iter().flat_map(|set| set.cards());
    let container = template.spec.containers.first();
    DeploymentLane {
        head: Head {
            name: deployment.metadata.name.clone(),
            wanted: deployment.replicas(),
            ready: cards().filter(|card| card.is_ready()).count() as u32,
            image: container.map(|it| it.image.clone()).unwrap_or_default(),
            container: container.map(|it| it.name.clone()).unwrap_or_default(),
            settings: setting::of_deployment(deployment, &bounds),
            next_image_broken: moment.is_next_image_broken(&reference(deployment)),
            touched: moment.touched.contains(&reference(deployment)),
            deleting: deployment.metadata.is_terminating(),
        },
        paused: deployment.spec.paused,
        can_undo: sets.iter().filter(|set| set.presence != Presence::Leaves).count() > 1,
        service: service::bar(moment, None, &template.metadata.labels),
        claims: claims(moment, deployment),
        bounds,
        progress: progress(deployment),
        sets,
    }
}

impl ReplicaSetFrame {
    /// The Pods in it.
    pub fn cards(&self) -> impl Iterator<Item = &PodCard> {
        self.places.iter().filter_map(|place| match place {
            Place::Pod(card) => Some(card),
            _ => None,
        })
    }

    /// Whether it only waits for an undo: nothing wanted, nothing there.
    pub fn is_kept_for_undo(&self) -> bool {
        self.wanted == 0 && !self.is_new && self.cards().next().is_none()
    }
}

fn reference(deployment: &Deployment) -> ObjectRef {
    ObjectRef::new(Kind::Deployment, deployment.metadata.name.clone())
}

fn progress(deployment: &Deployment) -> Name {
    let kind = crate::api::deployment::DeploymentConditionType::Progressing;
    deployment.status.condition(kind).map(|it| it.reason.clone()).unwrap_or_default()
}

fn claims(moment: &Moment, deployment: &Deployment) -> Vec<ClaimPlace> {
    let volumes = deployment.spec.template.spec.volumes.iter();
    let sources = volumes.filter_map(|volume| volume.persistent_volume_claim.as_ref());
    sources.map(|source| ClaimPlace::of(moment, source.claim_name.clone())).collect()
}

fn frames(moment: &Moment, deployment: &Deployment) -> Vec<ReplicaSetFrame> {
    let owner = deployment.metadata.uid;
    let stored = moment.after.controlled_by::<ReplicaSet>(owner);
    let gone = moment.before.controlled_by::<ReplicaSet>(owner).filter(|set| {
        let reference = ObjectRef::new(Kind::ReplicaSet, set.metadata.name.clone());
        moment.touched.contains(&reference) && !moment.after.has_uid(&reference, set.metadata.uid)
    });
    let mut frames: Vec<_> = stored.chain(gone).map(|set| frame(moment, deployment, set)).collect();
    sort_by(&mut frames, |a, b| (a.revision, &a.name).cmp(&(b.revision, &b.name)));
    frames
}

fn frame(moment: &Moment, deployment: &Deployment, set: &Rc<ReplicaSet>) -> ReplicaSetFrame {
    let reference = ObjectRef::new(Kind::ReplicaSet, set.metadata.name.clone());
    let image = set.spec.template.spec.containers.first().map(|it| it.image.clone());
    let min_ready_seconds = deployment.spec.min_ready_seconds.unwrap_or(0).max(0) as u32;
    let cards = pod::cards(moment, set.metadata.uid, min_ready_seconds);
    ReplicaSetFrame {
        uid: set.metadata.uid,
        revision: revision::of(&set.metadata),
        wanted: set.replicas(),
        image: image.unwrap_or_default(),
        is_new: is_new(deployment, set),
        places: places(cards, set.replicas()),
        touched: moment.touched.contains(&reference),
        pointed: moment.pointed.contains(&reference),
        presence: pod::presence(moment, &reference, set.metadata.uid),
        name: reference.name,
    }
}

/// Whether the set's template is the Deployment's, the hash label aside (rule D2).
fn is_new(deployment: &Deployment, set: &ReplicaSet) -> bool {
    let (wanted, has) = (&deployment.spec.template, &set.spec.template);
    let labels = |map: &crate::api::StringMap| {
        let others = map.iter().filter(|(key, _)| &***key != revision::POD_TEMPLATE_HASH);
        others.map(|(key, value)| (key.clone(), value.clone())).collect::<Vec<_>>()
    };
    wanted.spec == has.spec
        && wanted.metadata.annotations == has.metadata.annotations
        && labels(&wanted.metadata.labels) == labels(&has.metadata.labels)
}

/// Cards at their places, with the gaps between them and one place for each Pod still wanted.
fn places(cards: Vec<PodCard>, wanted: i32) -> Vec<Place> {
    let active = cards.iter().filter(|card| card.state != pod::PodState::Terminating).count();
    let mut places: Vec<Place> = Vec::new();
    for card in cards {
        let at = card.place as usize;
        while places.len() < at {
            places.push(Place::Empty);
        }
        places.push(Place::Pod(card));
    }
    let missing = (wanted.max(0) as usize).saturating_sub(active);
    for _ in 0..missing {
        match places.iter_mut().find(|place| matches!(place, Place::Empty)) {
            Some(gap) => *gap = Place::Wanted,
            None => places.push(Place::Wanted),
        }
    }
    places
}

fn bounds(deployment: &Deployment, sets: &[ReplicaSetFrame]) -> Bounds {
    let wanted = deployment.replicas();
    let update = deployment.spec.strategy.rolling_update.clone().unwrap_or_default();
    let resolve = |value: Option<IntOrPercent>, round| {
        value.and_then(|value| value.scaled(wanted, round).ok()).unwrap_or(0)
    };
    let rolling = deployment.is_rolling_update();
    let surge = if rolling { resolve(update.max_surge, Round::Up) } else { 0 };
    let unavailable = match resolve(update.max_unavailable, Round::Down) {
        0 if surge == 0 => 1,
        some => some,
    };
    let unavailable = if rolling { unavailable.min(wanted) } else { wanted };
    let count = |keep: &dyn Fn(&PodCard) -> bool| {
        sets.iter().flat_map(ReplicaSetFrame::cards).filter(|card| keep(card)).count() as i32
    };
    let terminating = pod::PodState::Terminating;
    let is_gone = |card: &PodCard| card.presence == Presence::Leaves;
    Bounds {
        min_available: (wanted - unavailable).max(0),
        max_total: if wanted == 0 { 0 } else { wanted + surge },
        total: count(&|card| card.state != terminating && !is_gone(card)),
        available: count(&|card| card.state != terminating && card.available && !is_gone(card)),
        terminating: count(&|card| card.state == terminating && !is_gone(card)),
        surge,
        unavailable,
        rolling,
    }
}

/// During a roll-out the newest frame shows the room that maxSurge leaves.
fn add_surge_room(sets: &mut [ReplicaSetFrame], bounds: &Bounds, wanted: i32) {
    let old_pods =
        sets.iter().any(|set| !set.is_new && (set.wanted > 0 || set.cards().count() > 0));
    let sizes: i32 = sets.iter().map(|set| set.wanted).sum();
    let room = bounds.max_total - sizes.max(bounds.total);
    let Some(newest) = sets.iter_mut().find(|set| set.is_new && set.wanted < wanted) else {
        return;
    };
    if bounds.rolling && old_pods && room > 0 {
        newest.places.extend((0..room).map(|_| Place::SurgeRoom));
    }
}
