//! What the controller of this name decides, in sentences.

use super::grammar::{counted, it_or_them, listed};
use crate::api::Name;
use crate::cluster::controllers::stateful_set::Decision as D;
use crate::cluster::controllers::stateful_set::members::Lack;
use crate::cluster::controllers::stateful_set::retention::Owners;
use crate::cluster::controllers::stateful_set::waiting::Held;

/// One decision in a sentence or two.
pub fn sentence(decision: &D) -> String {
    match decision {
        D::PodsAdopted { pods } => format!(
            "Adopts {}: nobody managed {}, and the labels and names fit.",
            listed(pods),
            it_or_them(pods)
        ),
        D::PodsReleased { pods } => released(pods),
        D::RevisionAdopted { revision } => {
            format!("Adopts the revision `{revision}`: nobody owns it, and its labels match.")
        }
        D::RevisionCreated { revision, number } => {
            format!("The template is new. It is kept as revision {number}, `{revision}`.")
        }
        D::RevisionReused { revision, from, to } => revision_reused(revision, *from, *to),
        D::HistoryTruncated { revision, number, limit } => truncated(revision, *number, *limit),
        D::ClaimCreated { claim, pod } => format!("`{pod}` gets a claim of its own, `{claim}`."),
        D::ClaimReused { claim, pod } => {
            format!("`{pod}` comes back to its claim `{claim}`, and to the data in it.")
        }
        D::ClaimOwnersSet { claim, pod, owners } => owners_set(claim, pod, *owners),
        D::PodCreated { pod, revision, below_partition, held, .. } => {
            created(pod, revision, *below_partition, held.as_ref())
        }
        D::FinishedPodDeleted { pod, failed, at_once } => finished(pod, *failed, *at_once),
        D::IdentityRepaired { pod, storage } => repaired(pod, *storage),
        D::PodDeletedForScaleDown { pod, condemned, next, .. } => {
            scaled_down(pod, *condemned, next.as_deref())
        }
        D::PodDeletedForUpdate { pod, to, .. } => {
            format!("Deletes `{pod}` to update it: it comes back by the same name, from `{to}`.")
        }
        D::UpdateComplete { to, .. } => format!(
            "The update is complete: all Pods are from `{to}` and Ready. It is the current \
             revision from now on."
        ),
        D::WaitingForPredecessor { pod, lack, held, .. } => waits_for(pod, *lack, held.as_ref()),
        D::StuckOnBrokenRevision { pod, lack, revision, update } => {
            stuck(pod, *lack, revision, update)
        }
        D::WaitingForClaim { pod, claim } => waits_for_claim(pod, &claim.name),
        D::WaitingForTermination { pod, next, .. } => waits_for_end(pod, next.as_deref()),
        D::ScaleDownBlocked { pod, lack, first_unhealthy, .. } => {
            blocked(pod, *lack, first_unhealthy)
        }
        D::WaitingForUpdatedPod { pod, lack, outdated } => {
            waits_for(pod, *lack, Some(&Held::Update(*outdated)))
        }
        D::MaxUnavailableReached { max_unavailable, unavailable, outdated, .. } => {
            budget_used(*max_unavailable, *unavailable, *outdated)
        }
        D::PartitionHolds { partition, outdated } => format!(
            "Done, as far as it may: {} below the partition ({partition}) and not updated.",
            are(*outdated)
        ),
        D::OnDeleteHolds { outdated } => format!(
            "Updates nothing by itself (`OnDelete`): {} not from the new template, and changes \
             when you delete it.",
            are(*outdated)
        ),
        D::StatusWritten { created, ready, available, .. } => counts(*created, *ready, *available),
    }
}

fn released(pods: &[Name]) -> String {
    format!(
        "Lets go of {}: the labels no longer fit. While a Pod of that name is there, no new one \
         can be created.",
        listed(pods)
    )
}

fn revision_reused(revision: &str, from: i64, to: i64) -> String {
    format!(
        "The template is an old one again. Its revision `{revision}` is not made anew: number \
         {from} becomes number {to}."
    )
}

fn truncated(revision: &str, number: i64, limit: i32) -> String {
    format!(
        "Forgets revision {number}, `{revision}`: no Pod is from it, and `revisionHistoryLimit` \
         is {limit}."
    )
}

fn owners_set(claim: &str, pod: &str, owners: Owners) -> String {
    let fate = match owners {
        Owners { pod: true, .. } => format!("will be deleted with `{pod}`"),
        Owners { set: true, .. } => "will be deleted with the StatefulSet".to_owned(),
        Owners { .. } => "stays, whatever is deleted".to_owned(),
    };
    format!("`{claim}` {fate}: `persistentVolumeClaimRetentionPolicy` says so.")
}

fn counts(created: i32, ready: i32, available: Option<i32>) -> String {
    let available = available.map_or_else(String::new, |count| format!(" and {count} available"));
    let pods = counted(created, "Pod");
    format!("Counts {pods}, {ready} ready{available}, and writes that into its `status`.")
}

fn created(pod: &str, revision: &str, below_partition: bool, held: Option<&Held>) -> String {
    let why = if below_partition { ", the old revision: it is below the partition" } else { "" };
    let then = held.map_or_else(String::new, |held| {
        format!(" Before it is Running and Ready, {}.", not_done(held))
    });
    format!("Creates `{pod}` from `{revision}`{why}.{then}")
}

fn finished(pod: &str, failed: bool, at_once: bool) -> String {
    let phase = if failed { "Failed" } else { "Succeeded" };
    let then = if at_once { "at once" } else { "when it is gone" };
    format!("`{pod}` is {phase}. Deletes it; it is created anew {then}.")
}

fn repaired(pod: &str, storage: bool) -> String {
    let what = if storage { "mount its own claims" } else { "carry its own name as a label" };
    format!("`{pod}` did not {what} any more. Puts that right.")
}

fn scaled_down(pod: &str, condemned: i32, next: Option<&str>) -> String {
    let then =
        next.map_or_else(String::new, |next| format!(" `{next}` goes only when it is gone."));
    match condemned {
        1 => format!("Deletes `{pod}`, the one Pod that is too many."),
        _ => format!("Deletes `{pod}`, the highest of {condemned} Pods that are too many.{then}"),
    }
}

fn waits_for(pod: &str, lack: Lack, held: Option<&Held>) -> String {
    let state = state(pod, lack);
    match (lack, held) {
        (Lack::Terminating, _) | (_, None) => {
            format!("Waits. {state}: a new `{pod}` may be created only when the old one is gone.")
        }
        (_, Some(held)) => format!("Waits. {state}, so {} yet.", not_done(held)),
    }
}

fn stuck(pod: &str, lack: Lack, revision: &str, update: &str) -> String {
    format!(
        "Waits. {}. It is from `{revision}`, and although the template is `{update}` by now, \
         `OrderedReady` touches nothing before this Pod is Ready as it is. If it never will be, \
         delete it by hand.",
        state(pod, lack)
    )
}

fn waits_for_claim(pod: &str, claim: &str) -> String {
    format!(
        "Waits. `{claim}` belongs to the `{pod}` that was scaled away, and goes with it. The new \
         `{pod}` gets a fresh one."
    )
}

fn waits_for_end(pod: &str, next: Option<&str>) -> String {
    let then = next.map_or_else(String::new, |next| format!(", so `{next}` stays for now"));
    format!("Waits. `{pod}` is still terminating{then}.")
}

fn blocked(pod: &str, lack: Lack, first_unhealthy: &str) -> String {
    format!(
        "Waits. {}, and `{first_unhealthy}` below it is unhealthy too. An unhealthy Pod is \
         deleted only if it is the lowest one: `{first_unhealthy}` has to recover first.",
        state(pod, lack)
    )
}

fn budget_used(max_unavailable: i32, unavailable: i32, outdated: i32) -> String {
    format!(
        "Waits. {} unavailable, and `maxUnavailable` is {max_unavailable}; {} not updated yet.",
        are(unavailable),
        are(outdated)
    )
}

/// What a Pod lacks, at the start of a sentence.
fn state(pod: &str, lack: Lack) -> String {
    match lack {
        Lack::Terminating => format!("`{pod}` is still terminating"),
        Lack::Pending => format!("`{pod}` is still Pending"),
        Lack::Finished => format!("`{pod}` has ended and is not replaced"),
        Lack::NotReady => format!("`{pod}` is Running but not Ready"),
        Lack::NotAvailable => format!("`{pod}` is Ready, but not for `minReadySeconds` yet"),
    }
}

/// What is held back.
fn not_done(held: &Held) -> String {
    match held {
        Held::Creation(next) => format!("`{next}` may not be created"),
        Held::ScaleDown(1) => "the Pod that is too many is not deleted".to_owned(),
        Held::ScaleDown(count) => format!("the {count} Pods that are too many are not deleted"),
        Held::Update(1) => "the last Pod is not updated".to_owned(),
        Held::Update(count) => format!("{count} more Pods are not updated"),
    }
}

/// `1 Pod is`, `2 Pods are`.
fn are(count: i32) -> String {
    format!("{} {}", counted(count, "Pod"), if count == 1 { "is" } else { "are" })
}
