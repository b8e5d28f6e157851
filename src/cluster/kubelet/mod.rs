//! The kubelets: what becomes of a Pod on its node (rules K1 to K10).

mod decision;
mod manual;
mod memory;
mod status;

pub use decision::Decision;
pub use memory::Memory;

use crate::api::{Name, ObjectRef, Pod, Status};
use crate::cluster::{KubeletMove, Turn};

/// One look at one Pod.
pub fn sync(_turn: &mut Turn, _name: &str) -> Result<(), Status> {
    Ok(())
}

/// What the hand that drives the kubelet asks for.
pub fn by_hand(turn: &mut Turn, pod: &str, a_move: &KubeletMove) -> Result<(), Status> {
    manual::apply(turn, pod, a_move)
}

/// The container ends with an error.
pub fn crash(_turn: &mut Turn, _pod: &Pod) -> Result<(), Status> {
    Ok(())
}

/// The readiness probe fails from now on, or succeeds again.
pub fn set_readiness(_turn: &mut Turn, _pod: &Pod, _ready: bool) -> Result<(), Status> {
    Ok(())
}

/// No node can pull this image any more, or each can again.
pub fn break_image(_turn: &mut Turn, _image: &Name, _broken: bool) {}

/// The image that this workload is set to next will be broken.
pub fn break_next_image(_turn: &mut Turn, _object: &ObjectRef, _on: bool) {}

/// Whether the next image of this workload is to be broken; asking uses it up.
pub fn takes_broken_image(_turn: &mut Turn, _object: &ObjectRef) -> bool {
    false
}
