//! What the ReplicaSet controller decides, in sentences.

use super::grammar::{joined, listed};
use crate::cluster::controllers::replica_set::Decision;
use crate::cluster::controllers::replica_set::victims::{Because, Victim};
use crate::language::say;

/// Victims that are named one by one; of more, the rest is counted.
const NAMED: usize = 3;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match decision {
        Decision::PodsAdopted(pods) => say!(
            "Adopts {pods}: the labels fit its selector, and nobody manages {count|it|them} yet.",
            pods = listed(pods),
            count = pods.len()
        ),
        Decision::PodsReleased(pods) => say!(
            "Lets go of {pods}: the labels no longer fit its selector. {count|It goes|They go} on \
             running, but no longer count.",
            pods = listed(pods),
            count = pods.len()
        ),
        Decision::PodsCreated { wanted, existing, terminating, created, batches } => {
            creation(*wanted, *existing, *terminating, *created, batches)
        }
        Decision::CreationRefused { wanted, existing, refused, not_tried: 0, message } => say!(
            "Has {existing} of {wanted} {wanted|Pod|Pods}, but the API server refused {refused} \
             {refused|request|requests} (`{message}`). It will try again, each time after a \
             longer pause.",
            existing,
            wanted,
            refused,
            message
        ),
        Decision::CreationRefused { wanted, existing, refused, not_tried, message } => say!(
            "Has {existing} of {wanted} {wanted|Pod|Pods}, but the API server refused {refused} \
             {refused|request|requests} (`{message}`), so it did not even try the other \
             {not_tried}. It will try again, each time after a longer pause.",
            existing,
            wanted,
            refused,
            message,
            not_tried
        ),
        Decision::PodsDeleted { wanted, existing, victims } => say!(
            "Has {existing} active {existing|Pod|Pods} and wants {wanted}: {victims} \
             {count|has|have} to go.",
            existing,
            wanted,
            victims = named(victims),
            count = victims.len()
        ),
        Decision::StatusWritten { replicas, ready, available, terminating } => say!(
            "Found {replicas} active {replicas|Pod|Pods}, {ready} ready and {available} \
             available{terminating}: writes that into its `status`.",
            replicas,
            ready,
            available,
            terminating = super::more_terminating(*terminating)
        ),
        Decision::WaitsForAvailability { min_ready_seconds, waiting } => say!(
            "Waits. {waiting} {waiting|Pod is|Pods are} ready, but {waiting|becomes|become} \
             available only after {seconds} {seconds|second|seconds} without a break \
             (`minReadySeconds`).",
            waiting,
            seconds = min_ready_seconds
        ),
    }
}

fn creation(wanted: i32, existing: i32, terminating: i32, created: i32, batches: &[u32]) -> String {
    let not_counted = match terminating {
        0 => String::new(),
        terminating => say!(
            " ({terminating} more {terminating|is terminating and does|are terminating and do} \
             not count)",
            terminating
        ),
    };
    let how = match batches {
        [_] => String::new(),
        many => {
            let sizes: Vec<String> = many.iter().map(u32::to_string).collect();
            say!(" in quick batches of {sizes}", sizes = joined(&sizes))
        }
    };
    say!(
        "Wants {wanted} {wanted|Pod|Pods} and has {existing} active{not_counted}: creates \
         {created}{how}.",
        wanted,
        existing,
        not_counted,
        created,
        how
    )
}

/// The first few by name, each with what sets it apart; the rest is counted.
fn named(victims: &[Victim]) -> String {
    let name = |victim: &Victim| match because(victim) {
        why if why.is_empty() => format!("`{}`", victim.pod),
        why => say!("`{pod}` ({why})", pod = victim.pod, why),
    };
    let named: Vec<String> = victims.iter().take(NAMED).map(name).collect();
    let named = joined(&named);
    match victims.len().saturating_sub(NAMED) {
        0 => named,
        rest => say!("{named} and {rest} more", named, rest),
    }
}

/// What sets it apart from the Pods that stay.
fn because(victim: &Victim) -> String {
    match victim.because {
        Because::AllGo | Because::Alike => String::new(),
        Because::NotScheduled => say!("on no node yet"),
        Because::NotRunning => say!("not running yet"),
        Because::NotReady => say!("not ready"),
        Because::Cheaper => say!("cheapest by its `pod-deletion-cost`"),
        Because::CrowdedNode => say!(
            "`{node}` has {pods} {pods|Pod|Pods} of this Deployment",
            node = victim.node,
            pods = victim.neighbours
        ),
        Because::ReadyForLess => say!("ready for the shortest time"),
        Because::MoreRestarts => say!("restarted most often"),
        Because::Newer => say!("among the newest"),
        Because::Chance => say!("about as old as the others, so chosen by its UID"),
    }
}
