//! What the cluster's DNS answers (rule E3).

use crate::api::{EndpointSlice, Name, Service};
use crate::cluster::Store;

/// The Service's own name, which its Pods' names end with.
pub fn domain(service: &Service) -> String {
    format!("{}.{}.svc.cluster.local", service.metadata.name, service.metadata.namespace)
}

/// The names that belong to a Service, each with an address that it resolves to; `None` for a name
/// that does not resolve now. The Service's own name comes first, once for each address; then the
/// names of the Pods that have one, in name order, published or not.
pub fn dns_names(store: &Store, service: &Service) -> Vec<(Name, Option<Name>)> {
    let (meta, domain) = (&service.metadata, domain(service));
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
        let place = endpoints.binary_search_by(|it| it.pod.cmp(&pod.metadata.name));
        let endpoint = place.ok().map(|index| &endpoints[index]);
        let published = endpoint.filter(|it| it.ready && it.pod_uid == pod.metadata.uid);
        let name = format!("{}.{domain}", pod.spec.hostname);
        (name.into(), published.map(|endpoint| endpoint.address.clone()))
    }));
    names
}
