//! Everything that can happen next, as one closed enum.
//!
//! The default driver always takes [`Move::Next`]. Recordings and lessons move Pods by hand, and an
//! exhaustive search tries every enabled move.

mod words;

use super::actor::{Actor, WorkKey};
use super::agenda::Why;
use super::config::{KubeletDriver, Provisioner};
use super::turn::Turn;
use super::{Cluster, kubelet, nodes, volumes};
use crate::api::{Kind, Name, ObjectRef, PersistentVolumeClaim, Pod, PodPhase, Status};

/// One thing that can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Move {
    /// Whoever is due first acts.
    Next,
    /// This wake-up is handled now, whatever is due before it.
    Wake(WorkKey, Why),
    /// The kubelet moves a Pod.
    Kubelet(Name, KubeletMove),
    /// The provisioner makes a volume for a claim.
    BindClaim(Name),
    /// A node's heartbeats stop (`false`) or come again (`true`).
    Heartbeats(Name, bool),
}

/// What a kubelet that is driven by hand can do with a Pod.
#[derive(Clone, Debug, PartialEq)]
pub enum KubeletMove {
    /// Phase Running, not ready, with an address.
    Running,
    /// Phase Running and Ready.
    Ready,
    /// Phase Running, not ready any more.
    Unready,
    /// A container ended and was started again; with a reason it waits instead of running.
    Restart(Option<Name>),
    /// The image cannot be pulled.
    ImageError,
    /// The Pod ended: Failed or Succeeded, why, and why for people.
    Finished {
        /// Failed, rather than Succeeded.
        failed: bool,
        /// `Evicted`, for example.
        reason: Name,
        /// For people.
        message: Name,
    },
    /// A terminating Pod's containers have ended: it is gone.
    Terminated,
}

impl Move {
    pub(super) fn key(&self) -> WorkKey {
        let (actor, kind, name) = match self {
            Self::Next => (Actor::You, Kind::Pod, "".into()),
            Self::Wake(key, _) => return key.clone(),
            Self::Kubelet(pod, _) => (Actor::Kubelet, Kind::Pod, pod.clone()),
            Self::BindClaim(claim) => {
                (Actor::VolumeBinder, Kind::PersistentVolumeClaim, claim.clone())
            }
            Self::Heartbeats(node, _) => (Actor::NodeLifecycle, Kind::Node, node.clone()),
        };
        WorkKey::new(actor, ObjectRef::new(kind, name))
    }
}

pub(super) fn by_hand(turn: &mut Turn, a_move: &Move) -> Result<(), Status> {
    match a_move {
        Move::Kubelet(pod, kubelet_move) => kubelet::by_hand(turn, pod, kubelet_move),
        Move::BindClaim(claim) => volumes::bind(turn, claim),
        Move::Heartbeats(node, alive) => nodes::lifecycle::heartbeats(turn, node, *alive),
        Move::Next | Move::Wake(..) => Ok(()),
    }
}

pub(super) fn enabled(cluster: &Cluster) -> Vec<Move> {
    let mut moves: Vec<Move> =
        cluster.agenda().map(|wake| Move::Wake(wake.key.clone(), wake.why)).collect();
    if cluster.config().kubelet == KubeletDriver::Manual {
        let pods = cluster.store().list::<Pod>();
        let alive = pods.filter(|pod| !cluster.nodes().is_silent(&pod.spec.node_name));
        moves.extend(alive.flat_map(|pod| kubelet_moves(pod)));
    }
    if cluster.config().provisioner == Provisioner::Manual {
        let claims = cluster.store().list::<PersistentVolumeClaim>();
        let pending = claims.filter(|claim| claim.spec.volume_name.is_empty());
        moves.extend(pending.map(|claim| Move::BindClaim(claim.metadata.name.clone())));
    }
    moves
}

/// What a kubelet that is alive could do next with a Pod, failures left out: those are faults.
fn kubelet_moves(pod: &Pod) -> Vec<Move> {
    let moves: &[KubeletMove] = if !pod.is_scheduled() || pod.is_finished() {
        &[]
    } else if pod.is_terminating() {
        &[KubeletMove::Terminated]
    } else if pod.status.phase == PodPhase::Pending {
        &[KubeletMove::Running, KubeletMove::Ready]
    } else if !pod.is_ready() {
        &[KubeletMove::Ready]
    } else {
        &[]
    };
    moves.iter().map(|it| Move::Kubelet(pod.metadata.name.clone(), it.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::staging::{create_pod, manual, settle, tell};
    use crate::cluster::{Command, DeleteOptions};
    use crate::value::json;

    /// What the kubelets could do next.
    fn possible(cluster: &Cluster) -> Vec<KubeletMove> {
        let of_kubelet = |it: Move| match it {
            Move::Kubelet(_, it) => Some(it),
            _ => None,
        };
        cluster.enabled().into_iter().filter_map(of_kubelet).collect()
    }

    #[test]
    fn a_kubelet_can_lead_a_pod_on_as_long_as_it_is_alive() {
        use KubeletMove::{Ready, Running, Terminated};
        let mut cluster = manual(1);
        create_pod(&mut cluster, "web", json!({}));
        assert_eq!(possible(&cluster), [], "no node yet");
        settle(&mut cluster);
        assert_eq!(possible(&cluster), [Running, Ready]);
        tell(&mut cluster, "web", Running);
        assert_eq!(possible(&cluster), [Ready]);
        tell(&mut cluster, "web", Ready);
        assert_eq!(possible(&cluster), []);
        let object = ObjectRef::new(Kind::Pod, "web");
        let delete = Command::Delete { object, options: DeleteOptions::default() };
        cluster.command(&delete).expect("it is there");
        assert_eq!(possible(&cluster), [Terminated]);
        cluster.command(&Command::Heartbeats("node-1".into(), false)).expect("it is there");
        assert_eq!(possible(&cluster), [], "nobody is there to confirm its end");
    }
}
