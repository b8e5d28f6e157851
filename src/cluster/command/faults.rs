//! What a person can break, and mend.

use super::{live_pod, stored};
use crate::api::{Name, ObjectRef, Status};
use crate::cluster::kubelet;
use crate::cluster::turn::Turn;

/// The Pod's container ends with an error, and the kubelet starts it again (rule K8).
pub(super) fn crash(turn: &mut Turn, pod: &str) -> Result<(), Status> {
    let pod = live_pod(turn, pod)?;
    kubelet::crash(turn, &pod)
}

/// The Pod's application stops, or goes on, answering its readiness probe (rule K5).
pub(super) fn readiness(turn: &mut Turn, pod: &str, ready: bool) -> Result<(), Status> {
    let pod = live_pod(turn, pod)?;
    kubelet::set_readiness(turn, &pod, ready)
}

/// No node can pull this image any more, or each can again.
pub(super) fn break_image(turn: &mut Turn, image: &Name, broken: bool) -> Result<(), Status> {
    kubelet::break_image(turn, image, broken);
    Ok(())
}

/// The image that this workload is set to next will be broken.
pub(super) fn break_next_image(
    turn: &mut Turn,
    object: &ObjectRef,
    on: bool,
) -> Result<(), Status> {
    stored(turn, object)?;
    kubelet::break_next_image(turn, object, on);
    Ok(())
}

/// Breaks the image that this workload is being set to, if that was asked for before.
pub(super) fn spoil_next_image(turn: &mut Turn, object: &ObjectRef, image: &str) {
    if kubelet::takes_broken_image(turn, object) {
        kubelet::break_image(turn, &image.into(), true);
    }
}
