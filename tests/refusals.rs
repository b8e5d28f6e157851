//! What a real API server answered to requests that it refused, and to those around them.

#![cfg(not(target_arch = "wasm32"))]

use cattle_and_pets::api::{Kind, Name, Object, ObjectRef, Reason, Release, Status};
use cattle_and_pets::cluster::{Cluster, Command, Config, DeleteOptions};
use serde_json::Value;

#[test]
fn deployments() {
    replay("dep-validation");
}

#[test]
fn stateful_sets() {
    replay("sts-validation");
}

/// Sends a recording's requests one after the other and compares every answer.
fn replay(id: &str) {
    let path = format!("{}/tests/recordings/{id}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("a recording");
    let recording: Value = serde_json::from_str(&text).expect("a recording in JSON");
    let mut cluster = Cluster::new(Config { release: Release::V1_20, ..Config::default() });
    let mut refused = 0;
    for step in recording["steps"].as_array().expect("steps") {
        let Some(command) = command(&step["move"]) else { continue };
        let answer = cluster.command(&command).map(drop);
        refused += usize::from(answer.is_err());
        check(&step["response"], answer, &format!("{id} step {}", step["step"]));
    }
    assert!(refused > 10, "{id}: only {refused} requests were refused");
}

/// `None` for what the kubelet did.
fn command(a_move: &Value) -> Option<Command> {
    let text = |field: &str| Name::from(a_move[field].as_str().expect(field));
    let object = || {
        let kind = a_move["kind"].as_str().unwrap_or("Deployment");
        ObjectRef::new(Kind::parse(kind).expect(kind), text("name"))
    };
    Some(match a_move["op"].as_str().expect("an op") {
        "create" => {
            let kind = a_move["object"]["kind"].as_str().and_then(Kind::parse).expect("a kind");
            let object = Object::from_value(kind, a_move["object"].clone());
            Command::Create(object.expect("an object"))
        }
        "patch" => Command::Patch {
            object: object(),
            patch: a_move["patch"].clone().into(),
            strategic: a_move["patchType"] == "strategic",
        },
        "scale" => Command::Scale {
            object: object(),
            replicas: i32::try_from(a_move["replicas"].as_i64().expect("replicas")).expect("i32"),
        },
        "set-image" => Command::SetImage {
            object: object(),
            container: text("container"),
            image: text("image"),
        },
        "undo" => Command::Undo { object: object(), to_revision: a_move["toRevision"].as_i64() },
        "pause" => Command::Pause(object()),
        "resume" => Command::Resume(object()),
        "delete" => Command::Delete { object: object(), options: DeleteOptions::default() },
        "pod-ready" => return None,
        op => panic!("nothing here does `{op}`"),
    })
}

/// The API answers with a code; kubectl, which refuses by itself too, with a text.
fn check(response: &Value, answer: Result<(), Status>, step: &str) {
    if let Some(stderr) = response["stderr"].as_str() {
        let said = answer.map_or_else(|status| status.message, |()| String::new());
        return assert_eq!(said, stderr, "{step}");
    }
    let code = response["code"].as_u64().expect("a code");
    match answer {
        Ok(()) => assert!(code < 300, "{step}: refused with {code} in the recording"),
        Err(status) => {
            assert_eq!(status.message, response["message"].as_str().unwrap_or(""), "{step}");
            assert_eq!(u64::from(status.code), code, "{step}");
            assert_eq!(word(status.reason), response["reason"], "{step}");
        }
    }
}

fn word(reason: Reason) -> String {
    format!("{reason:?}")
}

#[test]
fn the_simulation_stops_at_five_thousand_pods_however_they_are_asked_for() {
    let mut cluster = Cluster::new(Config::default());
    let web: Value = serde_json::json!({
        "metadata": { "name": "web" },
        "spec": {
            "replicas": 4000,
            "selector": { "matchLabels": { "app": "web" } },
            "template": {
                "metadata": { "labels": { "app": "web" } },
                "spec": { "containers": [{ "name": "web", "image": "nginx:1.25" }] },
            },
        },
    });
    let read = |kind| Object::from_value(kind, web.clone()).expect("an object");
    cluster.command(&Command::Create(read(Kind::Deployment))).expect("within the limit");
    let refused = cluster.command(&Command::Create(read(Kind::StatefulSet))).map(drop);
    let message = refused.expect_err("8,000 are too many").message;
    assert!(message.contains("stops at 5,000 Pods"), "{message}");
    let object = ObjectRef::new(Kind::Deployment, "web");
    let scale = |replicas| Command::Scale { object: object.clone(), replicas };
    assert!(cluster.command(&scale(5001)).is_err());
    assert!(cluster.command(&scale(5000)).is_ok());
    assert!(cluster.command(&scale(i32::MAX)).is_err());
}
