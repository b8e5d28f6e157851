//! Everything that can happen next, as one closed enum.
//!
//! The default driver always takes [`Move::Next`]. Recordings and lessons move Pods by hand, and an
//! exhaustive search tries every enabled move.

use super::actor::{Actor, WorkKey};
use super::agenda::Why;
use super::config::{KubeletDriver, Provisioner};
use super::turn::Turn;
use super::{Cluster, kubelet, nodes, volumes};
use crate::api::{Kind, Name, ObjectRef, PersistentVolumeClaim, Pod, Status};

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
        moves.extend(cluster.store().list::<Pod>().flat_map(|pod| kubelet_moves(pod)));
    }
    if cluster.config().provisioner == Provisioner::Manual {
        let claims = cluster.store().list::<PersistentVolumeClaim>();
        let pending = claims.filter(|claim| claim.spec.volume_name.is_empty());
        moves.extend(pending.map(|claim| Move::BindClaim(claim.metadata.name.clone())));
    }
    moves
}

/// What the kubelet could do next with a Pod, failures left out: those are faults.
fn kubelet_moves(pod: &Pod) -> Vec<Move> {
    let name = || pod.metadata.name.clone();
    if !pod.is_scheduled() || pod.is_finished() {
        Vec::new()
    } else if pod.is_terminating() {
        vec![Move::Kubelet(name(), KubeletMove::Terminated)]
    } else if !pod.is_ready() {
        vec![Move::Kubelet(name(), KubeletMove::Ready)]
    } else {
        Vec::new()
    }
}
