//! Defaults of Services.

use super::tree::{is_unset, items, with};
use crate::api::{Release, Service};
use crate::value::Value;

/// Three hours, in seconds: how long a client stays with its Pod.
const CLIENT_IP_TIMEOUT_SECONDS: u32 = 10_800;

/// A Service; `None` if it lacks nothing.
pub(super) fn service(service: &Service, release: Release) -> Option<Service> {
    let mut filled = service.clone();
    let rest = &mut filled.spec.rest;
    let mut default = |name: &str, value: Value| {
        if is_unset(rest.get(name)) {
            rest.insert(name.into(), value);
        }
        rest.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let affinity = default("sessionAffinity", "None".into());
    let kind = default("type", "ClusterIP".into());
    if affinity == "ClientIP" {
        let timeout = Value::at(&["clientIP", "timeoutSeconds"], CLIENT_IP_TIMEOUT_SECONDS);
        default("sessionAffinityConfig", timeout);
    }
    if matches!(&*kind, "NodePort" | "LoadBalancer") {
        default("externalTrafficPolicy", "Cluster".into());
    }
    if release.service_internal_traffic_policy() && kind != "ExternalName" {
        default("internalTrafficPolicy", "Cluster".into());
    }
    if release.service_internal_traffic_policy() && kind == "LoadBalancer" {
        default("allocateLoadBalancerNodePorts", true.into());
    }
    if let Some(ports) = service.spec.rest.get("ports").and_then(|ports| items(ports, port)) {
        filled.spec.rest.insert("ports".into(), ports);
    }
    (filled != *service).then_some(filled)
}

fn port(port: &Value) -> Option<Value> {
    let number = port.get("port").cloned().unwrap_or_else(|| 0.into());
    with(port, &[("protocol", "TCP".into()), ("targetPort", number)])
}
