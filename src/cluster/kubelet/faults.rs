//! What a person can do to Pods and images, behind the kubelets' backs.

use super::memory::{Stage, Worker};
use super::probe::Probes;
use super::{Decision, containers, manual};
use crate::api::{Name, ObjectRef, Pod, Reason, Status};
use crate::cluster::{KubeletDriver, KubeletMove, Turn};

/// The container ends with an error. Refused if it does not run.
pub fn crash(turn: &mut Turn, pod: &Pod) -> Result<(), Status> {
    if turn.cluster.config.kubelet == KubeletDriver::Manual {
        return manual::apply(turn, &pod.metadata.name, &KubeletMove::Restart(None));
    }
    let worker = running(turn, pod)?;
    containers::exit(turn, pod, worker)
}

/// The application stops answering its readiness probe, or answers again. Refused for a Pod that
/// does not run, and for one without a readiness probe: that is ready as long as it runs (rule K5).
pub fn set_readiness(turn: &mut Turn, pod: &Pod, ready: bool) -> Result<(), Status> {
    if turn.cluster.config.kubelet == KubeletDriver::Manual {
        let a_move = if ready { KubeletMove::Ready } else { KubeletMove::Unready };
        return manual::apply(turn, &pod.metadata.name, &a_move);
    }
    let worker = running(turn, pod)?;
    let now = turn.now();
    let Stage::Running { started, answers_from, crashes_at, ready: is_ready, complained } =
        worker.stage
    else {
        return Ok(());
    };
    if Probes::of(pod, started).is_empty() {
        let message = format!(
            "pod \"{}\" has no readinessProbe: it is ready as long as it runs",
            pod.metadata.name
        );
        return Err(Status::new(Reason::BadRequest, message));
    }
    turn.decide(Decision::Silenced { pod: pod.metadata.name.clone(), silent: !ready });
    let answers_from = match ready {
        true => Some(answers_from.map_or(now, |from| from.max(now))),
        false => answers_from,
    };
    let silent_from = if ready { None } else { worker.silent_from.or(Some(now)) };
    let stage = Stage::Running { started, answers_from, crashes_at, ready: is_ready, complained };
    containers::watch(turn, pod, Worker { stage, silent_from, ..worker })
}

/// No node can pull this image any more, or each can again.
pub fn break_image(turn: &mut Turn, image: &Name, broken: bool) {
    turn.decide(Decision::ImageBroken { image: image.clone(), broken });
    turn.cluster.kubelet.set_broken(image, broken);
}

/// The image that this workload is set to next will be broken.
pub fn break_next_image(turn: &mut Turn, object: &ObjectRef, on: bool) {
    turn.decide(Decision::NextImageBroken { object: object.clone(), broken: on });
    turn.cluster.kubelet.set_breaks_next_image(object, on);
}

/// Whether the next image of this workload is to be broken; asking uses it up.
pub fn takes_broken_image(turn: &mut Turn, object: &ObjectRef) -> bool {
    let broken = turn.cluster.kubelet.breaks_next_image(object);
    if broken {
        turn.cluster.kubelet.set_breaks_next_image(object, false);
    }
    broken
}

fn running(turn: &Turn, pod: &Pod) -> Result<Worker, Status> {
    let worker = turn.cluster.kubelet.worker(pod);
    let running = worker.filter(|worker| matches!(worker.stage, Stage::Running { .. }));
    running.cloned().ok_or_else(|| {
        let message = format!("the container of pod \"{}\" does not run", pod.metadata.name);
        Status::new(Reason::BadRequest, message)
    })
}
