//! How long roll-outs take with their whole history kept, natively and as wasm:
//! `cargo xtask bench`.
//!
//! Each line is one run: create a workload of N Pods, settle, change the image, settle. Every
//! step's state stays in memory, as it does behind the page.

mod stopwatch;

use cattle_and_pets::api::{Kind, Node, Object, ObjectMeta, ObjectRef};
use cattle_and_pets::cluster::{Cluster, Command, Config};
use cattle_and_pets::timeline::Timeline;
use peak_alloc::PeakAlloc;
use serde_json::json;
use std::rc::Rc;
use stopwatch::{now_ms, say};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const SIZES: [i32; 5] = [3, 30, 100, 300, 1000];

fn main() {
    say("workload                 N    steps   wall ms   µs/step   history MB   bytes/step");
    for workload in ["Deployment", "StatefulSet"] {
        for size in SIZES {
            say(&run(workload, size));
        }
    }
}

fn run(workload: &str, size: i32) -> String {
    let cluster = cluster();
    let before_bytes = ALLOCATOR.current_usage();
    let start_ms = now_ms();
    let mut timeline = Timeline::new(cluster);
    let object = manifest(workload, size);
    let reference = object.reference();
    carry_out(&mut timeline, Command::Create(object));
    let image = "nginx:1.27".into();
    let container = "nginx".into();
    carry_out(&mut timeline, Command::SetImage { object: reference, container, image });
    let wall_ms = now_ms() - start_ms;
    let bytes = ALLOCATOR.current_usage().saturating_sub(before_bytes);
    let steps = timeline.last();
    check(&timeline, workload, size);
    format!(
        "{workload:<20} {size:>5} {steps:>8} {wall_ms:>9.1} {:>9.1} {:>12.1} {:>12}",
        wall_ms * 1000.0 / steps as f64,
        bytes as f64 / 1e6,
        bytes / steps.max(1),
    )
}

fn cluster() -> Cluster {
    let mut cluster = Cluster::new(Config::default());
    for name in ["node-a", "node-b", "node-c"] {
        let mut node = Node { metadata: ObjectMeta::named(name), ..Node::default() };
        node.status = Default::default();
        cluster.place(Object::Node(Rc::new(node)));
    }
    cluster
}

fn carry_out(timeline: &mut Timeline, command: Command) {
    timeline.command(timeline.last(), command).expect("a command that is not refused");
    while !timeline.is_settled() {
        timeline.look_further();
        while timeline.run_ahead(10_000) > 0 {}
    }
}

/// All Pods run the new image in the end, or the numbers mean nothing.
fn check(timeline: &Timeline, workload: &str, size: i32) {
    let store = timeline.frame(timeline.last()).cluster.store();
    let kind = Kind::parse(workload).expect("a kind");
    let object = store.object(&ObjectRef::new(kind, "web")).expect("the workload");
    let updated = match object {
        Object::Deployment(it) => it.status.updated_replicas.min(it.status.available_replicas),
        Object::StatefulSet(it) => it.status.updated_replicas.min(it.status.ready_replicas),
        _ => 0,
    };
    assert_eq!(updated, size, "{workload} of {size} did not settle");
}

fn manifest(workload: &str, size: i32) -> Object {
    let template = json!({
        "metadata": { "labels": { "app": "web" } },
        "spec": { "containers": [{ "name": "nginx", "image": "nginx:1.25" }] },
    });
    let mut value = json!({
        "metadata": { "name": "web" },
        "spec": {
            "replicas": size,
            "selector": { "matchLabels": { "app": "web" } },
            "template": template,
        },
    });
    if workload == "StatefulSet" {
        value["spec"]["podManagementPolicy"] = "Parallel".into();
        value["spec"]["serviceName"] = "web".into();
    }
    let kind = Kind::parse(workload).expect("a kind");
    Object::from_value(kind, value).expect("a well-formed manifest")
}
