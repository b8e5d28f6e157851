//! What must be so when everybody has done all there is to do.

use cattle_and_pets::api::{
    ControllerRevision, Deployment, EndpointSlice, IntOrPercent, Kind, ObjectRef,
    PersistentVolumeClaim, Pod, PodDisruptionBudget, ReplicaSet, StatefulSet,
};
use cattle_and_pets::cluster::traffic::Traffic;
use cattle_and_pets::cluster::{Cluster, Store};

/// The last second of clients' history.
const CALM_SLOTS: u64 = 2;

/// What is not as wanted.
pub fn check(cluster: &Cluster) -> Result<(), String> {
    let store = cluster.store();
    let web = store.get::<Deployment>("web").ok_or("web is gone")?;
    let db = store.get::<StatefulSet>("db").ok_or("db is gone")?;
    deployment(store, web)?;
    stateful_set(store, db)?;
    update(cluster, db)?;
    history(store, web, db)?;
    around(cluster)
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, got: T, wanted: T) -> Result<(), String> {
    if got == wanted { Ok(()) } else { Err(format!("{what}: {got:?}, but {wanted:?} is wanted")) }
}

fn deployment(store: &Store, web: &Deployment) -> Result<(), String> {
    let (replicas, status) = (web.replicas(), &web.status);
    let counts = [status.replicas, status.updated_replicas, status.available_replicas];
    same("web: all, updated, available", counts, [replicas; 3])?;
    same("web: generation", status.observed_generation, web.metadata.generation)?;
    same("web: unavailable", status.unavailable_replicas, 0)?;
    let progressing = status.conditions.iter().find(|it| format!("{:?}", it.kind) == "Progressing");
    let reason = progressing.map(|it| &*it.reason);
    same("web: Progressing", reason, Some("NewReplicaSetAvailable"))?;
    let sets = store.controlled_by::<ReplicaSet>(web.metadata.uid);
    let pods = sets.flat_map(|set| store.controlled_by::<Pod>(set.metadata.uid));
    let ready = pods.filter(|pod| pod.is_running_and_ready() && !pod.is_terminating());
    same("web: ready Pods", ready.count() as i32, replicas)
}

fn stateful_set(store: &Store, db: &StatefulSet) -> Result<(), String> {
    let (replicas, status) = (db.replicas(), &db.status);
    same("db: all and ready", [status.replicas, status.ready_replicas], [replicas; 2])?;
    same("db: generation", status.observed_generation, db.metadata.generation)?;
    for ordinal in db.start_ordinal()..db.start_ordinal() + replicas {
        let name = format!("db-{ordinal}");
        let pod = store.get::<Pod>(&name).ok_or_else(|| format!("{name} is missing"))?;
        let ready = pod.is_running_and_ready() && !pod.is_terminating();
        same(&format!("{name}: ready"), ready, true)?;
        for claim in pod.claims() {
            let stored = store.get::<PersistentVolumeClaim>(claim);
            let bound = stored.is_some_and(|claim| !claim.spec.volume_name.is_empty());
            same(&format!("{claim}: bound"), bound, true)?;
        }
    }
    Ok(())
}

/// All Pods from the partition on have the template, unless only deletion brings it.
fn update(cluster: &Cluster, db: &StatefulSet) -> Result<(), String> {
    let must = if db.is_on_delete() { 0 } else { (db.replicas() - db.partition()).max(0) };
    let updated = db.status.updated_replicas;
    if updated < must {
        return Err(format!("db: {updated} updated Pods, but {must} must be"));
    }
    let is_done = !db.is_on_delete() && updated == db.replicas();
    let (current, update) = (&db.status.current_revision, &db.status.update_revision);
    let release = cluster.config().release;
    same(&format!("db: current revision in {release}"), !is_done || current == update, true)
}

/// Clients of all that there is.
pub fn clients(cluster: &Cluster) -> Traffic {
    let first = cluster.store().get::<StatefulSet>("db").map_or(0, |db| db.start_ordinal());
    let of = |kind, name: &str| ObjectRef::new(kind, name);
    let pod = of(Kind::Pod, &format!("db-{first}"));
    let targets = [of(Kind::Service, "web"), of(Kind::Service, "db"), pod];
    Traffic::begin(&targets, cluster)
}

/// Each request is answered, or has failed, or is under way.
pub fn each_request_has_one_fate(traffic: &Traffic) -> Result<(), String> {
    for client in traffic.streams() {
        let told = client.answered + client.failed + client.in_flight();
        same(&format!("requests to {}", client.target), told, client.sent)?;
    }
    Ok(())
}

/// Where everything is as it should be, and everybody has heard of it, no request fails.
pub fn check_traffic(traffic: &Traffic, cluster: &Cluster) -> Result<(), String> {
    let (web, db) = (
        cluster.store().get::<Deployment>("web").is_some_and(|it| it.replicas() > 0),
        cluster.store().get::<StatefulSet>("db").is_some_and(|it| it.replicas() > 0),
    );
    let traffic = traffic.at_rest(cluster);
    for (client, is_there) in traffic.streams().zip([web, db, db]) {
        let failed: u32 = client.history(CALM_SLOTS).iter().map(|slot| slot.failed).sum();
        if is_there && (failed > 0 || client.answered == 0) {
            return Err(format!("{failed} requests to {} fail in the end", client.target));
        }
    }
    Ok(())
}

/// No more is kept than the limits allow.
fn history(store: &Store, web: &Deployment, db: &StatefulSet) -> Result<(), String> {
    let limit = |limit: Option<i32>| limit.unwrap_or(10).max(0) as usize;
    let sets = store.controlled_by::<ReplicaSet>(web.metadata.uid).count();
    let most = limit(web.spec.revision_history_limit) + 1;
    same("web: history within its limit", sets <= most, true)?;
    let revisions = store.controlled_by::<ControllerRevision>(db.metadata.uid).count();
    // Those in use come on top: of the Pods, and the two that the status names.
    let most = limit(db.spec.revision_history_limit) + db.replicas().max(0) as usize + 2;
    same("db: history within its limit", revisions <= most, true)
}

/// Nothing is left over, and all who count have counted.
fn around(cluster: &Cluster) -> Result<(), String> {
    let store = cluster.store();
    for pod in store.list::<Pod>() {
        let name = &pod.metadata.name;
        same(&format!("{name}: terminating"), pod.is_terminating(), false)?;
        let is_owned = pod.metadata.controller().is_some();
        // Pods of a ReplicaSet that was deleted without them fit no other.
        let sets = store.list::<ReplicaSet>().map(|set| &set.spec.selector);
        let sets = sets.chain(store.list::<StatefulSet>().map(|set| &set.spec.selector));
        let fits = sets.filter(|selector| selector.matches(&pod.metadata.labels)).count();
        same(&format!("{name}: owned"), is_owned || fits == 0, true)?;
    }
    for kind in Kind::ALL {
        for object in store.objects(*kind) {
            for owner in &object.meta().owner_references {
                let reference = ObjectRef::new(owner.kind, owner.name.clone());
                let there = store.has_uid(&reference, owner.uid);
                same(&format!("{}: owner is there", object.reference()), there, true)?;
            }
        }
    }
    budgets(cluster)?;
    for slice in store.list::<EndpointSlice>() {
        let name = &slice.metadata.name;
        let pods = store.list::<Pod>().filter(|pod| pod.metadata.label("app") == Some(name));
        let ready = pods.filter(|pod| pod.is_ready()).count();
        let published = slice.endpoints.iter().filter(|endpoint| endpoint.ready).count();
        same(&format!("endpoints {name}: ready"), published, ready)?;
    }
    Ok(())
}

/// Each budget has counted its Pods. One that has to know who owns them knows nothing once one has
/// no owner: what is left over of a ReplicaSet that was deleted without its Pods (rule B1).
fn budgets(cluster: &Cluster) -> Result<(), String> {
    let (store, release) = (cluster.store(), cluster.config().release);
    for budget in store.list::<PodDisruptionBudget>() {
        let name = &budget.metadata.name;
        let pods = || store.list::<Pod>().filter(|pod| pod.metadata.label("app") == Some(name));
        let asks_owners = !matches!(budget.spec.min_available, Some(IntOrPercent::Int(_)));
        let has_unowned = pods().any(|pod| pod.metadata.controller().is_none());
        if asks_owners && has_unowned && !release.budgets_leave_out_unmanaged_pods() {
            same(&format!("budget {name}: allowed"), budget.status.disruptions_allowed, 0)?;
            continue;
        }
        let healthy = pods().filter(|pod| pod.is_ready()).count() as i32;
        same(&format!("budget {name}: healthy"), budget.status.current_healthy, healthy)?;
    }
    Ok(())
}
