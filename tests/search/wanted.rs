//! Whether all that the manifests ask for is there, nothing else, and the status says so.

use cattle_and_pets::api::deployment::DeploymentConditionType::{Available, Progressing};
use cattle_and_pets::api::pod::ConditionStatus;
use cattle_and_pets::api::{
    Deployment, EndpointSlice, PersistentVolumeClaim, Pod, ReplicaSet, StatefulSet,
};
use cattle_and_pets::cluster::{Cluster, Store};
use std::rc::Rc;

/// What is not as it should be after so many faults.
pub fn check(cluster: &Cluster, faults: u8) -> Result<(), String> {
    let store = cluster.store();
    store.list::<Deployment>().try_for_each(|it| deployment(cluster, it))?;
    store.list::<StatefulSet>().try_for_each(|it| stateful_set(store, it, faults))?;
    store.list::<EndpointSlice>().try_for_each(|slice| {
        let ready = slice.endpoints.iter().filter(|endpoint| endpoint.serving).count();
        let pods = store.list::<Pod>().filter(|pod| pod.is_ready()).count();
        equal("endpoints", ready, pods)
    })
}

fn equal<T: PartialEq + std::fmt::Debug>(what: &str, is: T, wanted: T) -> Result<(), String> {
    if is == wanted { Ok(()) } else { Err(format!("{what}: {is:?}, wanted {wanted:?}")) }
}

/// Pods that have failed lie around, and those of a dead node; they are not counted.
fn deployment(cluster: &Cluster, deployment: &Deployment) -> Result<(), String> {
    let (store, replicas) = (cluster.store(), deployment.replicas());
    let template = &deployment.spec.template.spec.containers;
    let mut sizes = 0;
    for set in store.controlled_by::<ReplicaSet>(deployment.metadata.uid) {
        let is_new = set.spec.template.spec.containers == *template;
        sizes += set.replicas();
        equal("Pods of an old ReplicaSet", !is_new && set.replicas() > 0, false)?;
        let pods: Vec<&Rc<Pod>> = store.controlled_by::<Pod>(set.metadata.uid).collect();
        let left = pods.iter().filter(|pod| pod.is_terminating());
        let is_dead = |pod: &Pod| cluster.nodes().is_silent(&pod.spec.node_name);
        equal("all confirmed to be gone", left.clone().all(|pod| is_dead(pod)), true)?;
        let active: Vec<_> = pods.iter().filter(|pod| pod.is_active()).collect();
        equal("Pods", active.len() as i32, set.replicas())?;
        equal("ready", active.iter().all(|pod| pod.is_running_and_ready()), true)?;
    }
    equal("sizes", sizes, replicas)?;
    let status = &deployment.status;
    equal("generation", status.observed_generation, deployment.metadata.generation)?;
    let counts = [
        status.replicas,
        status.updated_replicas,
        status.ready_replicas,
        status.available_replicas,
    ];
    equal("status", counts, [replicas; 4])?;
    equal("unavailable", status.unavailable_replicas, 0)?;
    let available = status.condition(Available).map(|it| it.status);
    equal("Available", available, Some(ConditionStatus::True))?;
    let done = status.condition(Progressing).map(|it| it.reason.to_string());
    let has_deadline = deployment.spec.progress_deadline_seconds != Some(i32::MAX);
    equal("Progressing", done, has_deadline.then(|| "NewReplicaSetAvailable".to_owned()))
}

fn stateful_set(store: &Store, set: &StatefulSet, faults: u8) -> Result<(), String> {
    let replicas = set.replicas();
    let pods: Vec<&Rc<Pod>> = store.controlled_by::<Pod>(set.metadata.uid).collect();
    equal("Pods", pods.len() as i32, replicas)?;
    let status = &set.status;
    let revision = |pod: &Pod| pod.metadata.label("controller-revision-hash").map(str::to_owned);
    for position in 0..replicas {
        let name = format!("{}-{}", set.metadata.name, set.start_ordinal() + position);
        let pod = store.get::<Pod>(&name).ok_or_else(|| format!("{name} is missing"))?;
        equal(&name, pod.is_running_and_ready() && !pod.is_terminating(), true)?;
        let is_held = position < set.partition() || set.is_on_delete();
        if !is_held {
            equal(&name, revision(pod).as_deref(), Some(&*status.update_revision))?;
        }
        claims(store, set, pod)?;
    }
    let of = |wanted: &str| {
        pods.iter().filter(|pod| revision(pod).as_deref() == Some(wanted)).count() as i32
    };
    equal("generation", status.observed_generation, set.metadata.generation)?;
    equal("status", [status.replicas, status.ready_replicas], [replicas; 2])?;
    equal("available", status.available_replicas.unwrap_or(replicas), replicas)?;
    equal("updated", status.updated_replicas, of(&status.update_revision))?;
    equal("current", status.current_replicas, of(&status.current_revision))?;
    if set.partition() == 0 && !set.is_on_delete() {
        equal("current revision", &status.current_revision, &status.update_revision)?;
    }
    let mut claims = store.list::<PersistentVolumeClaim>();
    equal("claims", claims.all(|it| is_kept(set, it, faults)), true)
}

fn claims(store: &Store, set: &StatefulSet, pod: &Pod) -> Result<(), String> {
    for template in &set.spec.volume_claim_templates {
        let name = format!("{}-{}", template.metadata.name, pod.metadata.name);
        let claim = store.get::<PersistentVolumeClaim>(&name);
        let claim = claim.ok_or_else(|| format!("{name} is missing"))?;
        equal(&name, claim.spec.volume_name.is_empty(), false)?;
    }
    Ok(())
}

/// Nothing is on its way out. With `whenScaled: Delete` only wanted Pods have claims; but the claim
/// of a Pod that was gone before the controller looked is nobody's, and stays.
fn is_kept(set: &StatefulSet, claim: &PersistentVolumeClaim, faults: u8) -> bool {
    let policy = set.spec.persistent_volume_claim_retention_policy.as_ref();
    let is_cut = faults == 0 && policy.is_some_and(|policy| &*policy.when_scaled == "Delete");
    let at = claim.metadata.name.rsplit_once('-').and_then(|(_, digits)| digits.parse().ok());
    let is_wanted = at.is_some_and(|at: i32| (0..set.replicas()).contains(&at));
    !claim.metadata.is_terminating() && (is_wanted || !is_cut)
}
