//! Names, ordinals, and which Pod is a member.

use super::world::{self, World, integer, text};
use crate::{Check, expect};
use cattle_and_pets::api::{Pod, PodTemplateSpec, Release};
use cattle_and_pets::cluster::controllers::stateful_set::{claims, identity, revision};
use serde_json::Value;
use std::rc::Rc;

pub fn tables() -> Vec<(&'static str, Check)> {
    vec![
        ("getParentNameAndOrdinal", parent_and_ordinal),
        ("statefulPodIdentity", pod_identity),
        ("startOrdinal", start_ordinal),
        ("getSetRevisions", set_revisions),
    ]
}

fn parent_and_ordinal(case: &Value) -> Result<(), String> {
    let (parent, ordinal) = identity::parent_and_ordinal(text(case, "podName"));
    expect("parent", parent, text(case, "parent"))?;
    expect("ordinal", i64::from(ordinal.unwrap_or(-1)), integer(case, "ordinal"))
}

fn pod_identity(case: &Value) -> Result<(), String> {
    let set = world::set(3, "OrderedReady");
    let revision = world::revision(&set, "foo-1", &set.spec.template, 1);
    let mut pod = identity::new_pod(&set, &revision, 1, Release::V1_37);
    mutate(&mut pod, text(case, "mutation"))?;
    if let Some(expected) = case["identityMatches"].as_bool() {
        expect("identityMatches", identity::matches(&set, &pod), expected)?;
    }
    if let Some(expected) = case["storageMatches"].as_bool() {
        expect("storageMatches", claims::storage_matches(&set, &pod), expected)?;
    }
    Ok(())
}

/// Does to a Pod what a case says: `field = value`, or `label … removed`.
fn mutate(pod: &mut Pod, mutation: &str) -> Result<(), String> {
    let spec = Rc::make_mut(&mut pod.spec);
    match mutation.split_once(" = ") {
        Some(("metadata.name", value)) => pod.metadata.name = value.into(),
        Some(("metadata.namespace", value)) => pod.metadata.namespace = value.into(),
        Some(("spec.volumes", "[]")) => spec.volumes.clear(),
        Some(("claimName", value)) => {
            for volume in &mut spec.volumes {
                if let Some(source) = &mut volume.persistent_volume_claim {
                    source.claim_name = value.into();
                }
            }
        }
        None if mutation == "none" => {}
        None if mutation.ends_with(" removed") => {
            let label = mutation.trim_start_matches("label ").trim_end_matches(" removed");
            Rc::make_mut(&mut pod.metadata.labels).remove(label);
        }
        _ => return Err(format!("a mutation of a new form: {mutation}")),
    }
    Ok(())
}

fn start_ordinal(case: &Value) -> Result<(), String> {
    let mut set = world::set(integer(case, "replicas"), "OrderedReady");
    set.spec.ordinals = case["start"]
        .as_i64()
        .map(|start| cattle_and_pets::api::stateful_set::Ordinals { start: start as i32 });
    let mut world = World::new(Release::V1_37, set);
    let names = |world: &World| -> Vec<String> {
        let pods = world.pods();
        pods.iter().map(|pod| pod.metadata.name.replacen("foo", "sts", 1)).collect()
    };
    world.settle();
    expect("expectedPods", names(&world), world::texts(&case["expectedPods"]))?;
    world.change(|set| set.spec.replicas = Some(1));
    world.settle();
    let left = vec![text(case, "afterScaleToOne").to_owned()];
    expect("afterScaleToOne", names(&world), left)
}

/// T0 is the original, T1 has another image, T2 is T1 with another label.
fn template(name: &str) -> Result<Rc<PodTemplateSpec>, String> {
    match name {
        "T0" => Ok(world::template("T0")),
        "T1" => Ok(world::template("T1")),
        "T2" => {
            let mut template = (*world::template("T1")).clone();
            Rc::make_mut(&mut template.metadata.labels).insert("foo".into(), "bar".into());
            Ok(Rc::new(template))
        }
        _ => Err(format!("an unknown template {name}")),
    }
}

fn set_revisions(case: &Value) -> Result<(), String> {
    for release in world::RELEASES {
        let mut set = world::set(3, "OrderedReady");
        set.spec.template = template(text(case, "setTemplate"))?;
        let mut world = World::new(*release, set);
        for existing in case["existing"].as_array().into_iter().flatten() {
            let (name, number) = (existing[0].as_str().unwrap_or(""), existing[1].as_i64());
            let stored_name = format!("foo-{}", name.to_lowercase());
            let (data, number) = (template(name)?, number.unwrap_or(0));
            let revision = world::revision(&world.set(), &stored_name, &data, number);
            let wrapped = cattle_and_pets::api::Object::ControllerRevision(Rc::new(revision));
            world.cluster.place(wrapped);
            world.change(|set| set.status.current_revision = "foo-t0".into());
        }
        let set = world.set();
        let (revisions, _) = world.hold(|turn| {
            let history = revision::list(turn, &set);
            let revisions = revision::current_and_update(turn, &set, &history);
            (revisions, revision::list(turn, &set).len(), turn.live().clone())
        });
        let (revisions, _, live) = revisions;
        let revisions = revisions.map_err(|error| error.message)?;
        let count = live.count(cattle_and_pets::api::Kind::ControllerRevision);
        expect("expectedCount", count as i64, integer(case, "expectedCount"))?;
        for (what, got) in
            [("expectedCurrent", &revisions.current), ("expectedUpdate", &revisions.update)]
        {
            let expected = &case[what];
            expect(what, &got.data, &template(expected[0].as_str().unwrap_or(""))?)?;
            expect(what, Some(got.revision), expected[1].as_i64())?;
        }
    }
    Ok(())
}
