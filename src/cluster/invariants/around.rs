//! What holds of those around the workloads: endpoints, the garbage collector, and what watches
//! over nodes and budgets.

use super::{Invariant, Transition, ensure};
use crate::api::meta::OwnerReference;
use crate::api::pod::ConditionStatus;
use crate::api::{EndpointSlice, Node, Object, ObjectRef, Pod, PodDisruptionBudget, Service};
use crate::cluster::actor::Actor;
use crate::cluster::api_server::{FOREGROUND_DELETION, ORPHAN_DEPENDENTS};
use crate::cluster::decision::Decision;
use crate::cluster::nodes;
use crate::cluster::store::Store;

pub(super) const ALL: &[Invariant] = &[
    Invariant { name: "traffic goes to Ready Pods", rule: "E1", check: endpoints_are_ready_pods },
    Invariant { name: "who has an owner stays", rule: "G2", check: the_owned_stay },
    Invariant { name: "owners wait for what they own", rule: "G1", check: owners_go_last },
    Invariant { name: "a node is given its grace", rule: "N1", check: nodes_get_their_grace },
    Invariant { name: "on a lost node nobody is Ready", rule: "N1", check: lost_pods_are_unready },
    Invariant { name: "a Pod bears what it says", rule: "N2", check: taints_are_borne },
    Invariant { name: "evictions keep to the budget", rule: "B2", check: budgets_are_kept },
];

/// Those that a slice calls ready are just the Ready Pods behind the Service that have an address
/// and are not on their way out; or any, if the Service publishes them all.
fn endpoints_are_ready_pods(it: &Transition) -> Result<(), String> {
    let changes = it.changes().filter(|_| it.step.actor == Actor::EndpointSlice);
    for slice in changes.filter_map(|change| change.of::<EndpointSlice>()?.1) {
        let name = &slice.metadata.name;
        let Some(service) = it.store_before().get::<Service>(name) else { continue };
        if service.spec.publish_not_ready_addresses {
            continue;
        }
        let is_behind = |pod: &Pod| service.selects(&pod.metadata.labels);
        let pods = it.store_before().list::<Pod>().filter(|pod| {
            is_behind(pod)
                && pod.is_ready()
                && !pod.is_terminating()
                && !pod.status.pod_ip.is_empty()
        });
        let wanted: Vec<_> = pods.map(|pod| &pod.metadata.name).collect();
        let ready = slice.endpoints.iter().filter(|endpoint| endpoint.ready);
        let published: Vec<_> = ready.map(|endpoint| &endpoint.pod).collect();
        ensure(published == wanted, || format!("{name} leads to {published:?}, not {wanted:?}"))?;
    }
    Ok(())
}

/// The garbage collector takes only what no owner keeps: all of them are gone, or wait for it.
fn the_owned_stay(it: &Transition) -> Result<(), String> {
    for change in it.changes().filter(|_| it.step.actor == Actor::GarbageCollector) {
        let Some(before) = change.before.as_ref().filter(|it| !it.meta().is_terminating()) else {
            continue;
        };
        if change.after.as_ref().is_some_and(|it| !it.meta().is_terminating()) {
            continue;
        }
        let mut owners = before.meta().owner_references.iter();
        let keeper = owners.find(|owner| keeps(it.store_before(), owner));
        ensure(keeper.is_none() && !before.meta().owner_references.is_empty(), || {
            let owner = keeper.map_or("nobody", |owner| &owner.name);
            format!("{} was taken from {owner}", before.reference())
        })?;
    }
    Ok(())
}

/// Whether an owner is there, and does not wait for the end of what it owns.
fn keeps(store: &Store, owner: &OwnerReference) -> bool {
    let there = store.object(&ObjectRef::new(owner.kind, owner.name.clone()));
    let there = there.filter(|it| it.meta().uid == owner.uid);
    there.is_some_and(|it| !(it.meta().is_terminating() && has(it, FOREGROUND_DELETION)))
}

fn has(object: &Object, finalizer: &str) -> bool {
    object.meta().finalizers.iter().any(|it| &**it == finalizer)
}

/// Deleted in the foreground, an owner goes after all that blocks it. Orphaning, it leaves nothing
/// behind that still calls it its owner.
fn owners_go_last(it: &Transition) -> Result<(), String> {
    for change in it.changes().filter(|_| it.step.actor == Actor::GarbageCollector) {
        let Some(before) = &change.before else { continue };
        let lost = |finalizer| {
            has(before, finalizer) && change.after.as_ref().is_none_or(|it| !has(it, finalizer))
        };
        let (waited, orphans) = (lost(FOREGROUND_DELETION), lost(ORPHAN_DEPENDENTS));
        if !waited && !orphans {
            continue;
        }
        let uid = before.meta().uid;
        let owned_by = |it: &OwnerReference| it.uid == uid && (orphans || it.block_owner_deletion);
        let mut left = it.store_after().dependents(uid);
        let left = left.find(|it| it.meta().owner_references.iter().any(owned_by));
        ensure(left.is_none(), || {
            let left = left.map(|it| it.reference().to_string()).unwrap_or_default();
            format!("{} did not wait for {left}", before.reference())
        })?;
    }
    Ok(())
}

/// The nodes that this step gave up.
fn newly_lost<'a>(it: &'a Transition) -> impl Iterator<Item = &'a Node> {
    let changes = it.changes().filter(|_| it.step.actor == Actor::NodeLifecycle);
    changes.filter_map(|change| {
        let (before, after) = change.of::<Node>()?;
        let is_lost = |node: &Node| node.status.ready == ConditionStatus::Unknown;
        let lost = after.filter(|node| is_lost(node))?;
        (!is_lost(before?)).then_some(&**lost)
    })
}

fn lost_pods_are_unready(it: &Transition) -> Result<(), String> {
    for node in newly_lost(it) {
        let ready = it.after.store().pods_on(&node.metadata.name).find(|pod| pod.is_ready());
        let name = ready.map_or("", |pod| &pod.metadata.name);
        ensure(ready.is_none(), || format!("{name} is Ready on {}", node.metadata.name))?;
    }
    Ok(())
}

fn nodes_get_their_grace(it: &Transition) -> Result<(), String> {
    for node in newly_lost(it) {
        let (name, config) = (&node.metadata.name, it.before.config());
        let seconds = config.release.node_monitor_grace_period_seconds();
        let grace_ms = config.node_grace_ms.unwrap_or(u64::from(seconds) * 1000);
        let silent_ms = it.before.nodes().silent_since(name).map(|at| it.step.at.since_ms(at));
        ensure(silent_ms.is_some_and(|ms| ms >= grace_ms), || {
            format!("{name} is lost after {silent_ms:?} of {grace_ms} ms")
        })?;
    }
    Ok(())
}

/// The taint manager evicts whom no toleration keeps, or whose toleration has run out.
fn taints_are_borne(it: &Transition) -> Result<(), String> {
    if it.step.actor != Actor::TaintManager {
        return Ok(());
    }
    for pod in it.deleted_pods() {
        let node = it.store_before().get::<Node>(&pod.spec.node_name);
        let mut taints = node.iter().flat_map(|node| &node.spec.taints);
        let is_due = taints.any(|taint| {
            let mut tolerations = pod.spec.tolerations.iter().filter(|it| it.tolerates(taint));
            let seconds = tolerations.clone().filter_map(|it| it.toleration_seconds).min();
            let since = taint.time_added.map(|at| at.time());
            &*taint.effect == "NoExecute"
                && match (tolerations.next(), seconds, since) {
                    (None, ..) | (_, Some(_), None) => true,
                    (Some(_), None, _) => false,
                    (Some(_), Some(seconds), Some(at)) => {
                        it.step.at >= at.after_seconds(seconds.into())
                    }
                }
        });
        ensure(is_due, || format!("{} is evicted before its time", pod.metadata.name))?;
    }
    Ok(())
}

/// A Pod that serves is evicted only if each budget that guards it has one to spare.
fn budgets_are_kept(it: &Transition) -> Result<(), String> {
    let is_eviction = it.step.decisions.iter().any(|decision| {
        matches!(decision, Decision::Nodes(nodes::Decision::EvictionAllowed { .. }))
    });
    for pod in it.deleted_pods().filter(|pod| is_eviction && pod.is_running_and_ready()) {
        for budget in it.store_before().list::<PodDisruptionBudget>() {
            let selector = budget.spec.selector.as_ref();
            let guards = selector.is_some_and(|it| it.matches(&pod.metadata.labels));
            ensure(!guards || budget.status.disruptions_allowed > 0, || {
                format!("{} is evicted against {}", pod.metadata.name, budget.metadata.name)
            })?;
        }
    }
    Ok(())
}
