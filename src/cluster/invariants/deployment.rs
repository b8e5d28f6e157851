//! What holds of Deployments and the sizes that they give to their ReplicaSets.

use super::{Invariant, Transition, ensure};
use crate::api::int_or_percent::{IntOrPercent, Round};
use crate::api::{Deployment, Pod, ReplicaSet};
use crate::cluster::actor::Actor;
use std::rc::Rc;

pub(super) const ALL: &[Invariant] = &[
    Invariant { name: "one ReplicaSet a template", rule: "D2", check: one_set_a_template },
    Invariant { name: "maxSurge is kept", rule: "D17", check: surge_is_kept },
    Invariant { name: "maxUnavailable is kept", rule: "D19", check: availability_is_kept },
    Invariant { name: "Recreate ends the old first", rule: "D22", check: old_end_first },
];

fn one_set_a_template(it: &Transition) -> Result<(), String> {
    for set in it.created::<ReplicaSet>() {
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

/// A Deployment whose controller acted, and its ReplicaSets before and after.
struct Acted<'a> {
    deployment: &'a Rc<Deployment>,
    before: Vec<&'a Rc<ReplicaSet>>,
    after: Vec<&'a Rc<ReplicaSet>>,
}

impl<'a> Acted<'a> {
    fn of(it: &'a Transition) -> Option<Self> {
        let acted = it.step.actor == Actor::Deployment;
        let deployment = it.store_before().get::<Deployment>(&it.step.object.name);
        let deployment = deployment.filter(|it| acted && !it.metadata.is_terminating())?;
        let uid = deployment.metadata.uid;
        // One that somebody labelled anew is let go: it counts no more.
        let stays = |set: &&Rc<ReplicaSet>| deployment.spec.selector.matches(&set.metadata.labels);
        Some(Self {
            deployment,
            before: it.store_before().controlled_by::<ReplicaSet>(uid).filter(stays).collect(),
            after: it.store_after().controlled_by::<ReplicaSet>(uid).collect(),
        })
    }

    /// The same, if it is about a rolling update.
    fn rolling(it: &'a Transition) -> Option<Self> {
        Self::of(it).filter(|it| it.deployment.is_rolling_update())
    }

    /// `maxSurge` and `maxUnavailable` as numbers, worked out anew (rule D15).
    fn bounds(&self) -> (i32, i32) {
        let replicas = self.deployment.replicas();
        let update = self.deployment.spec.strategy.rolling_update.clone().unwrap_or_default();
        let resolve = |value: Option<IntOrPercent>, round| {
            value.and_then(|value| value.scaled(replicas, round).ok()).unwrap_or(0)
        };
        let surge = resolve(update.max_surge, Round::Up);
        match (surge, resolve(update.max_unavailable, Round::Down)) {
            (0, 0) => (0, 1),
            bounds => bounds,
        }
    }
}

fn total(sets: &[&Rc<ReplicaSet>], count: impl Fn(&ReplicaSet) -> i32) -> i32 {
    sets.iter().map(|set| count(set)).sum()
}

/// Of sizes: for a moment there can be more Pods, as a ReplicaSet that was shrunk has still to
/// delete its own while another makes new ones already.
fn surge_is_kept(it: &Transition) -> Result<(), String> {
    let Some(acted) = Acted::rolling(it) else { return Ok(()) };
    let most = acted.deployment.replicas() + acted.bounds().0;
    // Those that it has just adopted were there already.
    let old_size = |set: &ReplicaSet| {
        let old = it.store_before().get::<ReplicaSet>(&set.metadata.name);
        old.map_or(0, |set| set.replicas())
    };
    let was = total(&acted.before, ReplicaSet::replicas).max(total(&acted.after, old_size));
    let is = total(&acted.after, ReplicaSet::replicas);
    ensure(is <= most.max(was), || format!("{was} became {is}, at most {most} are allowed"))
}

/// Of what the ReplicaSets say: a fault that they have not seen may have taken more. Scaling by
/// hand takes available Pods, too: it follows proportions, not availability (rule D27).
fn availability_is_kept(it: &Transition) -> Result<(), String> {
    let Some(acted) = Acted::rolling(it) else { return Ok(()) };
    let replicas = acted.deployment.replicas();
    let desired = |set: &ReplicaSet| {
        let text = set.metadata.annotation("deployment.kubernetes.io/desired-replicas");
        text.and_then(|text| text.parse::<i32>().ok())
    };
    let is_scaled = |set: &&Rc<ReplicaSet>| set.replicas() > 0 && desired(set) != Some(replicas);
    // The real controller adds up what the ReplicaSets say (rule D19). One that was shrunk and has
    // not looked yet still says more than it will have, and is believed: a roll-back in that moment
    // can take one too many.
    let is_behind = |set: &&Rc<ReplicaSet>| set.status.available_replicas > set.replicas();
    let trusts = !acted.before.iter().any(|set| is_scaled(set) || is_behind(set));
    if acted.deployment.spec.paused || !trusts {
        return Ok(());
    }
    let serving = |set: &ReplicaSet| set.replicas().min(set.status.available_replicas);
    let least = replicas - acted.bounds().1;
    let (was, is) = (total(&acted.before, serving), total(&acted.after, serving));
    ensure(is >= least.min(was), || format!("{was} available became {is}, {least} must stay"))
}

/// A ReplicaSet gets its first Pods only when no other has any that still run. (Paused, a
/// Deployment scales its newest whatever the strategy: rule D25.)
fn old_end_first(it: &Transition) -> Result<(), String> {
    let Some(acted) = Acted::of(it) else { return Ok(()) };
    let policy = acted.deployment.spec.pod_replacement_policy.as_deref();
    let is_early = policy == Some("TerminationStarted");
    if acted.deployment.is_rolling_update() || acted.deployment.spec.paused || is_early {
        return Ok(());
    }
    for set in acted.after.iter().filter(|set| set.replicas() > 0) {
        let uid = set.metadata.uid;
        let had_some = |it: &&Rc<ReplicaSet>| it.metadata.uid == uid && it.replicas() > 0;
        if acted.before.iter().any(had_some) {
            continue;
        }
        let others = acted.before.iter().filter(|it| it.metadata.uid != uid);
        let mut pods =
            others.flat_map(|set| it.store_before().controlled_by::<Pod>(set.metadata.uid));
        let running = pods.find(|pod| !pod.is_finished());
        ensure(running.is_none(), || {
            let old = running.map_or("", |pod| &pod.metadata.name);
            format!("{} begins while {old} has not ended", set.metadata.name)
        })?;
    }
    Ok(())
}
