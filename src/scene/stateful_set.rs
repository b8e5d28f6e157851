//! A StatefulSet's lane: one fixed slot an ordinal, with its Pod, its claim and the gate behind it.

use super::claim::ClaimPlace;
use super::pod::{self, PodCard, Presence};
use super::service::{self, DnsName, ServiceBar};
use super::{Head, Moment, setting};
use crate::api::{ControllerRevision, Kind, Name, ObjectRef, PersistentVolumeClaim, StatefulSet};
use crate::collections::{Map, Set, sort_by_key};
use std::rc::Rc;

/// A StatefulSet's lane.
#[derive(Clone, Debug, PartialEq)]
pub struct StatefulSetLane {
    /// Name, counts, settings.
    pub head: Head,
    /// Whether there is an older revision to go back to.
    pub can_undo: bool,
    /// Whether Pods are updated only when somebody deletes them.
    pub on_delete: bool,
    /// The headless Service that publishes the names; `None` if `serviceName` names nothing.
    pub service: Option<ServiceBar>,
    /// `spec.serviceName`.
    pub service_name: Name,
    /// One per ordinal that is wanted, or still has a Pod or a claim, in ordinal order.
    pub slots: Vec<Slot>,
    /// Each slot's own name in the DNS.
    pub dns: Vec<DnsName>,
    /// The number of `status.currentRevision` and `status.updateRevision` in history; 0 if unknown.
    pub revisions: (i64, i64),
}

/// One ordinal.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// The ordinal.
    pub ordinal: i32,
    /// The name that stays: `db-0`.
    pub name: Name,
    /// Whether the ordinal is within `spec.replicas`.
    pub wanted: bool,
    /// The Pod in it; one that leaves is drawn once more.
    pub pod: Option<PodCard>,
    /// The number of the Pod's revision; 0 without a Pod.
    pub revision: i64,
    /// Why the slot is empty.
    pub note: SlotNote,
    /// Its claims, one per claim template, with those that exist.
    pub claims: Vec<ClaimPlace>,
    /// The gate between this slot and the next.
    pub gate: Gate,
}

/// Why a slot has no Pod.
#[derive(Clone, Debug, PartialEq)]
pub enum SlotNote {
    /// It has one.
    None,
    /// Nobody asked for it; its claim waits.
    NotWanted,
    /// It waits for this Pod to be Ready.
    WaitsFor(Name),
    /// It is next.
    Next,
}

/// What readiness holds back between two slots (rule S15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// There is none: `Parallel`, or nothing behind it.
    None,
    /// The Pod before it is Running, Ready and available.
    Open,
    /// The Pod before it is not.
    Shut,
}

pub(super) fn lane(moment: &Moment, set: &Rc<StatefulSet>) -> StatefulSetLane {
    let slots = slots(moment, set);
    let template = &set.spec.template;
    let service_name = set.spec.service_name.clone();
    let service = service::bar(moment, Some(&service_name), &template.metadata.labels);
    let container = template.spec.containers.first();
    let with_pod = slots.iter().filter(|slot| slot.wanted || slot.pod.is_some());
    let names: Vec<Name> = with_pod.map(|slot| slot.name.clone()).collect();
    let dns = match &service {
        Some(_) => service::dns_names(moment, &service_name, &names),
        None => Vec::new(),
    };
    let number = |name: &Name| revision_number(moment, name);
    StatefulSetLane {
        head: Head {
            name: set.metadata.name.clone(),
            wanted: set.replicas(),
            ready: slots
                .iter()
                .filter_map(|slot| slot.pod.as_ref())
                .filter(|it| it.is_ready())
                .count() as u32,
            image: container.map(|it| it.image.clone()).unwrap_or_default(),
            container: container.map(|it| it.name.clone()).unwrap_or_default(),
            settings: setting::of_stateful_set(moment, set),
            next_image_broken: moment.is_next_image_broken(&reference(set)),
            touched: moment.touched.contains(&reference(set)),
            deleting: set.metadata.is_terminating(),
        },
        can_undo: moment
            .after
            .controlled_by::<ControllerRevision>(set.metadata.uid)
            .nth(1)
            .is_some(),
        on_delete: set.is_on_delete(),
        service,
        service_name,
        dns,
        revisions: (number(&set.status.current_revision), number(&set.status.update_revision)),
        slots,
    }
}

fn reference(set: &StatefulSet) -> ObjectRef {
    ObjectRef::new(Kind::StatefulSet, set.metadata.name.clone())
}

fn revision_number(moment: &Moment, name: &str) -> i64 {
    moment.after.get::<ControllerRevision>(name).map_or(0, |revision| revision.revision)
}

fn slots(moment: &Moment, set: &StatefulSet) -> Vec<Slot> {
    let start = set.start_ordinal();
    let wanted = start..start.saturating_add(set.replicas());
    let min_ready_seconds = set.spec.min_ready_seconds.unwrap_or(0).max(0) as u32;
    let mut cards = pod::cards(moment, set.metadata.uid, min_ready_seconds);
    // A Pod that this step replaced by one of the same name is drawn as the new one.
    sort_by_key(&mut cards, |card| card.presence != Presence::Leaves);
    let mut pods: Map<i32, PodCard> =
        cards.into_iter().filter_map(|card| Some((ordinal_of(set, &card.name)?, card))).collect();
    let mut ordinals: Set<i32> = wanted.clone().collect();
    ordinals.extend(pods.keys().copied());
    ordinals.extend(ordinals_of_claims(moment, set));
    let slots = ordinals
        .iter()
        .map(|ordinal| slot(moment, set, *ordinal, wanted.contains(ordinal), pods.remove(ordinal)));
    let mut slots: Vec<Slot> = slots.collect();
    set_gates_and_notes(&mut slots, set);
    slots
}

fn slot(
    moment: &Moment,
    set: &StatefulSet,
    ordinal: i32,
    wanted: bool,
    pod: Option<PodCard>,
) -> Slot {
    let name: Name = format!("{}-{ordinal}", set.metadata.name).into();
    let claims = set.spec.volume_claim_templates.iter().map(|template| {
        ClaimPlace::of(moment, format!("{}-{name}", template.metadata.name).into())
    });
    Slot {
        ordinal,
        wanted,
        revision: pod.as_ref().map_or(0, |card| pod_revision(moment, &card.name)),
        note: if pod.is_some() { SlotNote::None } else { SlotNote::NotWanted },
        claims: claims.collect(),
        gate: Gate::None,
        pod,
        name,
    }
}

/// The number of the revision that a Pod's label names (rule S3).
fn pod_revision(moment: &Moment, pod: &str) -> i64 {
    let of = |store: &crate::cluster::Store| {
        let pod = store.get::<crate::api::Pod>(pod)?;
        Some(revision_number(moment, pod.metadata.label("controller-revision-hash")?))
    };
    of(moment.after).or_else(|| of(moment.before)).unwrap_or(0)
}

fn ordinal_of(set: &StatefulSet, pod: &str) -> Option<i32> {
    pod.strip_prefix(&*set.metadata.name)?.strip_prefix('-')?.parse().ok()
}

/// Ordinals whose claims are still there although their Pods are not.
fn ordinals_of_claims(moment: &Moment, set: &StatefulSet) -> Vec<i32> {
    let templates = &set.spec.volume_claim_templates;
    let claims = moment.after.list::<PersistentVolumeClaim>();
    let ordinals = claims.filter_map(|claim| {
        templates.iter().find_map(|template| {
            let rest = claim.metadata.name.strip_prefix(&*template.metadata.name)?;
            ordinal_of(set, rest.strip_prefix('-')?)
        })
    });
    ordinals.collect()
}

fn set_gates_and_notes(slots: &mut [Slot], set: &StatefulSet) {
    let ordered = !set.is_parallel();
    let mut shut_by: Option<Name> = None;
    let wanted = slots.iter().filter(|slot| slot.wanted).count();
    let within = slots.iter_mut().filter(|slot| slot.wanted);
    for (index, slot) in within.enumerate() {
        if slot.pod.is_none() && !set.metadata.is_terminating() {
            slot.note = match shut_by.clone() {
                Some(pod) => SlotNote::WaitsFor(pod),
                None => SlotNote::Next,
            };
        }
        let passes = slot.pod.as_ref().is_some_and(|card| card.is_ready() && card.available);
        if !passes && ordered && shut_by.is_none() {
            shut_by = Some(slot.name.clone());
        }
        slot.gate = match ordered && index + 1 < wanted {
            false => Gate::None,
            true if passes => Gate::Open,
            true => Gate::Shut,
        };
    }
}
