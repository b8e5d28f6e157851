//! Rules S: the StatefulSet controller.

use super::{Rule, alpha, changed, patch, rule, since};

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
        &[since(27, "`ordinals.start` counts. Before, numbers always began with 0.")],
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
        &[since(28, "The Pod also gets the label `apps.kubernetes.io/pod-index`.")],
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
    changed(
        "S11",
        GUARANTEES,
        "The status is counted from the Pods, not remembered.",
        &[since(26, "The status is written even if the turn failed.")],
    ),
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
        &[since(34, "It also has to be available.")],
    ),
    rule("S14", LIMITATIONS, "A set that is being deleted only writes its status."),
    changed(
        "S15",
        ORDERED_READY,
        "A Pod is created only when all of its predecessors are Running and Ready: the controller \
         stops at the first that is not.",
        &[
            since(27, "Pods that have `Succeeded` are replaced, too."),
            since(30, "Missing claims of a Pod that is Pending are made."),
            since(31, "A Pod that has ended is deleted in one turn and made anew in a later one."),
            since(34, "Where `minReadySeconds` is set, predecessors also have to be available."),
        ],
    ),
    changed(
        "S16",
        PARALLEL,
        "With `Parallel` every ordinal is handled in the same turn: no Pod waits for another.",
        &[since(
            26,
            "Pods are made and deleted in batches of 1, 2, 4 …, no longer one after the other.",
        )],
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
        &[since(27, "The policy counts. Before, claims always stayed.")],
    ),
    changed(
        "S22",
        ROLLING,
        "An update goes from the highest ordinal down, one Pod at a time: deleted, made again, \
         Ready, and only then the next.",
        &[since(
            35,
            "`maxUnavailable` lets several Pods go at a time: in 1.35.0 to 1.35.3, and again since \
             1.37.",
        )],
    ),
    changed(
        "S22b",
        MAX_UNAVAILABLE,
        "With `maxUnavailable` as many Pods may be missing at a time. A percentage is rounded \
         down, but is at least 1.",
        &[
            alpha(24, "The field counts, where its gate is switched on."),
            since(35, "The field counts."),
            patch(
                35,
                4,
                "The field does not count any more: an update could come to a standstill.",
            ),
            since(
                37,
                "The field counts again. With `Parallel`, Pods that serve nobody go first and cost \
                 nothing.",
            ),
        ],
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
        &[
            since(23, "`minReadySeconds` counts, and available Pods have a number of their own."),
            since(26, "A Pod counts from the turn after its creation."),
        ],
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
        &[alpha(37, "The strategy can be chosen, where its gate is switched on.")],
    ),
    changed(
        "S30",
        FORCE_DELETE,
        "At most one Pod of a name: nothing replaces it until its object is really gone.",
        &[since(
            27,
            "That a name is taken is passed over in silence. Before, it was the event \
             `FailedCreate`.",
        )],
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
        &[
            since(22, "`minReadySeconds` can be changed."),
            since(26, "`ordinals` and `persistentVolumeClaimRetentionPolicy` can be changed."),
            since(34, "`revisionHistoryLimit` can be changed."),
        ],
    ),
];
