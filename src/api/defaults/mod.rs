//! The API server's defaults (rule A1): what a manifest leaves out.
//!
//! An object that lacks nothing comes back as the very same shared value: Pods made from a template
//! that has its defaults cost a few look-ups each, and no copy.

mod gates;
mod pod;
mod service;
mod tree;
mod workload;

pub use gates::dropped;

use super::{Object, PersistentVolumeClaim, Release};
use std::rc::Rc;

/// The object with every default filled in (`SetDefaults_*` in `pkg/apis/*/v1/defaults.go`).
pub fn apply(object: Object, release: Release) -> Object {
    let filled = match &object {
        Object::Deployment(it) => {
            workload::deployment(it, release).map(|it| Object::Deployment(Rc::new(it)))
        }
        Object::ReplicaSet(it) => {
            workload::replica_set(it).map(|it| Object::ReplicaSet(Rc::new(it)))
        }
        Object::StatefulSet(it) => {
            workload::stateful_set(it, release).map(|it| Object::StatefulSet(Rc::new(it)))
        }
        Object::Pod(it) => pod::pod(it).map(|it| Object::Pod(Rc::new(it))),
        Object::PersistentVolumeClaim(it) => {
            claim(it).map(|it| Object::PersistentVolumeClaim(Rc::new(it)))
        }
        Object::Service(it) => service::service(it, release).map(|it| Object::Service(Rc::new(it))),
        Object::ControllerRevision(_)
        | Object::PersistentVolume(_)
        | Object::EndpointSlice(_)
        | Object::Node(_)
        | Object::PodDisruptionBudget(_)
        | Object::ResourceQuota(_) => None,
    };
    filled.unwrap_or(object)
}

/// A claim, or the template of one.
fn claim(claim: &PersistentVolumeClaim) -> Option<PersistentVolumeClaim> {
    tree::is_unset(claim.spec.rest.get("volumeMode")).then(|| {
        let mut filled = claim.clone();
        filled.spec.rest.insert("volumeMode".into(), "Filesystem".into());
        filled
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Kind, Pod};
    use crate::value::{Value, json};

    fn read(kind: Kind, value: Value) -> Object {
        Object::from_value(kind, value).expect("an object")
    }

    #[test]
    fn a_pod_from_a_template_with_defaults_is_not_copied() {
        let template = json!({
            "metadata": { "labels": { "app": "web" } },
            "spec": {
                "containers": [{
                    "name": "web",
                    "image": "nginx",
                    "ports": [{ "containerPort": 80 }],
                    "env": [{ "name": "ME", "valueFrom": { "fieldRef": { "fieldPath": "x" } } }],
                    "readinessProbe": { "httpGet": { "port": 80 } },
                    "livenessProbe": { "tcpSocket": { "port": 80 } },
                    "resources": { "requests": { "cpu": "1" }, "limits": { "cpu": "1" } },
                    "lifecycle": { "preStop": { "httpGet": { "port": 80 } } },
                }],
                "initContainers": [{ "name": "init", "image": "busybox:1" }],
                "volumes": [{ "name": "tmp" }, { "name": "c", "configMap": { "name": "c" } }],
            },
        });
        let web = json!({ "metadata": { "name": "web" }, "spec": { "template": template } });
        let web = apply(read(Kind::Deployment, web), Release::V1_37);
        assert!(apply(web.clone(), Release::V1_37).ptr_eq(&web));
        let Object::Deployment(web) = web else { panic!("no Deployment") };
        let spec = Rc::new(web.spec.template.spec.clone());
        let pod = Object::Pod(Rc::new(Pod { spec, ..Pod::default() }));
        assert!(apply(pod.clone(), Release::V1_37).ptr_eq(&pod));
    }

    /// A Deployment with this in its spec, in its Pods' spec and in their container.
    fn web(spec: Value, pods: Value, container: Value) -> Object {
        let with = |mut tree: Value, more: Value| {
            for (name, value) in more.as_object().into_iter().flatten() {
                tree[&**name] = value.clone();
            }
            tree
        };
        let requests = json!({ "requests": { "cpu": "1", "memory": "1Gi" } });
        let plain = json!({ "name": "web", "image": "nginx", "resources": requests });
        let pods = with(json!({ "containers": [with(plain, container)] }), pods);
        let tree = json!({ "spec": with(json!({ "template": { "spec": pods } }), spec) });
        apply(read(Kind::Deployment, tree), Release::V1_20)
    }

    #[test]
    fn what_says_nothing_is_not_written() {
        let none = || json!({});
        let plain = web(none(), none(), none());
        let other_words = json!({ "requests": { "cpu": "1000m", "memory": "1024Mi" } });
        for same in [
            web(json!({ "minReadySeconds": 0 }), none(), none()),
            web(none(), json!({ "hostNetwork": false, "serviceAccountName": "" }), none()),
            web(none(), json!({ "imagePullSecrets": [], "hostAliases": [] }), none()),
            web(none(), none(), json!({ "args": [], "tty": false, "workingDir": "" })),
            web(none(), none(), json!({ "resources": other_words })),
        ] {
            assert_eq!(same, plain);
        }
        let mut unborn = plain.to_value();
        unborn["spec"]["template"]["metadata"]["creationTimestamp"] = Value::Null;
        assert_eq!(apply(read(Kind::Deployment, unborn), Release::V1_20), plain);
        for pointer in [json!({ "enableServiceLinks": false }), json!({ "affinity": {} })] {
            assert_ne!(web(none(), pointer, none()), plain);
        }
    }

    #[test]
    fn in_a_pod_a_limit_is_a_request_too() {
        let limits =
            json!({ "limits": { "cpu": "1", "memory": "1Gi" }, "requests": { "cpu": "500m" } });
        let containers = json!([{ "name": "web", "image": "nginx", "resources": limits }]);
        let pod = read(Kind::Pod, json!({ "spec": { "containers": containers } }));
        let resources =
            &apply(pod, Release::V1_37).to_value()["spec"]["containers"][0]["resources"];
        assert_eq!(resources["requests"], json!({ "cpu": "500m", "memory": "1Gi" }));
    }

    #[test]
    fn images_that_may_change_are_pulled_always() {
        for (image, policy) in [
            ("nginx", "Always"),
            ("nginx:latest", "Always"),
            ("localhost:5000/nginx", "Always"),
            ("nginx:1.25", "IfNotPresent"),
            ("nginx@sha256:0123", "IfNotPresent"),
            ("nginx:latest@sha256:0123", "Always"),
        ] {
            let containers = json!([{ "name": "web", "image": image }]);
            let pod = read(Kind::Pod, json!({ "spec": { "containers": containers } }));
            let value = apply(pod, Release::V1_37).to_value();
            assert_eq!(value["spec"]["containers"][0]["imagePullPolicy"], policy, "{image}");
        }
    }

    #[test]
    fn newer_releases_default_more() {
        let set = || read(Kind::StatefulSet, json!({ "metadata": { "name": "db" } }));
        let spec = |release| apply(set(), release).to_value()["spec"].clone();
        assert_eq!(
            spec(Release::V1_20)["updateStrategy"]["rollingUpdate"],
            json!({"partition": 0})
        );
        assert_eq!(
            spec(Release::V1_37)["updateStrategy"]["rollingUpdate"],
            json!({ "partition": 0, "maxUnavailable": 1 })
        );
        let policy = "persistentVolumeClaimRetentionPolicy";
        assert_eq!(spec(Release::V1_20)[policy], json!(null));
        assert_eq!(
            spec(Release::V1_36)[policy],
            json!({ "whenDeleted": "Retain", "whenScaled": "Retain" })
        );
    }
}
