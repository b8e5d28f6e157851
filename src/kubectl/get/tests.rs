//! Against texts that a real kubectl printed.

use super::*;
use crate::api::{Object, Timestamp};
use crate::value::{Value, json};

const TEN_SECONDS: Time = Time(10_500);
const V1_20: View = View { now: TEN_SECONDS, release: Release::V1_20, wide: false };

fn store(objects: &[(Kind, Value)]) -> Store {
    let mut store = Store::default();
    for (kind, value) in objects {
        store.put(Object::from_value(*kind, value.clone()).expect("an object"));
    }
    store
}

fn meta(name: &str, age_seconds: u32) -> Value {
    json!({ "name": name, "creationTimestamp": Timestamp(10 - age_seconds) })
}

fn pod(name: &str, age_seconds: u32, ready: bool) -> (Kind, Value) {
    let state = match ready {
        true => json!({ "running": { "startedAt": Timestamp(0) } }),
        false => json!({ "waiting": { "reason": "" } }),
    };
    let pod = json!({
        "metadata": meta(name, age_seconds),
        "spec": { "nodeName": "node-1", "containers": [{ "name": "main" }] },
        "status": {
            "phase": if ready { "Running" } else { "Pending" },
            "podIP": if ready { "10.244.0.45" } else { "" },
            "containerStatuses": [{ "ready": ready, "state": state }],
        },
    });
    (Kind::Pod, pod)
}

fn workload(name: &str, labels: Value, status: Value) -> Value {
    json!({
        "metadata": meta(name, 9),
        "spec": {
            "replicas": 3,
            "selector": { "matchLabels": labels },
            "template": { "spec": { "containers": [{ "name": "nginx", "image": "nginx:1.25" }] } },
        },
        "status": status,
    })
}

fn side_by_side() -> Store {
    let all = json!({
        "replicas": 3, "readyReplicas": 3, "updatedReplicas": 3, "availableReplicas": 3,
    });
    let labels = json!({ "app": "web", "pod-template-hash": "5d894c86f5" });
    store(&[
        pod("db-0", 7, true),
        pod("db-1", 3, false),
        pod("web-5d894c86f5-lt4dd", 9, true),
        (Kind::Deployment, workload("web", json!({ "app": "web" }), all.clone())),
        (Kind::ReplicaSet, workload("web-5d894c86f5", labels, all)),
        (Kind::StatefulSet, workload("db", json!({ "app": "db" }), json!({ "readyReplicas": 1 }))),
        (
            Kind::ControllerRevision,
            json!({
                "metadata": {
                    "name": "db-6fbd866bcd",
                    "creationTimestamp": Timestamp(7),
                    "ownerReferences": [{
                        "kind": "StatefulSet", "name": "db", "controller": true,
                        "uid": "00000000-0000-4000-a000-000000000001",
                    }],
                },
                "revision": 1,
            }),
        ),
        (
            Kind::PersistentVolumeClaim,
            json!({
                "metadata": meta("data-0", 7),
                "spec": {
                    "accessModes": ["ReadWriteOnce"],
                    "storageClassName": "standard",
                    "volumeName": "pvc-ce47a873",
                },
                "status": { "phase": "Bound", "capacity": { "storage": "1Gi" } },
            }),
        ),
        (
            Kind::Service,
            json!({
                "metadata": meta("db", 10),
                "spec": { "type": "ClusterIP", "clusterIP": "None", "ports": [{ "port": 3306 }] },
            }),
        ),
        (
            Kind::Service,
            json!({
                "metadata": meta("web", 10),
                "spec": {
                    "type": "NodePort",
                    "clusterIP": "10.96.77.61",
                    "ports": [{ "port": 80, "nodePort": 30080, "protocol": "TCP" }],
                    "selector": { "app": "web" },
                },
            }),
        ),
    ])
}

#[test]
fn several_kinds_stand_one_below_the_other() {
    let kinds = [
        Kind::Deployment,
        Kind::ReplicaSet,
        Kind::StatefulSet,
        Kind::Pod,
        Kind::PersistentVolumeClaim,
        Kind::Node,
    ];
    let expected = "\
NAME                  READY   UP-TO-DATE   AVAILABLE   AGE
deployment.apps/web   3/3     3            3           9s

NAME                             DESIRED   CURRENT   READY   AGE
replicaset.apps/web-5d894c86f5   3         3         3       9s

NAME                  READY   AGE
statefulset.apps/db   1/3     9s

NAME                       READY   STATUS    RESTARTS   AGE
pod/db-0                   1/1     Running   0          7s
pod/db-1                   0/1     Pending   0          3s
pod/web-5d894c86f5-lt4dd   1/1     Running   0          9s

NAME                           STATUS   VOLUME         CAPACITY   ACCESS MODES   STORAGECLASS   AGE
persistentvolumeclaim/data-0   Bound    pvc-ce47a873   1Gi        RWO            standard       7s
";
    assert_eq!(text(&side_by_side(), &kinds, V1_20), expected);
}

#[test]
fn one_kind_stands_without_its_name() {
    let expected = "\
NAME            CONTROLLER            REVISION   AGE
db-6fbd866bcd   statefulset.apps/db   1          3s
";
    assert_eq!(text(&side_by_side(), &[Kind::ControllerRevision], V1_20), expected);
    let expected = "\
NAME   TYPE        CLUSTER-IP    EXTERNAL-IP   PORT(S)        AGE
db     ClusterIP   None          <none>        3306/TCP       10s
web    NodePort    10.96.77.61   <none>        80:30080/TCP   10s
";
    assert_eq!(text(&side_by_side(), &[Kind::Service], V1_20), expected);
}

#[test]
fn wide_tables_say_more() {
    let wide = View { wide: true, ..V1_20 };
    let expected = "\
NAME             DESIRED   CURRENT   READY   AGE   CONTAINERS   IMAGES       SELECTOR
web-5d894c86f5   3         3         3       9s    nginx        nginx:1.25   \
app=web,pod-template-hash=5d894c86f5
";
    assert_eq!(text(&side_by_side(), &[Kind::ReplicaSet], wide), expected);
    let expected = "\
NAME                   READY   STATUS    RESTARTS   AGE   IP            NODE     NOMINATED NODE   \
READINESS GATES
db-0                   1/1     Running   0          7s    10.244.0.45   node-1   <none>           \
<none>
db-1                   0/1     Pending   0          3s    <none>        node-1   <none>           \
<none>
web-5d894c86f5-lt4dd   1/1     Running   0          9s    10.244.0.45   node-1   <none>           \
<none>
";
    assert_eq!(text(&side_by_side(), &[Kind::Pod], wide), expected);
}

#[test]
fn nothing_is_said_in_words() {
    let empty = Store::default();
    let nothing = "No resources found in default namespace.\n";
    assert_eq!(text(&empty, &[Kind::Deployment, Kind::Pod], V1_20), nothing);
    assert_eq!(text(&empty, &[Kind::Node], V1_20), "No resources found\n");
}

/// The only row of a kind, read from left to right.
fn row(kind: Kind, object: Value, release: Release) -> String {
    let view = View { release, ..V1_20 };
    let table = table_of(&store(&[(kind, object)]), kind, view).expect("a table");
    table.rows[0].join(" | ")
}

#[test]
fn releases_print_pods_differently() {
    let ended = json!({ "terminated": {
        "exitCode": 0, "reason": "Completed", "finishedAt": Timestamp(6) } });
    let mut metadata = meta("db-0", 10);
    metadata["deletionTimestamp"] = json!(Timestamp(40));
    let pod = json!({
        "metadata": metadata,
        "spec": { "containers": [{ "name": "main" }] },
        "status": {
            "phase": "Succeeded",
            "containerStatuses": [{ "restartCount": 2, "state": ended, "lastState": ended }],
        },
    });
    let old = "db-0 | 0/1 | Terminating | 2 | 10s";
    assert_eq!(row(Kind::Pod, pod.clone(), Release::V1_20), old);
    let new = "db-0 | 0/1 | Completed | 2 (4s ago) | 10s";
    assert_eq!(row(Kind::Pod, pod, Release::V1_37), new);
}

#[test]
fn releases_print_claims_differently() {
    let claim = || json!({ "metadata": meta("data-db-0", 5), "status": { "phase": "Pending" } });
    let old = row(Kind::PersistentVolumeClaim, claim(), Release::V1_20);
    assert_eq!(old, "data-db-0 | Pending |  |  |  |  | 5s");
    let new = row(Kind::PersistentVolumeClaim, claim(), Release::V1_37);
    assert_eq!(new, "data-db-0 | Pending |  |  |  |  | <unset> | 5s");
}

#[test]
fn a_signal_is_named_where_the_runtime_gives_no_reason() {
    let pod = |ended: Value| {
        json!({
            "metadata": meta("db-0", 5),
            "spec": { "containers": [{ "name": "main" }] },
            "status": { "containerStatuses": [{ "state": { "terminated": ended } }] },
        })
    };
    let by_signal = json!({ "exitCode": 137, "signal": 9, "finishedAt": Timestamp(6) });
    let line = row(Kind::Pod, pod(by_signal), Release::V1_37);
    assert_eq!(line, "db-0 | 0/1 | Signal:9 | 0 | 5s");
    let by_itself = json!({ "exitCode": 3, "finishedAt": Timestamp(6) });
    let line = row(Kind::Pod, pod(by_itself), Release::V1_37);
    assert_eq!(line, "db-0 | 0/1 | ExitCode:3 | 0 | 5s");
}

#[test]
fn budgets_and_nodes_have_their_columns() {
    let budget = json!({
        "metadata": meta("db", 5),
        "spec": { "minAvailable": "50%" },
        "status": { "disruptionsAllowed": 1 },
    });
    let line = row(Kind::PodDisruptionBudget, budget, Release::V1_37);
    assert_eq!(line, "db | 50% | N/A | 1 | 5s");
    let mut metadata = meta("node-1", 5);
    metadata["labels"] = json!({ "node-role.kubernetes.io/worker": "", "kubernetes.io/role": "b" });
    let node = json!({
        "metadata": metadata,
        "spec": { "unschedulable": true },
        "status": { "conditions": [{
            "type": "Ready", "status": "Unknown", "lastTransitionTime": Timestamp(7) }] },
    });
    let line = row(Kind::Node, node, Release::V1_37);
    assert_eq!(line, "node-1 | NotReady,SchedulingDisabled | b,worker | 5s | v1.37.0");
}

#[test]
fn selectors_are_written_in_the_order_of_their_keys() {
    let selector = |value: Value| {
        labels::selector(&crate::value::fields::from_value(&value).expect("a selector"))
    };
    let expressions = json!([
        { "key": "canary", "operator": "DoesNotExist" },
        { "key": "tier", "operator": "In", "values": ["front", "back"] },
        { "key": "zone", "operator": "Exists" },
    ]);
    let both = json!({ "matchLabels": { "app": "web" }, "matchExpressions": expressions });
    assert_eq!(selector(both), "app=web,!canary,tier in (back,front),zone");
    assert_eq!(selector(json!({})), "<none>");
    assert_eq!(labels::selector(&crate::api::LabelSelector::missing()), "<none>");
}
