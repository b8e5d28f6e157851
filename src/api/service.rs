//! Services and their endpoints.

use super::meta::{Name, ObjectMeta, Rest, StringMap, Uid};
use serde::{Deserialize, Serialize};

/// A Service.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Service {
    /// Name and labels.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: ServiceSpec,
    /// What was given.
    #[serde(skip_serializing_if = "ServiceStatus::is_empty")]
    pub status: ServiceStatus,
}

/// What is wanted of a Service.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ServiceSpec {
    /// Labels of the Pods behind it.
    #[serde(skip_serializing_if = "StringMap::is_empty")]
    pub selector: StringMap,
    /// `None` makes it headless (rule E3); otherwise its virtual address.
    #[serde(rename = "clusterIP", skip_serializing_if = "str::is_empty")]
    pub cluster_ip: Name,
    /// Whether Pods that are not ready are published too (rule E4).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub publish_not_ready_addresses: bool,
    /// Fields carried along, among them `ports` and `type`.
    #[serde(flatten)]
    pub rest: Rest,
}

/// What a Service was given. Nothing here ever gives anything, as in a cluster without a cloud.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ServiceStatus {
    /// For `type: LoadBalancer`.
    pub load_balancer: LoadBalancerStatus,
}

/// Where a load balancer takes traffic.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LoadBalancerStatus {
    /// Its addresses.
    pub ingress: Vec<LoadBalancerIngress>,
}

/// One address of a load balancer: either of the two.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LoadBalancerIngress {
    /// Its IP address.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub ip: Name,
    /// Its DNS name.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub hostname: Name,
}

impl ServiceStatus {
    fn is_empty(&self) -> bool {
        self.load_balancer.ingress.is_empty()
    }
}

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
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EndpointSlice {
    /// Named like the Service, owned by it.
    pub metadata: ObjectMeta,
    /// One per Pod with an address, in name order.
    pub endpoints: Vec<Endpoint>,
}

/// One Pod behind a Service.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Endpoint {
    /// Its address.
    pub address: Name,
    /// The Pod.
    pub pod: Name,
    /// The Pod's identity.
    pub pod_uid: Uid,
    /// Its own name in the DNS, where the Service gives it one (rule E3).
    #[serde(skip_serializing_if = "str::is_empty")]
    pub hostname: Name,
    /// Gets traffic.
    pub ready: bool,
    /// Is Ready even if terminating.
    pub serving: bool,
    /// Is going.
    pub terminating: bool,
}
