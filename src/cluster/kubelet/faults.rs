//! What a person can do to Pods and images, behind the kubelets' backs.

use super::memory::{Running, Stage, Worker};
use super::probe::Probes;
use super::{Decision, containers, manual, stages};
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

/// The application stops answering its readiness probe, now and after every restart, or answers
/// again. Refused for a Pod without a readiness probe: that is ready as long as it runs (rule K5).
pub fn set_readiness(turn: &mut Turn, pod: &Pod, ready: bool) -> Result<(), Status> {
    if turn.cluster.config.kubelet == KubeletDriver::Manual {
        let a_move = if ready { KubeletMove::Ready } else { KubeletMove::Unready };
        return manual::apply(turn, &pod.metadata.name, &a_move);
    }
    let now = turn.now();
    let name = pod.metadata.name.clone();
    let refusal = match turn.cluster.kubelet.worker(pod) {
        _ if Probes::of(pod, now).is_empty() => {
            format!("pod \"{name}\" has no readinessProbe: it is ready as long as it runs")
        }
        None => format!("no kubelet has taken pod \"{name}\" yet"),
        Some(worker) => return silence(turn, pod, worker.clone(), !ready),
    };
    if ready { Ok(()) } else { Err(Status::new(Reason::BadRequest, refusal)) }
}

fn silence(turn: &mut Turn, pod: &Pod, worker: Worker, silent: bool) -> Result<(), Status> {
    let now = turn.now();
    let silent_from = silent.then_some(now);
    let running = match worker.stage {
        Stage::Running(running) => Some(running),
        _ => None,
    };
    let never_answers = running.is_some_and(|running| running.answers_from.is_none());
    if silent == worker.silent_from.is_some() && (silent || !never_answers) {
        return Ok(());
    }
    turn.decide(Decision::Silenced { pod: pod.metadata.name.clone(), silent });
    let worker = Worker { silent_from, ..worker };
    let Some(running) = running else {
        stages::keep(turn, pod, worker);
        return Ok(());
    };
    let answers_from = match running.answers_from {
        from if silent => from,
        from => Some(from.map_or(now, |from| from.max(now))),
    };
    containers::watch(turn, pod, worker, Running { answers_from, ..running })
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
    let running = worker.filter(|worker| matches!(worker.stage, Stage::Running(_)));
    running.cloned().ok_or_else(|| {
        let message = format!("the container of pod \"{}\" does not run", pod.metadata.name);
        Status::new(Reason::BadRequest, message)
    })
}
