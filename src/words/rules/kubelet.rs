//! Rules K and P: kubelets and the scheduler; rules V: volumes.

use super::{Rule, alpha, changed, rule, since};

const PHASE: &str = "concepts/workloads/pods/pod-lifecycle/#pod-phase";
const CONTAINERS: &str = "concepts/workloads/pods/pod-lifecycle/#container-states";
const CONDITIONS: &str = "concepts/workloads/pods/pod-lifecycle/#pod-conditions";
const PROBES: &str = "concepts/workloads/pods/pod-lifecycle/#container-probes";
const TERMINATION: &str = "concepts/workloads/pods/pod-lifecycle/#pod-termination";
const RESTARTS: &str = "concepts/workloads/pods/pod-lifecycle/#restart-policy";
const EVICTION: &str = "concepts/scheduling-eviction/node-pressure-eviction/";
const SCHEDULER: &str = "concepts/scheduling-eviction/kube-scheduler/";
const BINDING: &str = "concepts/storage/persistent-volumes/#binding";
const IN_USE: &str = "concepts/storage/persistent-volumes/#storage-object-in-use-protection";
const ACCESS: &str = "concepts/storage/persistent-volumes/#access-modes";

pub(super) const RULES: &[Rule] = &[
    rule(
        "K1",
        PHASE,
        "A Pod is Pending until its containers have run once, then Running, even while a \
         container is down.",
    ),
    rule(
        "K2",
        CONTAINERS,
        "On its node a Pod goes through fixed stages: volumes, image, container, and at last \
         Ready.",
    ),
    changed(
        "K3",
        CONTAINERS,
        "The kubelet announces each stage with an event.",
        &[
            since(
                27,
                "The events tell how long a pull took with waiting, and which container is \
                 restarted again and again.",
            ),
            since(31, "`Created container: web` has got its colon."),
        ],
    ),
    rule(
        "K4",
        CONDITIONS,
        "A Pod is Ready when all its containers are. The time of a condition moves only when it \
         changes.",
    ),
    rule(
        "K5",
        PROBES,
        "A readiness probe decides whether a Pod gets traffic. A failing one restarts nothing.",
    ),
    rule(
        "K6",
        TERMINATION,
        "A deleted Pod gets its grace period: its preStop hook, then SIGTERM, then SIGKILL. Its \
         object goes only when its containers have stopped.",
    ),
    rule(
        "K7",
        RESTARTS,
        "A restarted container stays in its Pod: same name, same address, same node, same \
         volumes.",
    ),
    changed(
        "K8",
        RESTARTS,
        "The first crash is restarted at once, the following ones after 10 s, 20 s, 40 s …, up to \
         5 minutes.",
        &[
            alpha(33, "The delay is 1 s, 2 s … up to 1 minute, where the gate is switched on."),
            since(35, "The longest delay can be set for each node."),
        ],
    ),
    rule(
        "K9",
        EVICTION,
        "A node under pressure makes a Pod Failed. The object stays, and its controller decides.",
    ),
    rule(
        "K10",
        RESTARTS,
        "The kubelet heals a crashed container itself: no controller has anything to do with it.",
    ),
    rule(
        "P1",
        SCHEDULER,
        "A node fits if it is schedulable, has enough requested room left, and nothing keeps the \
         Pod off.",
    ),
    rule("P2", SCHEDULER, "Of the nodes that fit, the freest wins, and siblings are spread."),
    changed(
        "P3",
        SCHEDULER,
        "If no node fits, the Pod stays Pending, says why, and is tried again when something \
         changes.",
        &[
            since(
                21,
                "A node without the wanted labels `didn't match Pod's node affinity/selector`.",
            ),
            since(22, "A node that affinity rules out is named once, not twice."),
            since(23, "A node with a taint `had untolerated taint`."),
            since(24, "It also says whether evicting other Pods would help."),
            since(31, "Affinity may take values of labels from the Pod itself: `matchLabelKeys`."),
            since(
                34,
                "Before that it says `no new claims to deallocate`, whatever a Pod asks for.",
            ),
            since(35, "Which taint it is, it does not say any more."),
            since(37, "Claims of devices are only spoken of where a Pod has some."),
        ],
    ),
    changed(
        "P4",
        TERMINATION,
        "A Pod without a node has nothing to stop: deleted, it is gone.",
        &[since(
            32,
            "Nothing is said any more of a Pod that was deleted while it waited for a node.",
        )],
    ),
    rule(
        "V1",
        BINDING,
        "A claim is Pending until it is bound to a volume, which is made for it if there is a \
         provisioner.",
    ),
    rule(
        "V2",
        IN_USE,
        "A claim and its volume belong together for good. A claim in use is only deleted when no \
         Pod uses it any more.",
    ),
    rule(
        "V3",
        ACCESS,
        "A ReadWriteOnce volume is attached to one node at a time. A Pod on another node waits \
         until it is free.",
    ),
    rule(
        "V4",
        ACCESS,
        "All Pods of a Deployment share the claim that the template names. Each Pod of a \
         StatefulSet has its own.",
    ),
];
