//! The end of a Pod that was asked for (rule K6): SIGTERM, the grace period, and the last word.

use super::durations::Duration;
use super::images::stage_ms;
use super::memory::{Stage, Worker};
use super::{Decision, reference, stages};
use crate::api::{Pod, Status};
use crate::cluster::{DeleteOptions, Turn};

/// Goes on with the end of a Pod: what runs is asked to end; when nothing runs, the object goes.
pub fn end(turn: &mut Turn, pod: &Pod, worker: Option<Worker>) -> Result<(), Status> {
    let grace_seconds = pod.metadata.deletion_grace_period_seconds.unwrap_or(0);
    let now = turn.now();
    match worker {
        Some(worker) if matches!(worker.stage, Stage::Running(_)) => {
            ask_to_end(turn, pod, worker, grace_seconds);
            Ok(())
        }
        Some(Worker { stage: Stage::Stopping { kill_at, grace_seconds: before }, due, .. })
            if grace_seconds == before && due.is_some_and(|due| due > now) =>
        {
            let stage = Stage::Stopping { kill_at, grace_seconds };
            let worker = Worker { due, ..Worker::new(pod.metadata.uid, stage) };
            stages::keep(turn, pod, worker);
            Ok(())
        }
        Some(Worker { stage: Stage::Stopping { kill_at, grace_seconds: before }, due, .. })
            if grace_seconds != before =>
        {
            let kill_at = kill_at.min(now.after_seconds(grace_seconds.into()));
            let due = due.map_or(kill_at, |due| due.min(kill_at));
            let stage = Stage::Stopping { kill_at, grace_seconds };
            let worker = Worker::new(pod.metadata.uid, stage);
            stages::enter(turn, pod, worker, stage, Some(due.since_ms(now)));
            Ok(())
        }
        worker => finish(turn, pod, worker),
    }
}

fn ask_to_end(turn: &mut Turn, pod: &Pod, worker: Worker, grace_seconds: u32) {
    for container in pod.spec.containers.iter() {
        let text = format!("Stopping container {}", container.name);
        turn.normal(reference(pod), "Killing", text);
    }
    let grace_ms = u64::from(grace_seconds) * 1000;
    let wanted_ms = stage_ms(turn, pod, Duration::Stop);
    let ms = wanted_ms.map_or(grace_ms, |ms| ms.min(grace_ms));
    turn.decide(Decision::Stopping { pod: pod.metadata.name.clone(), wanted_ms, grace_seconds });
    let stage = Stage::Stopping { kill_at: turn.now().after_ms(grace_ms), grace_seconds };
    stages::enter(turn, pod, worker, stage, Some(ms));
}

fn finish(turn: &mut Turn, pod: &Pod, worker: Option<Worker>) -> Result<(), Status> {
    let now = turn.now();
    let killed = worker.is_some_and(
        |worker| matches!(worker.stage, Stage::Stopping { kill_at, .. } if kill_at <= now),
    );
    turn.decide(Decision::Stopped { pod: pod.metadata.name.clone(), killed });
    turn.cluster.kubelet.forget(&pod.metadata.name);
    turn.delete(&reference(pod), DeleteOptions::now())
}
