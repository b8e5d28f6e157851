//! What a seed makes up: manifests, and what is done to them.

use crate::act::{Act, PodAct};
use cattle_and_pets::api::{Kind, ObjectRef, Release};
use cattle_and_pets::cluster::rng::Rng;
use cattle_and_pets::cluster::{Command, Propagation};
use serde_json::{Value, json};

/// The nodes of every run.
pub const NODES: [&str; 3] = ["node-a", "node-b", "node-c"];
/// The image that no node can pull until all is mended.
pub const BROKEN: &str = "app:broken";
const IMAGES: [&str; 4] = ["app:1", "app:2", "app:3", BROKEN];
/// Patches of a Deployment, and of a StatefulSet.
type Patches = fn(&mut Rng) -> Value;

/// One of these.
pub fn pick<T: Clone>(rng: &mut Rng, choices: &[T]) -> T {
    choices[rng.below(choices.len() as u64) as usize].clone()
}

/// Whether something happens that does so once in `times`.
pub fn once_in(rng: &mut Rng, times: u64) -> bool {
    rng.below(times) == 0
}

/// The objects of a run, workloads first.
pub fn manifests(rng: &mut Rng, release: Release) -> Vec<Value> {
    let mut all = vec![deployment(rng, release), stateful_set(rng, release)];
    all.push(service("db", json!({ "clusterIP": "None" })));
    all.push(service("web", json!({ "publishNotReadyAddresses": once_in(rng, 4) })));
    for app in ["web", "db"] {
        if once_in(rng, 4) {
            all.push(budget(rng, app));
        }
    }
    if once_in(rng, 8) {
        all.push(quota(rng));
    }
    all
}

fn template(rng: &mut Rng, app: &str) -> Value {
    let mut container = json!({ "name": "app", "image": "app:1" });
    if once_in(rng, 2) {
        let period_seconds = 1 + rng.below(3);
        container["readinessProbe"] =
            json!({ "tcpSocket": { "port": 80 }, "periodSeconds": period_seconds });
    }
    if once_in(rng, 6) {
        container["lifecycle"] = json!({ "preStop": { "exec": { "command": ["true"] } } });
    }
    let mut annotations = json!({});
    for (knob, times) in
        [("sim/pull", 6), ("sim/start", 6), ("sim/ready", 6), ("sim/stop", 4), ("sim/prestop", 9)]
    {
        if once_in(rng, times) {
            annotations[knob] = pick(rng, &["0s", "200ms", "4s", "12s", "40s"]).into();
        }
    }
    if once_in(rng, 12) {
        annotations["sim/stop"] = "never".into();
    }
    json!({
        "metadata": { "labels": { "app": app }, "annotations": annotations },
        "spec": {
            "terminationGracePeriodSeconds": pick(rng, &[30, 30, 5, 0, 60]),
            "containers": [container],
        },
    })
}

fn deployment(rng: &mut Rng, release: Release) -> Value {
    let mut spec = json!({
        "replicas": rng.below(8),
        "minReadySeconds": pick(rng, &[0, 0, 0, 3]),
        "revisionHistoryLimit": pick(rng, &[10, 10, 2, 1, 0]),
        "progressDeadlineSeconds": pick(rng, &[600, 600, 20]),
        "paused": once_in(rng, 12),
        "selector": { "matchLabels": { "app": "web" } },
        "strategy": deployment_strategy(rng),
        "template": template(rng, "web"),
    });
    if release.pod_replacement_policy() && once_in(rng, 2) {
        spec["podReplacementPolicy"] =
            pick(rng, &["TerminationStarted", "TerminationComplete"]).into();
    }
    json!({ "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "web" },
            "spec": spec })
}

fn deployment_strategy(rng: &mut Rng) -> Value {
    if once_in(rng, 5) {
        return json!({ "type": "Recreate", "rollingUpdate": null });
    }
    let surge = [json!(0), json!(1), json!("25%"), json!("50%"), json!(3), json!("100%")];
    let unavailable = [json!(1), json!("25%"), json!("50%"), json!(2), json!("10%")];
    let (surge, unavailable) = (pick(rng, &surge), pick(rng, &unavailable));
    json!({ "type": "RollingUpdate",
            "rollingUpdate": { "maxSurge": surge, "maxUnavailable": unavailable } })
}

fn stateful_set(rng: &mut Rng, release: Release) -> Value {
    let claims = (0..pick(rng, &[0, 1, 1, 2])).map(|number| {
        json!({
            "metadata": { "name": format!("data{number}") },
            "spec": {
                "accessModes": ["ReadWriteOnce"],
                "resources": { "requests": { "storage": "1Gi" } },
            },
        })
    });
    let claims: Vec<Value> = claims.collect();
    let (keep, go) = ("Retain", "Delete");
    let spec = json!({
        "replicas": rng.below(6),
        "serviceName": "db",
        "podManagementPolicy": pick(rng, &["OrderedReady", "OrderedReady", "Parallel"]),
        "minReadySeconds": pick(rng, &[0, 0, 3]),
        "revisionHistoryLimit": pick(rng, &[10, 10, 2, 1, 0]),
        "ordinals": { "start": pick(rng, &[0, 0, 0, 2]) },
        "persistentVolumeClaimRetentionPolicy": {
            "whenDeleted": pick(rng, &[keep, go]),
            "whenScaled": pick(rng, &[keep, go]),
        },
        "selector": { "matchLabels": { "app": "db" } },
        "updateStrategy": stateful_set_strategy(rng, release),
        "volumeClaimTemplates": claims,
        "template": template(rng, "db"),
    });
    json!({ "apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": { "name": "db" },
            "spec": spec })
}

fn stateful_set_strategy(rng: &mut Rng, release: Release) -> Value {
    let bounds = [json!(1), json!(2), json!("50%"), json!("100%")];
    match rng.below(8) {
        0 => json!({ "type": "OnDelete", "rollingUpdate": null }),
        1 | 2 => json!({ "type": "RollingUpdate", "rollingUpdate": { "partition": rng.below(4) } }),
        3 | 4 => json!({ "type": "RollingUpdate", "rollingUpdate":
            { "maxUnavailable": pick(rng, &bounds), "partition": pick(rng, &[0, 0, 1]) } }),
        5 if release.stateful_set_recreate() => {
            json!({ "type": "Recreate", "rollingUpdate": null })
        }
        _ => json!({ "type": "RollingUpdate", "rollingUpdate": { "partition": 0 } }),
    }
}

fn service(app: &str, more: Value) -> Value {
    let mut spec = json!({ "selector": { "app": app }, "ports": [{ "port": 80 }] });
    for (key, value) in more.as_object().into_iter().flatten() {
        spec[key] = value.clone();
    }
    json!({ "apiVersion": "v1", "kind": "Service", "metadata": { "name": app }, "spec": spec })
}

fn budget(rng: &mut Rng, app: &str) -> Value {
    let mut spec = pick(
        rng,
        &[
            json!({ "minAvailable": 1 }),
            json!({ "minAvailable": "50%" }),
            json!({ "maxUnavailable": 1 }),
            json!({ "maxUnavailable": "30%" }),
        ],
    );
    spec["selector"] = json!({ "matchLabels": { "app": app } });
    if once_in(rng, 3) {
        spec["unhealthyPodEvictionPolicy"] = "AlwaysAllow".into();
    }
    json!({ "apiVersion": "policy/v1", "kind": "PodDisruptionBudget",
            "metadata": { "name": app }, "spec": spec })
}

fn quota(rng: &mut Rng) -> Value {
    json!({ "apiVersion": "v1", "kind": "ResourceQuota", "metadata": { "name": "few" },
            "spec": { "hard": { "pods": (4 + rng.below(6)).to_string() } } })
}

/// What is done at some time during a run.
pub fn act(rng: &mut Rng, release: Release) -> Act {
    let objects =
        [ObjectRef::new(Kind::Deployment, "web"), ObjectRef::new(Kind::StatefulSet, "db")];
    let object = pick(rng, &objects);
    match rng.below(40) {
        0..=6 => Act::Command(Command::Scale { object, replicas: rng.below(8) as i32 }),
        7..=12 => Act::Command(set_image(object, pick(rng, &IMAGES))),
        13 => Act::Command(Command::Restart(object)),
        14 => Act::Command(Command::Undo { object, to_revision: None }),
        15 => {
            let to_revision = Some(1 + rng.below(5) as i64);
            Act::Command(Command::Undo { object, to_revision })
        }
        16 => Act::Command(Command::Pause(ObjectRef::new(Kind::Deployment, "web"))),
        17 => Act::Command(Command::Resume(ObjectRef::new(Kind::Deployment, "web"))),
        18..=20 => patch(rng, object, release),
        21 => Act::Command(Command::Cordon(pick(rng, &NODES).into(), once_in(rng, 2))),
        22..=23 => Act::Command(Command::Heartbeats(pick(rng, &NODES).into(), once_in(rng, 2))),
        24 => Act::Command(Command::BreakImage(pick(rng, &IMAGES).into(), once_in(rng, 2))),
        25 => Act::Command(Command::BreakNextImage(object, true)),
        26 => Act::DeleteAgain(object, cascade(rng)),
        27 => Act::DeleteReplicaSet(rng.below(4), cascade(rng)),
        28 => Act::ScaleReplicaSet(rng.below(4), rng.below(6) as i32),
        29 => Act::DeleteClaim(rng.below(8)),
        30 => Act::Pod(rng.below(12), PodAct::Relabel),
        31 => Act::DeleteNode(pick(rng, &NODES)),
        _ => {
            use PodAct::{Crash, Delete, Evict, ForceDelete, Unready};
            let what = [Delete, Delete, Delete, ForceDelete, Crash, Crash, Unready, Evict];
            Act::Pod(rng.below(12), pick(rng, &what))
        }
    }
}

fn cascade(rng: &mut Rng) -> Propagation {
    pick(rng, &[Propagation::Background, Propagation::Foreground, Propagation::Orphan])
}

fn set_image(object: ObjectRef, image: &str) -> Command {
    Command::SetImage { object, container: "*".into(), image: image.into() }
}

fn patch(rng: &mut Rng, object: ObjectRef, release: Release) -> Act {
    const OF_BOTH: [Patches; 3] = [
        |rng| json!({ "minReadySeconds": pick(rng, &[0, 2]) }),
        |rng| json!({ "revisionHistoryLimit": rng.below(3) }),
        |rng| {
            let image = pick(rng, &["app:1", "app:2", "app:4"]);
            let containers = json!([{ "name": "app", "image": image }]);
            let template = json!({ "spec": { "containers": containers } });
            json!({ "replicas": rng.below(7), "template": template })
        },
    ];
    let spec = match rng.below(6) {
        0..=1 if object.kind == Kind::Deployment => json!({ "strategy": deployment_strategy(rng) }),
        0..=1 => json!({ "updateStrategy": stateful_set_strategy(rng, release) }),
        2 if object.kind == Kind::StatefulSet => {
            let when_scaled = pick(rng, &["Retain", "Delete"]);
            json!({ "persistentVolumeClaimRetentionPolicy": { "whenScaled": when_scaled } })
        }
        _ => pick(rng, &OF_BOTH)(rng),
    };
    let patch = json!({ "spec": spec }).into();
    Act::Command(Command::Patch { object, patch, strategic: true })
}
