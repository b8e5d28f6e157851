//! What the Deployment controller decides, in sentences.

use super::grammar::{counted, it_or_them, listed};
use crate::cluster::controllers::deployment::Decision;
use crate::cluster::controllers::deployment::decision::{Counts, News, Reason, Share, Wait};

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match decision {
        Decision::SelectsEverything => {
            "Does nothing: its selector would select every Pod there is.".to_owned()
        }
        Decision::ReplicaSetsAdopted(sets) => format!(
            "Adopts {}: the labels fit its selector, and nobody manages {} yet.",
            listed(sets),
            it_or_them(sets)
        ),
        Decision::ReplicaSetsReleased(sets) => {
            format!("Lets go of {}: the labels no longer fit its selector.", listed(sets))
        }
        Decision::NewReplicaSetCreated { replica_set, revision, size, existing, .. } => format!(
            "No ReplicaSet has this Pod template yet: creates `{replica_set}`, revision \
             {revision}, with {}{}.",
            counted(*size, "Pod"),
            beside_the_old(*existing, *size)
        ),
        Decision::ReplicaSetReused { replica_set, from, to } => format!(
            "`{replica_set}` has just this Pod template, so it is used again: its revision moves \
             from {from} to {to}."
        ),
        Decision::ReplicaSetUpdated { replica_set } => {
            format!("Copies what changed besides the Pod template to `{replica_set}`.")
        }
        Decision::WriteConflict { replica_set } => format!(
            "Stops here: it has just written `{replica_set}`, so what it read before is out of \
             date. It looks again in a moment."
        ),
        Decision::RevisionRecorded { revision } => {
            format!("Notes revision {revision}, that of its new ReplicaSet.")
        }
        Decision::NameTaken { name, collision_count } => format!(
            "The name `{name}` is taken by another ReplicaSet. Counts that ({collision_count}), \
             which gives another name on the next try."
        ),
        Decision::CreationFailed { name, message } => {
            format!("The API server refused `{name}`: `{message}`. It will try again.")
        }
        Decision::Scaled { replica_set, from, to, reason } => {
            let verb = if from < to { "up" } else { "down" };
            format!("Scales `{replica_set}` {verb} from {from} to {to}: {}", why(*reason))
        }
        Decision::ScaledProportionally { replicas, max_surge, existing, shares } => {
            proportionally(*replicas, *max_surge, *existing, shares)
        }
        Decision::Waits(wait) => waiting(wait),
        Decision::Paused => "Is paused: roll-outs rest, and the progress deadline with them. \
                             Scaling still works."
            .to_owned(),
        Decision::Resumed => "Goes on, and the progress deadline starts anew.".to_owned(),
        Decision::TemplateHeldBack => {
            "Is paused, so the new Pod template gets no ReplicaSet before it is resumed.".to_owned()
        }
        Decision::RolloutComplete { replicas } => format!(
            "The roll-out is done: {} of the present template, all available, and no other.",
            counted(*replicas, "Pod")
        ),
        Decision::DeadlineExceeded { seconds, .. } => format!(
            "Nothing has moved for more than {} (`progressDeadlineSeconds`). It only says so in \
             its `status`: nothing is rolled back, and it goes on trying.",
            counted(*seconds as i32, "second")
        ),
        Decision::HistoryCleaned { replica_sets, limit } => format!(
            "Keeps {} (`revisionHistoryLimit`), so it deletes {}.",
            counted(*limit, "old ReplicaSet"),
            listed(replica_sets)
        ),
        Decision::RolledBack { revision } => {
            format!("Puts the Pod template of revision {revision} back.")
        }
        Decision::RollbackRefused { message } => format!("Does not roll back: {message}"),
        Decision::StatusWritten(counts) => status(counts),
    }
}

/// How the first size of a new ReplicaSet came about.
fn beside_the_old(existing: i32, size: i32) -> &'static str {
    match (existing, size) {
        (0, _) => "",
        (_, 0) => ", since there is no room for more beside the old ones",
        _ => ", as many as there is room for beside the old ones",
    }
}

/// The second half of a sentence: why a ReplicaSet got another size.
fn why(reason: Reason) -> String {
    match reason {
        Reason::RoomForNew { replicas, max_surge, existing } => format!(
            "there may be {} ({replicas} + `maxSurge` {max_surge}), and there are {existing}.",
            counted(replicas + max_surge, "Pod")
        ),
        Reason::NewIsTooLarge { replicas } => {
            format!("the Deployment wants only {}.", counted(replicas, "Pod"))
        }
        Reason::Unhealthy { available, .. } => {
            format!("only {available} of its Pods are available, and nobody will miss the others.")
        }
        Reason::Spare { available, min_available } => {
            format!("{}, and {min_available} must be.", are_available(available))
        }
        Reason::Recreate => "with `Recreate` all old Pods go before a new one comes.".to_owned(),
        Reason::OldAreGone { .. } => "the old Pods are gone.".to_owned(),
        Reason::OnlyActive { replicas } => format!(
            "the Deployment wants {}, and no roll-out is under way.",
            counted(replicas, "Pod")
        ),
        Reason::NewIsSaturated { .. } => {
            "the new ReplicaSet has all the Pods that are wanted.".to_owned()
        }
    }
}

fn are_available(count: i32) -> String {
    match count {
        1 => "1 Pod is available".to_owned(),
        many => format!("{many} Pods are available"),
    }
}

fn proportionally(replicas: i32, max_surge: i32, existing: i32, shares: &[Share]) -> String {
    let changes: Vec<String> = shares
        .iter()
        .map(|share| format!("`{}` {} → {}", share.replica_set, share.from, share.to))
        .collect();
    let allowed = if replicas > 0 { replicas + max_surge } else { 0 };
    format!(
        "The size changed in the middle of a roll-out: {} may exist and there are {existing}, so \
         each ReplicaSet gets its part of the difference ({}).",
        counted(allowed, "Pod"),
        changes.join(", ")
    )
}

/// What holds it back.
fn waiting(wait: &Wait) -> String {
    match wait {
        Wait::SurgeLimit { replica_set, replicas, max_surge, existing, missing } => format!(
            "Waits. `{replica_set}` lacks {}, but there are {existing} of at most {} ({replicas} + \
             `maxSurge` {max_surge}).",
            counted(*missing, "Pod"),
            replicas + max_surge
        ),
        Wait::OldPodsNeeded { replica_set, existing, min_available, new_unavailable } => format!(
            "Waits. Of {} {min_available} must be available, and {new_unavailable} of \
             `{replica_set}` {} not yet: no old one may go before that.",
            counted(*existing, "Pod"),
            if *new_unavailable == 1 { "is" } else { "are" }
        ),
        Wait::LastPods { replica_set, available, replicas } => format!(
            "Waits. `{replica_set}` has all its Pods, and {available} of {replicas} are available."
        ),
        Wait::OldPods { pods } => match pods.len() {
            0 => "Waits until no old Pod is counted any more.".to_owned(),
            1 => format!("Waits until {} is gone: `Recreate` never mixes.", listed(pods)),
            2..=3 => format!("Waits until {} are gone: `Recreate` never mixes.", listed(pods)),
            many => format!("Waits until {many} old Pods are gone: `Recreate` never mixes."),
        },
    }
}

fn status(counts: &Counts) -> String {
    match counts.news {
        News::Counts => format!(
            "Counts {}, {} of the present template, {} ready and {} available{}, and writes that \
             into its `status`.",
            counted(counts.replicas, "Pod"),
            counts.updated,
            counts.ready,
            counts.available,
            match counts.terminating.unwrap_or(0) {
                0 => String::new(),
                going => format!(" ({going} more terminating)"),
            }
        ),
        News::Generation(generation) => format!(
            "Counts as many Pods as before. Its `status` now says that it has seen generation \
             {generation}."
        ),
        News::Conditions => {
            "Counts as many Pods as before. Only a condition of its `status` changes.".to_owned()
        }
    }
}
