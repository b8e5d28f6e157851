//! What holds of the updates of StatefulSets: the order, the partition, the budget, the revision.

use super::stateful_set::Acted;
use super::{Invariant, Transition, ensure};
use crate::api::int_or_percent::Round;
use crate::api::{ControllerRevision, Pod};
use std::rc::Rc;

pub(super) const ALL: &[Invariant] = &[
    Invariant { name: "updated from the top", rule: "S22", check: updated_in_order },
    Invariant { name: "updated one by one", rule: "S22", check: updated_one_by_one },
    Invariant { name: "the update's budget is kept", rule: "S22b", check: budget_is_kept },
    Invariant { name: "the partition is kept", rule: "S22", check: partition_is_kept },
    Invariant { name: "made from the right revision", rule: "S9", check: made_from_revision },
];

/// The revision that a Pod was made from.
pub(super) fn revision(pod: &Pod) -> Option<&str> {
    pod.metadata.label("controller-revision-hash")
}

/// The newest revision of the set: that of its template.
pub(super) fn update_revision<'a>(acted: &Acted<'a>) -> Option<&'a str> {
    let uid = acted.set.metadata.uid;
    let revisions = acted.transition.store_after().controlled_by::<ControllerRevision>(uid);
    revisions.max_by_key(|it| it.revision).map(|it| &*it.metadata.name)
}

/// The Pods that this step deleted for an update: wanted ones, and not because they have ended.
fn updated<'a>(acted: &Acted<'a>) -> Vec<(i32, &'a Rc<Pod>)> {
    let wanted = acted.wanted();
    acted.deleted().filter(|(at, pod)| wanted.contains(at) && !pod.is_finished()).collect()
}

fn has_budget(acted: &Acted) -> bool {
    let release = acted.transition.before.config().release;
    release.stateful_set_max_unavailable() && !acted.set.is_recreate()
}

/// Nobody is passed over who is old and serves: not by one that serves, too.
fn updated_in_order(it: &Transition) -> Result<(), String> {
    let Some(acted) = Acted::of(it) else { return Ok(()) };
    let (update, updated) = (update_revision(&acted), updated(&acted));
    for (at, pod) in updated.iter().filter(|(at, _)| acted.is_healthy(*at)) {
        let stays = |(other, pod): &(&i32, &&Rc<Pod>)| {
            let is_old = revision(pod) != update && pod.is_active();
            is_old && acted.wanted().contains(other) && !updated.iter().any(|(it, _)| it == *other)
        };
        let passed_over = acted.pods.iter_from(&(at + 1)).find(stays);
        ensure(passed_over.is_none(), || {
            let other = passed_over.map_or(0, |(other, _)| *other);
            format!("{} went before {other}", pod.metadata.name)
        })?;
    }
    Ok(())
}

/// Where there is no budget: one a sync, and all above it are done; with `OrderedReady` nobody at
/// all is waited for.
fn updated_one_by_one(it: &Transition) -> Result<(), String> {
    let is_careful = |it: &Acted| !has_budget(it) && !it.set.is_recreate();
    let Some(acted) = Acted::of(it).filter(is_careful) else { return Ok(()) };
    let updated = updated(&acted);
    ensure(updated.len() <= 1, || format!("{} go at once", updated.len()))?;
    for (at, pod) in updated {
        let name = &pod.metadata.name;
        let above = acted.first_unhealthy(at + 1..acted.wanted().end);
        ensure(above.is_none(), || format!("{name} goes while {above:?} is waited for"))?;
        let below = acted.first_unhealthy(acted.wanted().start..at + 1);
        ensure(acted.set.is_parallel() || below.is_none(), || {
            format!("{name} goes while {below:?} is waited for")
        })?;
    }
    Ok(())
}

/// Where there is one: no more go than may be unavailable, those counted that are already. Since
/// 1.37 a `Parallel` set does not count those that serve nobody anyway.
fn budget_is_kept(it: &Transition) -> Result<(), String> {
    let Some(acted) = Acted::of(it).filter(has_budget) else { return Ok(()) };
    let rolling_update = acted.set.spec.update_strategy.rolling_update.as_ref();
    let value = rolling_update.and_then(|update| update.max_unavailable.as_ref());
    let value = value.map_or(Ok(1), |it| it.scaled(acted.set.replicas(), Round::Down));
    let most = value.unwrap_or(1).max(1);
    let unhealthy = acted.wanted().filter(|at| !acted.is_healthy(*at)).count() as i32;
    let two_phase = it.before.config().release.stateful_set_max_unavailable_two_phase();
    let is_free = |at: i32| two_phase && acted.set.is_parallel() && !acted.is_healthy(at);
    let taken = updated(&acted).into_iter().filter(|(at, _)| !is_free(*at)).count() as i32;
    ensure(taken <= (most - unhealthy).max(0), || {
        format!("{taken} go, {unhealthy} are unavailable, {most} may be")
    })
}

fn partition_is_kept(it: &Transition) -> Result<(), String> {
    let Some(acted) = Acted::of(it) else { return Ok(()) };
    let first = acted.set.start_ordinal() + acted.set.partition();
    for (at, pod) in updated(&acted) {
        ensure(!acted.set.is_on_delete() && at >= first, || {
            format!("{} is below the partition", pod.metadata.name)
        })?;
    }
    Ok(())
}

/// Below the partition a Pod comes back as it was, all others come as they should be. Where nobody
/// says anything of a partition, as many as are still old stand for it.
fn made_from_revision(it: &Transition) -> Result<(), String> {
    let Some(acted) = Acted::of(it) else { return Ok(()) };
    let status = &acted.set.status;
    let partition = match acted.set.spec.update_strategy.rolling_update {
        None if !acted.set.is_recreate() => status.current_replicas,
        _ => acted.set.partition(),
    };
    let (first, current) = (acted.set.start_ordinal() + partition, &status.current_revision);
    let update = update_revision(&acted);
    for pod in it.created::<Pod>() {
        let Some(at) = super::stateful_set::ordinal(acted.set, pod) else { continue };
        let knows_current = it.store_before().get::<ControllerRevision>(current).is_some();
        let is_below = at < first && !acted.set.is_on_delete() && knows_current;
        let expected = if is_below { Some(&**current) } else { update };
        ensure(revision(pod) == expected, || {
            format!("{} is of {:?}, not {expected:?}", pod.metadata.name, revision(pod))
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::violations;
    use super::Transition;
    use crate::api::{Kind, ObjectRef};
    use crate::cluster::staging::{create, manual, pod};
    use crate::cluster::{Cluster, Command, DeleteOptions, KubeletMove, Move};
    use crate::value::json;

    /// Lets everybody act for two seconds, and holds every step against the invariants.
    fn hold(cluster: &mut Cluster) {
        let limit = cluster.now().after_ms(2_000);
        let mut before = cluster.clone();
        while let Some(step) = cluster.step_until(limit) {
            let transition = Transition { before: &before, after: cluster, step: &step };
            assert_eq!(violations(&transition), []);
            before = cluster.clone();
        }
    }

    fn tell(cluster: &mut Cluster, pod: &str, a_move: KubeletMove) {
        cluster.apply(&Move::Kubelet(pod.into(), a_move)).expect("it can do that");
        hold(cluster);
    }

    #[test]
    fn a_set_without_a_partition_brings_back_the_lowest_as_they_were() {
        let mut cluster = manual(1);
        let template = json!({ "metadata": { "labels": { "app": "db" } },
            "spec": { "containers": [{ "name": "main", "image": "one" }] } });
        let tree = json!({ "metadata": { "name": "db" }, "spec": { "replicas": 3,
            "updateStrategy": { "type": "RollingUpdate" }, "serviceName": "db",
            "selector": { "matchLabels": { "app": "db" } }, "template": template } });
        create(&mut cluster, Kind::StatefulSet, tree);
        hold(&mut cluster);
        for name in ["db-0", "db-1", "db-2"] {
            tell(&mut cluster, name, KubeletMove::Ready);
        }
        let object = ObjectRef::new(Kind::StatefulSet, "db");
        let command = Command::SetImage { object, container: "*".into(), image: "two".into() };
        cluster.command(&command).expect("the image may be set");
        hold(&mut cluster);
        let (object, options) = (ObjectRef::new(Kind::Pod, "db-0"), DeleteOptions::default());
        cluster.command(&Command::Delete { object, options }).expect("it is there");
        for name in ["db-0", "db-2"] {
            tell(&mut cluster, name, KubeletMove::Terminated);
        }
        assert_eq!(pod(&cluster, "db-0").image(), "one");
    }
}
