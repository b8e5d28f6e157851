//! Services (`ValidateService` in `pkg/apis/core/validation`).

use super::errors::Errors;
use super::path::Path;
use super::shown::Shown;
use super::tree::{given, items, number, text};
use super::{meta, names, pod};
use crate::api::Service;
use crate::value::Value;

const SPEC: Path<'static> = Path::root("spec");
const TYPES: [&str; 4] = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];

/// The spec of a Service.
pub(super) fn service(service: &Service, errors: &mut Errors) {
    let spec = &service.spec;
    let field = |name: &str| spec.rest.get(name).filter(|value| !value.is_null());
    let kind = field("type").and_then(Value::as_str).unwrap_or("");
    let ports = items(field("ports"));
    if ports.is_empty() && !service.is_headless() && kind != "ExternalName" {
        errors.required(&SPEC.child("ports"), "");
    }
    of_type(service, kind, errors);
    let mut known: Vec<&str> = Vec::new();
    for (index, port) in ports.iter().enumerate() {
        let path = SPEC.child("ports");
        service_port(port, ports.len() > 1, &mut known, &path.index(index), errors);
    }
    meta::labels(&spec.selector, &SPEC.child("selector"), errors);
    let affinity = field("sessionAffinity").and_then(Value::as_str).unwrap_or("");
    errors.one_of(&SPEC.child("sessionAffinity"), affinity, &["ClientIP", "None"]);
    errors.one_of(&SPEC.child("type"), kind, &TYPES);
    for (index, port) in ports.iter().enumerate() {
        if kind == "ClusterIP" && number(port, "nodePort") != 0 {
            let path = SPEC.child("ports");
            let detail = "may not be used when `type` is 'ClusterIP'";
            errors.forbidden(&path.index(index).child("nodePort"), detail);
        }
    }
    unique_ports(ports, errors);
    for (index, address) in cluster_ips(service).into_iter().enumerate() {
        if kind != "ExternalName" && (index > 0 || address != "None") {
            let complaints = names::ip_address(address, errors.release);
            errors.complaints(&SPEC.child("clusterIPs").index(index), address, complaints);
        }
    }
}

fn of_type(service: &Service, kind: &str, errors: &mut Errors) {
    let addresses = SPEC.child("clusterIPs");
    match kind {
        "LoadBalancer" | "NodePort" if service.is_headless() => {
            let detail = format!("may not be set to 'None' for {kind} services");
            errors.invalid(&addresses.index(0), "None", &detail);
        }
        "ExternalName" => {
            if !cluster_ips(service).is_empty() {
                errors.forbidden(&addresses, "may not be set for ExternalName services");
            }
            let name = service.spec.rest.get("externalName").and_then(Value::as_str);
            match name.map(|name| name.trim_end_matches('.')).unwrap_or("") {
                "" => errors.required(&SPEC.child("externalName"), ""),
                name => {
                    let complaints = names::dns_subdomain(name, errors.release);
                    errors.complaints(&SPEC.child("externalName"), name, complaints);
                }
            }
        }
        _ => {}
    }
}

fn service_port<'a>(
    port: &'a Value,
    needs_name: bool,
    known: &mut Vec<&'a str>,
    path: &Path,
    errors: &mut Errors,
) {
    let name = text(port, "name");
    if name.is_empty() && needs_name {
        errors.required(&path.child("name"), "");
    } else if !name.is_empty() {
        errors.complaints(&path.child("name"), name, names::dns_label(name, errors.release));
        if known.contains(&name) {
            errors.duplicate(&path.child("name"), name);
        }
        known.push(name);
    }
    pod::port_number(number(port, "port"), &path.child("port"), errors);
    errors.one_of(&path.child("protocol"), text(port, "protocol"), &["SCTP", "TCP", "UDP"]);
    pod::port(given(port, "targetPort"), &path.child("targetPort"), errors);
}

fn unique_ports(ports: &[Value], errors: &mut Errors) {
    let mut known: Vec<(&str, i64)> = Vec::new();
    for (index, port) in ports.iter().enumerate() {
        let key = (text(port, "protocol"), number(port, "port"));
        if known.contains(&key) {
            let (protocol, port) = key;
            let go = format!(
                "core.ServicePort{{Name:\"\", Protocol:\"{protocol}\", AppProtocol:(*string)(nil), \
                 Port:{port}, TargetPort:intstr.IntOrString{{Type:0, IntVal:0, StrVal:\"\"}}, \
                 NodePort:0}}"
            );
            let json = format!(
                "{{\"Name\":\"\",\"Protocol\":\"{protocol}\",\"AppProtocol\":null,\
                 \"Port\":{port},\"TargetPort\":0,\"NodePort\":0}}"
            );
            let path = SPEC.child("ports");
            errors.duplicate(&path.index(index), Shown::Composite { go, json });
        }
        known.push(key);
    }
}

/// A change of a Service: its address stays.
pub(super) fn service_change(new: &Service, old: &Service, errors: &mut Errors) {
    let is_external = |service: &Service| {
        service.spec.rest.get("type").is_some_and(|kind| kind == "ExternalName")
    };
    let (addresses, old_addresses) = (cluster_ips(new), cluster_ips(old));
    let both = !addresses.is_empty() && !old_addresses.is_empty();
    if both && !is_external(new) && !is_external(old) && addresses[0] != old_addresses[0] {
        let path = SPEC.child("clusterIPs");
        errors.invalid(&path.index(0), Shown::Texts(&addresses), "may not change once set");
    }
}

/// All addresses, the one of `clusterIP` first.
fn cluster_ips(service: &Service) -> Vec<&str> {
    let listed = items(service.spec.rest.get("clusterIPs"));
    let mut addresses: Vec<&str> = listed.iter().filter_map(Value::as_str).collect();
    match (&*service.spec.cluster_ip, addresses.first_mut()) {
        ("", _) => {}
        (address, Some(first)) => *first = address,
        (address, None) => addresses.push(address),
    }
    addresses
}
