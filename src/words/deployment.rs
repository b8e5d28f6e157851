//! What the Deployment controller decides, in sentences.

use super::grammar::{joined, listed};
use super::more_terminating;
use crate::cluster::controllers::deployment::Decision;
use crate::cluster::controllers::deployment::decision::{Counts, News, Reason, Share, Wait};
use crate::language::say;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match decision {
        Decision::SelectsEverything => {
            say!("Does nothing: its selector would select every Pod there is.")
        }
        Decision::ReplicaSetsAdopted(sets) => say!(
            "Adopts {sets}: the labels fit its selector, and nobody manages {count|it|them} yet.",
            sets = listed(sets),
            count = sets.len()
        ),
        Decision::ReplicaSetsReleased(sets) => {
            say!("Lets go of {sets}: the labels no longer fit its selector.", sets = listed(sets))
        }
        Decision::NewReplicaSetCreated { replica_set, revision, size, existing, .. } => say!(
            "No ReplicaSet has this Pod template yet: creates `{replica_set}`, revision \
             {revision}, with {size} {size|Pod|Pods}{why}.",
            replica_set,
            revision,
            size,
            why = beside_the_old(*existing, *size)
        ),
        Decision::ReplicaSetReused { replica_set, from, to } => say!(
            "`{replica_set}` has just this Pod template, so it is used again: its revision moves \
             from {from} to {to}.",
            replica_set,
            from,
            to
        ),
        Decision::ReplicaSetUpdated { replica_set } => {
            say!("Copies what changed besides the Pod template to `{replica_set}`.", replica_set)
        }
        Decision::WriteConflict { replica_set } => say!(
            "Stops here: it has just written `{replica_set}`, so what it read before is out of \
             date. It looks again in a moment.",
            replica_set
        ),
        Decision::RevisionRecorded { revision } => {
            say!("Notes revision {revision}, that of its new ReplicaSet.", revision)
        }
        Decision::NameTaken { name, collision_count } => say!(
            "The name `{name}` is taken by another ReplicaSet. Counts that ({collision_count}), \
             which gives another name on the next try.",
            name,
            collision_count
        ),
        Decision::CreationFailed { name, message } => {
            say!("The API server refused `{name}`: `{message}`. It will try again.", name, message)
        }
        Decision::Scaled { replica_set, from, to, reason } => {
            scaled(replica_set, *from, *to, &why(*reason))
        }
        Decision::ScaledProportionally { replicas, max_surge, existing, shares } => {
            proportionally(*replicas, *max_surge, *existing, shares)
        }
        Decision::Waits(wait) => waiting(wait),
        Decision::Paused => say!(
            "Is paused: roll-outs rest, and the progress deadline with them. Scaling still works."
        ),
        Decision::Resumed => say!("Goes on, and the progress deadline starts anew."),
        Decision::TemplateHeldBack => {
            say!("Is paused, so the new Pod template gets no ReplicaSet before it is resumed.")
        }
        Decision::RolloutComplete { replicas } => say!(
            "The roll-out is done: {replicas} {replicas|Pod|Pods} of the present template, all \
             available, and no other.",
            replicas
        ),
        Decision::DeadlineExceeded { seconds, .. } => say!(
            "Nothing has moved for more than {seconds} {seconds|second|seconds} \
             (`progressDeadlineSeconds`). It only says so in its `status`: nothing is rolled back, \
             and it goes on trying.",
            seconds
        ),
        Decision::HistoryCleaned { replica_sets, limit } => say!(
            "Keeps {limit} old {limit|ReplicaSet|ReplicaSets} (`revisionHistoryLimit`), so it \
             deletes {replica_sets}.",
            limit,
            replica_sets = listed(replica_sets)
        ),
        Decision::RolledBack { revision } => {
            say!("Puts the Pod template of revision {revision} back.", revision)
        }
        Decision::RollbackRefused { message } => say!("Does not roll back: {message}", message),
        Decision::StatusWritten(counts) => status(counts),
    }
}

/// Within a sentence: how the first size of a new ReplicaSet came about.
fn beside_the_old(existing: i32, size: i32) -> String {
    match (existing, size) {
        (0, _) => String::new(),
        (_, 0) => say!(", since there is no room for more beside the old ones"),
        _ => say!(", as many as there is room for beside the old ones"),
    }
}

fn scaled(replica_set: &str, from: i32, to: i32, why: &str) -> String {
    if from < to {
        say!("Scales `{replica_set}` up from {from} to {to}: {why}.", replica_set, from, to, why)
    } else {
        say!("Scales `{replica_set}` down from {from} to {to}: {why}.", replica_set, from, to, why)
    }
}

/// The second half of a sentence: why a ReplicaSet got another size.
fn why(reason: Reason) -> String {
    match reason {
        Reason::RoomForNew { replicas, max_surge, existing } => say!(
            "there may be {most} {most|Pod|Pods} ({replicas} + `maxSurge` {max_surge}), and there \
             are {existing}",
            most = replicas + max_surge,
            replicas,
            max_surge,
            existing
        ),
        Reason::NewIsTooLarge { replicas } => {
            say!("the Deployment wants only {replicas} {replicas|Pod|Pods}", replicas)
        }
        Reason::Unhealthy { available, .. } => say!(
            "only {available} of its Pods are available, and nobody will miss the others",
            available
        ),
        Reason::Spare { available, min_available } => say!(
            "{available} {available|Pod is|Pods are} available, and {min_available} must be",
            available,
            min_available
        ),
        Reason::Recreate => say!("with `Recreate` all old Pods go before a new one comes"),
        Reason::OldAreGone { .. } => say!("the old Pods are gone"),
        Reason::OnlyActive { replicas } => say!(
            "the Deployment wants {replicas} {replicas|Pod|Pods}, and no roll-out is under way",
            replicas
        ),
        Reason::OnlyActiveInPart { replicas, leaving } => say!(
            "the Deployment wants {replicas} {replicas|Pod|Pods}, but {leaving} \
             {leaving|Pod is|Pods are} still terminating, and `podReplacementPolicy` counts \
             {leaving|it|them}",
            replicas,
            leaving
        ),
        Reason::NewIsSaturated { .. } => {
            say!("the new ReplicaSet has all the Pods that are wanted")
        }
    }
}

fn proportionally(replicas: i32, max_surge: i32, existing: i32, shares: &[Share]) -> String {
    let changes: Vec<String> = shares
        .iter()
        .map(|share| format!("`{}` {} → {}", share.replica_set, share.from, share.to))
        .collect();
    let allowed = if replicas > 0 { replicas + max_surge } else { 0 };
    say!(
        "The size changed in the middle of a roll-out: {allowed} {allowed|Pod|Pods} may exist and \
         there are {existing}, so each ReplicaSet gets its part of the difference ({changes}).",
        allowed,
        existing,
        changes = joined(&changes)
    )
}

/// What holds it back.
fn waiting(wait: &Wait) -> String {
    match wait {
        Wait::SurgeLimit { replica_set, replicas, max_surge, existing, missing } => say!(
            "Waits. `{replica_set}` lacks {missing} {missing|Pod|Pods}, but there are {existing} \
             of at most {most} ({replicas} + `maxSurge` {max_surge}).",
            replica_set,
            missing,
            existing,
            most = replicas + max_surge,
            replicas,
            max_surge
        ),
        Wait::Terminating { replica_set, leaving, missing } => say!(
            "Waits. `{replica_set}` lacks {missing} {missing|Pod|Pods}, but {leaving} \
             {leaving|Pod is|Pods are} still terminating, and `podReplacementPolicy` lets none \
             come before its predecessor has ended.",
            replica_set,
            missing,
            leaving
        ),
        Wait::OldPodsNeeded { replica_set, existing, min_available, new_unavailable } => say!(
            "Waits. Of {existing} {existing|Pod|Pods} {min_available} must be available, and \
             {new_unavailable} of `{replica_set}` {new_unavailable|is|are} not yet: no old one \
             may go before that.",
            existing,
            min_available,
            new_unavailable,
            replica_set
        ),
        Wait::LastPods { replica_set, available, replicas } => say!(
            "Waits. `{replica_set}` has all its Pods, and {available} of {replicas} are available.",
            replica_set,
            available,
            replicas
        ),
        Wait::OldPods { pods } => match pods.len() {
            0 => say!("Waits until no old Pod is counted any more."),
            count @ 1..=3 => say!(
                "Waits until {pods} {count|is|are} gone: `Recreate` never mixes.",
                pods = listed(pods),
                count
            ),
            many => say!("Waits until {many} old Pods are gone: `Recreate` never mixes.", many),
        },
    }
}

fn status(counts: &Counts) -> String {
    match counts.news {
        News::Counts => say!(
            "Counts {replicas} {replicas|Pod|Pods}, {updated} of the present template, {ready} \
             ready and {available} available{terminating}, and writes that into its `status`.",
            replicas = counts.replicas,
            updated = counts.updated,
            ready = counts.ready,
            available = counts.available,
            terminating = more_terminating(counts.terminating)
        ),
        News::Generation(generation) => say!(
            "Counts as many Pods as before. Its `status` now says that it has seen generation \
             {generation}.",
            generation
        ),
        News::Conditions => {
            say!("Counts as many Pods as before. Only a condition of its `status` changes.")
        }
    }
}
