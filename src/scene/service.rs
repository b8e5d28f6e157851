//! The Service of a workload, and the names it publishes.

use super::Moment;
use crate::api::{EndpointSlice, Kind, Name, ObjectRef, Service, StringMap};
use crate::cluster::endpoints;
use crate::collections::Map;

/// The Service in front of a workload's Pods.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceBar {
    /// Its name.
    pub name: Name,
    /// Whether it only publishes the Pods' own addresses.
    pub headless: bool,
    /// Endpoints that get traffic.
    pub ready: u32,
    /// Endpoints that do not, being unready.
    pub not_ready: u32,
    /// Whether this step wrote to its endpoints.
    pub touched: bool,
}

/// One Pod's own name in the DNS.
#[derive(Clone, Debug, PartialEq)]
pub struct DnsName {
    /// The full name.
    pub name: String,
    /// The Pod.
    pub pod: Name,
    /// What it resolves to; `None` while it is not published.
    pub address: Option<Name>,
}

/// The first Service that selects Pods with these labels; with `name`, that one.
pub(super) fn bar(moment: &Moment, name: Option<&str>, labels: &StringMap) -> Option<ServiceBar> {
    let service = match name {
        Some(name) => moment.after.get::<Service>(name)?,
        None => moment.after.list::<Service>().find(|service| service.selects(labels))?,
    };
    let name = service.metadata.name.clone();
    let slice = moment.after.get::<EndpointSlice>(&name);
    let endpoints = slice.map_or(&[][..], |slice| &slice.endpoints);
    let count = |keep: fn(&crate::api::service::Endpoint) -> bool| {
        endpoints.iter().filter(|endpoint| keep(endpoint)).count() as u32
    };
    Some(ServiceBar {
        headless: service.is_headless(),
        ready: count(|it| it.ready && !it.terminating),
        not_ready: count(|it| !it.ready && !it.terminating),
        touched: moment.touched.contains(&ObjectRef::new(Kind::EndpointSlice, name.clone())),
        name,
    })
}

/// The DNS names of these Pods under a headless Service, made or not (rule E3).
pub(super) fn dns_names(moment: &Moment, service: &str, pods: &[Name]) -> Vec<DnsName> {
    let Some(service) = moment.after.get::<Service>(service) else { return Vec::new() };
    let published: Map<Name, Option<Name>> =
        endpoints::dns_names(moment.after, service).into_iter().collect();
    let domain = endpoints::domain(service);
    let name = |pod: &Name| {
        let name = format!("{pod}.{domain}");
        let address = published.get(name.as_str()).cloned().flatten();
        DnsName { name, pod: pod.clone(), address }
    };
    pods.iter().map(name).collect()
}
