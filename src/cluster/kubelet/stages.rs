//! The clock's kubelet: a Pod's life as stages, each with the time at which it is over (rule K2).
//!
//! | stage | over when | then |
//! | --- | --- | --- |
//! | Attaching | no other node has the volume | Pulling, or Creating |
//! | Pulling | the image is there, or is not | Creating, or PullFailed |
//! | PullFailed | the next look, a second later | PullBackOff |
//! | PullBackOff | 10 s, 20 s … 300 s after the failure | Pulling |
//! | Creating | the containers have started | Running |
//! | Running | a probe's answer, a crash | Running, or Exited |
//! | Exited | the next look, a second later | Running, or CrashBackOff |
//! | CrashBackOff | 10 s, 20 s … 300 s after the exit | Running |
//! | any, and the Pod is terminating | at once | PreStop, or Stopping, or gone |
//! | PreStop | the hooks have ended, or the grace has | Stopping |
//! | Stopping | the application has ended, or the grace has | gone |

use super::memory::{Stage, Worker};
use super::{containers, ending, images, status, volume};
use crate::api::{Kind, ObjectRef, Pod, PodPhase, Status};
use crate::cluster::{Actor, Turn, WorkKey, nodes};

/// Milliseconds until the kubelet looks at a container that has ended or an image that did not
/// come: its lifecycle events are listed once a second.
pub const LOOK_MS: u64 = 1000;

/// One look at one Pod: goes on with it if its stage is over.
pub fn sync(turn: &mut Turn, name: &str) -> Result<(), Status> {
    let pod = turn.cache.get::<Pod>(name).cloned();
    let Some(pod) = pod.filter(|pod| !pod.is_finished()) else {
        turn.cluster.kubelet.forget(name);
        return Ok(());
    };
    if !pod.is_scheduled() || !nodes::is_alive(turn, &pod.spec.node_name) {
        return Ok(());
    }
    let worker = turn.cluster.kubelet.worker(&pod).cloned();
    match worker {
        worker if pod.is_terminating() => ending::end(turn, &pod, worker),
        None => begin(turn, &pod),
        Some(worker) => go_on(turn, &pod, worker),
    }
}

/// Takes a Pod over that was bound to the node.
fn begin(turn: &mut Turn, pod: &Pod) -> Result<(), Status> {
    let worker = Worker::new(pod.metadata.uid, Stage::Attaching);
    if pod.status.phase == PodPhase::Running {
        return containers::adopt(turn, pod, worker);
    }
    let (mut accepted, now) = (pod.clone(), turn.now());
    status::accept(&mut accepted, now);
    turn.update_status(accepted)?;
    volume::attach(turn, pod, worker)
}

fn go_on(turn: &mut Turn, pod: &Pod, worker: Worker) -> Result<(), Status> {
    match worker.stage {
        Stage::Attaching => volume::attach(turn, pod, worker),
        Stage::Running(running) => containers::watch(turn, pod, worker, running),
        _ if worker.due.is_none_or(|due| due > turn.now()) => {
            arm(turn, pod, &worker);
            Ok(())
        }
        Stage::Pulling { since } => images::arrive(turn, pod, worker, since),
        Stage::PullFailed { retry_at } => images::back_off(turn, pod, worker, retry_at),
        Stage::PullBackOff => images::pull(turn, pod, worker),
        Stage::Creating => containers::start(turn, pod, worker),
        Stage::Exited { at } => containers::after_exit(turn, pod, worker, at),
        Stage::CrashBackOff => containers::restart(turn, pod, worker),
        // Only the end of a Pod leads here, and goes on with it.
        Stage::PreStop { .. } | Stage::Stopping { .. } => Ok(()),
    }
}

/// Remembers where the Pod stands, and looks again when its stage is over.
pub fn keep(turn: &mut Turn, pod: &Pod, worker: Worker) {
    arm(turn, pod, &worker);
    turn.cluster.kubelet.keep(&pod.metadata.name, worker);
}

/// Enters a stage that takes this many milliseconds; `None` if it takes something else than time.
pub fn enter(turn: &mut Turn, pod: &Pod, worker: Worker, stage: Stage, ms: Option<u64>) {
    let due = ms.map(|ms| turn.now().after_ms(ms));
    keep(turn, pod, Worker { stage, due, ..worker });
}

fn arm(turn: &mut Turn, pod: &Pod, worker: &Worker) {
    let Some(due) = worker.due else { return };
    let ms = due.since_ms(turn.now());
    let key = WorkKey::new(Actor::Kubelet, ObjectRef::new(Kind::Pod, pod.metadata.name.clone()));
    if turn.step.key() == key {
        turn.look_again_after_ms(ms);
    } else {
        turn.wake_after_ms(key, ms);
    }
}
