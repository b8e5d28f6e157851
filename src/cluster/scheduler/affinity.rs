//! Where labels let a Pod go (rule P1): those of nodes, and those of Pods that are there.

use crate::api::pod::AffinityTerm;
use crate::api::{Node, Pod, Release};
use crate::cluster::Store;
use std::rc::Rc;

/// What the Pods that are there say against a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// None that the Pod must be with is in this place.
    Affinity,
    /// One that the Pod must be apart from is in this place.
    AntiAffinity,
    /// One in this place must be apart from the Pod.
    OfOthers,
}

impl Mismatch {
    /// As the event says it (rule P3).
    pub const fn text(self) -> &'static str {
        match self {
            Self::Affinity => "node(s) didn't match pod affinity rules",
            Self::AntiAffinity => "node(s) didn't match pod anti-affinity rules",
            Self::OfOthers => "node(s) didn't satisfy existing pods anti-affinity rules",
        }
    }
}

/// What the Pods that are there say against a node, if anything; what is asked first has the word.
pub fn mismatch(store: &Store, pod: &Pod, node: &Node, release: Release) -> Option<Mismatch> {
    if pod.has_affinity() {
        let wanted = pod.affinity(release);
        let is_company = |other: &Pod| wanted.iter().all(|term| selects(term, other));
        // The first of its kind keeps itself company.
        let is_first =
            is_company(pod) && !store.list::<Node>().any(|it| has(store, it, &is_company));
        let has_company = |term: &AffinityTerm| match is_first {
            true => node.label(&term.topology_key).is_some(),
            false => is_near(store, node, term, &is_company),
        };
        if !wanted.iter().all(has_company) {
            return Some(Mismatch::Affinity);
        }
        let unwanted = pod.anti_affinity(release);
        let is_met = |term: &AffinityTerm| is_near(store, node, term, &|it| selects(term, it));
        if unwanted.iter().any(is_met) {
            return Some(Mismatch::AntiAffinity);
        }
    }
    let mut others = store.pods_with_affinity().filter(|other| !other.is_finished());
    let keeps_off = others.any(|other| {
        let of_other = store.get::<Node>(&other.spec.node_name);
        let is_met = |term: &AffinityTerm| {
            selects(term, pod) && of_other.is_some_and(|it| share(it, node, &term.topology_key))
        };
        of_other.is_some() && other.anti_affinity(release).iter().any(is_met)
    });
    keeps_off.then_some(Mismatch::OfOthers)
}

/// Whether the node has the labels that the Pod asks for.
pub fn suits(pod: &Pod, node: &Node) -> bool {
    let mut selector = pod.spec.node_selector.iter();
    let has_all = selector.all(|(key, value)| node.label(key) == Some(value));
    has_all
        && pod.spec.node_terms().is_none_or(|terms| {
            terms.iter().any(|term| {
                let asks = !term.labels.is_empty() || !term.fields.is_empty();
                asks && term.labels.iter().all(|it| it.holds(node.label(&it.key)))
                    && term.fields.iter().all(|it| it.holds(Some(&node.metadata.name)))
            })
        })
}

/// Whether such a Pod is in the place that the node is in.
fn is_near(
    store: &Store,
    node: &Node,
    term: &AffinityTerm,
    is_meant: &dyn Fn(&Pod) -> bool,
) -> bool {
    let mut nodes = store.list::<Node>().filter(|it| share(it, node, &term.topology_key));
    nodes.any(|it| has(store, it, is_meant))
}

/// Whether two nodes are in one place: both have the label, with the same value.
fn share(one: &Node, other: &Node, key: &str) -> bool {
    one.label(key).is_some() && one.label(key) == other.label(key)
}

/// Whether such a Pod is on the node. One that is finished has left its place to others.
fn has(store: &Store, node: &Rc<Node>, is_meant: &dyn Fn(&Pod) -> bool) -> bool {
    store.pods_on(&node.metadata.name).any(|pod| !pod.is_finished() && is_meant(pod))
}

fn selects(term: &AffinityTerm, pod: &Pod) -> bool {
    term.selector.matches(&pod.metadata.labels)
}

#[cfg(test)]
mod tests {
    use crate::api::{Kind, Pod, Release};
    use crate::cluster::staging::{cluster, create, create_pod, delete, said, settle};
    use crate::cluster::{Cluster, Config, DeleteOptions, KubeletDriver};
    use crate::value::{Value, json};

    fn three_nodes(release: Release) -> Cluster {
        let config = Config { release, kubelet: KubeletDriver::Manual, ..Config::default() };
        cluster(config, 3)
    }

    /// `web`, as all Pods of these tests are labelled, on one host.
    fn term() -> Value {
        json!({ "labelSelector": { "matchLabels": { "app": "web" } },
            "topologyKey": "kubernetes.io/hostname" })
    }

    fn affinity(kind: &str, required: Value) -> Value {
        let required = json!({ "requiredDuringSchedulingIgnoredDuringExecution": required });
        json!({ "affinity": { kind: required } })
    }

    fn apart() -> Value {
        affinity("podAntiAffinity", json!([term()]))
    }

    fn node_of(cluster: &Cluster, pod: &str) -> String {
        cluster.store().get::<Pod>(pod).expect("it is there").spec.node_name.to_string()
    }

    fn last_said(cluster: &Cluster) -> String {
        said(cluster, "FailedScheduling").pop().expect("something was said").1
    }

    #[test]
    fn pods_that_keep_apart_have_a_node_each_and_the_next_one_waits_for_a_place() {
        for (release, expected) in [
            (
                Release::V1_20,
                "0/3 nodes are available: 3 node(s) didn't match pod affinity/anti-affinity rules, \
                 3 node(s) didn't match pod anti-affinity rules.",
            ),
            (
                Release::V1_35,
                "0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules. no new \
                 claims to deallocate, preemption: 0/3 nodes are available: 3 No preemption \
                 victims found for incoming pod.",
            ),
            (
                Release::V1_37,
                "0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules. \
                 preemption: 0/3 nodes are available: 3 No preemption victims found for incoming \
                 pod.",
            ),
        ] {
            let mut cluster = three_nodes(release);
            for name in ["a", "b", "c", "d"] {
                create_pod(&mut cluster, name, apart());
                settle(&mut cluster);
            }
            let nodes = ["a", "b", "c", "d"].map(|name| node_of(&cluster, name));
            assert_eq!(nodes, ["node-1", "node-2", "node-3", ""]);
            assert_eq!(last_said(&cluster), expected);
            delete(&mut cluster, Kind::Pod, "b", DeleteOptions::default());
            settle(&mut cluster);
            assert_eq!(node_of(&cluster, "d"), "", "a Pod that is going still has its place");
            delete(&mut cluster, Kind::Pod, "b", DeleteOptions::now());
            settle(&mut cluster);
            assert_eq!(node_of(&cluster, "d"), "node-2");
        }
    }

    #[test]
    fn who_does_not_mind_is_kept_off_by_those_who_do() {
        let mut cluster = three_nodes(Release::V1_37);
        for name in ["a", "b", "c"] {
            create_pod(&mut cluster, name, apart());
            settle(&mut cluster);
        }
        create_pod(&mut cluster, "d", json!({}));
        settle(&mut cluster);
        let text = "0/3 nodes are available: 3 node(s) didn't satisfy existing pods anti-affinity";
        assert!(last_said(&cluster).starts_with(text), "{}", last_said(&cluster));
    }

    #[test]
    fn company_is_waited_for_and_the_first_of_its_kind_needs_none() {
        let mut cluster = three_nodes(Release::V1_37);
        let elsewhere = json!({ "labelSelector": { "matchLabels": { "app": "cache" } },
            "topologyKey": "kubernetes.io/hostname" });
        create_pod(&mut cluster, "lonely", affinity("podAffinity", json!([elsewhere])));
        create_pod(&mut cluster, "first", affinity("podAffinity", json!([term()])));
        settle(&mut cluster);
        assert_eq!(["lonely", "first"].map(|it| node_of(&cluster, it)), ["", "node-1"]);
        let text = "0/3 nodes are available: 3 node(s) didn't match pod affinity rules. \
                    preemption: 0/3 nodes are available: 3 Preemption is not helpful";
        assert!(last_said(&cluster).starts_with(text), "{}", last_said(&cluster));
        create(
            &mut cluster,
            Kind::Pod,
            json!({ "metadata": { "name": "cache", "labels": { "app": "cache" } }, "spec": {
                "nodeSelector": { "kubernetes.io/hostname": "node-3" },
                "containers": [{ "name": "cache", "image": "redis" }] } }),
        );
        settle(&mut cluster);
        assert_eq!(node_of(&cluster, "lonely"), "node-3", "a Pod that got its node is company");
    }

    #[test]
    fn only_the_nodes_that_one_of_the_terms_allows_will_do() {
        let mut cluster = three_nodes(Release::V1_37);
        let terms = json!({ "nodeSelectorTerms": [
            { "matchExpressions": [{ "key": "cores", "operator": "Gt", "values": ["8"] }] },
            { "matchFields": [{ "key": "metadata.name", "operator": "In", "values": ["node-2"] }] },
            {},
        ] });
        for name in ["a", "b"] {
            create_pod(&mut cluster, name, affinity("nodeAffinity", terms.clone()));
        }
        settle(&mut cluster);
        assert_eq!(["a", "b"].map(|it| node_of(&cluster, it)), ["node-2", "node-2"]);
        create(
            &mut cluster,
            Kind::Node,
            json!({ "metadata": { "name": "big", "labels": { "cores": "16" } } }),
        );
        create_pod(&mut cluster, "c", affinity("nodeAffinity", terms));
        settle(&mut cluster);
        assert_eq!(node_of(&cluster, "c"), "big", "it is the freest");
    }

    #[test]
    fn with_match_label_keys_only_pods_of_the_same_revision_keep_apart() {
        for (release, expected) in [(Release::V1_20, ""), (Release::V1_37, "node-1")] {
            let mut cluster = three_nodes(release);
            let mut of_revision = term();
            of_revision["matchLabelKeys"] = json!(["pod-template-hash"]);
            let spec = affinity("podAntiAffinity", json!([of_revision]));
            for (name, hash) in [("a", "1"), ("b", "1"), ("c", "1"), ("d", "2")] {
                let labels = json!({ "app": "web", "pod-template-hash": hash });
                let containers = json!([{ "name": "web", "image": "nginx" }]);
                let mut pod = json!({ "metadata": { "name": name, "labels": labels },
                    "spec": { "containers": containers } });
                crate::cluster::command::merge_patch(&mut pod["spec"], &spec);
                create(&mut cluster, Kind::Pod, pod);
                settle(&mut cluster);
            }
            assert_eq!(node_of(&cluster, "d"), expected);
        }
    }
}
