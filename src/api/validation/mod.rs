//! The API server's validation, in its own words (rules A2 to A5, S33).
//!
//! What is checked here is what this engine knows the fields of; upstream checks more of those it
//! only carries along (security contexts, preferred affinity, volumes of rare kinds).

mod affinity;
mod container;
mod errors;
mod meta;
mod names;
mod others;
mod path;
mod pod;
mod probe;
mod releases;
mod service;
mod shown;
mod status;
mod tree;
mod workload;

use super::{Kind, Object, Reason, Release, Status};
use errors::Errors;
use std::rc::Rc;

/// One thing wrong with one field, as the API words it: `spec.replicas: Invalid value: -1: …`.
pub type FieldError = String;

/// Pods that all workloads together may want. A limit of this simulation, not of Kubernetes.
pub const MAX_PODS: i64 = 5000;

/// The answer to a request after which all workloads together would want so many Pods.
pub fn too_many_pods(wanted: i64) -> Status {
    let message = format!(
        "this simulation stops at 5,000 Pods, which is no limit of Kubernetes: after this, the \
         workloads would want {wanted} together"
    );
    Status::new(Reason::Forbidden, message)
}

/// What is wrong with a new object that has its defaults.
pub fn create(object: &Object, release: Release) -> Vec<FieldError> {
    let mut errors = Errors::new(release);
    meta::create(object.kind(), object.meta(), &mut errors);
    spec(object, &mut errors);
    errors.into_list()
}

/// What is wrong with a change of an object; both have their defaults. Its name is not looked at
/// again, and what was wrong before (in a start state that was never asked for) may stay so.
pub fn update(object: &Object, old: &Object, release: Release) -> Vec<FieldError> {
    let is_same_spec = same_spec(object, old);
    let all = |object: &Object, errors: &mut Errors| {
        meta::update(object.meta(), errors);
        if !is_same_spec {
            spec(object, errors);
        }
    };
    let mut errors = Errors::new(release);
    all(object, &mut errors);
    change(object, old, &mut errors);
    let mut list = errors.into_list();
    if !list.is_empty() {
        let mut before = Errors::new(release);
        all(old, &mut before);
        let before = before.into_list();
        list.retain(|error| !before.contains(error));
    }
    list
}

/// What is wrong with the counts that a controller wants to write into a workload's status.
pub fn status(object: &Object, release: Release) -> Vec<FieldError> {
    let mut errors = Errors::new(release);
    status::status(object, &mut errors);
    errors.into_list()
}

/// Whether a Pod's spec is the very one it was: most updates of Pods are about something else.
fn same_spec(object: &Object, old: &Object) -> bool {
    match (object, old) {
        (Object::Pod(new), Object::Pod(old)) => Rc::ptr_eq(&new.spec, &old.spec),
        _ => false,
    }
}

fn spec(object: &Object, errors: &mut Errors) {
    match object {
        Object::Deployment(it) => workload::deployment(&it.spec, errors),
        Object::ReplicaSet(it) => workload::replica_set(&it.spec, errors),
        Object::StatefulSet(it) => workload::stateful_set(&it.spec, errors),
        Object::Pod(it) => pod::pod(it, errors),
        Object::PersistentVolumeClaim(it) => others::claim(it, errors),
        Object::Service(it) => service::service(it, errors),
        Object::PodDisruptionBudget(it) => others::budget(&it.spec, errors),
        Object::ResourceQuota(it) => others::quota(it, errors),
        Object::Node(it) => others::node(it, errors),
        Object::ControllerRevision(_) | Object::PersistentVolume(_) | Object::EndpointSlice(_) => {}
    }
}

/// What may not change.
fn change(object: &Object, old: &Object, errors: &mut Errors) {
    match (object, old) {
        (Object::Deployment(new), Object::Deployment(old)) => {
            workload::same_selector(&new.spec.selector, &old.spec.selector, errors);
        }
        (Object::ReplicaSet(new), Object::ReplicaSet(old)) => {
            workload::same_selector(&new.spec.selector, &old.spec.selector, errors);
        }
        (Object::StatefulSet(new), Object::StatefulSet(old)) => {
            workload::stateful_set_change(&new.spec, &old.spec, errors);
        }
        (Object::Pod(new), Object::Pod(old)) => pod::pod_change(&new.spec, &old.spec, errors),
        (Object::PersistentVolumeClaim(new), Object::PersistentVolumeClaim(old)) => {
            others::claim_change(new, old, errors);
        }
        (Object::Service(new), Object::Service(old)) => service::service_change(new, old, errors),
        _ => {}
    }
}

/// The answer to an invalid object (rule A2).
pub fn invalid(kind: Kind, name: &str, errors: &[FieldError]) -> Status {
    let causes = errors.to_vec();
    let errors = match errors {
        [one] => one.clone(),
        many => format!("[{}]", many.join(", ")),
    };
    let message = format!("{} \"{name}\" is invalid: {errors}", kind.qualified());
    Status { causes, ..Status::new(Reason::Invalid, message) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::defaults;
    use crate::value::{Value, json};

    fn check(object: Value, expected: &[&str]) {
        let release = Release::V1_37;
        let kind = object["kind"].as_str().and_then(Kind::parse).expect("a kind");
        let object = Object::from_value(kind, object).expect("an object");
        assert_eq!(create(&defaults::apply(object, release), release), expected);
    }

    fn deployment(selector: Value, container: Value) -> Value {
        let template = json!({
            "metadata": { "labels": { "app": "web" } },
            "spec": { "containers": [container] },
        });
        let spec = json!({ "selector": selector, "template": template });
        json!({ "kind": "Deployment", "metadata": { "name": "web" }, "spec": spec })
    }

    #[test]
    fn selectors() {
        let container = json!({ "name": "web", "image": "nginx" });
        check(
            deployment(json!({}), container.clone()),
            &["spec.selector: Invalid value: {}: empty selector is invalid for deployment"],
        );
        let unknown = json!({ "matchLabels": { "app": "web" },
                              "matchExpressions": [{ "key": "app", "operator": "is" }] });
        check(
            deployment(unknown, container),
            &[
                "spec.selector.matchExpressions[0].operator: Invalid value: \"is\": not a valid \
                 selector operator",
                "spec.selector: Invalid value: {\"matchLabels\":{\"app\":\"web\"},\
                 \"matchExpressions\":[{\"key\":\"app\",\"operator\":\"is\"}]}: invalid label \
                 selector",
            ],
        );
    }

    #[test]
    fn a_selector_that_is_taken_away_is_shown_as_nothing() {
        let container = json!({ "name": "web", "image": "nginx" });
        let tree = deployment(json!({ "matchLabels": { "app": "web" } }), container);
        let object = |tree: Value| {
            let object = Object::from_value(Kind::Deployment, tree).expect("an object");
            defaults::apply(object, Release::V1_37)
        };
        let old = object(tree.clone());
        let mut without = tree;
        without["spec"].as_object_mut().map(|spec| spec.remove("selector"));
        for (release, nothing) in [(Release::V1_20, "\"null\""), (Release::V1_37, "null")] {
            let errors = update(&object(without.clone()), &old, release);
            let last = format!("spec.selector: Invalid value: {nothing}: field is immutable");
            assert_eq!(errors.last(), Some(&last));
        }
    }

    #[test]
    fn containers() {
        let selector = json!({ "matchLabels": { "app": "web" } });
        let container = json!({
            "name": "a.b",
            "image": "nginx",
            "ports": [{ "containerPort": 0 }, { "containerPort": 1, "name": "-" }],
            "volumeMounts": [{ "name": "x", "mountPath": "/" }, { "name": "x", "mountPath": "/" }],
            "resources": { "requests": { "cpu": "2" }, "limits": { "cpu": "1500m" } },
            "readinessProbe": { "periodSeconds": -1 },
        });
        let at = "spec.template.spec.containers[0]";
        let expected = [
            "name: Invalid value: \"a.b\": must not contain dots",
            "ports[0].containerPort: Required value",
            "ports[1].name: Invalid value: \"-\": must contain at least one letter (a-z)",
            "ports[1].name: Invalid value: \"-\": must not begin or end with a hyphen",
            "volumeMounts[0].name: Not found: \"x\"",
            "volumeMounts[1].name: Not found: \"x\"",
            "volumeMounts[1].mountPath: Invalid value: \"/\": must be unique",
            "resources.requests: Invalid value: \"2\": must be less than or equal to cpu limit of \
             1500m",
            "readinessProbe: Required value: must specify a handler type",
            "readinessProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0",
        ];
        let expected: Vec<String> = expected.iter().map(|it| format!("{at}.{it}")).collect();
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        check(deployment(selector, container), &expected);
    }

    #[test]
    fn volumes_with_something_wrong_cannot_be_mounted() {
        let selector = json!({ "matchLabels": { "app": "web" } });
        let mount = json!({ "name": "x", "mountPath": "/x" });
        let container = json!({ "name": "web", "image": "nginx", "volumeMounts": [mount] });
        let mut tree = deployment(selector, container);
        tree["spec"]["template"]["spec"]["volumes"] =
            json!([{ "name": "x", "persistentVolumeClaim": {} }]);
        check(
            tree,
            &[
                "spec.template.spec.volumes[0].persistentVolumeClaim.claimName: Required value",
                "spec.template.spec.containers[0].volumeMounts[0].name: Not found: \"x\"",
            ],
        );
    }

    #[test]
    fn old_releases_looked_at_probes_before_mounts_and_had_other_words() {
        let selector = json!({ "matchLabels": { "app": "web" } });
        let container = json!({ "name": "web", "image": "", "terminationMessagePolicy": "X",
            "imagePullPolicy": "Y", "readinessProbe": {} });
        let tree = deployment(selector, container);
        let object = Object::from_value(Kind::Deployment, tree).expect("an object");
        let found = create(&defaults::apply(object, Release::V1_20), Release::V1_20);
        let found: Vec<&str> = found
            .iter()
            .filter_map(|it| it.strip_prefix("spec.template.spec.containers[0]."))
            .collect();
        assert_eq!(
            found,
            [
                "image: Required value",
                "terminationMessagePolicy: Invalid value: \"X\": must be 'File' or \
                 'FallbackToLogsOnError'",
                "readinessProbe: Required value: must specify a handler type",
                "imagePullPolicy: Unsupported value: \"Y\": supported values: \"Always\", \
                 \"IfNotPresent\", \"Never\"",
            ]
        );
    }

    #[test]
    fn hooks() {
        let errors = |release: Release, hook: Value| {
            let container = json!({ "name": "web", "image": "nginx",
                                    "lifecycle": { "preStop": hook } });
            let object = deployment(json!({ "matchLabels": { "app": "web" } }), container);
            let object = Object::from_value(Kind::Deployment, object).expect("an object");
            create(&defaults::apply(object, release), release)
        };
        let sleep = |seconds: i64| json!({ "sleep": { "seconds": seconds } });
        let at = "spec.template.spec.containers[0].lifecycle.preStop";
        for (release, hook, expected) in [
            (Release::V1_37, sleep(30), None),
            (Release::V1_37, sleep(0), None),
            (
                Release::V1_37,
                sleep(31),
                Some(
                    ".sleep: Invalid value: 31: must be non-negative and less than \
                     terminationGracePeriodSeconds (30)",
                ),
            ),
            (
                Release::of(30, 0),
                sleep(0),
                Some(
                    ".sleep: Invalid value: 0: must be greater than 0 and less than \
                     terminationGracePeriodSeconds (30)",
                ),
            ),
            (Release::V1_20, sleep(5), Some(": Required value: must specify a handler type")),
        ] {
            let expected: Vec<String> = expected.iter().map(|it| format!("{at}{it}")).collect();
            assert_eq!(errors(release, hook), expected, "{release}");
        }
    }

    #[test]
    fn other_kinds() {
        let ports = json!([{ "port": 80, "name": "a" }, { "port": 80, "name": "b" }]);
        check(
            json!({ "kind": "Service", "metadata": { "name": "web" }, "spec": { "ports": ports } }),
            &["spec.ports[1]: Duplicate value: {\"Name\":\"\",\"Protocol\":\"TCP\",\
               \"AppProtocol\":null,\"Port\":80,\"TargetPort\":0,\"NodePort\":0}"],
        );
        let spec = json!({ "ports": [{ "port": 80 }], "clusterIP": "10.0.0" });
        check(
            json!({ "kind": "Service", "metadata": { "name": "web" }, "spec": spec }),
            &["spec.clusterIPs[0]: Invalid value: \"10.0.0\": must be a valid IP address, (e.g. \
               10.9.8.7 or 2001:db8::ffff)"],
        );
        let both = json!({ "minAvailable": 1, "maxUnavailable": "50%" });
        check(
            json!({ "kind": "PodDisruptionBudget", "metadata": { "name": "a" }, "spec": both }),
            &["spec: Invalid value: {\"MinAvailable\":1,\"Selector\":null,\
               \"MaxUnavailable\":\"50%\",\"UnhealthyPodEvictionPolicy\":null}: minAvailable and \
               maxUnavailable cannot be both set"],
        );
        check(
            json!({ "kind": "PersistentVolumeClaim", "metadata": { "name": "a" } }),
            &[
                "spec.accessModes: Required value: at least 1 access mode is required",
                "spec.resources[storage]: Required value",
            ],
        );
    }
}
