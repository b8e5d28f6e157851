//! What the cluster's DNS answers (rule E3).

use crate::api::{EndpointSlice, Name, Service};
use crate::cluster::Store;

/// The names that belong to a Service, each with an address that it resolves to; `None` for a name
/// that does not resolve now. The Service's own name comes first, once for each address; then the
/// names of the Pods that have one, in name order, published or not.
pub fn dns_names(store: &Store, service: &Service) -> Vec<(Name, Option<Name>)> {
    let meta = &service.metadata;
    let domain = format!("{}.{}.svc.cluster.local", meta.name, meta.namespace);
    let own: Name = domain.as_str().into();
    if !service.is_headless() {
        let address = Some(service.spec.cluster_ip.clone()).filter(|it| !it.is_empty());
        return vec![(own, address)];
    }
    let slice = store.get::<EndpointSlice>(&meta.name);
    let endpoints = slice.map_or(&[][..], |slice| &slice.endpoints);
    let ready = || endpoints.iter().filter(|endpoint| endpoint.ready);
    let mut names: Vec<(Name, Option<Name>)> =
        ready().map(|endpoint| (own.clone(), Some(endpoint.address.clone()))).collect();
    if names.is_empty() {
        names.push((own, None));
    }
    let pods = store.pods_with(&service.spec.selector);
    let named = pods.filter(|pod| pod.spec.subdomain == meta.name && !pod.spec.hostname.is_empty());
    names.extend(named.map(|pod| {
        let endpoint = ready().find(|endpoint| endpoint.pod_uid == pod.metadata.uid);
        let name = format!("{}.{domain}", pod.spec.hostname);
        (name.into(), endpoint.map(|endpoint| endpoint.address.clone()))
    }));
    names
}
