//! One whole sync from a given state.

use super::world::{self, World, created, deleted, integer, integers, text};
use crate::{Check, expect};
use cattle_and_pets::api::pod::{ConditionStatus, PodConditionType};
use cattle_and_pets::api::{
    Kind, Object, ObjectMeta, ObjectRef, Pod, PodPhase, Reason, Release, ResourceQuota,
    StatefulSet, Timestamp,
};
use cattle_and_pets::cluster::controllers::stateful_set::{self, identity};
use serde_json::{Value, json};
use std::rc::Rc;

pub fn tables() -> Vec<(&'static str, Check)> {
    vec![("oracleStatefulSetSync", whole_sync), ("stsStatusUpdateErrors", status_update_errors)]
}

/// Upstream 1.20 ran these; newer releases do the same, but for `Parallel` where maxUnavailable is
/// on.
fn whole_sync(case: &Value) -> Result<(), String> {
    let is_ordered = text(case, "policy") == "OrderedReady";
    let same = |it: &&Release| is_ordered || !it.stateful_set_max_unavailable();
    for release in Release::ALL.iter().filter(same) {
        sync_once(case, *release).map_err(|difference| format!("{release}: {difference}"))?;
    }
    Ok(())
}

fn sync_once(case: &Value, release: Release) -> Result<(), String> {
    let mut world = start(case, release);
    let step = world.sync();
    let expected = &case["expected"];
    let mut got: Vec<Value> = created(&step).iter().map(describe).collect();
    got.sort_by_key(|pod| pod["ordinal"].as_i64());
    expect("created", Value::from(got), expected["created"].clone())?;
    expect("deleted", deleted(&step), integers(&expected["deleted"]))?;
    let set = world.set();
    let written = step.touches(&ObjectRef::new(Kind::StatefulSet, "foo"));
    expect("statusWritten", Some(written), expected["statusWritten"].as_bool())?;
    let current = set.status.current_revision.strip_prefix("foo-").map(str::to_owned);
    expect("currentRevision", current.as_deref(), expected["currentRevision"].as_str())
}

fn describe(pod: &Rc<Pod>) -> Value {
    json!({ "image": pod.image(), "ordinal": identity::ordinal(pod) })
}

fn start(case: &Value, release: Release) -> World {
    let is_updating = case["updating"].as_bool().unwrap_or(false);
    let mut set = world::set(integer(case, "replicas"), text(case, "policy"));
    set.spec.template = world::template(if is_updating { "new" } else { "old" });
    set.status.current_revision = "foo-old".into();
    let strategy = &mut set.spec.update_strategy;
    strategy.kind = text(case, "strategy").into();
    match strategy.rolling_update.as_mut() {
        Some(rolling_update) if &*strategy.kind == "RollingUpdate" => {
            rolling_update.partition = Some(integer(case, "partition") as i32);
        }
        _ => strategy.rolling_update = None,
    }
    let mut world = World::new(release, set);
    let set = world.set();
    let revisions: &[(&str, i64)] =
        if is_updating { &[("old", 1), ("new", 2)] } else { &[("old", 1)] };
    for (image, number) in revisions {
        let data = world::template(image);
        let revision = world::revision(&set, &format!("foo-{image}"), &data, *number);
        world.cluster.place(Object::ControllerRevision(Rc::new(revision)));
    }
    for pod in case["pods"].as_array().into_iter().flatten() {
        let pod = placed(&set, pod, release);
        world.cluster.place(Object::Pod(Rc::new(pod)));
    }
    world
}

fn placed(set: &StatefulSet, case: &Value, release: Release) -> Pod {
    let image = text(case, "image");
    let revision = world::revision(set, &format!("foo-{image}"), &world::template(image), 1);
    let mut pod = identity::new_pod(set, &revision, integer(case, "ordinal") as i32, release);
    Rc::make_mut(&mut pod.spec).node_name = "node-1".into();
    match text(case, "state") {
        "ready" => world::make_ready(&mut pod, Timestamp(0)),
        "running" => {
            pod.status.phase = PodPhase::Running;
            let (kind, no) = (PodConditionType::Ready, ConditionStatus::False);
            pod.status.set_condition(kind, no, None, None, Timestamp(0).time());
        }
        _ => pod.status.phase = PodPhase::Pending,
    }
    if case["terminating"].as_bool() == Some(true) {
        pod.metadata.deletion_timestamp = Some(Timestamp(10_030));
    }
    pod
}

/// The sync fails because a quota refuses the Pod; the status cannot be written because the set is
/// gone by then.
fn status_update_errors(case: &Value) -> Result<(), String> {
    let fails = |field: &str| case[field].as_bool().unwrap_or(false);
    let mut world = World::new(Release::V1_37, world::set(1, "OrderedReady"));
    if fails("syncError") {
        let mut quota =
            ResourceQuota { metadata: ObjectMeta::named("none"), ..ResourceQuota::default() };
        quota.spec.hard.insert("pods".into(), "0".into());
        world.cluster.place(Object::ResourceQuota(Rc::new(quota)));
    }
    let set = ObjectRef::new(Kind::StatefulSet, "foo");
    let (result, step) = world.hold(|turn| {
        if fails("statusError") {
            turn.delete(&set, Default::default()).expect("a deletion");
        }
        stateful_set::sync(turn, "foo")
    });
    let error = result.err().map(|error| match error.reason {
        Reason::Forbidden => "sync",
        Reason::NotFound => "status",
        _ => "another",
    });
    expect("returns", error, case["returns"].as_str())?;
    let writes = step.writes.iter().filter(|it| it.object().reference() == set && !it.is_removal());
    expect("status writes", writes.count(), usize::from(!fails("statusError")))
}
