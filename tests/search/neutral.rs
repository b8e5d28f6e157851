//! An object without what is chance and without its times.
//!
//! Everything else is kept, whatever it is: a field that is added to an object one day sets states
//! apart without anybody having to think of it here.

use cattle_and_pets::api::pod::ContainerState;
use cattle_and_pets::api::{
    Deployment, EndpointSlice, Node, Object, PersistentVolume, PersistentVolumeClaim, Pod,
    ReplicaSet, StatefulSet, Timestamp, Uid, Version,
};
use std::rc::Rc;

/// What stands for a time that is there, an address, a volume's name.
const SOME_TIME: Timestamp = Timestamp(0);
const SOME: &str = "some";

/// The object as JSON without what is chance (identities, versions, addresses, the names of Pods
/// that the API server made up) and without times. Of generations only whether they are observed.
pub fn json(object: &Object) -> Vec<u8> {
    let generation = object.meta().generation;
    let object = object.with_meta(|meta| {
        meta.uid = Uid(0);
        meta.resource_version = Version::default();
        meta.generation = 0;
        meta.creation_timestamp = None;
        meta.deletion_timestamp = meta.deletion_timestamp.map(|_| SOME_TIME);
        meta.owner_references.iter_mut().for_each(|owner| owner.uid = Uid(0));
    });
    let bytes = match object {
        Object::Pod(mut it) => serde_json::to_vec(pod(Rc::make_mut(&mut it))),
        Object::ReplicaSet(mut it) => {
            serde_json::to_vec(replica_set(Rc::make_mut(&mut it), generation))
        }
        Object::Deployment(mut it) => {
            serde_json::to_vec(deployment(Rc::make_mut(&mut it), generation))
        }
        Object::StatefulSet(mut it) => {
            serde_json::to_vec(stateful_set(Rc::make_mut(&mut it), generation))
        }
        Object::Node(mut it) => serde_json::to_vec(node(Rc::make_mut(&mut it))),
        Object::EndpointSlice(mut it) => serde_json::to_vec(slice(Rc::make_mut(&mut it))),
        Object::PersistentVolumeClaim(mut it) => serde_json::to_vec(claim(Rc::make_mut(&mut it))),
        Object::PersistentVolume(mut it) => serde_json::to_vec(volume(Rc::make_mut(&mut it))),
        Object::Service(it) => serde_json::to_vec(&*it),
        Object::ControllerRevision(it) => serde_json::to_vec(&*it),
        other => Ok(other.to_value().to_string().into_bytes()),
    };
    bytes.expect("an object is always a JSON tree")
}

fn observed(observed: &mut u64, generation: u64) {
    *observed = u64::from(*observed == generation);
}

fn pod(pod: &mut Pod) -> &Pod {
    if !pod.metadata.generate_name.is_empty() {
        pod.metadata.name = "".into();
    }
    let status = &mut pod.status;
    status.start_time = status.start_time.map(|_| SOME_TIME);
    if !status.pod_ip.is_empty() {
        status.pod_ip = SOME.into();
    }
    for condition in &mut status.conditions {
        condition.last_transition_time = None;
    }
    for container in &mut status.container_statuses {
        for state in [Some(&mut container.state), container.last_state.as_mut()] {
            if let Some(
                ContainerState::Running { started_at: at }
                | ContainerState::Terminated { finished_at: at, .. },
            ) = state
            {
                *at = SOME_TIME;
            }
        }
    }
    pod
}

fn replica_set(set: &mut ReplicaSet, generation: u64) -> &ReplicaSet {
    observed(&mut set.status.observed_generation, generation);
    for condition in &mut set.status.conditions {
        condition.last_transition_time = SOME_TIME;
    }
    set
}

/// The order of conditions tells only which was set last.
fn deployment(deployment: &mut Deployment, generation: u64) -> &Deployment {
    let status = &mut deployment.status;
    observed(&mut status.observed_generation, generation);
    status.conditions.sort_by_key(|condition| condition.kind as u8);
    for condition in &mut status.conditions {
        condition.last_update_time = SOME_TIME;
        condition.last_transition_time = SOME_TIME;
    }
    deployment
}

fn stateful_set(set: &mut StatefulSet, generation: u64) -> &StatefulSet {
    observed(&mut set.status.observed_generation, generation);
    set
}

fn node(node: &mut Node) -> &Node {
    node.status.last_transition_time = node.status.last_transition_time.map(|_| SOME_TIME);
    for taint in &mut node.spec.taints {
        taint.time_added = None;
    }
    node
}

fn slice(slice: &mut EndpointSlice) -> &EndpointSlice {
    for endpoint in &mut slice.endpoints {
        endpoint.address = SOME.into();
        endpoint.pod_uid = Uid(0);
    }
    slice
}

fn claim(claim: &mut PersistentVolumeClaim) -> &PersistentVolumeClaim {
    if !claim.spec.volume_name.is_empty() {
        claim.spec.volume_name = SOME.into();
    }
    claim
}

fn volume(volume: &mut PersistentVolume) -> &PersistentVolume {
    volume.metadata.name = SOME.into();
    volume
}
