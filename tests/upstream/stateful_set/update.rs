//! The update step by itself.

use super::world::{self, World, integer, integers, text};
use crate::{Check, expect};
use cattle_and_pets::api::pod::{ConditionStatus, PodConditionType};
use cattle_and_pets::api::{
    IntOrPercent, ObjectMeta, Pod, PodPhase, Release, StatefulSet, StatefulSetStatus, Timestamp,
};
use cattle_and_pets::cluster::Step;
use cattle_and_pets::cluster::controllers::stateful_set::control::Control;
use cattle_and_pets::cluster::controllers::stateful_set::members::Members;
use cattle_and_pets::cluster::controllers::stateful_set::revision::Revisions;
use cattle_and_pets::cluster::controllers::stateful_set::{status, update};
use serde_json::Value;
use std::rc::Rc;

pub fn tables() -> Vec<(&'static str, Check)> {
    vec![
        ("getStatefulSetMaxUnavailable", max_unavailable),
        ("stsMaxUnavailableOrderedInvariant", ordered_invariant),
        ("stsMaxUnavailableStalePods", stale_pods),
        ("completeRollingUpdate", complete_rolling_update),
    ]
}

fn int_or_percent(value: &Value) -> Option<IntOrPercent> {
    serde_json::from_value(value.clone()).ok()
}

fn max_unavailable(case: &Value) -> Result<(), String> {
    let value =
        int_or_percent(&case["maxUnavailable"]).filter(|_| !case["maxUnavailable"].is_null());
    let got = update::max_unavailable(value.as_ref(), integer(case, "replicas") as i32)?;
    expect("maxUnavailable", i64::from(got), integer(case, "expected"))
}

/// A set in the middle of an update: the template is new, its Pods are old, ready for long.
fn outdated(replicas: i64, policy: &str, partition: i64, max_unavailable: i64) -> StatefulSet {
    let mut set = world::set(replicas, policy);
    let rolling_update = set.spec.update_strategy.rolling_update.as_mut().expect("defaulted");
    rolling_update.partition = Some(partition as i32);
    rolling_update.max_unavailable = Some(IntOrPercent::Int(max_unavailable as i32));
    set.status.current_revision = "foo-old".into();
    set
}

/// Takes just the update step, with all Pods from the old revision.
fn step(world: &mut World) -> Result<Step, String> {
    let set = world.set();
    let (old, new) = (world::template("old"), world::template("new"));
    let revisions = Revisions {
        current: Rc::new(world::revision(&set, "foo-old", &old, 1)),
        update: Rc::new(world::revision(&set, "foo-new", &new, 2)),
        collision_count: 0,
    };
    let pods = world.pods();
    let (result, step) = world.hold(|turn| {
        let mut members = Members::of(turn, &set, &pods);
        Control::new(turn, &set, &revisions, &mut members).update_pods()
    });
    result.map_err(|error| error.message).map(|()| step)
}

fn place_old_pods(world: &mut World, replicas: i64) {
    let set = world.set();
    for ordinal in 0..replicas {
        let mut metadata = ObjectMeta::named(&format!("foo-{ordinal}"));
        metadata.owner_references.push(world::owner(&set));
        metadata.set_label("app", "foo");
        metadata.set_label("controller-revision-hash", "foo-old");
        let mut pod = Pod { metadata, ..Pod::default() };
        world::make_ready(&mut pod, Timestamp(0));
        world.cluster.place(cattle_and_pets::api::Object::Pod(Rc::new(pod)));
    }
}

fn terminate(pod: &mut Pod) {
    pod.metadata.deletion_timestamp = Some(Timestamp(10_030));
}

fn ordered_invariant(case: &Value) -> Result<(), String> {
    for release in [Release::V1_35, Release::V1_37] {
        let mut world = World::new(release, outdated(6, "OrderedReady", 3, 2));
        place_old_pods(&mut world, 6);
        for ordinal in integers(&case["terminating"]) {
            world.change_pod(ordinal, terminate);
        }
        step(&mut world)?;
        expect("Pods left", world.pods().len() as i64, integer(case, "expectedPodCount"))?;
    }
    Ok(())
}

fn stale_pods(case: &Value) -> Result<(), String> {
    let replicas = integer(case, "replicas");
    let (partition, budget) = (integer(case, "partition"), integer(case, "maxUnavailable"));
    let mut set = outdated(replicas, text(case, "policy"), partition, budget);
    set.spec.min_ready_seconds = Some(integer(case, "minReadySeconds") as i32);
    let mut world = World::new(Release::V1_37, set);
    place_old_pods(&mut world, replicas);
    for (ordinal, how) in case["unavailable"].as_object().into_iter().flatten() {
        let ordinal = ordinal.parse().map_err(|_| "an ordinal".to_owned())?;
        world.change_pod(ordinal, make_unavailable(how.as_str().unwrap_or(""))?);
    }
    step(&mut world)?;
    expect("left", world.ordinals(), integers(&case["expectedRemaining"]))
}

fn make_unavailable(how: &str) -> Result<fn(&mut Pod), String> {
    match how {
        "terminating" => Ok(terminate),
        "not ready" => Ok(|pod| {
            let (kind, no) = (PodConditionType::Ready, ConditionStatus::False);
            pod.status.set_condition(kind, no, None, None, Timestamp(9_990).time());
        }),
        "pending" => Ok(|pod| {
            pod.status = Default::default();
            pod.status.phase = PodPhase::Pending;
        }),
        "ready but within minReadySeconds" => Ok(|pod| {
            pod.status.conditions.clear();
            world::make_ready(pod, Timestamp(9_990));
        }),
        _ => Err(format!("unavailable in a new way: {how}")),
    }
}

fn complete_rolling_update(case: &Value) -> Result<(), String> {
    let mut set = world::set(3, "OrderedReady");
    set.spec.update_strategy.kind = text(case, "strategy").into();
    let count = |field: &str| integer(&case["status"], field) as i32;
    let mut status = StatefulSetStatus {
        replicas: count("replicas"),
        ready_replicas: count("ready"),
        updated_replicas: count("updated"),
        current_replicas: count("current"),
        current_revision: "foo-old".into(),
        update_revision: "foo-new".into(),
        ..StatefulSetStatus::default()
    };
    let promoted = status::complete_rolling_update(&set, &mut status);
    expect("promoted", Some(promoted), case["promoted"].as_bool())?;
    expect("current revision", &*status.current_revision == "foo-new", promoted)?;
    expect("currentAfter", i64::from(status.current_replicas), integer(case, "currentAfter"))
}
