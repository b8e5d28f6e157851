//! Budgets and evictions (rules B1 to B3). Models `pkg/controller/disruption/disruption.go` and
//! `pkg/registry/core/pod/storage/eviction.go`.

use super::Decision;
use crate::api::int_or_percent::{IntOrPercent, Round};
use crate::api::policy::{BudgetSpec, BudgetStatus};
use crate::api::{
    Deployment, Kind, LabelSelector, ObjectRef, OwnerReference, Pod, PodDisruptionBudget, PodPhase,
    Reason, Release, ReplicaSet, StatefulSet, Status, Uid,
};
use crate::cluster::{DeleteOptions, Store, Turn};
use crate::collections::Map;
use std::rc::Rc;

/// One look at one budget.
pub fn sync(turn: &mut Turn, name: &str) -> Result<(), Status> {
    let Some(budget) = turn.cache.get::<PodDisruptionBudget>(name).cloned() else {
        return Ok(());
    };
    let pods = guarded_pods(&turn.cache, &budget, turn.release());
    if pods.is_empty() {
        let reference = ObjectRef::new(Kind::PodDisruptionBudget, budget.metadata.name.clone());
        turn.normal(reference, "NoPods", "No matching pods found");
    }
    let healthy = pods.iter().filter(|pod| pod.is_ready() && !pod.is_terminating()).count() as i32;
    let expected = match expected_pods(&turn.cache, &budget.spec, &pods, turn.release()) {
        Ok(expected) => expected,
        Err(problem) => return allow_none(turn, &budget, problem),
    };
    let mut status = allowance(&budget.spec, expected, healthy);
    status.observed_generation = budget.metadata.generation;
    if status == budget.status {
        return Ok(());
    }
    turn.decide(Decision::Budget {
        budget: budget.metadata.name.clone(),
        expected,
        healthy,
        desired: status.desired_healthy,
        allowed: status.disruptions_allowed,
    });
    turn.update_status(PodDisruptionBudget { status, ..(*budget).clone() }).map(drop)
}

/// Nobody knows how many Pods there should be, so none may go (`failSafe`).
fn allow_none(
    turn: &mut Turn,
    budget: &PodDisruptionBudget,
    (reason, problem): Problem,
) -> Result<(), Status> {
    let reference = ObjectRef::new(Kind::PodDisruptionBudget, budget.metadata.name.clone());
    let message = format!("Failed to calculate the number of expected pods: {problem}");
    turn.warning(reference.clone(), reason, problem);
    turn.warning(reference, "CalculateExpectedPodCountFailed", message);
    let mut safe = budget.clone();
    safe.status.disruptions_allowed = 0;
    turn.update_status(safe).map(drop)
}

/// What a budget allows with so many Pods expected and so many of them healthy (rule B1). The
/// generation is left at 0.
pub fn allowance(spec: &BudgetSpec, expected: i32, healthy: i32) -> BudgetStatus {
    let scaled = |value: &IntOrPercent| value.scaled(expected, Round::Up).unwrap_or(0);
    let desired = match (&spec.min_available, &spec.max_unavailable) {
        (Some(min_available), _) => scaled(min_available),
        (None, Some(max_unavailable)) => (expected - scaled(max_unavailable)).max(0),
        (None, None) => 0,
    };
    let allowed = if expected <= 0 { 0 } else { (healthy - desired).max(0) };
    BudgetStatus {
        observed_generation: 0,
        disruptions_allowed: allowed,
        current_healthy: healthy,
        desired_healthy: desired,
        expected_pods: expected,
    }
}

/// Why nobody knows: an event's reason and message.
type Problem = (&'static str, String);

/// How many Pods there should be: for a number in `minAvailable` those there are, otherwise what
/// their controllers are scaled to. A budget that says neither expects none.
fn expected_pods(
    store: &Store,
    spec: &BudgetSpec,
    pods: &[Rc<Pod>],
    release: Release,
) -> Result<i32, Problem> {
    match (&spec.min_available, &spec.max_unavailable) {
        (Some(IntOrPercent::Int(_)), _) => return Ok(pods.len() as i32),
        (None, None) => return Ok(0),
        _ => {}
    }
    let mut scales: Map<Uid, i32> = Map::new();
    for pod in pods {
        let name = &pod.metadata.name;
        let Some(owner) = pod.metadata.controller() else {
            if release.budgets_leave_out_unmanaged_pods() {
                continue;
            }
            return Err(("NoControllerRef", format!("found no controller ref for pod \"{name}\"")));
        };
        let scale = scale_of(store, owner);
        let problem = || ("NoControllers", format!("found no controllers for pod \"{name}\""));
        let (uid, replicas) = scale.ok_or_else(problem)?;
        scales.insert(uid, replicas);
    }
    Ok(scales.values().sum())
}

/// The controller that is scaled, and to what: a Deployment rather than its ReplicaSet.
fn scale_of(store: &Store, owner: &OwnerReference) -> Option<(Uid, i32)> {
    if owner.kind == Kind::StatefulSet {
        let set =
            store.get::<StatefulSet>(&owner.name).filter(|it| it.metadata.uid == owner.uid)?;
        return Some((owner.uid, set.replicas()));
    }
    let set = store.get::<ReplicaSet>(&owner.name).filter(|it| it.metadata.uid == owner.uid)?;
    let Some(above) = set.metadata.controller() else {
        return Some((owner.uid, set.spec.replicas.unwrap_or(1)));
    };
    let deployment = store.get::<Deployment>(&above.name);
    let deployment = deployment.filter(|it| it.metadata.uid == above.uid)?;
    Some((above.uid, deployment.replicas()))
}

fn guarded_pods(store: &Store, budget: &PodDisruptionBudget, release: Release) -> Vec<Rc<Pod>> {
    let guarded = |pod: &&Rc<Pod>| guards(budget, pod, release);
    match budget.spec.selector.as_ref().map(|selector| &selector.match_labels) {
        Some(labels) if !labels.is_empty() => {
            store.pods_with(labels).filter(guarded).cloned().collect()
        }
        _ => store.list::<Pod>().filter(guarded).cloned().collect(),
    }
}

fn guards(budget: &PodDisruptionBudget, pod: &Pod, release: Release) -> bool {
    let selector = budget.spec.selector.as_ref();
    let counts = |it: &&LabelSelector| !it.is_empty() || release.empty_budget_selects_all();
    selector.filter(counts).is_some_and(|it| it.matches(&pod.metadata.labels))
}

/// Evicts a Pod, if its budget allows it (rule B2).
pub fn evict(turn: &mut Turn, pod: &str) -> Result<(), Status> {
    let reference = ObjectRef::new(Kind::Pod, pod);
    let Some(pod) = turn.cache.get::<Pod>(pod).cloned() else {
        return Err(Status::not_found(&reference));
    };
    let release = turn.release();
    let budgets = turn.cache.list::<PodDisruptionBudget>().filter(|it| guards(it, &pod, release));
    let budgets: Vec<Rc<PodDisruptionBudget>> = budgets.cloned().collect();
    let needs_no_budget =
        pod.is_finished() || pod.is_terminating() || pod.status.phase == PodPhase::Pending;
    let budget = match &budgets[..] {
        _ if needs_no_budget => None,
        [] => None,
        [budget] => Some(budget),
        _ => {
            let message = "This pod has more than one PodDisruptionBudget, which the eviction \
                           subresource does not support.";
            return Err(Status::new(Reason::InternalError, message));
        }
    };
    if let Some(budget) = budget.filter(|budget| !goes_unasked(turn, budget, &pod)) {
        take_one(turn, budget)?;
    }
    turn.decide(Decision::EvictionAllowed {
        pod: pod.metadata.name.clone(),
        budget: budget.map(|budget| budget.metadata.name.clone()),
    });
    turn.delete(&reference, DeleteOptions::default())
}

/// Whether a Pod that is not ready may go without using the budget up.
fn goes_unasked(turn: &Turn, budget: &PodDisruptionBudget, pod: &Pod) -> bool {
    let (status, release) = (&budget.status, turn.release());
    let always = release.unhealthy_pod_eviction_policy()
        && budget.spec.unhealthy_pod_eviction_policy.as_deref() == Some("AlwaysAllow");
    let has_enough = status.desired_healthy > 0 && status.current_healthy >= status.desired_healthy;
    !pod.is_ready() && (always || (release.evicts_unready_pods_within_budget() && has_enough))
}

/// Uses one eviction of the budget up, or refuses.
fn take_one(turn: &mut Turn, budget: &PodDisruptionBudget) -> Result<(), Status> {
    let (name, status) = (&budget.metadata.name, &budget.status);
    let cause = if status.observed_generation < budget.metadata.generation {
        format!("The disruption budget {name} is still being processed by the server.")
    } else if status.disruptions_allowed <= 0 {
        format!(
            "The disruption budget {name} needs {} healthy pods and has {} currently",
            status.desired_healthy, status.current_healthy
        )
    } else {
        let mut used = budget.clone();
        used.status.disruptions_allowed -= 1;
        return turn.update_status(used).map(drop);
    };
    let message = "Cannot evict pod as it would violate the pod's disruption budget.";
    Err(Status { causes: vec![cause], ..Status::new(Reason::TooManyRequests, message) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::staging::{cluster, create, create_pod, pod, said, settle, tell};
    use crate::cluster::{Cluster, Command, Config, KubeletDriver, KubeletMove};
    use crate::value::json;

    /// Three Pods, two of them ready, and a budget that needs two.
    fn guarded(release: Release, policy: Option<&str>) -> Cluster {
        let kubelet = KubeletDriver::Manual;
        let mut cluster = cluster(Config { release, kubelet, ..Config::default() }, 1);
        create(
            &mut cluster,
            Kind::PodDisruptionBudget,
            json!({ "metadata": { "name": "web" }, "spec": { "minAvailable": 2,
                "selector": { "matchLabels": { "app": "web" } },
                "unhealthyPodEvictionPolicy": policy } }),
        );
        for name in ["a", "b", "c"] {
            create_pod(&mut cluster, name, json!({}));
        }
        settle(&mut cluster);
        for (name, a_move) in
            [("a", KubeletMove::Ready), ("b", KubeletMove::Ready), ("c", KubeletMove::Running)]
        {
            tell(&mut cluster, name, a_move);
        }
        settle(&mut cluster);
        cluster
    }

    fn evict(cluster: &mut Cluster, pod: &str) -> Result<(), Status> {
        cluster.command(&Command::Evict(pod.into())).map(|_| ())
    }

    #[test]
    fn a_budget_refuses_what_would_leave_too_few() {
        let mut cluster = guarded(Release::V1_20, None);
        let refused = evict(&mut cluster, "a").expect_err("two are needed");
        assert_eq!((refused.code, refused.reason), (429, Reason::TooManyRequests));
        let cause = "The disruption budget web needs 2 healthy pods and has 2 currently";
        assert_eq!(refused.causes, [cause]);
        assert!(evict(&mut cluster, "c").is_err(), "1.20 does not look at the Pod itself");
        tell(&mut cluster, "c", KubeletMove::Ready);
        settle(&mut cluster);
        evict(&mut cluster, "a").expect("three are healthy");
        assert!(pod(&cluster, "a").is_terminating());
        assert!(evict(&mut cluster, "b").is_err(), "the one eviction is used up");
        evict(&mut cluster, "a").expect("it is going anyway");
    }

    #[test]
    fn newer_releases_let_a_pod_go_that_is_not_ready() {
        evict(&mut guarded(Release::V1_37, None), "c").expect("the others are enough");
        let mut cluster = guarded(Release::V1_37, Some("AlwaysAllow"));
        tell(&mut cluster, "b", KubeletMove::Unready);
        settle(&mut cluster);
        evict(&mut cluster, "c").expect("it does not count");
        let mut cluster = guarded(Release::V1_37, None);
        tell(&mut cluster, "b", KubeletMove::Unready);
        settle(&mut cluster);
        assert!(evict(&mut cluster, "c").is_err(), "the others are too few");
    }

    #[test]
    fn pods_without_a_controller_count_only_for_a_number() {
        let state = |release| {
            let mut cluster = cluster(Config { release, ..Config::default() }, 1);
            create_pod(&mut cluster, "bare", json!({}));
            let selector = json!({ "matchLabels": { "app": "web" } });
            let spec = json!({ "maxUnavailable": 1, "selector": selector });
            let tree = json!({ "metadata": { "name": "web" }, "spec": spec });
            create(&mut cluster, Kind::PodDisruptionBudget, tree);
            settle(&mut cluster);
            let budget = cluster.store().get::<PodDisruptionBudget>("web").expect("a budget");
            let failed = said(&cluster, "CalculateExpectedPodCountFailed");
            assert_eq!(failed.len(), said(&cluster, "NoControllerRef").len());
            (budget.status.observed_generation, failed.into_iter().map(|(_, it)| it).next())
        };
        let message = "Failed to calculate the number of expected pods: found no controller ref \
                       for pod \"bare\"";
        assert_eq!(state(Release::V1_20), (0, Some(message.to_owned())));
        assert_eq!(state(Release::V1_37), (1, None));
    }

    #[test]
    fn an_empty_selector_guards_nobody_until_policy_v1() {
        for (release, allowed) in [(Release::V1_20, true), (Release::V1_37, false)] {
            let mut cluster = cluster(Config { release, ..Config::default() }, 1);
            create_pod(&mut cluster, "bare", json!({}));
            let spec = json!({ "minAvailable": 1, "selector": {} });
            let tree = json!({ "metadata": { "name": "all" }, "spec": spec });
            create(&mut cluster, Kind::PodDisruptionBudget, tree);
            settle(&mut cluster);
            assert_eq!(evict(&mut cluster, "bare").is_ok(), allowed, "{release}");
        }
    }

    #[test]
    fn a_budget_that_says_nothing_expects_nobody_and_allows_nothing() {
        let mut cluster = cluster(Config::default(), 1);
        create_pod(&mut cluster, "bare", json!({}));
        let spec = json!({ "selector": { "matchLabels": { "app": "web" } } });
        let tree = json!({ "metadata": { "name": "web" }, "spec": spec });
        create(&mut cluster, Kind::PodDisruptionBudget, tree);
        settle(&mut cluster);
        let budget = cluster.store().get::<PodDisruptionBudget>("web").expect("a budget");
        let status = &budget.status;
        let counts = (status.expected_pods, status.current_healthy, status.disruptions_allowed);
        assert_eq!(counts, (0, 1, 0));
    }

    #[test]
    fn a_budget_for_nobody_says_so() {
        let mut cluster = cluster(Config::default(), 1);
        let selector = json!({ "matchLabels": { "app": "web" } });
        create(
            &mut cluster,
            Kind::PodDisruptionBudget,
            json!({ "metadata": { "name": "web" },
                "spec": { "minAvailable": 1, "selector": selector } }),
        );
        settle(&mut cluster);
        let events = cluster.events().iter().filter(|event| event.reason == "NoPods");
        assert!(events.clone().count() > 0);
        assert!(events.clone().all(|event| event.source == "controllermanager"));
    }

    #[test]
    fn two_budgets_are_one_too_many() {
        let mut cluster = guarded(Release::V1_37, None);
        create(
            &mut cluster,
            Kind::PodDisruptionBudget,
            json!({ "metadata": { "name": "all" }, "spec": { "maxUnavailable": 1,
                "selector": { "matchLabels": { "app": "web" } } } }),
        );
        assert_eq!(evict(&mut cluster, "a").expect_err("two budgets").code, 500);
    }
}
