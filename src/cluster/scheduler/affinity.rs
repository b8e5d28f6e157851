//! Where labels let a Pod go (rule P1): those of nodes, and those of Pods that are there.

use crate::api::pod::AffinityTerm;
use crate::api::{Name, Node, Pod, Release};
use crate::cluster::Store;
use crate::collections::Set;

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

/// A place: a label that nodes have, and its value there.
type Place = (Name, Name);

/// What the Pods that are there mean for one that looks for a node. Asked once, whatever nodes
/// there are.
pub struct Neighbours {
    wanted: Vec<AffinityTerm>,
    /// Places of the Pods that it must be with.
    with: Set<Place>,
    /// Whether it would keep itself company: the first of its kind finds nobody.
    is_first: bool,
    apart: Set<Place>,
    kept_off: Set<Place>,
}

impl Neighbours {
    /// Looks at the Pods on all nodes, if labels of Pods matter at all.
    pub fn of(store: &Store, pod: &Pod, release: Release) -> Self {
        let (wanted, unwanted) = (pod.affinity(release), pod.anti_affinity(release));
        let (mut with, mut apart, mut kept_off) = (Set::new(), Set::new(), Set::new());
        if !wanted.is_empty() || !unwanted.is_empty() {
            for (node, other) in placed(store) {
                if selects_all(&wanted, other) {
                    with.extend(wanted.iter().filter_map(|term| place(node, term)));
                }
                let met = unwanted.iter().filter(|term| selects(term, other));
                apart.extend(met.filter_map(|term| place(node, term)));
            }
        }
        for other in store.pods_with_affinity().filter(|other| !other.is_finished()) {
            let Some(node) = store.get::<Node>(&other.spec.node_name) else { continue };
            let met = other.anti_affinity(release).into_iter().filter(|term| selects(term, pod));
            kept_off.extend(met.filter_map(|term| place(node, &term)));
        }
        let is_first = with.is_empty() && selects_all(&wanted, pod);
        Self { wanted, with, is_first, apart, kept_off }
    }

    /// What they say against a node, if anything; what is asked first has the word.
    pub fn mismatch(&self, node: &Node) -> Option<Mismatch> {
        let has_company = |term| {
            place(node, term).is_some_and(|place| self.is_first || self.with.contains(&place))
        };
        let is_in =
            |places: &Set<Place>| places.iter().any(|(key, value)| node.label(key) == Some(value));
        if !self.wanted.iter().all(has_company) {
            Some(Mismatch::Affinity)
        } else if is_in(&self.apart) {
            Some(Mismatch::AntiAffinity)
        } else if is_in(&self.kept_off) {
            Some(Mismatch::OfOthers)
        } else {
            None
        }
    }
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

/// Every Pod that has a place, and its node. One that is finished leaves it to others.
fn placed(store: &Store) -> impl Iterator<Item = (&Node, &Pod)> {
    let on = |node| move |pod| (node, pod);
    store.list::<Node>().flat_map(move |node| {
        let pods = store.pods_on(&node.metadata.name).filter(|pod| !pod.is_finished());
        pods.map(|pod| &**pod).map(on(&**node))
    })
}

fn selects(term: &AffinityTerm, pod: &Pod) -> bool {
    term.selector.matches(&pod.metadata.labels)
}

fn selects_all(terms: &[AffinityTerm], pod: &Pod) -> bool {
    !terms.is_empty() && terms.iter().all(|term| selects(term, pod))
}

fn place(node: &Node, term: &AffinityTerm) -> Option<Place> {
    Some((term.topology_key.clone(), node.label(&term.topology_key)?.clone()))
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
