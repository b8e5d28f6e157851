//! What must hold after every step, whatever happens: each with a name and the rule it follows
//! from.

use super::Cluster;
use super::actor::Actor;
use super::step::Step;
use super::store::{Change, Store};
use crate::api::int_or_percent::Round;
use crate::api::{
    Deployment, Object, ObjectMeta, PersistentVolumeClaim, Pod, ReplicaSet, StatefulSet,
};
use std::fmt;
use std::rc::Rc;

/// A step between two states.
pub struct Transition<'a> {
    /// The state before.
    pub before: &'a Cluster,
    /// The state after.
    pub after: &'a Cluster,
    /// What led from one to the other.
    pub step: &'a Step,
}

/// One property that every step keeps.
pub struct Invariant {
    /// Its name.
    pub name: &'static str,
    /// The rule it follows from.
    pub rule: &'static str,
    check: fn(&Transition) -> Result<(), String>,
}

/// A property that a step broke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The property's name.
    pub invariant: &'static str,
    /// The step's number.
    pub step: u32,
    /// What was seen.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "step {} breaks `{}`: {}", self.step, self.invariant, self.what)
    }
}

/// All of them.
pub const ALL: &[Invariant] = &[
    Invariant { name: "time never goes back", rule: "C1", check: time_never_goes_back },
    Invariant { name: "one controller an object", rule: "C9", check: one_controller },
    Invariant { name: "an identity is never reused", rule: "S30", check: identity_is_kept },
    Invariant { name: "generations only grow", rule: "C11", check: generations_grow },
    Invariant { name: "status adds up", rule: "R10", check: status_adds_up },
    Invariant { name: "one ReplicaSet a template", rule: "D2", check: one_set_a_template },
    Invariant { name: "maxSurge is kept", rule: "D17", check: surge_is_kept },
    Invariant { name: "maxUnavailable is kept", rule: "D19", check: availability_is_kept },
    Invariant { name: "created above Ready Pods only", rule: "S15", check: created_in_order },
    Invariant { name: "scaled down from the top", rule: "S18", check: scaled_down_in_order },
    Invariant { name: "updated from the top", rule: "S22", check: updated_in_order },
    Invariant { name: "the partition is kept", rule: "S22", check: partition_is_kept },
    Invariant { name: "a live ordinal keeps its claim", rule: "S21", check: claims_are_kept },
];

/// What a step broke, empty if nothing.
pub fn violations(transition: &Transition) -> Vec<Violation> {
    let broken = ALL.iter().filter_map(|invariant| {
        let what = (invariant.check)(transition).err()?;
        Some(Violation { invariant: invariant.name, step: transition.step.number, what })
    });
    broken.collect()
}

impl Transition<'_> {
    fn store_before(&self) -> &Store {
        self.before.store()
    }

    fn store_after(&self) -> &Store {
        self.after.store()
    }

    fn changes(&self) -> impl Iterator<Item = &Change> {
        self.step.writes.iter()
    }

    /// The StatefulSet whose controller acted, as it was when it looked.
    fn acting_set(&self) -> Option<&Rc<StatefulSet>> {
        let acted = self.step.actor == Actor::StatefulSet;
        self.store_before().get::<StatefulSet>(&self.step.object.name).filter(|_| acted)
    }

    /// Ordinals of the acting set whose Pods this step asked to end, in order.
    fn deleted_ordinals(&self, set: &StatefulSet) -> Vec<(i32, Rc<Pod>)> {
        let deletions = self.changes().filter_map(|change| {
            let (before, after) = change.of::<Pod>()?;
            let before = before.filter(|pod| !pod.is_terminating())?;
            after.is_none_or(|pod| pod.is_terminating()).then(|| before.clone())
        });
        deletions.filter_map(|pod| Some((ordinal(set, &pod.metadata)?, pod))).collect()
    }
}

fn ensure(holds: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what()) }
}

fn ordinal(set: &StatefulSet, pod: &ObjectMeta) -> Option<i32> {
    pod.name.strip_prefix(&*set.metadata.name)?.strip_prefix('-')?.parse().ok()
}

fn time_never_goes_back(it: &Transition) -> Result<(), String> {
    ensure(it.after.now() >= it.before.now(), || "the clock went back".to_owned())?;
    ensure(it.step.at <= it.after.now(), || "the step is in the future".to_owned())
}

fn one_controller(it: &Transition) -> Result<(), String> {
    for object in it.changes().filter_map(|change| change.after.as_ref()) {
        let owners = object.meta().owner_references.iter();
        let controllers = owners.filter(|owner| owner.controller).count();
        ensure(controllers <= 1, || format!("{} has {controllers}", object.reference()))?;
    }
    Ok(())
}

fn identity_is_kept(it: &Transition) -> Result<(), String> {
    for change in it.changes() {
        let (Some(before), Some(after)) = (&change.before, &change.after) else { continue };
        ensure(before.meta().uid == after.meta().uid, || {
            format!("{} became another object without going", after.reference())
        })?;
    }
    Ok(())
}

fn generations_grow(it: &Transition) -> Result<(), String> {
    let observed = |object: &Object| match object {
        Object::Deployment(it) => it.status.observed_generation,
        Object::ReplicaSet(it) => it.status.observed_generation,
        Object::StatefulSet(it) => it.status.observed_generation,
        _ => 0,
    };
    for change in it.changes() {
        let (Some(before), Some(after)) = (&change.before, &change.after) else { continue };
        let grows = before.meta().generation <= after.meta().generation
            && observed(before) <= observed(after)
            && observed(after) <= after.meta().generation;
        ensure(grows, || format!("{} went back", after.reference()))?;
    }
    Ok(())
}

fn status_adds_up(it: &Transition) -> Result<(), String> {
    for object in it.changes().filter_map(|change| change.after.as_ref()) {
        let counts = match object {
            Object::ReplicaSet(set) => {
                let it = &set.status;
                [it.available_replicas, it.ready_replicas, it.replicas]
            }
            Object::StatefulSet(set) => {
                let it = &set.status;
                [it.available_replicas.unwrap_or(0), it.ready_replicas, it.replicas]
            }
            Object::Deployment(deployment) => {
                let it = &deployment.status;
                [it.available_replicas, it.ready_replicas, it.replicas]
            }
            _ => continue,
        };
        let ordered = counts[0] >= 0 && counts.is_sorted();
        ensure(ordered, || {
            format!("{}: available, ready, all are {counts:?}", object.reference())
        })?;
    }
    Ok(())
}

fn one_set_a_template(it: &Transition) -> Result<(), String> {
    let created = it.changes().filter(|change| change.is_creation());
    for set in created.filter_map(|change| change.of::<ReplicaSet>()?.1) {
        let Some(owner) = set.metadata.controller() else { continue };
        let siblings = it.store_after().controlled_by::<ReplicaSet>(owner.uid);
        let twins = siblings
            .filter(|sibling| sibling.metadata.uid != set.metadata.uid)
            .filter(|sibling| sibling.spec.template.spec == set.spec.template.spec)
            .filter(|sibling| {
                sibling.spec.template.metadata.annotations == set.spec.template.metadata.annotations
            })
            .filter(|sibling| sibling.spec.selector == set.spec.selector);
        ensure(twins.count() == 0, || format!("{} has a twin", set.metadata.name))?;
    }
    Ok(())
}

type Sets<'a> = Vec<&'a Rc<ReplicaSet>>;

/// The Deployment whose controller acted on a roll-out, its sets before and after.
fn rolling<'a>(it: &'a Transition) -> Option<(&'a Rc<Deployment>, Sets<'a>, Sets<'a>)> {
    let acted = it.step.actor == Actor::Deployment;
    let deployment = it.store_before().get::<Deployment>(&it.step.object.name).filter(|_| acted)?;
    let uid = deployment.metadata.uid;
    let is_rolling = deployment.is_rolling_update() && !deployment.metadata.is_terminating();
    is_rolling.then(|| {
        let after: Sets = it.store_after().controlled_by::<ReplicaSet>(uid).collect();
        // Those that it adopts within the step count as they were.
        let owned = it.store_before().controlled_by::<ReplicaSet>(uid);
        let is_adopted = |orphan: &&Rc<ReplicaSet>| {
            after.iter().any(|set| set.metadata.uid == orphan.metadata.uid)
        };
        let orphans = it.store_before().orphans::<ReplicaSet>().filter(is_adopted);
        let before = owned.chain(orphans).collect();
        (deployment, before, after)
    })
}

fn surge_is_kept(it: &Transition) -> Result<(), String> {
    let Some((deployment, before, after)) = rolling(it) else { return Ok(()) };
    let size = |sets: &[&Rc<ReplicaSet>]| -> i32 { sets.iter().map(|set| set.replicas()).sum() };
    let update = deployment.spec.strategy.rolling_update.clone().unwrap_or_default();
    let surge = update.max_surge.and_then(|it| it.scaled(deployment.replicas(), Round::Up).ok());
    let most = deployment.replicas() + surge.unwrap_or(0);
    let (was, is) = (size(&before), size(&after));
    ensure(is <= most.max(was), || format!("{was} became {is}, at most {most} are allowed"))
}

fn availability_is_kept(it: &Transition) -> Result<(), String> {
    let Some((deployment, before, after)) = rolling(it) else { return Ok(()) };
    // Scaling by hand may take available Pods: it follows proportions, not availability (rule D27).
    let replicas = deployment.replicas();
    let desired = |set: &&Rc<ReplicaSet>| {
        let text = set.metadata.annotation("deployment.kubernetes.io/desired-replicas");
        text.and_then(|text| text.parse::<i32>().ok())
    };
    let sizes_agree =
        before.iter().all(|set| set.replicas() == 0 || desired(set) == Some(replicas));
    // A ReplicaSet that has become smaller says so only when its Pods go, and the Deployment
    // believes what it says.
    let is_counted = |set: &&Rc<ReplicaSet>| {
        set.status.observed_generation >= set.metadata.generation
            && set.status.replicas <= set.replicas()
    };
    if !sizes_agree || !before.iter().all(is_counted) || deployment.spec.paused {
        return Ok(());
    }
    let serving = |sets: &[&Rc<ReplicaSet>]| -> i32 {
        sets.iter().map(|set| set.replicas().min(set.status.available_replicas)).sum()
    };
    let update = deployment.spec.strategy.rolling_update.clone().unwrap_or_default();
    let resolve = |value: Option<crate::api::IntOrPercent>, round| {
        value.and_then(|value| value.scaled(replicas, round).ok()).unwrap_or(0)
    };
    let surge = resolve(update.max_surge, Round::Up);
    let unavailable = match resolve(update.max_unavailable, Round::Down) {
        0 if surge == 0 => 1,
        some => some,
    };
    let least = replicas - unavailable;
    let (was, is) = (serving(&before), serving(&after));
    ensure(is >= least.min(was), || format!("{was} available became {is}, {least} must stay"))
}

fn created_in_order(it: &Transition) -> Result<(), String> {
    let Some(set) = it.acting_set().filter(|set| !set.is_parallel()) else { return Ok(()) };
    let created = it.changes().filter(|change| change.is_creation());
    for pod in created.filter_map(|change| change.of::<Pod>()?.1) {
        let Some(at) = ordinal(set, &pod.metadata) else { continue };
        for lower in set.start_ordinal()..at {
            let name = format!("{}-{lower}", set.metadata.name);
            let predecessor = it.store_before().get::<Pod>(&name);
            let ready =
                predecessor.is_some_and(|it| it.is_running_and_ready() && !it.is_terminating());
            ensure(ready, || format!("{} was made while {name} was not Ready", pod.metadata.name))?;
        }
    }
    Ok(())
}

fn scaled_down_in_order(it: &Transition) -> Result<(), String> {
    let Some(set) = it.acting_set().filter(|set| !set.is_parallel()) else { return Ok(()) };
    let end = set.start_ordinal() + set.replicas();
    let condemned = it.deleted_ordinals(set).into_iter().filter(|(at, _)| *at >= end);
    for (at, pod) in condemned {
        // Those that nobody owned may have been adopted within the step.
        let owned = it.store_before().controlled_by::<Pod>(set.metadata.uid);
        let orphans = it.store_before().orphans::<Pod>();
        let orphans = orphans.filter(|pod| set.spec.selector.matches(&pod.metadata.labels));
        let pods = owned.chain(orphans);
        let highest = pods.filter_map(|pod| ordinal(set, &pod.metadata)).max();
        ensure(highest == Some(at), || format!("{} was not the highest", pod.metadata.name))?;
    }
    Ok(())
}

/// The deletions of a step that were made for an update: in range, and not of a finished Pod.
fn updated(it: &Transition) -> Vec<(Rc<StatefulSet>, i32, Rc<Pod>)> {
    let Some(set) = it.acting_set() else { return Vec::new() };
    let range = set.start_ordinal()..set.start_ordinal() + set.replicas();
    let deleted = it.deleted_ordinals(set).into_iter();
    let deleted = deleted.filter(|(at, pod)| range.contains(at) && !pod.is_finished());
    deleted.map(|(at, pod)| (set.clone(), at, pod)).collect()
}

fn updated_in_order(it: &Transition) -> Result<(), String> {
    if it.after.config().release.stateful_set_max_unavailable() {
        return Ok(());
    }
    for (set, at, deleted) in updated(it) {
        let revision =
            |pod: &Pod| pod.metadata.label("controller-revision-hash").map(str::to_owned);
        let above = it.store_before().controlled_by::<Pod>(set.metadata.uid);
        let passed_over = above.filter(|pod| {
            let higher = ordinal(&set, &pod.metadata)
                .is_some_and(|other| other > at && other < set.start_ordinal() + set.replicas());
            higher && pod.is_active() && revision(pod) == revision(&deleted)
        });
        let name = &deleted.metadata.name;
        ensure(passed_over.count() == 0, || format!("{name} went before a higher one"))?;
    }
    Ok(())
}

fn partition_is_kept(it: &Transition) -> Result<(), String> {
    for (set, at, pod) in updated(it) {
        let first = set.start_ordinal() + set.partition();
        ensure(!set.is_on_delete() && at >= first, || {
            format!("{} is below the partition", pod.metadata.name)
        })?;
    }
    Ok(())
}

fn claims_are_kept(it: &Transition) -> Result<(), String> {
    let gone = it.changes().filter(|change| change.is_removal());
    for claim in gone.filter_map(|change| change.of::<PersistentVolumeClaim>()?.0) {
        let asked = claim.metadata.is_terminating() || it.step.actor == Actor::You;
        let live =
            it.store_after().list::<StatefulSet>().find(|set| keeps(set, &claim.metadata.name));
        ensure(asked || live.is_none(), || format!("{} was taken", claim.metadata.name))?;
    }
    Ok(())
}

fn keeps(set: &StatefulSet, claim: &str) -> bool {
    let range = set.start_ordinal()..set.start_ordinal() + set.replicas();
    set.spec.volume_claim_templates.iter().any(|template| {
        let rest = claim.strip_prefix(&*template.metadata.name).and_then(|it| it.strip_prefix('-'));
        let rest = rest.and_then(|it| it.strip_prefix(&*set.metadata.name));
        let at = rest.and_then(|it| it.strip_prefix('-')?.parse::<i32>().ok());
        at.is_some_and(|at| range.contains(&at))
    })
}
