//! Templates: which ReplicaSet has which, and the annotations that go with it.

use super::objects::timestamp;
use super::objects::{
    containers, deployment, labels, list, map, number, replica_set, rolling, text,
};
use crate::expect;
use cattle_and_pets::api::{Name, PodTemplateSpec, ReplicaSet};
use cattle_and_pets::cluster::controllers::deployment::revision::POD_TEMPLATE_HASH;
use cattle_and_pets::cluster::controllers::deployment::{Rollout, new_replica_set, revision};
use serde_json::{Value, json};
use std::rc::Rc;

/// From this case on upstream's templates differ in an annotation too, which the table leaves out.
const FIRST_WITH_OTHER_ANNOTATION: i64 = 7;

pub fn equal(case: &Value) -> Result<(), String> {
    let annotated = case["n"].as_i64() >= Some(FIRST_WITH_OTHER_ANNOTATION);
    let template = |side: &str| {
        let mut template = PodTemplateSpec::default();
        template.metadata.labels = Rc::new(map(&case[side]["labels"]));
        template.spec.node_name = text(&case[side]["node"]).into();
        if annotated {
            let annotations = Rc::make_mut(&mut template.metadata.annotations);
            annotations.insert(side.into(), "value".into());
        }
        template
    };
    let (former, latter) = (template("former"), template("latter"));
    let equal = new_replica_set::equal_ignoring_hash(&former, &latter);
    expect("equal", Some(equal), case["expected"].as_bool())?;
    let equal = new_replica_set::equal_ignoring_hash(&latter, &former);
    expect("equal the other way round", Some(equal), case["expected"].as_bool())
}

pub fn find_new(case: &Value) -> Result<(), String> {
    let name = found(case).new.map(|set| set.metadata.name.clone());
    expect("new", name.as_deref(), case["expected"].as_str())
}

pub fn find_old(case: &Value) -> Result<(), String> {
    let rollout = found(case);
    let names = |sets: &mut dyn Iterator<Item = &Rc<ReplicaSet>>| {
        let mut names: Vec<Name> = sets.map(|set| set.metadata.name.clone()).collect();
        names.sort();
        names
    };
    let expected = |field: &str| {
        let mut names: Vec<Name> = list(&case[field]).iter().map(|it| text(it).into()).collect();
        names.sort();
        names
    };
    expect("old", names(&mut rollout.old.iter()), expected("expectedAllOld"))?;
    expect("active", names(&mut rollout.active_old()), expected("expectedOldWithPods"))
}

fn found(case: &Value) -> Rollout {
    let mut deployment = deployment(1, "RollingUpdate");
    let template = Rc::make_mut(&mut deployment.spec.template);
    template.metadata.labels = Rc::new(map(&case["templateLabels"]));
    template.spec.containers = containers(text(&case["templateImage"]));
    let sets = list(&case["rsList"]).iter().map(|it| Rc::new(listed(it))).collect();
    Rollout::new(deployment, sets)
}

/// Upstream's old ReplicaSets differ in the container's name, which the table leaves out: they are
/// those without a hash.
fn listed(value: &Value) -> ReplicaSet {
    let mut set = replica_set(text(&value["name"]), "", number(&value["replicas"]), 0);
    set.metadata.creation_timestamp = timestamp(&value["created"]);
    let labels = map(&value["templateLabels"]);
    let is_old = !labels.contains_key(POD_TEMPLATE_HASH);
    let template = Rc::make_mut(&mut set.spec.template);
    template.metadata.labels = Rc::new(labels);
    template.spec.containers = containers(text(&value["templateImage"]));
    if is_old {
        Rc::make_mut(&mut template.spec.containers)[0].name = "old".into();
    }
    set
}

pub fn replicas_annotations(case: &Value) -> Result<(), String> {
    let annotations = map(&case["annotations"]);
    let (desired, max) = (number(&case["desired"]), number(&case["max"]));
    let stale = revision::are_replicas_stale(&annotations, desired, max);
    expect("stale", Some(stale), case["expected"].as_bool())
}

pub fn annotations(case: &Value) -> Result<(), String> {
    let mut deployment = rolling(3, &json!(1), &json!(0));
    deployment.metadata.annotations = Rc::new(map(&case["deploymentAnnotations"]));
    let mut annotations = map(&case["rsAnnotations"]);
    let exists = case["rsExists"] == true;
    let revision = text(&case["newRevision"]);
    let changed = revision::sync_annotations(&deployment, &mut annotations, revision, exists);
    expect("changed", Some(changed), case["expectedChanged"].as_bool())?;
    expect("annotations", annotations, map(&case["expectedAnnotations"]))
}

/// Only the shape agrees with real hashes (rule D12).
pub fn hash(case: &Value) -> Result<(), String> {
    let hash = |image: &str, collisions: Option<i64>| {
        let mut template = PodTemplateSpec::default();
        template.metadata.labels = Rc::new(labels());
        template.spec.containers = containers(image);
        new_replica_set::template_hash(&template, collisions.map(|count| count as i32))
    };
    let (image, collisions) = (text(&case["image"]), case["collisionCount"].as_i64());
    let hash_here = hash(image, collisions);
    for shape in [&*hash_here, text(&case["hash"])] {
        expect("length", (1..=10).contains(&shape.len()), true)?;
        expect("alphabet", shape.chars().all(|it| "456789bcdf".contains(it)), true)?;
    }
    expect("same again", hash(image, collisions), hash_here.clone())?;
    let next = Some(collisions.map_or(0, |count| count + 1));
    expect("differs by collisions", hash(image, next) != hash_here, true)?;
    expect("differs by image", hash("other", collisions) != hash_here, true)
}
