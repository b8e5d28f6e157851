//! Attaching the volumes of a Pod's claims to its node (rule V3): a volume that may be written by
//! one node only has to leave the other node first.

use super::memory::Worker;
use super::{Decision, images, reference, stages};
use crate::api::{Name, PersistentVolumeClaim, Pod, Status, Time};
use crate::cluster::{Turn, nodes};
use std::rc::Rc;

/// Milliseconds after which a volume is taken from a node that does not answer.
const FORCE_DETACH_MS: u64 = 6 * 60 * 1000;

/// A volume that another node has.
struct Held {
    claim: Name,
    volume: Name,
    node: Name,
    /// A Pod that uses it there, if one is left.
    pod: Option<Name>,
}

/// Goes on to the image if all volumes can be attached; otherwise waits and says for what.
pub fn attach(turn: &mut Turn, pod: &Pod, worker: Worker) -> Result<(), Status> {
    let Some(held) = held_elsewhere(turn, pod) else {
        take(turn, pod);
        return images::pull(turn, pod, worker);
    };
    let now = turn.now();
    let detached = |due: Time| held.pod.is_none() && due <= now;
    if worker.due.is_some_and(detached) {
        turn.cluster.kubelet.detach(&held.volume);
        return attach(turn, pod, Worker { due: None, ..worker });
    }
    let first = turn.cluster.kubelet.worker(pod).is_none();
    let due = match held.pod {
        Some(_) => None,
        None => worker.due.or(Some(now.after_ms(FORCE_DETACH_MS))),
    };
    if first || due != worker.due {
        report(turn, pod, &held, due);
    }
    stages::keep(turn, pod, Worker { due, ..worker });
    Ok(())
}

fn report(turn: &mut Turn, pod: &Pod, held: &Held, due: Option<Time>) {
    let Held { claim, volume, node, pod: holder } = held;
    let now = turn.now();
    turn.decide(Decision::WaitsForVolume {
        pod: pod.metadata.name.clone(),
        claim: claim.clone(),
        node: node.clone(),
        holder: holder.clone(),
        wait_ms: due.map(|due| due.since_ms(now)),
    });
    let message = match holder {
        Some(holder) => format!(
            "Multi-Attach error for volume \"{volume}\" Volume is already used by pod(s) {holder}"
        ),
        None => format!(
            "Multi-Attach error for volume \"{volume}\" Volume is already exclusively attached to \
             one node and can't be attached to another"
        ),
    };
    turn.warning(reference(pod), "FailedAttachVolume", message);
}

/// The first of the Pod's volumes that another node has and does not give back by itself.
fn held_elsewhere(turn: &Turn, pod: &Pod) -> Option<Held> {
    volumes_of_one_node(turn, pod).find_map(|(claim, volume)| {
        let node = turn.cluster.kubelet.attached_to(&volume)?.clone();
        if node == pod.spec.node_name {
            return None;
        }
        let is_there = |user: &&Rc<Pod>| user.spec.node_name == node && !user.is_finished();
        let holder = turn.cache.pods_using(&claim).find(is_there);
        let pod = holder.map(|user| user.metadata.name.clone());
        let keeps = pod.is_some() || !nodes::is_alive(turn, &node);
        keeps.then_some(Held { claim, volume, node, pod })
    })
}

fn take(turn: &mut Turn, pod: &Pod) {
    let volumes: Vec<Name> = volumes_of_one_node(turn, pod).map(|(_, volume)| volume).collect();
    for volume in volumes {
        turn.cluster.kubelet.attach(&volume, &pod.spec.node_name);
    }
}

/// The Pod's claims, and the volumes behind them, that one node may have at a time.
fn volumes_of_one_node<'a>(
    turn: &'a Turn,
    pod: &'a Pod,
) -> impl Iterator<Item = (Name, Name)> + 'a {
    pod.claims().filter_map(|name| {
        let claim = turn.cache.get::<PersistentVolumeClaim>(name)?;
        let shared = |mode: &Name| matches!(&**mode, "ReadWriteMany" | "ReadOnlyMany");
        let volume = claim.spec.volume_name.clone();
        let single = !volume.is_empty() && !claim.spec.access_modes.iter().any(shared);
        single.then(|| (name.clone(), volume))
    })
}
