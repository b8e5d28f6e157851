//! Services and their endpoints.

use super::meta::{Name, ObjectMeta, Rest, StringMap, Uid};
use crate::value::fields::fields;

/// A Service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Service {
    /// Name and labels.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: ServiceSpec,
    /// What was given.
    pub status: ServiceStatus,
}

fields!(Service {
    always: metadata, spec;
    if_set: status;
});

/// What is wanted of a Service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServiceSpec {
    /// Labels of the Pods behind it.
    pub selector: StringMap,
    /// `None` makes it headless (rule E3); otherwise its virtual address.
    pub cluster_ip: Name,
    /// Whether Pods that are not ready are published too (rule E4).
    pub publish_not_ready_addresses: bool,
    /// Fields carried along, among them `ports` and `type`.
    pub rest: Rest,
}

fields!(ServiceSpec {
    if_set: selector, cluster_ip as "clusterIP", publish_not_ready_addresses;
    rest: rest;
});

/// What a Service was given. Nothing here ever gives anything, as in a cluster without a cloud.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServiceStatus {
    /// For `type: LoadBalancer`.
    pub load_balancer: LoadBalancerStatus,
}

fields!(ServiceStatus {
    always: load_balancer;
});

/// Where a load balancer takes traffic.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadBalancerStatus {
    /// Its addresses.
    pub ingress: Vec<LoadBalancerIngress>,
}

fields!(LoadBalancerStatus {
    always: ingress;
});

/// One address of a load balancer: either of the two.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadBalancerIngress {
    /// Its IP address.
    pub ip: Name,
    /// Its DNS name.
    pub hostname: Name,
}

fields!(LoadBalancerIngress {
    if_set: ip, hostname;
});

impl Service {
    /// Whether it has a virtual address, or will have one: a headless one and an alias have none.
    pub fn has_cluster_ip(&self) -> bool {
        let kind = self.spec.rest.get("type").and_then(|kind| kind.as_str());
        !self.is_headless() && kind != Some("ExternalName")
    }

    /// Whether Pods with these labels are behind it; nobody is behind one without a selector.
    pub fn selects(&self, labels: &StringMap) -> bool {
        let selector = &self.spec.selector;
        !selector.is_empty() && selector.iter().all(|(key, value)| labels.get(key) == Some(value))
    }

    /// Whether it has no address of its own, only those of its Pods (rule E3).
    pub fn is_headless(&self) -> bool {
        &*self.spec.cluster_ip == "None"
    }
}

/// The endpoints of one Service, all in one slice (Kubernetes splits them by hundreds, rule E1).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EndpointSlice {
    /// Named like the Service, owned by it.
    pub metadata: ObjectMeta,
    /// One per Pod with an address, in name order.
    pub endpoints: Vec<Endpoint>,
}

fields!(EndpointSlice {
    always: metadata, endpoints;
});

/// One Pod behind a Service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Endpoint {
    /// Its address.
    pub address: Name,
    /// The Pod.
    pub pod: Name,
    /// The Pod's identity.
    pub pod_uid: Uid,
    /// Its own name in the DNS, where the Service gives it one (rule E3).
    pub hostname: Name,
    /// Gets traffic.
    pub ready: bool,
    /// Is Ready even if terminating.
    pub serving: bool,
    /// Is going.
    pub terminating: bool,
}

fields!(Endpoint {
    always: address, pod, pod_uid, ready, serving, terminating;
    if_set: hostname;
});
