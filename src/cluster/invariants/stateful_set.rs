//! What holds of StatefulSets: one Pod an identity, and in which order Pods come and go.

use super::{Invariant, Transition, ensure};
use crate::api::{Pod, StatefulSet};
use crate::cluster::actor::Actor;
use crate::collections::Map;
use std::ops::Range;
use std::rc::Rc;

pub(super) const ALL: &[Invariant] = &[
    Invariant { name: "never two Pods with one identity", rule: "S30", check: one_pod_an_identity },
    Invariant { name: "created above Ready Pods only", rule: "S15", check: created_in_order },
    Invariant { name: "scaled down from the top", rule: "S18", check: scaled_down_in_order },
    Invariant { name: "who is as it should be stays", rule: "S22", check: good_ones_stay },
];

/// A StatefulSet whose controller acted, as it was when it looked.
pub(super) struct Acted<'a> {
    pub(super) set: &'a Rc<StatefulSet>,
    pub(super) transition: &'a Transition<'a>,
    /// The Pods that it had, or adopted, by ordinal.
    pub(super) pods: Map<i32, &'a Rc<Pod>>,
}

impl<'a> Acted<'a> {
    pub(super) fn of(it: &'a Transition) -> Option<Self> {
        let acted = it.step.actor == Actor::StatefulSet;
        let set = it.store_before().get::<StatefulSet>(&it.step.object.name).filter(|_| acted)?;
        let uid = set.metadata.uid;
        // Even those that it adopted and deleted in one go.
        let adopted = it.changes().filter_map(|change| match change.of::<Pod>()? {
            (Some(before), Some(after)) if after.metadata.is_controlled_by(uid) => Some(before),
            _ => None,
        });
        let adopted = adopted.filter(|pod| pod.metadata.controller().is_none());
        let pods = it.store_before().controlled_by::<Pod>(uid).chain(adopted);
        let pods = pods.filter_map(|pod| Some((ordinal(set, pod)?, pod))).collect();
        Some(Self { set, transition: it, pods })
    }

    fn ordered(it: &'a Transition) -> Option<Self> {
        Self::of(it).filter(|it| !it.set.is_parallel())
    }

    /// The ordinals that are wanted.
    pub(super) fn wanted(&self) -> Range<i32> {
        wanted(self.set)
    }

    /// The ordinals and Pods whose end this step asked for, in order.
    pub(super) fn deleted(&self) -> impl Iterator<Item = (i32, &'a Rc<Pod>)> {
        self.transition.deleted_pods().filter_map(|pod| Some((ordinal(self.set, pod)?, pod)))
    }

    /// Whether others need not wait for the Pod of this ordinal (rule S13).
    pub(super) fn is_healthy(&self, at: i32) -> bool {
        let release = self.transition.before.config().release;
        let asked =
            self.set.spec.min_ready_seconds.filter(|_| release.stateful_set_min_ready_seconds());
        let seconds = asked.unwrap_or(0).max(0).unsigned_abs();
        self.pods.get(&at).is_some_and(|pod| {
            pod.is_running_and_ready()
                && !pod.is_terminating()
                && pod.is_available(seconds, self.transition.step.at)
        })
    }

    /// The first that others still have to wait for.
    pub(super) fn first_unhealthy(&self, mut among: Range<i32>) -> Option<i32> {
        among.find(|at| !self.is_healthy(*at))
    }
}

/// The ordinals that a set wants.
pub(super) fn wanted(set: &StatefulSet) -> Range<i32> {
    set.start_ordinal()..set.start_ordinal() + set.replicas()
}

/// The ordinal that a Pod of the set bears in its name.
pub(super) fn ordinal(set: &StatefulSet, pod: &Pod) -> Option<i32> {
    pod.metadata.name.strip_prefix(&*set.metadata.name)?.strip_prefix('-')?.parse().ok()
}

/// No two Pods of a set have one ordinal, and a new one bears its name everywhere.
fn one_pod_an_identity(it: &Transition) -> Result<(), String> {
    let Some(acted) = Acted::of(it) else { return Ok(()) };
    let mut taken: Map<i32, &Rc<Pod>> = Map::new();
    for pod in it.store_after().controlled_by::<Pod>(acted.set.metadata.uid) {
        let Some(at) = ordinal(acted.set, pod) else { continue };
        if let Some(other) = taken.insert(at, pod) {
            return Err(format!("{} and {} are one", other.metadata.name, pod.metadata.name));
        }
    }
    for pod in it.created::<Pod>() {
        let name = &pod.metadata.name;
        let label = pod.metadata.label("statefulset.kubernetes.io/pod-name");
        ensure(pod.spec.hostname == *name && label == Some(name), || {
            format!("{name} calls itself {} and {label:?}", pod.spec.hostname)
        })?;
    }
    Ok(())
}

/// One a sync.
fn created_in_order(it: &Transition) -> Result<(), String> {
    let Some(acted) = Acted::ordered(it) else { return Ok(()) };
    let created: Vec<&Rc<Pod>> = it.created::<Pod>().collect();
    ensure(created.len() <= 1, || format!("{} Pods were made at once", created.len()))?;
    for at in created.iter().filter_map(|pod| ordinal(acted.set, pod)) {
        let unhealthy = acted.first_unhealthy(acted.wanted().start..at);
        ensure(unhealthy.is_none(), || format!("{at} was made, {unhealthy:?} is not Ready"))?;
    }
    Ok(())
}

/// One a sync, the highest, and only when no Pod that stays is waited for. Of those that have to go
/// an unhealthy one goes only if no lower one is unhealthy, too.
fn scaled_down_in_order(it: &Transition) -> Result<(), String> {
    let Some(acted) = Acted::ordered(it) else { return Ok(()) };
    let wanted = acted.wanted();
    let condemned: Vec<i32> =
        acted.deleted().map(|(at, _)| at).filter(|at| !wanted.contains(at)).collect();
    let [at] = condemned[..] else {
        return ensure(condemned.is_empty(), || format!("{condemned:?} go at once"));
    };
    let mut others = acted.pods.keys().filter(|it| !wanted.contains(it));
    ensure(others.clone().max() == Some(&at), || format!("{at} goes and is not the highest"))?;
    let unhealthy = acted.first_unhealthy(wanted.clone());
    ensure(unhealthy.is_none(), || format!("{at} goes while {unhealthy:?} is waited for"))?;
    let lower = others.find(|it| **it != at && !acted.is_healthy(**it));
    ensure(acted.is_healthy(at) || lower.is_none(), || {
        format!("{at} is unhealthy and goes before {lower:?}, which is, too")
    })
}

/// Whoever is deleted is too many, or has ended, or is of an old revision.
fn good_ones_stay(it: &Transition) -> Result<(), String> {
    let Some(acted) = Acted::of(it) else { return Ok(()) };
    let update = super::update::update_revision(&acted);
    for (at, pod) in acted.deleted() {
        let is_new = super::update::revision(pod) == update;
        let is_good = acted.wanted().contains(&at) && !pod.is_finished() && is_new;
        ensure(!is_good, || format!("{} was deleted for nothing", pod.metadata.name))?;
    }
    Ok(())
}
