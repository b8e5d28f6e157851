//! The EndpointSlice controller (rules E1 to E3): which Pods a Service leads to.

mod dns;

pub use dns::{dns_names, domain};

use crate::api::service::Endpoint;
use crate::api::{
    EndpointSlice, Kind, Name, ObjectMeta, OwnerReference, Pod, PodPhase, Release, Service, Status,
};
use crate::cluster::decision::{Explain, Number};
use crate::cluster::{Store, Turn};

/// Why it did what it did.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// The Service leads to other Pods than before.
    Published {
        /// The Service.
        service: Name,
        /// Endpoints that get traffic.
        ready: u32,
        /// All endpoints.
        endpoints: u32,
        /// Pods that get traffic from now on.
        added: Vec<Name>,
        /// Pods that get none any more.
        removed: Vec<Name>,
    },
}

impl Explain for Decision {
    fn rule(&self) -> Option<&'static str> {
        Some("E1")
    }

    fn numbers(&self) -> Vec<Number> {
        let Self::Published { ready, endpoints, .. } = self;
        vec![("ready", ready.to_string()), ("endpoints", endpoints.to_string())]
    }
}

/// One look at one Service.
pub fn sync(turn: &mut Turn, name: &str) -> Result<(), Status> {
    let Some(service) = turn.cache.get::<Service>(name).cloned() else { return Ok(()) };
    if service.spec.selector.is_empty() || service.metadata.is_terminating() {
        return Ok(());
    }
    let wanted = endpoints(&turn.cache, &service, turn.release());
    let stored = turn.cache.get::<EndpointSlice>(name).cloned();
    if stored.as_ref().is_some_and(|slice| slice.endpoints == wanted) {
        return Ok(());
    }
    let before = stored.as_ref().map_or(&[][..], |slice| &slice.endpoints);
    turn.decide(Decision::Published {
        service: service.metadata.name.clone(),
        ready: wanted.iter().filter(|endpoint| endpoint.ready).count() as u32,
        endpoints: wanted.len() as u32,
        added: ready_only_in(&wanted, before),
        removed: ready_only_in(before, &wanted),
    });
    match stored {
        Some(slice) => {
            let mut slice = (*slice).clone();
            slice.endpoints = wanted;
            turn.update(slice).map(drop)
        }
        None => turn.create(new_slice(&service, wanted)).map(drop),
    }
}

fn new_slice(service: &Service, endpoints: Vec<Endpoint>) -> EndpointSlice {
    let mut metadata = ObjectMeta::named(&service.metadata.name);
    metadata.set_label("kubernetes.io/service-name", &service.metadata.name);
    metadata.owner_references = vec![OwnerReference::controller(Kind::Service, &service.metadata)];
    EndpointSlice { metadata, endpoints }
}

fn endpoints(store: &Store, service: &Service, release: Release) -> Vec<Endpoint> {
    let pods = store.pods_with(&service.spec.selector);
    let all_are_ready = service.spec.publish_not_ready_addresses;
    let belong = pods.filter(|pod| belongs(pod, all_are_ready, release));
    belong.map(|pod| endpoint(pod, service)).collect()
}

/// A Service that publishes addresses which are not ready has always kept those that go, too.
fn belongs(pod: &Pod, all_are_ready: bool, release: Release) -> bool {
    let holds_terminating = all_are_ready || release.endpoints_hold_terminating_pods();
    !pod.status.pod_ip.is_empty()
        && (!pod.is_finished() || may_run_again(pod) && release.endpoints_hold_finished_pods())
        && (!pod.is_terminating() || holds_terminating)
}

/// Whether its restart policy has more in mind for one that has ended.
fn may_run_again(pod: &Pod) -> bool {
    match pod.spec.restart_policy.as_deref() {
        Some("Never") => false,
        Some("OnFailure") => pod.status.phase != PodPhase::Succeeded,
        _ => true,
    }
}

fn endpoint(pod: &Pod, service: &Service) -> Endpoint {
    let publishes_name = service.is_headless() && pod.spec.subdomain == service.metadata.name;
    Endpoint {
        address: pod.status.pod_ip.clone(),
        pod: pod.metadata.name.clone(),
        pod_uid: pod.metadata.uid,
        hostname: if publishes_name { pod.spec.hostname.clone() } else { Name::default() },
        ready: service.spec.publish_not_ready_addresses
            || (pod.is_ready() && !pod.is_terminating()),
        serving: pod.is_ready(),
        terminating: pod.is_terminating(),
    }
}

/// The Pods that get traffic by `these` and not by `those`; both are in name order.
fn ready_only_in(these: &[Endpoint], those: &[Endpoint]) -> Vec<Name> {
    let is_ready_there = |endpoint: &Endpoint| {
        let place = those.binary_search_by(|other| other.pod.cmp(&endpoint.pod));
        place.is_ok_and(|index| those[index].ready)
    };
    let ready = these.iter().filter(|endpoint| endpoint.ready);
    ready.filter(|endpoint| !is_ready_there(endpoint)).map(|it| it.pod.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::staging::{cluster, create, create_pod, delete, manual, settle, tell};
    use crate::cluster::{Cluster, Config, DeleteOptions, KubeletDriver, KubeletMove};
    use crate::value::json;

    fn published(cluster: &Cluster) -> Vec<(String, bool, bool, bool)> {
        let slice = cluster.store().get::<EndpointSlice>("db").expect("a slice");
        let endpoints = slice.endpoints.iter();
        endpoints.map(|it| (it.pod.to_string(), it.ready, it.serving, it.terminating)).collect()
    }

    fn names(cluster: &Cluster) -> Vec<(String, Option<String>)> {
        let service = cluster.store().get::<Service>("db").expect("a Service");
        let names = dns_names(cluster.store(), service).into_iter();
        names.map(|(name, address)| (name.to_string(), address.map(|it| it.to_string()))).collect()
    }

    #[test]
    fn where_all_addresses_are_published_those_of_pods_that_go_are_too() {
        for release in [Release::V1_20, Release::V1_37] {
            let kubelet = KubeletDriver::Manual;
            let mut cluster = cluster(Config { release, kubelet, ..Config::default() }, 1);
            let spec = json!({ "publishNotReadyAddresses": true, "clusterIP": "None",
                "selector": { "app": "web" } });
            let tree = json!({ "metadata": { "name": "db" }, "spec": spec });
            create(&mut cluster, Kind::Service, tree);
            create_pod(&mut cluster, "db-0", json!({}));
            settle(&mut cluster);
            tell(&mut cluster, "db-0", KubeletMove::Running);
            delete(&mut cluster, Kind::Pod, "db-0", DeleteOptions::default());
            settle(&mut cluster);
            assert_eq!(published(&cluster), [("db-0".into(), true, false, true)], "{release}");
        }
    }

    #[test]
    fn pods_are_published_when_ready_and_leave_when_their_end_begins() {
        let mut cluster = manual(1);
        create(
            &mut cluster,
            Kind::Service,
            json!({ "metadata": { "name": "db" },
                "spec": { "clusterIP": "None", "selector": { "app": "web" } } }),
        );
        for name in ["db-0", "db-1", "db-2"] {
            create_pod(&mut cluster, name, json!({ "hostname": name, "subdomain": "db" }));
        }
        settle(&mut cluster);
        assert_eq!(published(&cluster), [], "nobody has an address yet");
        tell(&mut cluster, "db-0", KubeletMove::Ready);
        tell(&mut cluster, "db-1", KubeletMove::Running);
        settle(&mut cluster);
        let expected = [("db-0".into(), true, true, false), ("db-1".into(), false, false, false)];
        assert_eq!(published(&cluster), expected);
        let own = "db.default.svc.cluster.local";
        let expected = [
            (own.to_owned(), Some("10.244.0.1".to_owned())),
            (format!("db-0.{own}"), Some("10.244.0.1".to_owned())),
            (format!("db-1.{own}"), None),
            (format!("db-2.{own}"), None),
        ];
        assert_eq!(names(&cluster), expected);
        delete(&mut cluster, Kind::Pod, "db-0", DeleteOptions::default());
        settle(&mut cluster);
        let expected = [("db-0".into(), false, true, true), ("db-1".into(), false, false, false)];
        assert_eq!(published(&cluster), expected);
        assert_eq!(settle(&mut cluster).len(), 0, "silent when nothing changes");
    }
}
