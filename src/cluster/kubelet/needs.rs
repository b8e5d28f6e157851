//! Applications that look for others before they are ready, as the members of a database do that
//! is started for the first time.

use super::durations::knob;
use crate::api::{EndpointSlice, Name, Pod, StatefulSet};
use crate::cluster::Store;
use std::rc::Rc;

/// The annotation, on the Pod or on what manages it: names of Pods, as `db-0 db-1`, that the
/// application has to find in the DNS before it answers its readiness probe. A Pod needs not find
/// itself.
pub const ANNOTATION: &str = "sim/needs";

/// The first Pod that the application looks for in vain (rule E3: a name is published once its Pod
/// is Ready, or earlier with `publishNotReadyAddresses`).
pub fn missing(store: &Store, pod: &Pod) -> Option<Name> {
    let needs = knob(store, pod, ANNOTATION)?;
    let others = needs.split_whitespace().filter(|name| **name != *pod.metadata.name);
    let mut lost = others.filter(|name| !is_published(store, &pod.spec.subdomain, name));
    lost.next().map(Name::from)
}

fn is_published(store: &Store, service: &str, pod: &str) -> bool {
    let slice = store.get::<EndpointSlice>(service);
    slice.is_some_and(|it| it.endpoints.iter().any(|it| it.ready && *it.pod == *pod))
}

/// The Pods that may find what they look for when that Service's names have changed.
pub fn lookers<'a>(store: &'a Store, service: &'a str) -> impl Iterator<Item = &'a Rc<Pod>> {
    let looks = |set: &&Rc<StatefulSet>| {
        let template = &set.spec.template.metadata.annotations;
        *set.spec.service_name == *service
            && (set.metadata.annotation(ANNOTATION).is_some() || template.contains_key(ANNOTATION))
    };
    let sets = store.list::<StatefulSet>().filter(looks);
    let pods = sets.flat_map(|set| store.controlled_by::<Pod>(set.metadata.uid));
    pods.filter(|pod| !pod.is_ready())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Kind;
    use crate::cluster::staging::{cluster, create, settle};
    use crate::cluster::{Cluster, Config};
    use serde_json::json;

    /// Three members that look for each other, and how many of them become Ready.
    fn ready(policy: &str, publish_not_ready: bool) -> usize {
        let mut cluster: Cluster = cluster(Config::default(), 3);
        let service = json!({ "metadata": { "name": "db" }, "spec": {
            "clusterIP": "None", "publishNotReadyAddresses": publish_not_ready,
            "selector": { "app": "db" }, "ports": [{ "port": 80 }] } });
        let probe = json!({ "tcpSocket": { "port": 80 }, "periodSeconds": 1 });
        let set = json!({ "metadata": { "name": "db",
            "annotations": { "sim/needs": "db-0 db-1 db-2" } }, "spec": {
            "replicas": 3, "serviceName": "db", "podManagementPolicy": policy,
            "selector": { "matchLabels": { "app": "db" } },
            "template": { "metadata": { "labels": { "app": "db" } }, "spec": { "containers": [
                { "name": "db", "image": "mysql:8.0", "readinessProbe": probe }] } } } });
        create(&mut cluster, Kind::Service, service);
        create(&mut cluster, Kind::StatefulSet, set);
        settle(&mut cluster);
        cluster.store().list::<Pod>().filter(|pod| pod.is_ready()).count()
    }

    #[test]
    fn members_meet_only_if_all_start_and_all_are_published_before_they_are_ready() {
        assert_eq!(ready("OrderedReady", false), 0, "the second is never created");
        assert_eq!(ready("OrderedReady", true), 0, "the second is never created");
        assert_eq!(ready("Parallel", false), 0, "no name is published before its Pod is Ready");
        assert_eq!(ready("Parallel", true), 3);
    }
}
