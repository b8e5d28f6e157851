//! The kubelets: what becomes of a Pod on its node (rules K1 to K10).
//!
//! Two drivers: the clock, which leads a Pod through its stages, and a hand, which says what
//! becomes of it. Both write the same status. What they do not model: init and sidecar containers,
//! liveness and startup probes, `postStart` hooks; the containers of one Pod start and become ready
//! together, and it is the first that crashes.

mod backoff;
mod containers;
mod decision;
mod durations;
mod ending;
mod faults;
mod hooks;
mod images;
mod manual;
mod memory;
mod needs;
mod probe;
mod serving;
mod stages;
mod status;
mod volume;
mod waiting;

#[cfg(test)]
mod tests;

pub use backoff::{BackOff, Failures};
pub use decision::Decision;
pub use durations::Duration;
pub use faults::{break_image, break_next_image, crash, set_readiness, takes_broken_image};
pub use memory::Memory;
pub use needs::{ANNOTATION as NEEDS, lookers, missing};
pub use serving::{Serving, serving};
pub use waiting::{Waiting, WaitsFor, waiting};

use crate::api::{Kind, ObjectRef, Pod, Status};
use crate::cluster::{KubeletDriver, KubeletMove, Turn};

/// One look at one Pod.
pub fn sync(turn: &mut Turn, name: &str) -> Result<(), Status> {
    match turn.cluster.config.kubelet {
        KubeletDriver::Clock => stages::sync(turn, name),
        KubeletDriver::Manual => Ok(()),
    }
}

/// What the hand that drives the kubelet asks for.
pub fn by_hand(turn: &mut Turn, pod: &str, a_move: &KubeletMove) -> Result<(), Status> {
    manual::apply(turn, pod, a_move)
}

fn reference(pod: &Pod) -> ObjectRef {
    ObjectRef::new(Kind::Pod, pod.metadata.name.clone())
}
