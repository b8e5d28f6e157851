//! Whole runs: many syncs, with Pods made ready in between.

use super::world::{self, World, created, integer, integers, text, texts};
use crate::{Check, expect};
use cattle_and_pets::api::{
    IntOrPercent, Kind, ObjectRef, PersistentVolumeClaim, PodPhase, Release, StatefulSet, Timestamp,
};
use cattle_and_pets::cluster::controllers::stateful_set::{self, identity};
use serde_json::Value;

pub fn tables() -> Vec<(&'static str, Check)> {
    vec![
        ("stsScale", scale),
        ("stsRollingUpdate", |case| in_all_releases(case, rolling_update)),
        ("stsOnDelete", |case| in_all_releases(case, on_delete)),
        ("stsPartition", |case| in_all_releases(case, partition)),
        ("stsRollback", |case| in_all_releases(case, rollback)),
        ("stsLimitsHistory", |case| in_all_releases(case, limits_history)),
        ("stsRecreatesTerminalPod", recreates_terminal_pod),
        ("stsMaxUnavailableSequence", max_unavailable_sequence),
        ("stsAvailability", availability),
    ]
}

fn in_all_releases(
    case: &Value,
    check: fn(&Value, Release) -> Result<(), String>,
) -> Result<(), String> {
    world::RELEASES.iter().try_for_each(|release| {
        check(case, *release).map_err(|difference| format!("{release}: {difference}"))
    })
}

/// A settled set, changed as the case says.
fn changed(case: &Value, release: Release, prepare: impl FnOnce(&mut StatefulSet)) -> World {
    let mut set = world::set(integer(case, "initialReplicas"), text(case, "policy"));
    prepare(&mut set);
    let mut world = World::new(release, set);
    world.settle();
    world.change(|set| {
        set.spec.replicas = Some(integer(case, "newReplicas") as i32);
        set.spec.template = world::template("new");
    });
    world.settle();
    world
}

fn rolling_update(case: &Value, release: Release) -> Result<(), String> {
    let world = changed(case, release, |_| {});
    expect("finalImages", world.images(), texts(&case["finalImages"]))
}

fn partition(case: &Value, release: Release) -> Result<(), String> {
    let world = changed(case, release, |set| {
        let rolling_update = set.spec.update_strategy.rolling_update.as_mut().expect("defaulted");
        rolling_update.partition = Some(integer(case, "partition") as i32);
    });
    expect("finalImages", world.images(), texts(&case["finalImages"]))
}

fn on_delete(case: &Value, release: Release) -> Result<(), String> {
    let mut world = changed(case, release, |set| {
        set.spec.update_strategy.kind = "OnDelete".into();
        set.spec.update_strategy.rolling_update = None;
    });
    expect("imagesAfterChange", world.images(), texts(&case["imagesAfterChange"]))?;
    let replicas = world.set().spec.replicas;
    world.change(|set| set.spec.replicas = Some(0));
    world.settle();
    world.change(|set| set.spec.replicas = replicas);
    world.settle();
    expect("imagesAfterRestart", world.images(), texts(&case["imagesAfterRestart"]))
}

fn rollback(case: &Value, release: Release) -> Result<(), String> {
    let mut world = changed(case, release, |_| {});
    expect("imagesAfterUpdate", world.images(), texts(&case["imagesAfterUpdate"]))?;
    world.change(|set| set.spec.template = world::template("old"));
    world.settle();
    expect("imagesAfterRollback", world.images(), texts(&case["imagesAfterRollback"]))
}

fn limits_history(case: &Value, release: Release) -> Result<(), String> {
    let mut set = world::set(integer(case, "replicas"), text(case, "policy"));
    set.spec.revision_history_limit = Some(integer(case, "revisionHistoryLimit") as i32);
    let mut world = World::new(release, set);
    world.settle();
    for round in 0..integer(case, "updates") {
        world.change(|set| set.spec.template = world::template(&format!("image-{round}")));
        world.settle();
        let count = world.cluster.store().count(Kind::ControllerRevision) as i64;
        if count > integer(case, "maxRevisions") {
            return Err(format!("{count} revisions after update {round}"));
        }
    }
    Ok(())
}

fn scale(case: &Value) -> Result<(), String> {
    in_all_releases(case, |case, release| {
        let mut set = world::set(integer(case, "from"), text(case, "policy"));
        let logs = PersistentVolumeClaim {
            metadata: cattle_and_pets::api::ObjectMeta::named("logs"),
            ..set.spec.volume_claim_templates[0].clone()
        };
        set.spec.volume_claim_templates.push(logs);
        let mut world = World::new(release, set);
        world.settle();
        world.change(|set| set.spec.replicas = Some(integer(case, "to") as i32));
        for ordinal in integers(&case["removedOrdinals"]) {
            world.remove_pod(ordinal);
        }
        let order = settle_in_order(&mut world)?;
        if case["recreationOrder"].is_array() {
            expect("recreationOrder", order, integers(&case["recreationOrder"]))?;
        }
        let status = world.set().status.clone();
        for (field, expected) in case["expectedStatus"].as_object().into_iter().flatten() {
            let got = match field.as_str() {
                "replicas" => status.replicas,
                "ready" => status.ready_replicas,
                "updated" => status.updated_replicas,
                _ => return Err(format!("an unknown count {field}")),
            };
            expect(field, Some(i64::from(got)), expected.as_i64())?;
        }
        Ok(())
    })
}

/// Settles, and checks after each sync that no Pod lacks a claim, and in `OrderedReady` that none
/// is ready before one of a lower ordinal. Returns the ordinals created, in order.
fn settle_in_order(world: &mut World) -> Result<Vec<i64>, String> {
    let mut order = Vec::new();
    for _ in 0..100 {
        let step = world.sync();
        let new = created(&step);
        order.extend(new.iter().filter_map(|pod| identity::ordinal(pod)).map(i64::from));
        check_claims(world)?;
        let unready = world.pods().into_iter().find(|pod| !pod.is_ready());
        match unready.and_then(|pod| identity::ordinal(&pod)) {
            Some(ordinal) => {
                world.change_pod(ordinal.into(), |pod| {
                    world::make_ready(pod, Timestamp(10_000));
                });
            }
            None if step.is_silent() => return Ok(order),
            None => {}
        }
    }
    Err("does not settle".to_owned())
}

fn check_claims(world: &World) -> Result<(), String> {
    for pod in world.pods() {
        let mut claims = pod.claims();
        if let Some(missing) =
            claims.find(|it| world.cluster.store().get::<PersistentVolumeClaim>(it).is_none())
        {
            return Err(format!("{} lacks {missing}", pod.metadata.name));
        }
        expect("claims", pod.claims().count(), world.set().spec.volume_claim_templates.len())?;
    }
    Ok(())
}

fn recreates_terminal_pod(case: &Value) -> Result<(), String> {
    let phase = match text(case, "phase") {
        "Failed" => PodPhase::Failed,
        _ => PodPhase::Succeeded,
    };
    let mut world = World::new(Release::V1_37, world::set(3, text(case, "policy")));
    let mut creations = created(&world.sync()).len();
    let mut deletions = 0;
    world.change_pod(0, |pod| pod.status.phase = phase);
    if case["deleteFailsOnce"].as_bool() == Some(true) {
        deletions += failing_delete(&mut world)?;
    }
    let step = world.sync();
    deletions += world::deleted(&step).len();
    expect("created with the deletion", created(&step).len(), 0)?;
    creations += created(&world.sync()).len();
    expect("deleteCalls", deletions as i64, integer(case, "deleteCalls"))?;
    expect("createCallsTotal", creations as i64, integer(case, "createCallsTotal"))
}

/// A sync whose cache still has the Pod while the API server does not: its deletion is refused.
/// Counts the attempts; the Pod is there again afterwards.
fn failing_delete(world: &mut World) -> Result<usize, String> {
    let pod = world.pod(0);
    let reference = ObjectRef::new(Kind::Pod, "foo-0");
    let (result, step) = world.hold(|turn| {
        turn.delete(&reference, Default::default()).expect("a deletion");
        stateful_set::sync(turn, "foo")
    });
    expect("refused", result.is_err(), true)?;
    world.cluster.place(cattle_and_pets::api::Object::Pod(pod));
    Ok(step.events.iter().filter(|event| event.reason == "FailedDelete").count())
}

fn max_unavailable_sequence(case: &Value) -> Result<(), String> {
    for release in [Release::V1_35, Release::V1_37] {
        let mut set = world::set(6, text(case, "policy"));
        let rolling_update = set.spec.update_strategy.rolling_update.as_mut().expect("defaulted");
        rolling_update.partition = Some(3);
        rolling_update.max_unavailable = Some(IntOrPercent::Int(2));
        let mut world = World::new(release, set);
        world.settle();
        world.change(|set| set.spec.template = world::template("new"));
        for step in case["steps"].as_array().into_iter().flatten() {
            for ordinal in integers(&step["running"]) {
                world.change_pod(ordinal, |pod| pod.status.phase = PodPhase::Running);
            }
            for ordinal in integers(&step["ready"]) {
                world.change_pod(ordinal, |pod| world::make_ready(pod, Timestamp(10_000)));
            }
            if step["sync"].is_array() {
                world.sync();
                expect(&format!("{release}"), world.ordinals(), integers(&step["sync"]))?;
            }
        }
    }
    Ok(())
}

fn availability(case: &Value) -> Result<(), String> {
    let mut set = world::set(1, "OrderedReady");
    set.spec.min_ready_seconds = Some(integer(case, "minReadySeconds") as i32);
    let mut world = World::new(Release::V1_37, set);
    world.sync();
    let since = 10_000 - integer(case, "readyForSeconds");
    world.change_pod(0, |pod| world::make_ready(pod, Timestamp(since as u32)));
    world.sync();
    let got = world.set().status.available_replicas.map(i64::from);
    expect("availableReplicas", got, case["expected"].as_i64())
}
