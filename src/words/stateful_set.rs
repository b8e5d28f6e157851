//! What the controller of this name decides, in sentences.

use super::grammar::listed;
use crate::cluster::controllers::stateful_set::Decision as D;
use crate::cluster::controllers::stateful_set::members::Lack;
use crate::cluster::controllers::stateful_set::retention::Owners;
use crate::cluster::controllers::stateful_set::waiting::Held;
use crate::language::say;

/// One decision in a sentence or two.
pub fn sentence(decision: &D) -> String {
    match decision {
        D::PodsAdopted { pods } => say!(
            "Adopts {pods}: nobody managed {count|it|them}, and the labels and names fit.",
            pods = listed(pods),
            count = pods.len()
        ),
        D::PodsReleased { pods } => say!(
            "Lets go of {pods}: the labels no longer fit. While a Pod of that name is there, no \
             new one can be created.",
            pods = listed(pods)
        ),
        D::RevisionAdopted { revision } => say!(
            "Adopts the revision `{revision}`: nobody owns it, and its labels match.",
            revision
        ),
        D::RevisionCreated { revision, number } => say!(
            "The template is new. It is kept as revision {number}, `{revision}`.",
            number,
            revision
        ),
        D::RevisionReused { revision, from, to } => say!(
            "The template is an old one again. Its revision `{revision}` is not made anew: number \
             {from} becomes number {to}.",
            revision,
            from,
            to
        ),
        D::HistoryTruncated { revision, number, limit } => say!(
            "Forgets revision {number}, `{revision}`: no Pod is from it, and \
             `revisionHistoryLimit` is {limit}.",
            number,
            revision,
            limit
        ),
        D::ClaimCreated { claim, pod } => {
            say!("`{pod}` gets a claim of its own, `{claim}`.", pod, claim)
        }
        D::ClaimReused { claim, pod } => {
            say!("`{pod}` comes back to its claim `{claim}`, and to the data in it.", pod, claim)
        }
        D::ClaimOwnersSet { claim, pod, owners } => owners_set(claim, pod, *owners),
        D::PodCreated { pod, revision, below_partition, held, .. } => {
            created(pod, revision, *below_partition, held.as_ref())
        }
        D::FinishedPodDeleted { pod, failed, at_once } => finished(pod, *failed, *at_once),
        D::IdentityRepaired { pod, storage: true } => {
            say!("`{pod}` did not mount its own claims any more. Puts that right.", pod)
        }
        D::IdentityRepaired { pod, storage: false } => {
            say!("`{pod}` did not carry its own name as a label any more. Puts that right.", pod)
        }
        D::PodDeletedForScaleDown { pod, condemned, next, .. } => {
            scaled_down(pod, *condemned, next.as_deref())
        }
        D::PodDeletedForUpdate { pod, to, .. } => say!(
            "Deletes `{pod}` to update it: it comes back by the same name, from `{to}`.",
            pod,
            to
        ),
        D::OldPodsDeleted { pods, to } => say!(
            "Deletes all old Pods at once (`Recreate`): {pods}. New ones come from `{to}`, when \
             the last of them is gone.",
            pods = listed(pods),
            to
        ),
        D::WaitingForOldPods { pods } => say!(
            "Waits until {pods} {count|is|are} gone: `Recreate` never mixes.",
            pods = listed(pods),
            count = pods.len()
        ),
        D::UpdateComplete { to, .. } => say!(
            "The update is complete: all Pods are from `{to}` and Ready. It is the current \
             revision from now on.",
            to
        ),
        D::WaitingForPredecessor { pod, lack, held, .. } => waits_for(pod, *lack, held.as_ref()),
        D::StuckOnBrokenRevision { pod, lack, revision, update } => say!(
            "Waits. {state}. It is from `{revision}`, and although the template is `{update}` by \
             now, `OrderedReady` touches nothing before this Pod is Ready as it is. If it never \
             will be, delete it by hand.",
            state = state(pod, *lack),
            revision,
            update
        ),
        D::WaitingForClaim { pod, claim } => say!(
            "Waits. `{claim}` belongs to the `{pod}` that was scaled away, and goes with it. The \
             new `{pod}` gets a fresh one.",
            claim = claim.name,
            pod
        ),
        D::WaitingForTermination { pod, next: None, .. } => {
            say!("Waits. `{pod}` is still terminating.", pod)
        }
        D::WaitingForTermination { pod, next: Some(next), .. } => {
            say!("Waits. `{pod}` is still terminating, so `{next}` stays for now.", pod, next)
        }
        D::ScaleDownBlocked { pod, lack, first_unhealthy, .. } => say!(
            "Waits. {state}, and `{first}` below it is unhealthy too. An unhealthy Pod is deleted \
             only if it is the lowest one: `{first}` has to recover first.",
            state = state(pod, *lack),
            first = first_unhealthy
        ),
        D::WaitingForUpdatedPod { pod, lack, outdated } => {
            waits_for(pod, *lack, Some(&Held::Update(*outdated)))
        }
        D::MaxUnavailableReached { max_unavailable, unavailable, outdated, .. } => say!(
            "Waits. {unavailable} {unavailable|Pod is|Pods are} unavailable, and `maxUnavailable` \
             is {max_unavailable}; {outdated} {outdated|Pod is|Pods are} not updated yet.",
            unavailable,
            max_unavailable,
            outdated
        ),
        D::PartitionHolds { partition, outdated } => say!(
            "Done, as far as it may: {outdated} {outdated|Pod is|Pods are} below the partition \
             ({partition}) and not updated.",
            outdated,
            partition
        ),
        D::OnDeleteHolds { outdated } => say!(
            "Updates nothing by itself (`OnDelete`): {outdated} {outdated|Pod is|Pods are} not \
             from the new template, and {outdated|changes|change} when you delete \
             {outdated|it|them}.",
            outdated
        ),
        D::StatusWritten { created, ready, available: None, .. } => say!(
            "Counts {created} {created|Pod|Pods}, {ready} ready, and writes that into its \
             `status`.",
            created,
            ready
        ),
        D::StatusWritten { created, ready, available: Some(available), .. } => say!(
            "Counts {created} {created|Pod|Pods}, {ready} ready and {available} available, and \
             writes that into its `status`.",
            created,
            ready,
            available
        ),
    }
}

fn owners_set(claim: &str, pod: &str, owners: Owners) -> String {
    match owners {
        Owners { pod: true, .. } => say!(
            "`{claim}` will be deleted with `{pod}`: `persistentVolumeClaimRetentionPolicy` says \
             so.",
            claim,
            pod
        ),
        Owners { set: true, .. } => say!(
            "`{claim}` will be deleted with the StatefulSet: \
             `persistentVolumeClaimRetentionPolicy` says so.",
            claim
        ),
        Owners { .. } => say!(
            "`{claim}` stays, whatever is deleted: `persistentVolumeClaimRetentionPolicy` says so.",
            claim
        ),
    }
}

fn created(pod: &str, revision: &str, below_partition: bool, held: Option<&Held>) -> String {
    let creates = if below_partition {
        say!(
            "Creates `{pod}` from `{revision}`, the old revision: it is below the partition.",
            pod,
            revision
        )
    } else {
        say!("Creates `{pod}` from `{revision}`.", pod, revision)
    };
    match held {
        None => creates,
        Some(held) => say!(
            "{creates} Before it is Running and Ready, {not_done}.",
            creates,
            not_done = not_done(held)
        ),
    }
}

fn finished(pod: &str, failed: bool, at_once: bool) -> String {
    let phase = if failed { "Failed" } else { "Succeeded" };
    if at_once {
        say!("`{pod}` is {phase}. Deletes it; it is created anew at once.", pod, phase)
    } else {
        say!("`{pod}` is {phase}. Deletes it; it is created anew when it is gone.", pod, phase)
    }
}

fn scaled_down(pod: &str, condemned: i32, next: Option<&str>) -> String {
    match (condemned, next) {
        (1, _) => say!("Deletes `{pod}`, the one Pod that is too many.", pod),
        (_, None) => say!(
            "Deletes `{pod}`, the highest of {condemned} Pods that are too many.",
            pod,
            condemned
        ),
        (_, Some(next)) => say!(
            "Deletes `{pod}`, the highest of {condemned} Pods that are too many. `{next}` goes \
             only when it is gone.",
            pod,
            condemned,
            next
        ),
    }
}

fn waits_for(pod: &str, lack: Lack, held: Option<&Held>) -> String {
    let state = state(pod, lack);
    match (lack, held) {
        (Lack::Terminating, _) | (_, None) => say!(
            "Waits. {state}: a new `{pod}` may be created only when the old one is gone.",
            state,
            pod
        ),
        (_, Some(held)) => {
            say!("Waits. {state}, so {not_done} yet.", state, not_done = not_done(held))
        }
    }
}

/// What a Pod lacks, at the start of a sentence.
fn state(pod: &str, lack: Lack) -> String {
    match lack {
        Lack::Terminating => say!("`{pod}` is still terminating", pod),
        Lack::Pending => say!("`{pod}` is still Pending", pod),
        Lack::Finished => say!("`{pod}` has ended and is not replaced", pod),
        Lack::NotReady => say!("`{pod}` is Running but not Ready", pod),
        Lack::NotAvailable => say!("`{pod}` is Ready, but not for `minReadySeconds` yet", pod),
    }
}

/// Within a sentence: what is held back.
fn not_done(held: &Held) -> String {
    match held {
        Held::Creation(next) => say!("`{next}` may not be created", next),
        Held::ScaleDown(1) => say!("the Pod that is too many is not deleted"),
        Held::ScaleDown(count) => say!("the {count} Pods that are too many are not deleted", count),
        Held::Update(1) => say!("the last Pod is not updated"),
        Held::Update(count) => say!("{count} more Pods are not updated", count),
    }
}
