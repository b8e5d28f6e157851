//! Rules S: the StatefulSet controller.

use super::{Rule, changed, rule};

const IDENTITY: &str = "concepts/workloads/controllers/statefulset/#pod-identity";
const NETWORK_ID: &str = "concepts/workloads/controllers/statefulset/#stable-network-id";
const STORAGE: &str = "concepts/workloads/controllers/statefulset/#stable-storage";
const GUARANTEES: &str =
    "concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees";
const ORDERED_READY: &str =
    "concepts/workloads/controllers/statefulset/#orderedready-pod-management";
const PARALLEL: &str = "concepts/workloads/controllers/statefulset/#parallel-pod-management";
const STRATEGIES: &str = "concepts/workloads/controllers/statefulset/#update-strategies";
const ROLLING: &str = "concepts/workloads/controllers/statefulset/#rolling-updates";
const PARTITION: &str = "concepts/workloads/controllers/statefulset/#partitions";
const MAX_UNAVAILABLE: &str =
    "concepts/workloads/controllers/statefulset/#maximum-unavailable-pods";
const FORCED_ROLLBACK: &str = "concepts/workloads/controllers/statefulset/#forced-rollback";
const HISTORY: &str = "concepts/workloads/controllers/statefulset/#revision-history";
const RETENTION: &str =
    "concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention";
const START: &str = "concepts/workloads/controllers/statefulset/#start-ordinal";
const LIMITATIONS: &str = "concepts/workloads/controllers/statefulset/#limitations";
const FORCE_DELETE: &str = "tasks/run-application/force-delete-stateful-set-pod/";

pub(super) const RULES: &[Rule] = &[
    changed(
        "S1",
        START,
        "Pods are numbered from `ordinals.start`, 0 if not set; a claim is named after its \
         template and its Pod.",
        "`ordinals.start` came with 1.26 and is on since 1.27.",
    ),
    rule(
        "S2",
        IDENTITY,
        "Only Pods named after the set belong to it. Those beyond the wanted ordinals are \
         condemned.",
    ),
    changed(
        "S3",
        NETWORK_ID,
        "A Pod gets its name, its host name, its revision's label and its own claims. They belong \
         to the ordinal.",
        "The label `apps.kubernetes.io/pod-index` is written since 1.28.",
    ),
    rule(
        "S4",
        IDENTITY,
        "A Pod whose labels or volumes do not fit its ordinal is mended in place.",
    ),
    rule(
        "S5",
        HISTORY,
        "Every template is kept as a ControllerRevision. Only the template makes a new one, not \
         the size or the strategy.",
    ),
    rule(
        "S6",
        HISTORY,
        "A new template is kept as a ControllerRevision with the next number. One that was there \
         before gets its old one again, with the newest number.",
    ),
    rule("S7", HISTORY, "Two templates are the same when their stored form is."),
    rule(
        "S8",
        HISTORY,
        "Old revisions that nobody uses are deleted beyond `revisionHistoryLimit`, the lowest \
         number first.",
    ),
    rule(
        "S9",
        PARTITION,
        "A Pod below the `partition` is made at the current revision, all others at the update \
         revision.",
    ),
    rule(
        "S10",
        GUARANTEES,
        "A sync adopts, looks at every ordinal, acts, and writes the status. With \
         `minReadySeconds` it looks again later.",
    ),
    rule("S11", GUARANTEES, "The status is counted from the Pods, not remembered."),
    rule(
        "S12",
        GUARANTEES,
        "Pods within the wanted ordinals are replicas, and missing ones are filled in. Those \
         beyond are condemned, the highest first.",
    ),
    changed(
        "S13",
        ORDERED_READY,
        "The first unhealthy Pod counts: the lowest ordinal that is missing, not Running and \
         Ready, or terminating.",
        "Since about 1.34 it also has to be available.",
    ),
    rule("S14", LIMITATIONS, "A set that is being deleted only writes its status."),
    changed(
        "S15",
        ORDERED_READY,
        "A Pod is created only when all of its predecessors are Running and Ready: the controller \
         stops at the first that is not.",
        "`Succeeded` Pods are replaced too since about 1.27. Available counts as well where \
         `minReadySeconds` is set.",
    ),
    rule(
        "S16",
        PARALLEL,
        "With `Parallel` every ordinal is handled in the same turn: no Pod waits for another.",
    ),
    rule(
        "S17",
        RETENTION,
        "Before a condemned Pod goes, its claims are told whether they go with it.",
    ),
    rule(
        "S18",
        ORDERED_READY,
        "Scaling down goes from the highest ordinal, one Pod at a time, each fully gone before \
         the next, and only while the others are Running and Ready.",
    ),
    rule(
        "S19",
        GUARANTEES,
        "Scaling comes before updating: no Pod is updated while one is missing or not Ready.",
    ),
    rule(
        "S20",
        STORAGE,
        "A Pod's claims are made before it. One that exists is used again as it is, with its \
         data.",
    ),
    changed(
        "S21",
        RETENTION,
        "Claims stay when the set shrinks or goes, unless \
         `persistentVolumeClaimRetentionPolicy` says Delete.",
        "The policy is on since 1.27.",
    ),
    rule(
        "S22",
        ROLLING,
        "An update goes from the highest ordinal down, one Pod at a time: deleted, made again, \
         Ready, and only then the next.",
    ),
    changed(
        "S22b",
        MAX_UNAVAILABLE,
        "With `maxUnavailable` as many Pods may be missing at a time. A percentage is rounded \
         down, but is at least 1.",
        "On in 1.35.0 to 1.35.3, off again up to 1.36, on and mended in 1.37.",
    ),
    rule(
        "S23",
        HISTORY,
        "A rollback is a template put back: its old revision is used again, and the Pods roll in \
         the same order.",
    ),
    changed(
        "S24",
        STRATEGIES,
        "The status counts the Pods by revision. A terminating Pod still counts as a replica.",
        "A Pod counts from the turn after its creation since 1.26.",
    ),
    rule(
        "S25",
        ROLLING,
        "When all Pods are updated and Ready, the update revision becomes the current one.",
    ),
    rule(
        "S26",
        FORCED_ROLLBACK,
        "A Pod that never becomes Ready holds up everything, also the mended template. It has to \
         be deleted by hand.",
    ),
    rule("S27", GUARANTEES, "Every Pod and claim made or deleted is announced with an event."),
    rule(
        "S28",
        STRATEGIES,
        "With `OnDelete` a new template waits until somebody deletes the Pods.",
    ),
    changed(
        "S29",
        STRATEGIES,
        "`Recreate` deletes all Pods of older templates at once, and makes new ones when the last \
         of them is gone.",
        "An alpha feature of 1.37, off unless its gate is switched on.",
    ),
    rule(
        "S30",
        FORCE_DELETE,
        "At most one Pod of a name: nothing replaces it until its object is really gone.",
    ),
    rule(
        "S31",
        LIMITATIONS,
        "Deleting the set promises no order and keeps the claims. Scale to 0 first for an orderly \
         end.",
    ),
    rule(
        "S32",
        GUARANTEES,
        "Up in ascending order, down and through updates in descending order, one at a time.",
    ),
    changed(
        "S33",
        STRATEGIES,
        "Selector, service name, claim templates and the Pod management policy cannot be changed.",
        "More fields can be changed since 1.22, 1.26 and 1.34.",
    ),
];
