//! Where requests for a target are led, as soon as everybody has heard of it.

use super::failure::Why;
use super::pace::Pace;
use crate::api::service::Endpoint;
use crate::api::{EndpointSlice, Kind, Name, ObjectRef, Release, Service, Uid};
use crate::cluster::{Change, Cluster, Store};
use std::rc::Rc;

/// Where requests for a target are led.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// The Pods behind it, one of which gets each request; or why there are none.
    pub to: Result<Rc<[Backend]>, Why>,
    /// The Service's knobs.
    pub pace: Pace,
}

/// One Pod that requests can be led to.
#[derive(Clone, Debug, PartialEq)]
pub struct Backend {
    /// Its name.
    pub pod: Name,
    /// Its identity: another Pod of that name has another address.
    pub uid: Uid,
}

impl Route {
    /// The route as it is written now.
    pub fn of(target: &ObjectRef, cluster: &Cluster) -> Self {
        match target.kind {
            Kind::Service => to_service(&target.name, cluster.store(), cluster.config().release),
            _ => to_pod(&target.name, cluster.store()),
        }
    }

    /// Whether a write could change it.
    pub fn may_change(target: &ObjectRef, change: &Change) -> bool {
        let object = change.object();
        matches!(object.kind(), Kind::Service | Kind::EndpointSlice)
            && (target.kind != Kind::Service || *object.name() == target.name)
    }

    /// The Pods behind it, none if it leads nowhere.
    pub fn backends(&self) -> &[Backend] {
        self.to.as_deref().unwrap_or(&[])
    }
}

fn to_service(name: &str, store: &Store, release: Release) -> Route {
    let Some(service) = store.get::<Service>(name) else {
        return Route { to: Err(Why::NotResolved), pace: Pace::default() };
    };
    let slice = store.get::<EndpointSlice>(name);
    let endpoints = slice.map_or(&[][..], |slice| &slice.endpoints);
    let mut backends = picked(endpoints, |it| it.ready);
    if backends.is_empty()
        && !service.is_headless()
        && release.proxies_fall_back_to_terminating_endpoints()
    {
        backends = picked(endpoints, |it| it.serving && it.terminating);
    }
    let to = match backends.is_empty() {
        true if service.is_headless() => Err(Why::NotResolved),
        true => Err(Why::NoEndpoint),
        false => Ok(backends),
    };
    Route { to, pace: Pace::of(&service.metadata) }
}

/// The Pod's own name, under whichever headless Service publishes it.
fn to_pod(name: &str, store: &Store) -> Route {
    for slice in store.list::<EndpointSlice>() {
        let place = slice.endpoints.binary_search_by(|it| (*it.pod).cmp(name));
        let endpoint = place.ok().map(|index| &slice.endpoints[index]);
        if let Some(endpoint) = endpoint.filter(|it| it.ready && !it.hostname.is_empty())
            && let Some(service) = store.get::<Service>(&slice.metadata.name)
        {
            let to = Ok(picked(std::slice::from_ref(endpoint), |_| true));
            return Route { to, pace: Pace::of(&service.metadata) };
        }
    }
    Route { to: Err(Why::NotResolved), pace: Pace::default() }
}

fn picked(endpoints: &[Endpoint], keep: fn(&Endpoint) -> bool) -> Rc<[Backend]> {
    let kept = endpoints.iter().filter(|endpoint| keep(endpoint));
    kept.map(|it| Backend { pod: it.pod.clone(), uid: it.pod_uid }).collect()
}
