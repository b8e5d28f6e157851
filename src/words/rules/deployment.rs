//! Rules D: the Deployment controller.

use super::{Rule, alpha, changed, rule, since};

const DEPLOYMENT: &str = "concepts/workloads/controllers/deployment/";
const UPDATING: &str = "concepts/workloads/controllers/deployment/#updating-a-deployment";
const ROLLING: &str = "concepts/workloads/controllers/deployment/#rolling-update-deployment";
const MAX_SURGE: &str = "concepts/workloads/controllers/deployment/#max-surge";
const MAX_UNAVAILABLE: &str = "concepts/workloads/controllers/deployment/#max-unavailable";
const HASH: &str = "concepts/workloads/controllers/deployment/#pod-template-hash-label";
const RECREATE: &str = "concepts/workloads/controllers/deployment/#recreate-deployment";
const CLEAN_UP: &str = "concepts/workloads/controllers/deployment/#clean-up-policy";
const SCALING: &str = "concepts/workloads/controllers/deployment/#scaling-a-deployment";
const PROPORTIONAL: &str = "concepts/workloads/controllers/deployment/#proportional-scaling";
const PAUSING: &str =
    "concepts/workloads/controllers/deployment/#pausing-and-resuming-a-deployment";
const STATUS: &str = "concepts/workloads/controllers/deployment/#deployment-status";
const COMPLETE: &str = "concepts/workloads/controllers/deployment/#complete-deployment";
const PROGRESSING: &str = "concepts/workloads/controllers/deployment/#progressing-deployment";
const DEADLINE: &str = "concepts/workloads/controllers/deployment/#progress-deadline-seconds";
const ROLLBACK: &str = "concepts/workloads/controllers/deployment/#rolling-back-a-deployment";

pub(super) const RULES: &[Rule] = &[
    rule(
        "D1",
        DEPLOYMENT,
        "A sync goes through fixed questions in order: being deleted, paused, to be scaled, \
         then the roll-out by its strategy.",
    ),
    rule(
        "D2",
        UPDATING,
        "The new ReplicaSet is the one whose Pod template equals the Deployment's, the hash label \
         aside. All others are old.",
    ),
    rule(
        "D3",
        UPDATING,
        "Only a change of `spec.template` starts a roll-out. Another size, strategy or label does \
         not.",
    ),
    rule(
        "D4",
        ROLLBACK,
        "A new revision's number is one more than the highest among the old ReplicaSets.",
    ),
    rule(
        "D5",
        ROLLBACK,
        "A ReplicaSet that already has the wanted template is used again, and gets the newest \
         revision number.",
    ),
    rule(
        "D6",
        HASH,
        "A template that no ReplicaSet has yet gets a new one, named after the Deployment and the \
         template's hash.",
    ),
    rule(
        "D7",
        HASH,
        "If the name is taken by something else, `collisionCount` goes up and another hash is \
         tried. Any other error is written into the Progressing condition.",
    ),
    rule(
        "D8",
        STATUS,
        "A created ReplicaSet is announced with an event and in the Progressing condition.",
    ),
    rule(
        "D9",
        ROLLBACK,
        "The Deployment's annotations are copied to its new ReplicaSet, its revision number is \
         set, and the old number is kept in its history.",
    ),
    rule(
        "D10",
        PROPORTIONAL,
        "Each ReplicaSet carries the Deployment's size and the most Pods allowed as annotations, \
         so that a later change of size is noticed.",
    ),
    rule(
        "D11",
        ROLLBACK,
        "The change cause shown in the history is an ordinary annotation, copied to the \
         ReplicaSet.",
    ),
    rule(
        "D12",
        HASH,
        "The hash in a ReplicaSet's name is computed from its whole Pod template, so equal \
         templates meet the same name.",
    ),
    changed(
        "D13",
        SCALING,
        "Every change of a ReplicaSet's size is announced as a `ScalingReplicaSet` event.",
        &[
            since(25, "The event also tells the size before: `to 3 from 1`."),
            since(
                31,
                "The event tells the sizes in order, `from 1 to 3`, and of each ReplicaSet whether \
                 it grew or shrank itself.",
            ),
        ],
    ),
    rule(
        "D14",
        ROLLING,
        "A rolling update takes one step at a time: grow the new ReplicaSet if there is room; \
         only otherwise shrink the old ones.",
    ),
    rule(
        "D15",
        MAX_UNAVAILABLE,
        "Of a percentage, `maxSurge` is rounded up and `maxUnavailable` down. If both come out as \
         0, one Pod may be unavailable.",
    ),
    rule(
        "D16",
        MAX_UNAVAILABLE,
        "At least `replicas` − `maxUnavailable` Pods stay available during a rolling update.",
    ),
    rule(
        "D17",
        MAX_SURGE,
        "The sizes of all ReplicaSets together may reach `replicas` + `maxSurge`, and the new one \
         takes what room there is.",
    ),
    rule(
        "D18",
        MAX_SURGE,
        "The new ReplicaSet grows as far as `maxSurge` leaves room, and never beyond the wanted \
         size.",
    ),
    rule(
        "D19",
        MAX_UNAVAILABLE,
        "Old ReplicaSets shrink as far as enough Pods stay available: first by Pods that are not \
         available anyway, then by healthy ones, the oldest revision first.",
    ),
    rule("D20", SCALING, "A ReplicaSet's new size and its annotations are written in one update."),
    rule(
        "D21",
        ROLLING,
        "The first roll-out has no old Pods to spare, so the ReplicaSet starts at full size.",
    ),
    rule(
        "D22",
        RECREATE,
        "`Recreate` shrinks every old ReplicaSet to 0 and waits until their Pods are really gone \
         before it makes a new one.",
    ),
    changed(
        "D23",
        CLEAN_UP,
        "When a roll-out is complete, old empty ReplicaSets beyond `revisionHistoryLimit` are \
         deleted, the oldest first.",
        &[since(
            21,
            "The lowest revision number goes first. Before, it was the one created first.",
        )],
    ),
    rule(
        "D24",
        SCALING,
        "A change of size is recognised by the size that the ReplicaSets' annotations remember.",
    ),
    rule(
        "D25",
        PAUSING,
        "While it is paused or scaled, only sizes are changed: no new ReplicaSet is made.",
    ),
    rule(
        "D26",
        SCALING,
        "If a single ReplicaSet has Pods, it takes the whole new size. Old ones go once the new \
         one is complete.",
    ),
    rule(
        "D27",
        PROPORTIONAL,
        "A change of size during a roll-out is shared between the ReplicaSets in proportion to \
         their sizes.",
    ),
    rule(
        "D28",
        PAUSING,
        "Pausing and resuming are written into the Progressing condition. Resuming starts the \
         deadline again.",
    ),
    rule(
        "D29",
        PAUSING,
        "While a Deployment is paused, a new template makes no ReplicaSet, and the deadline does \
         not run.",
    ),
    rule(
        "D30",
        STATUS,
        "The Progressing condition says complete, progressing or timed out, whichever holds first.",
    ),
    rule(
        "D31",
        COMPLETE,
        "A roll-out is complete when all wanted Pods are of the new template and available, and \
         no others are left.",
    ),
    rule(
        "D32",
        PROGRESSING,
        "Progress means: more updated Pods, fewer old ones, or more that are ready or available \
         than before.",
    ),
    changed(
        "D33",
        STATUS,
        "The Deployment's status adds up what its ReplicaSets report. Terminating Pods are not \
         counted.",
        &[since(35, "Terminating Pods have a number of their own, `terminatingReplicas`.")],
    ),
    rule(
        "D34",
        DEADLINE,
        "Without progress for `progressDeadlineSeconds`, the condition says \
         ProgressDeadlineExceeded.",
    ),
    rule(
        "D35",
        DEADLINE,
        "The deadline changes nothing but the condition: the controller keeps trying and rolls \
         nothing back.",
    ),
    rule(
        "D36",
        ROLLBACK,
        "An old annotation could ask the controller itself to roll back. Today's kubectl does not \
         use it.",
    ),
    rule(
        "D37",
        ROLLBACK,
        "`kubectl rollout undo` puts the template of an old ReplicaSet back. Size and strategy \
         stay, and that ReplicaSet is used again.",
    ),
    rule(
        "D38",
        UPDATING,
        "`kubectl rollout restart` writes the time into the template, which makes it an ordinary \
         roll-out.",
    ),
    changed(
        "X13",
        SCALING,
        "Terminating Pods come on top of `replicas` + `maxSurge`, unless `podReplacementPolicy` is \
         `TerminationComplete`: then a Pod takes its room until it has ended.",
        &[alpha(36, "The policy can be chosen, where its gate is switched on.")],
    ),
];
