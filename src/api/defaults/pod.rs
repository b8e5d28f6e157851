//! Defaults of Pods and of the templates they are made from.

use super::tree::{each, field, is_unset, items, said, then, with};
use crate::api::pod::TemplateMeta;
use crate::api::pod::{Probe, Volume};
use crate::api::{Container, Name, Pod, PodSpec, PodTemplateSpec, Quantity, Rest, StringMap};
use crate::value::{Value, object};
use std::borrow::Cow;
use std::rc::Rc;

const GRACE_PERIOD_SECONDS: u32 = 30;
/// `0644`, in decimal as JSON has it.
const FILE_MODE: i32 = 420;

/// A template; `None` if it lacks nothing.
pub(super) fn template(template: &PodTemplateSpec) -> Option<Rc<PodTemplateSpec>> {
    let (spec, rest) = (spec(&template.spec), said(&template.metadata.rest));
    (spec.is_some() || rest.is_some()).then(|| {
        let metadata = template.metadata.clone();
        let rest = rest.unwrap_or_else(|| metadata.rest.clone());
        let spec = spec.unwrap_or_else(|| template.spec.clone());
        Rc::new(PodTemplateSpec { metadata: TemplateMeta { rest, ..metadata }, spec })
    })
}

/// A Pod; `None` if it lacks nothing. Unlike in a template, a limit without a request is a request
/// (`SetDefaults_Pod`).
pub(super) fn pod(pod: &Pod) -> Option<Pod> {
    let mut filled = spec(&pod.spec).map(Cow::Owned).unwrap_or(Cow::Borrowed(&*pod.spec));
    if let Some(containers) = each(&filled.containers, requests) {
        filled.to_mut().containers = Rc::new(containers);
    }
    if let Some(containers) = each(&filled.init_containers, requests) {
        filled.to_mut().init_containers = containers;
    }
    match filled {
        Cow::Borrowed(_) => None,
        Cow::Owned(spec) => Some(Pod { spec: Rc::new(spec), ..pod.clone() }),
    }
}

fn requests(container: &Container) -> Option<Container> {
    let resources = &container.resources;
    let lacks_one = resources.limits.keys().any(|name| !resources.requests.contains_key(name));
    lacks_one.then(|| {
        let mut filled = container.clone();
        for (name, limit) in &resources.limits {
            filled.resources.requests.get_or_insert(name.clone(), limit.clone());
        }
        filled
    })
}

fn spec(spec: &PodSpec) -> Option<PodSpec> {
    let mut filled = Cow::Borrowed(spec);
    if let Some(said) = said(&spec.rest) {
        filled.to_mut().rest = said;
    }
    for (name, default) in [("dnsPolicy", "ClusterFirst"), ("schedulerName", "default-scheduler")] {
        if is_unset(spec.rest.get(name)) {
            filled.to_mut().rest.insert(name.into(), default.into());
        }
    }
    if is_unset(spec.rest.get("securityContext")) {
        filled.to_mut().rest.insert("securityContext".into(), object! {});
    }
    if spec.restart_policy.as_ref().is_none_or(|policy| policy.is_empty()) {
        filled.to_mut().restart_policy = Some("Always".into());
    }
    if spec.termination_grace_period_seconds.is_none() {
        filled.to_mut().termination_grace_period_seconds = Some(GRACE_PERIOD_SECONDS);
    }
    if let Some(containers) = each(&spec.containers, container) {
        filled.to_mut().containers = Rc::new(containers);
    }
    if let Some(containers) = each(&spec.init_containers, container) {
        filled.to_mut().init_containers = containers;
    }
    if let Some(volumes) = each(&spec.volumes, volume) {
        filled.to_mut().volumes = volumes;
    }
    owned(filled)
}

fn container(container: &Container) -> Option<Container> {
    let mut filled = Cow::Borrowed(container);
    if let Some(said) = said(&container.rest) {
        filled.to_mut().rest = said;
    }
    if let Some(requests) = canonical(&container.resources.requests) {
        filled.to_mut().resources.requests = requests;
    }
    if let Some(limits) = canonical(&container.resources.limits) {
        filled.to_mut().resources.limits = limits;
    }
    let policies = [
        ("terminationMessagePath", "/dev/termination-log"),
        ("terminationMessagePolicy", "File"),
        ("imagePullPolicy", image_pull_policy(&container.image)),
    ];
    for (name, default) in policies {
        if is_unset(container.rest.get(name)) {
            filled.to_mut().rest.insert(name.into(), default.into());
        }
    }
    let mut inside = |name: &str, fill: fn(&Value) -> Option<Value>| {
        if let Some(value) = container.rest.get(name).and_then(fill) {
            filled.to_mut().rest.insert(name.into(), value);
        }
    };
    inside("ports", |ports| items(ports, |port| with(port, &[("protocol", "TCP".into())])));
    inside("env", |env| items(env, |variable| field(variable, "valueFrom", field_reference)));
    inside("lifecycle", |lifecycle| {
        let hook = |hook: &Value| field(hook, "httpGet", http_get);
        then(field(lifecycle, "postStart", hook), lifecycle, |it| field(it, "preStop", hook))
    });
    inside("livenessProbe", probe_tree);
    inside("startupProbe", probe_tree);
    if let Some(probe) = container.readiness_probe.as_ref().and_then(probe) {
        filled.to_mut().readiness_probe = Some(probe);
    }
    owned(filled)
}

/// Quantities as the API server writes them: `1000m` is `1`.
fn canonical(quantities: &StringMap) -> Option<StringMap> {
    let written = |text: &Name| Quantity::parse(text).map(|it| it.to_string());
    let differs = |text: &Name| written(text).is_some_and(|it| *it != **text);
    quantities.values().any(differs).then(|| {
        let all = quantities.iter();
        all.map(|(name, text)| {
            (name.clone(), written(text).map_or_else(|| text.clone(), Name::from))
        })
        .collect()
    })
}

/// `Always` for what may be another image tomorrow: the tag `latest`, given or implied.
fn image_pull_policy(image: &Name) -> &'static str {
    let name = image.rsplit_once('/').map_or(&**image, |(_, name)| name);
    let has_digest = name.contains('@');
    let tag = name.split('@').next().and_then(|name| name.split_once(':')).map(|(_, tag)| tag);
    let is_latest = tag == Some("latest") || (tag.is_none() && !has_digest);
    if is_latest && !name.is_empty() { "Always" } else { "IfNotPresent" }
}

fn probe(probe: &Probe) -> Option<Probe> {
    let mut filled = Cow::Borrowed(probe);
    if let Some(said) = said(&probe.rest) {
        filled.to_mut().rest = said;
    }
    if probe.initial_delay_seconds == Some(0) {
        filled.to_mut().initial_delay_seconds = None;
    }
    if is_unset(probe.rest.get("timeoutSeconds")) {
        filled.to_mut().rest.insert("timeoutSeconds".into(), 1.into());
    }
    if probe.period_seconds.unwrap_or(0) == 0 {
        filled.to_mut().period_seconds = Some(10);
    }
    if probe.success_threshold.unwrap_or(0) == 0 {
        filled.to_mut().success_threshold = Some(1);
    }
    if probe.failure_threshold.unwrap_or(0) == 0 {
        filled.to_mut().failure_threshold = Some(3);
    }
    if let Some(handler) = probe.rest.get("httpGet").and_then(http_get) {
        filled.to_mut().rest.insert("httpGet".into(), handler);
    }
    owned(filled)
}

fn probe_tree(probe: &Value) -> Option<Value> {
    let numbers = [
        ("timeoutSeconds", 1.into()),
        ("periodSeconds", 10.into()),
        ("successThreshold", 1.into()),
        ("failureThreshold", 3.into()),
    ];
    then(with(probe, &numbers), probe, |it| field(it, "httpGet", http_get))
}

fn http_get(action: &Value) -> Option<Value> {
    with(action, &[("path", "/".into()), ("scheme", "HTTP".into())])
}

fn field_reference(value_from: &Value) -> Option<Value> {
    field(value_from, "fieldRef", |it| with(it, &[("apiVersion", "v1".into())]))
}

fn volume(volume: &Volume) -> Option<Volume> {
    let mut rest: Cow<'_, Rest> = Cow::Borrowed(&volume.rest);
    if volume.persistent_volume_claim.is_none() && volume.rest.values().all(Value::is_null) {
        rest.to_mut().insert("emptyDir".into(), object! {});
    }
    for source in ["secret", "configMap", "downwardAPI", "projected"] {
        let mode = |it: &Value| with(it, &[("defaultMode", FILE_MODE.into())]);
        if let Some(filled) = volume.rest.get(source).and_then(mode) {
            rest.to_mut().insert(source.into(), filled);
        }
    }
    owned(rest).map(|rest| Volume { rest, ..volume.clone() })
}

fn owned<T: Clone>(filled: Cow<'_, T>) -> Option<T> {
    match filled {
        Cow::Borrowed(_) => None,
        Cow::Owned(filled) => Some(filled),
    }
}
