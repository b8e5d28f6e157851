//! `kubectl get services` (rule U4).

use super::{NONE, Printed, View, age, columns, labels};
use crate::api::Service;
use crate::collections::Set;
use crate::value::Value;

/// Characters of a load balancer's addresses at most, unless `-o wide`.
const LOAD_BALANCER_WIDTH: usize = 16;

impl Printed for Service {
    fn header(view: View) -> Vec<&'static str> {
        let usual = ["NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)", "AGE"];
        columns(&usual, &["SELECTOR"], view)
    }

    fn cells(&self, view: View) -> Vec<String> {
        let cluster_ip = &self.spec.cluster_ip;
        columns(
            &[
                self.metadata.name.to_string(),
                text(self, "type").to_owned(),
                if cluster_ip.is_empty() { NONE.to_owned() } else { cluster_ip.to_string() },
                external_ip(self, view.wide),
                ports(self),
                age(&self.metadata, view),
            ],
            &[labels::labels(&self.spec.selector)],
            view,
        )
    }
}

fn text<'a>(service: &'a Service, field: &str) -> &'a str {
    service.spec.rest.get(field).and_then(Value::as_str).unwrap_or("")
}

fn items<'a>(service: &'a Service, field: &str) -> &'a [Value] {
    service.spec.rest.get(field).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// `getServiceExternalIP`.
fn external_ip(service: &Service, wide: bool) -> String {
    let given = items(service, "externalIPs").iter().filter_map(Value::as_str);
    let balanced = match text(service, "type") {
        "ExternalName" => return text(service, "externalName").to_owned(),
        "LoadBalancer" => load_balancer(service, wide),
        _ => String::new(),
    };
    let mut addresses: Vec<&str> = given.collect();
    if !balanced.is_empty() {
        addresses.insert(0, &balanced);
    }
    match text(service, "type") {
        "LoadBalancer" if addresses.is_empty() => "<pending>".to_owned(),
        "LoadBalancer" | "ClusterIP" | "NodePort" if !addresses.is_empty() => addresses.join(","),
        "ClusterIP" | "NodePort" => NONE.to_owned(),
        _ => "<unknown>".to_owned(),
    }
}

/// `loadBalancerStatusStringer`: sorted, each once, perhaps cut off.
fn load_balancer(service: &Service, wide: bool) -> String {
    let ingress = service.status.load_balancer.ingress.iter();
    let addresses = ingress.map(|it| if it.ip.is_empty() { &*it.hostname } else { &*it.ip });
    let sorted: Set<&str> = addresses.filter(|address| !address.is_empty()).collect();
    let text = Vec::from_iter(sorted.iter().copied()).join(",");
    if wide || text.len() <= LOAD_BALANCER_WIDTH {
        return text;
    }
    let start: String = text.chars().take(LOAD_BALANCER_WIDTH - 3).collect();
    format!("{start}...")
}

/// `80/TCP,443:30443/TCP`.
fn ports(service: &Service) -> String {
    let ports: Vec<String> = items(service, "ports").iter().map(port).collect();
    if ports.is_empty() { NONE.to_owned() } else { ports.join(",") }
}

fn port(port: &Value) -> String {
    let (number, protocol) = (&port["port"], port["protocol"].as_str().unwrap_or("TCP"));
    match port["nodePort"].as_i64() {
        Some(node_port) if node_port > 0 => format!("{number}:{node_port}/{protocol}"),
        _ => format!("{number}/{protocol}"),
    }
}
