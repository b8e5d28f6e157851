//! The kubelets: what becomes of a Pod on its node (rules K1 to K10).

use crate::api::{Name, Object, ObjectRef, Pod, Status};
use crate::cluster::Turn;
use crate::cluster::decision::Explain;

/// Why it did what it did.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {}

impl Explain for Decision {
    fn rule(&self) -> Option<&'static str> {
        match *self {}
    }
}

/// What the kubelets know beyond the API.
#[derive(Clone, Default)]
pub struct Memory {}

/// One look at one Pod.
pub fn sync(_turn: &mut Turn, _name: &str) -> Result<(), Status> {
    Ok(())
}

/// What the hand that drives the kubelet asks for.
pub fn by_hand(
    _turn: &mut Turn,
    _pod: &str,
    _kubelet_move: &crate::cluster::KubeletMove,
) -> Result<(), Status> {
    Ok(())
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
