//! What the ReplicaSet controller decides, in sentences.

use super::grammar::{counted, it_or_them, listed};
use crate::cluster::controllers::replica_set::Decision;
use crate::cluster::controllers::replica_set::victims::{Because, Victim};

/// Victims that are named one by one; of more, the rest is counted.
const NAMED: usize = 3;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match decision {
        Decision::PodsAdopted(pods) => format!(
            "Adopts {}: the labels fit its selector, and nobody manages {} yet.",
            listed(pods),
            it_or_them(pods)
        ),
        Decision::PodsReleased(pods) => format!(
            "Lets go of {}: the labels no longer fit its selector. {} on running, but no longer \
             count.",
            listed(pods),
            if pods.len() == 1 { "It goes" } else { "They go" }
        ),
        Decision::PodsCreated { wanted, existing, terminating, created, batches } => {
            creation(*wanted, *existing, *terminating, *created, batches)
        }
        Decision::CreationRefused { wanted, existing, refused, not_tried, message } => format!(
            "Has {existing} of {}, but the API server refused {} (`{message}`){}. It will try \
             again, each time after a longer pause.",
            counted(*wanted, "Pod"),
            counted(*refused, "request"),
            match not_tried {
                0 => String::new(),
                rest => format!(", so it did not even try the other {rest}"),
            }
        ),
        Decision::PodsDeleted { wanted, existing, victims } => {
            format!(
                "Has {} and wants {wanted}: {}",
                counted(*existing, "active Pod"),
                deletion(victims)
            )
        }
        Decision::StatusWritten { replicas, ready, available, terminating } => format!(
            "Found {}, {ready} ready and {available} available{}: writes that into its `status`.",
            counted(*replicas, "active Pod"),
            match terminating.unwrap_or(0) {
                0 => String::new(),
                going => format!(" ({going} more terminating)"),
            }
        ),
        Decision::WaitsForAvailability { min_ready_seconds, waiting } => format!(
            "Waits. {} ready, but becomes available only after {} without a break \
             (`minReadySeconds`).",
            match waiting {
                1 => "1 Pod is".to_owned(),
                many => format!("{many} Pods are"),
            },
            counted(*min_ready_seconds as i32, "second")
        ),
    }
}

fn creation(wanted: i32, existing: i32, terminating: i32, created: i32, batches: &[u32]) -> String {
    let wants = format!("Wants {} and has {existing} active", counted(wanted, "Pod"));
    let not_counted = match terminating {
        0 => String::new(),
        1 => " (1 more is terminating and does not count)".to_owned(),
        many => format!(" ({many} more are terminating and do not count)"),
    };
    let how = match batches {
        [_] => String::new(),
        many => {
            let sizes: Vec<String> = many.iter().map(u32::to_string).collect();
            format!(" in quick batches of {}", sizes.join(", "))
        }
    };
    format!("{wants}{not_counted}: creates {created}{how}.")
}

fn deletion(victims: &[Victim]) -> String {
    let named = victims.iter().take(NAMED).map(|victim| {
        let because = because(victim);
        if because.is_empty() {
            format!("`{}`", victim.pod)
        } else {
            format!("`{}` ({because})", victim.pod)
        }
    });
    let named: Vec<String> = named.collect();
    let rest = match victims.len().saturating_sub(NAMED) {
        0 => String::new(),
        rest => format!(" and {rest} more"),
    };
    let verb = if victims.len() == 1 { "has to go" } else { "have to go" };
    format!("{}{rest} {verb}.", named.join(", "))
}

/// What sets it apart from the Pods that stay.
fn because(victim: &Victim) -> String {
    match victim.because {
        Because::AllGo | Because::Alike => String::new(),
        Because::NotScheduled => "on no node yet".to_owned(),
        Because::NotRunning => "not running yet".to_owned(),
        Because::NotReady => "not ready".to_owned(),
        Because::Cheaper => "cheapest by its `pod-deletion-cost`".to_owned(),
        Because::CrowdedNode => format!(
            "`{}` has {} of this Deployment",
            victim.node,
            counted(victim.neighbours as i32, "Pod")
        ),
        Because::ReadyForLess => "ready for the shortest time".to_owned(),
        Because::MoreRestarts => "restarted most often".to_owned(),
        Because::Newer => "among the newest".to_owned(),
        Because::Chance => "about as old as the others, so chosen by its UID".to_owned(),
    }
}
