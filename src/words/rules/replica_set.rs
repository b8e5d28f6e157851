//! Rules R: the ReplicaSet controller; rules C: what all controllers share.

use super::{Rule, changed, rule, since};

const REPLICA_SET: &str = "concepts/workloads/controllers/replicaset/#how-a-replicaset-works";
const ADOPTING: &str = "concepts/workloads/controllers/replicaset/#non-template-pod-acquisitions";
const SCALING: &str = "concepts/workloads/controllers/replicaset/#scaling-a-replicaset";
const ISOLATING: &str =
    "concepts/workloads/controllers/replicaset/#isolating-pods-from-a-replicaset";
const CONTROLLER: &str = "concepts/architecture/controller/";
const OWNERS: &str = "concepts/overview/working-with-objects/owners-dependents/";
const NAMES: &str = "concepts/overview/working-with-objects/names/";
const MIN_READY: &str = "concepts/workloads/controllers/deployment/#min-ready-seconds";
const CONDITIONS: &str = "concepts/workloads/pods/pod-lifecycle/#pod-conditions";

pub(super) const RULES: &[Rule] = &[
    rule(
        "R1",
        REPLICA_SET,
        "A sync counts the active Pods, makes up the difference, and writes the status.",
    ),
    rule(
        "R2",
        REPLICA_SET,
        "Too few Pods: the missing ones are created at once. Too many: the surplus is deleted at \
         once. Nobody waits for readiness.",
    ),
    rule(
        "R3",
        REPLICA_SET,
        "Pods are created in batches of 1, 2, 4, 8 …, within milliseconds. After a failed batch \
         the rest is left for later.",
    ),
    rule(
        "R4",
        REPLICA_SET,
        "A Pod's name is the ReplicaSet's name and five random characters. No name is used again \
         on purpose.",
    ),
    changed(
        "R5",
        SCALING,
        "Who goes first: without a node, Pending, not ready, cheaper to delete, on a node with \
         more siblings, ready for a shorter time, restarted more often, newer.",
        &[since(22, "Deletion cost counts, and ages are compared only roughly.")],
    ),
    rule(
        "R6",
        REPLICA_SET,
        "A terminating Pod does not count any more: its replacement is made at once, beside it.",
    ),
    rule("R7", REPLICA_SET, "A failed Pod is replaced, and its object is left where it is."),
    rule(
        "R8",
        CONTROLLER,
        "After creating or deleting, the controller waits until it has seen its own changes \
         before it does so again.",
    ),
    rule("R9", REPLICA_SET, "Every Pod created or deleted is announced with an event."),
    changed(
        "R10",
        REPLICA_SET,
        "The status counts the active Pods: how many there are, how many are ready, and how many \
         available.",
        &[since(35, "Terminating Pods are counted in `terminatingReplicas`.")],
    ),
    rule(
        "R11",
        ISOLATING,
        "A deleted Pod is replaced under a new name. A Pod whose labels no longer match is let \
         go, and replaced too.",
    ),
    rule(
        "R12",
        SCALING,
        "The size of a ReplicaSet that a Deployment owns is the Deployment's to decide: it sets \
         it back.",
    ),
    rule("R13", SCALING, "Larger ReplicaSets come first, then by age, then by name."),
    rule(
        "C1",
        CONTROLLER,
        "A controller looks at the present state, whatever woke it. A failed turn is tried again \
         after 5 ms, and then after twice as long each time.",
    ),
    rule(
        "C2",
        NAMES,
        "Random suffixes are five characters without vowels, so that no word comes out by chance.",
    ),
    rule("C3", NAMES, "Hashes are written with ten letters and digits, mostly nine or ten long."),
    rule(
        "C4",
        NAMES,
        "ReplicaSets and ControllerRevisions are named after their owner and a hash of the \
         template.",
    ),
    rule(
        "C5",
        "concepts/workloads/controllers/deployment/#max-surge",
        "A percentage is taken of the wanted size, and rounded up for `maxSurge`, down for \
         `maxUnavailable`.",
    ),
    changed(
        "C6",
        MIN_READY,
        "Ready means that the readiness condition is True. Available means Ready for at least \
         `minReadySeconds`.",
        &[since(34, "Ready for just `minReadySeconds` is enough. Before, it had to be longer.")],
    ),
    rule(
        "C7",
        CONDITIONS,
        "An active Pod is neither finished nor terminating. Only active Pods are counted.",
    ),
    rule(
        "C8",
        ADOPTING,
        "A controller adopts matching objects that nobody owns, and lets go of its own that do \
         not match any more.",
    ),
    rule("C9", OWNERS, "What a controller makes carries an owner reference back to it."),
    rule(
        "C10",
        "concepts/workloads/pods/disruptions/#pod-disruption-budgets",
        "Controllers delete Pods and do not evict them: disruption budgets are not asked.",
    ),
    rule(
        "C11",
        CONTROLLER,
        "Every change of the spec raises `generation`. `observedGeneration` says how far the \
         controller has looked.",
    ),
    rule("C12", "reference/kubectl/", "Ages are shown in two units at most, cut off."),
];
