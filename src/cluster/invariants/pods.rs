//! What holds of a Pod from its creation to its end: where it goes, what its kubelet says of it,
//! and who may end it.

use super::{Invariant, Transition, ensure};
use crate::api::pod::{ContainerState, ContainerStatus};
use crate::api::{Node, PersistentVolumeClaim, Pod, quantity};
use crate::cluster::KubeletDriver;
use crate::cluster::actor::Actor;
use std::rc::Rc;

pub(super) const ALL: &[Invariant] = &[
    Invariant { name: "a Pod stays on its node", rule: "P2", check: node_is_kept },
    Invariant { name: "bound where it may go", rule: "P1", check: bound_where_it_may_go },
    Invariant { name: "bound after its claims", rule: "P3", check: claims_come_first },
    Invariant { name: "who has ended stays ended", rule: "K1", check: end_is_final },
    Invariant { name: "Ready means that all containers are", rule: "K4", check: readiness_adds_up },
    Invariant { name: "asked before it is Ready", rule: "K5", check: asked_before_ready },
    Invariant { name: "every restart is counted", rule: "K7", check: restarts_are_counted },
    Invariant { name: "its kubelet has the last word", rule: "K6", check: kubelet_ends_it },
];

/// Each Pod that a step wrote and did not make, before and after.
fn changed<'a>(it: &'a Transition) -> impl Iterator<Item = (&'a Rc<Pod>, &'a Rc<Pod>)> {
    it.changes().filter_map(|change| match change.of::<Pod>()? {
        (Some(before), Some(after)) => Some((before, after)),
        _ => None,
    })
}

/// The same where the clock moves the kubelets: those that are moved by hand may leave things out.
fn lived<'a>(it: &'a Transition) -> impl Iterator<Item = (&'a Rc<Pod>, &'a Rc<Pod>)> {
    changed(it).filter(|_| it.before.config().kubelet == KubeletDriver::Clock)
}

/// The Pods that the scheduler just bound.
fn bound<'a>(it: &'a Transition) -> impl Iterator<Item = &'a Rc<Pod>> {
    let changed = changed(it).filter(|_| it.step.actor == Actor::Scheduler);
    let bound = changed.filter(|(before, after)| !before.is_scheduled() && after.is_scheduled());
    bound.map(|(_, after)| after)
}

fn node_is_kept(it: &Transition) -> Result<(), String> {
    for (before, after) in changed(it).filter(|(before, _)| before.is_scheduled()) {
        ensure(before.spec.node_name == after.spec.node_name, || {
            format!("{} moved from {}", after.metadata.name, before.spec.node_name)
        })?;
    }
    Ok(())
}

fn bound_where_it_may_go(it: &Transition) -> Result<(), String> {
    for pod in bound(it) {
        let (name, node) = (&pod.metadata.name, &pod.spec.node_name);
        let stored = it.store_before().get::<Node>(node);
        let objection = stored.map_or(Some("does not exist"), |node| objection(it, pod, node));
        ensure(objection.is_none(), || {
            format!("{name} went to {node}, which {}", objection.unwrap_or_default())
        })?;
    }
    Ok(())
}

/// What speaks against a node.
fn objection(it: &Transition, pod: &Pod, node: &Node) -> Option<&'static str> {
    let is_cordon = |key: &str| key == "node.kubernetes.io/unschedulable";
    let bears_cordon = pod
        .spec
        .tolerations
        .iter()
        .any(|it| is_cordon(&it.key) || (it.key.is_empty() && &*it.operator == "Exists"));
    let keeps_off = |effect: &str| effect == "NoSchedule" || effect == "NoExecute";
    let mut taints = node.spec.taints.iter().filter(|taint| keeps_off(&taint.effect));
    let places = node.status.allocatable.get("pods").and_then(|limit| quantity::whole(limit));
    let taken = it.store_before().pods_on(&node.metadata.name).filter(|pod| !pod.is_finished());
    if node.spec.unschedulable && !bears_cordon {
        Some("is cordoned")
    } else if taints.any(|taint| !pod.spec.tolerations.iter().any(|it| it.tolerates(taint))) {
        Some("has a taint that it does not bear")
    } else if pod.spec.node_selector.iter().any(|(key, value)| node.label(key) != Some(value)) {
        Some("has not the labels that it asks for")
    } else if places.is_some_and(|places| taken.count() as i64 >= places) {
        Some("is full")
    } else if holds_one_that_keeps_apart(it, pod, node) {
        Some("holds a Pod that must be apart from it")
    } else {
        None
    }
}

/// Whether one of two on the same node refuses the other by a term about whole nodes.
fn holds_one_that_keeps_apart(it: &Transition, pod: &Pod, node: &Node) -> bool {
    let release = it.before.config().release;
    let refuses = |one: &Pod, other: &Pod| {
        one.anti_affinity(release).iter().any(|term| {
            let is_about_nodes = &*term.topology_key == "kubernetes.io/hostname";
            is_about_nodes && term.selector.matches(&other.metadata.labels)
        })
    };
    let mut there = it.store_before().pods_on(&node.metadata.name).filter(|it| !it.is_finished());
    there.any(|other| refuses(pod, other) || refuses(other, pod))
}

fn claims_come_first(it: &Transition) -> Result<(), String> {
    for pod in bound(it) {
        for name in pod.claims() {
            let claim = it.store_before().get::<PersistentVolumeClaim>(name);
            let is_bound = claim.is_some_and(|claim| !claim.spec.volume_name.is_empty());
            ensure(is_bound, || format!("{} is bound before {name}", pod.metadata.name))?;
        }
    }
    Ok(())
}

fn end_is_final(it: &Transition) -> Result<(), String> {
    for (before, after) in changed(it).filter(|(before, _)| before.is_finished()) {
        let (was, is) = (before.status.phase, after.status.phase);
        ensure(was == is, || format!("{} was {was:?} and is {is:?}", after.metadata.name))?;
    }
    Ok(())
}

fn readiness_adds_up(it: &Transition) -> Result<(), String> {
    let kubelets = changed(it).filter(|_| it.step.actor == Actor::Kubelet);
    for (_, pod) in kubelets.filter(|(_, pod)| pod.is_ready()) {
        let ready = pod.status.container_statuses.iter().filter(|it| it.ready).count();
        let all = pod.spec.containers.len();
        ensure(ready == all, || format!("{} is Ready with {ready} of {all}", pod.metadata.name))?;
    }
    Ok(())
}

/// A container with a readiness probe is ready only when it has run for a while.
fn asked_before_ready(it: &Transition) -> Result<(), String> {
    for (before, after) in lived(it) {
        for (was, is) in containers(before, after).filter(|(_, is)| is.ready) {
            let spec = after.spec.containers.iter().find(|it| it.name == is.name);
            let probe = spec.and_then(|container| container.readiness_probe.as_ref());
            let is_asked = was.is_some_and(|was| was.state == is.state);
            ensure(probe.is_none() || is_asked, || {
                format!("{} of {} is ready at once", is.name, after.metadata.name)
            })?;
        }
    }
    Ok(())
}

fn restarts_are_counted(it: &Transition) -> Result<(), String> {
    for (before, after) in lived(it) {
        for (was, is) in containers(before, after).filter_map(|(was, is)| Some((was?, is))) {
            let has_run =
                was.last_state.is_some() || !matches!(was.state, ContainerState::Waiting { .. });
            let begins =
                is.state != was.state && matches!(is.state, ContainerState::Running { .. });
            let least = was.restart_count + u32::from(has_run && begins);
            ensure(is.restart_count >= least, || {
                let (of, count) = (&after.metadata.name, is.restart_count);
                format!("{} of {of} counts {count} restarts, not {least}", is.name)
            })?;
        }
    }
    Ok(())
}

/// Each container of a Pod that has a status, as it was and as it is.
fn containers<'a>(
    before: &'a Pod,
    after: &'a Pod,
) -> impl Iterator<Item = (Option<&'a ContainerStatus>, &'a ContainerStatus)> {
    let was = |name: &str| before.status.container_statuses.iter().find(|it| &*it.name == name);
    after.status.container_statuses.iter().map(move |is| (was(&is.name), is))
}

/// Controllers only ask for the end of a Pod that runs somewhere, unless it has no time to end.
fn kubelet_ends_it(it: &Transition) -> Result<(), String> {
    let asks = !matches!(it.step.actor, Actor::Kubelet | Actor::You | Actor::NodeLifecycle);
    for change in it.changes().filter(|change| asks && change.is_removal()) {
        let Some((Some(pod), None)) = change.of::<Pod>() else { continue };
        let has_time = pod.spec.termination_grace_period_seconds != Some(0);
        ensure(!pod.is_scheduled() || pod.is_finished() || !has_time, || {
            format!("{} was there and is gone", pod.metadata.name)
        })?;
    }
    Ok(())
}
