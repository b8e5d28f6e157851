//! Whole syncs of the real controller.

use super::objects::{
    cluster, containers, key, labels, list, number, place, replica_set, rolling, size, text,
    timestamp,
};
use crate::expect;
use cattle_and_pets::api::{
    Deployment, DeploymentCondition, DeploymentStatus, Name, Object, ReplicaSet, Time,
};
use cattle_and_pets::cluster::Cluster;
use cattle_and_pets::cluster::controllers::deployment::revision::{
    DESIRED_REPLICAS, MAX_REPLICAS, REVISION, REVISION_HISTORY,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A deadline that is never reached: the tables know no times.
const DEADLINE_SECONDS: i32 = 600;

/// Sets up what was before, runs one sync, and compares all that was after.
pub fn whole(case: &Value) -> Result<(), String> {
    let mut cluster = cluster();
    let before = &case["before"];
    let deployment = deployment(case, &before["deployment"]);
    let name = deployment.metadata.name.clone();
    cluster.place(Object::Deployment(Rc::new(deployment)));
    for set in list(&before["replicaSets"]) {
        place(&mut cluster, listed(set));
    }
    let mut sizes = sizes(&cluster);
    cluster.advance_to(Time(1_000));
    let step = cluster.run(key(&name));
    expect("error", step.error, None)?;
    let images = images(&cluster, list(&before["replicaSets"]));
    let after = &case["after"];
    expect_sets(&cluster, &images, list(&after["replicaSets"]))?;
    expect_deployment(&cluster, &name, &images, &after["deployment"])?;
    let events = step.events.iter().map(|event| {
        let message = with_sizes(&event.message, &mut sizes);
        (event.kind.as_str().to_owned(), event.reason.to_owned(), anonymous(&message, &images))
    });
    let expected = list(&case["events"]).iter().map(|event| {
        let [kind, reason, message] = ["type", "reason", "message"].map(|it| text(&event[it]));
        (kind.to_owned(), reason.to_owned(), message.to_owned())
    });
    expect("events", events.collect::<Vec<_>>(), expected.collect())
}

fn deployment(case: &Value, before: &Value) -> Deployment {
    let bounds = (&case["maxSurge"], &case["maxUnavailable"]);
    let mut deployment = rolling(number(&before["replicas"]), bounds.0, bounds.1);
    deployment.metadata.name = "web".into();
    deployment.metadata.generation = before["generation"].as_u64().expect("a generation");
    deployment.spec.strategy.kind = text(&case["strategy"]).into();
    if !deployment.is_rolling_update() {
        deployment.spec.strategy.rolling_update = None;
    }
    deployment.spec.revision_history_limit =
        case["revisionHistoryLimit"].as_i64().map(|limit| limit as i32);
    deployment.spec.progress_deadline_seconds = Some(DEADLINE_SECONDS);
    deployment.spec.paused = before["paused"] == true;
    let template = Rc::make_mut(&mut deployment.spec.template);
    template.metadata.labels = Rc::new(labels());
    template.spec.containers = containers(text(&before["image"]));
    annotate(&mut deployment.metadata, REVISION, &before["revision"]);
    deployment.status = status(&before["status"]);
    deployment.status.conditions = list(&before["conditions"])
        .iter()
        .map(|it| serde_json::from_value(it.clone()).expect("a condition"))
        .collect();
    deployment
}

fn listed(value: &Value) -> ReplicaSet {
    let image = text(&value["image"]);
    let name = format!("web-{image}");
    let (size, available) = (number(&value["replicas"]), number(&value["available"]));
    let mut set = replica_set(&name, image, size, available);
    set.metadata.creation_timestamp = timestamp(&value["created"]);
    set.status.replicas = number(&value["statusReplicas"]);
    set.status.ready_replicas = available;
    let annotations = [
        (REVISION, "revision"),
        (REVISION_HISTORY, "revisionHistory"),
        (DESIRED_REPLICAS, "desired"),
        (MAX_REPLICAS, "max"),
    ];
    for (key, field) in annotations {
        annotate(&mut set.metadata, key, &value[field]);
    }
    set
}

/// Numbers are written as text; neither `null` nor an empty text is written.
fn annotate(meta: &mut cattle_and_pets::api::ObjectMeta, key: &str, value: &Value) {
    let text = match value {
        Value::Number(number) => number.to_string(),
        other => text(other).to_owned(),
    };
    if !text.is_empty() {
        meta.set_annotation(key, &text);
    }
}

fn status(value: &Value) -> DeploymentStatus {
    DeploymentStatus {
        observed_generation: value["observedGeneration"].as_u64().unwrap_or(0),
        replicas: number(&value["replicas"]),
        updated_replicas: number(&value["updated"]),
        ready_replicas: number(&value["ready"]),
        available_replicas: number(&value["available"]),
        unavailable_replicas: number(&value["unavailable"]),
        ..DeploymentStatus::default()
    }
}

/// What each ReplicaSet's template runs: how the table names it.
fn images(cluster: &Cluster, before: &[Value]) -> BTreeMap<Name, String> {
    let gone = before.iter().map(|it| {
        let image = text(&it["image"]);
        (format!("web-{image}").as_str().into(), image.to_owned())
    });
    let present = cluster.store().list::<ReplicaSet>().map(|set| {
        let image = set.spec.template.spec.containers[0].image.to_string();
        (set.metadata.name.clone(), image)
    });
    gone.chain(present).collect()
}

fn sizes(cluster: &Cluster) -> BTreeMap<String, i32> {
    let sets = cluster.store().list::<ReplicaSet>();
    sets.map(|set| (set.metadata.name.to_string(), set.replicas())).collect()
}

fn expect_sets(
    cluster: &Cluster,
    images: &BTreeMap<Name, String>,
    expected: &[Value],
) -> Result<(), String> {
    let count = cluster.store().list::<ReplicaSet>().count();
    expect("number of ReplicaSets", count, expected.len())?;
    for set in expected {
        let image = text(&set["image"]);
        let stored = cluster.store().list::<ReplicaSet>();
        let mut stored = stored.filter(|it| images[&it.metadata.name] == image);
        let Some(stored) = stored.next() else { return Err(format!("{image} is missing")) };
        expect(image, size(cluster, &stored.metadata.name), number(&set["replicas"]))?;
        let annotations = [
            (REVISION, "revision"),
            (REVISION_HISTORY, "revisionHistory"),
            (DESIRED_REPLICAS, "desired"),
            (MAX_REPLICAS, "max"),
        ];
        for (key, field) in annotations {
            let got = stored.metadata.annotation(key).unwrap_or("");
            let expected = match &set[field] {
                Value::Number(number) => number.to_string(),
                other => text(other).to_owned(),
            };
            expect(&format!("{image} {field}"), got, &*expected)?;
        }
    }
    Ok(())
}

fn expect_deployment(
    cluster: &Cluster,
    name: &str,
    images: &BTreeMap<Name, String>,
    expected: &Value,
) -> Result<(), String> {
    let deployment = cluster.store().get::<Deployment>(name).expect("the Deployment");
    let revision = deployment.metadata.annotation(REVISION).map(str::to_owned);
    let expected_revision = expected["revision"].as_i64().map(|number| number.to_string());
    expect("revision", revision, expected_revision)?;
    let mut got = deployment.status.clone();
    let conditions: Vec<Value> = got.conditions.iter().map(|it| plain(it, images)).collect();
    expect("conditions", &conditions[..], list(&expected["conditions"]))?;
    got.conditions.clear();
    expect("status", got, status(&expected["status"]))
}

fn plain(condition: &DeploymentCondition, images: &BTreeMap<Name, String>) -> Value {
    json!({
        "type": condition.kind,
        "status": condition.status,
        "reason": &*condition.reason,
        "message": anonymous(&condition.message, images),
    })
}

/// The text with each ReplicaSet called by its image, as in the table.
fn anonymous(text: &str, images: &BTreeMap<Name, String>) -> String {
    images.iter().fold(text.to_owned(), |text, (name, image)| {
        text.replace(&**name, &format!("<rs {image}>"))
    })
}

/// The table has the events of 1.20 in the words of 1.31: `to 3` as `from 1 to 3`.
fn with_sizes(message: &str, sizes: &mut BTreeMap<String, i32>) -> String {
    let words: Vec<&str> = message.split(' ').collect();
    let [.., name, "to", to] = words[..] else { return message.to_owned() };
    let to_size = to.parse().unwrap_or(0);
    let from = sizes.insert(name.to_owned(), to_size).unwrap_or(0);
    message.replace(&format!("to {to}"), &format!("from {from} to {to}"))
}
