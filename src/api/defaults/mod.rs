//! The API server's defaults (rule A1): what a manifest leaves out.
//!
//! An object that lacks nothing comes back as the very same shared value: Pods made from a template
//! that has its defaults cost a few look-ups each, and no copy.

mod pod;
mod service;
mod tree;
mod workload;

use super::{Object, PersistentVolumeClaim, Release};
use std::rc::Rc;

/// The object with every default filled in (`SetDefaults_*` in `pkg/apis/*/v1/defaults.go`).
pub fn apply(object: Object, release: Release) -> Object {
    let filled = match &object {
        Object::Deployment(it) => {
            workload::deployment(it).map(|it| Object::Deployment(Rc::new(it)))
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
        filled.spec.rest.insert("volumeMode".to_owned(), "Filesystem".into());
        filled
    })
}
