//! Rules E, G, N, B, A: endpoints and DNS, garbage collection, nodes, budgets, the API server.

use super::{Rule, changed, rule, since};

const ENDPOINTS: &str = "concepts/services-networking/endpoint-slices/#conditions";
const HEADLESS: &str = "concepts/services-networking/service/#headless-services";
const POD_DNS: &str =
    "concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields";
const CASCADE: &str = "concepts/architecture/garbage-collection/#cascading-deletion";
const HEARTBEATS: &str = "concepts/architecture/nodes/#node-heartbeats";
const NODE_CONTROLLER: &str = "concepts/architecture/nodes/#node-controller";
const TAINTS: &str = "concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions";
const FORCE_DELETE: &str = "tasks/run-application/force-delete-stateful-set-pod/";
const BUDGETS: &str = "concepts/workloads/pods/disruptions/#pod-disruption-budgets";
const EVICTION: &str = "concepts/scheduling-eviction/api-eviction/";
const STATEFUL_SET: &str = "concepts/workloads/controllers/statefulset/";
const SPEC: &str = "concepts/workloads/controllers/deployment/#writing-a-deployment-spec";
const API: &str = "reference/using-api/api-concepts/";
const EVENTS: &str = "reference/kubernetes-api/cluster-resources/event-v1/";

pub(super) const RULES: &[Rule] = &[
    changed(
        "E1",
        ENDPOINTS,
        "A Service's endpoints are the matching Pods that have an address. One is ready if its \
         Pod is, and is not terminating.",
        &[since(
            22,
            "Terminating Pods stay among the endpoints, marked as such. Pods that have ended are \
             left out.",
        )],
    ),
    changed(
        "E2",
        ENDPOINTS,
        "Traffic goes only to ready endpoints.",
        &[since(
            26,
            "If a Service has no ready endpoints, traffic goes to those that are terminating and \
             still serve.",
        )],
    ),
    rule(
        "E3",
        HEADLESS,
        "A headless Service has no address of its own: its DNS name gives its Pods' addresses, \
         and each Pod has a name of its own.",
    ),
    rule(
        "E4",
        POD_DNS,
        "A Pod's DNS name is published only while it is Ready, unless the Service has \
         `publishNotReadyAddresses`.",
    ),
    rule(
        "E5",
        "reference/networking/virtual-ips/",
        "Which Pod behind a Service answers is left to chance: any Ready one will do.",
    ),
    rule(
        "E6",
        STATEFUL_SET,
        "Kubernetes gives identity and order, never roles: that ordinal 0 is the primary is the \
         application's convention.",
    ),
    rule(
        "G1",
        CASCADE,
        "In the background the owner goes first and what it owns after it. In the foreground it \
         is the other way round. Orphaned, it stays.",
    ),
    rule("G2", CASCADE, "What has no living owner left is collected, all at once and in no order."),
    rule(
        "G3",
        CASCADE,
        "While it waits for what it owns to go, a Deployment only writes its status.",
    ),
    changed(
        "N1",
        HEARTBEATS,
        "A node that is silent for its grace period counts as lost: Ready becomes Unknown, and it \
         is tainted.",
        &[since(32, "The grace period is 50 s. Before, it was 40 s.")],
    ),
    changed(
        "N2",
        TAINTS,
        "Pods bear a lost node for five minutes, unless they say otherwise. Then they are \
         deleted.",
        &[since(
            29,
            "Whoever evicts calls itself `taint-eviction-controller`. Before, it was \
             `taint-controller`.",
        )],
    ),
    changed(
        "N3",
        FORCE_DELETE,
        "A Pod on a dead node stays Terminating: nobody can confirm that it stopped. A ReplicaSet \
         replaces it at once, a StatefulSet not.",
        &[since(
            26,
            "With the taint `node.kubernetes.io/out-of-service` the Pods are deleted and their \
             volumes set free.",
        )],
    ),
    rule(
        "N4",
        FORCE_DELETE,
        "A forced deletion does not stop the process: on a node that is only cut off, two may \
         run.",
    ),
    rule(
        "N5",
        NODE_CONTROLLER,
        "If most nodes of a zone are lost, evictions slow down: the fault is probably elsewhere.",
    ),
    rule("N6", NODE_CONTROLLER, "Nodes are given up one after the other, not all at once."),
    changed(
        "B1",
        BUDGETS,
        "A disruption budget allows as many evictions as there are healthy Pods above its \
         minimum.",
        &[
            since(21, "The empty selector selects all Pods; before, it selected none."),
            since(
                22,
                "Pods without a controller are left out; before, one of them was enough to allow \
                 no eviction where `maxUnavailable` or a percentage is given.",
            ),
        ],
    ),
    changed(
        "B2",
        EVICTION,
        "An eviction that the budget does not allow is refused with 429, to be tried again.",
        &[
            since(22, "A Pod that is not Ready may go if enough others are healthy."),
            since(
                27,
                "The budget can let Pods that are not Ready go always, with \
                 `unhealthyPodEvictionPolicy`.",
            ),
        ],
    ),
    rule(
        "B3",
        BUDGETS,
        "Budgets guard evictions only: not deletions, roll-outs, scaling or lost nodes.",
    ),
    changed(
        "A1",
        SPEC,
        "Fields that a manifest leaves out get the API server's defaults.",
        &[since(22, "Services also get `internalTrafficPolicy`.")],
    ),
    changed(
        "A2",
        API,
        "The API server names the field, the value and what is wrong with it.",
        &[since(34, "Refused values are shown as JSON.")],
    ),
    rule(
        "A3",
        SPEC,
        "`maxSurge` and `maxUnavailable` may not both be 0, and the selector cannot be changed.",
    ),
    rule(
        "A4",
        STATEFUL_SET,
        "A StatefulSet's Pod template is hardly checked: a broken one shows only when its Pods \
         are made.",
    ),
    changed(
        "A5",
        STATEFUL_SET,
        "A set's name is limited, since it becomes part of a label.",
        &[since(29, "The name must be a DNS label, without dots.")],
    ),
    rule(
        "A6",
        API,
        "A name can be taken once, and an update is refused if the object changed meanwhile.",
    ),
    changed(
        "EV1",
        EVENTS,
        "Equal events are folded into one with a count.",
        &[since(34, "Many Normal events do not keep Warnings of the same object away any more.")],
    ),
];
