//! The end of a Pod that was asked for (rule K6): its `preStop` hooks, SIGTERM, the grace period,
//! and the last word.
//! Models `killContainer` in `pkg/kubelet/kuberuntime/kuberuntime_container.go`.

use super::durations::Duration;
use super::images::stage_ms;
use super::memory::{Running, Stage, Worker};
use super::{Decision, hooks, reference, stages};
use crate::api::{Pod, Status, Time};
use crate::cluster::{DeleteOptions, Turn};

/// What every container has between SIGTERM and SIGKILL, however late SIGTERM came
/// (`minimumGracePeriodInSeconds`).
const LEAST_MS: u64 = 2000;

/// Goes on with the end of a Pod: hooks run, what runs is asked to end; when nothing runs, the
/// object goes.
pub fn end(turn: &mut Turn, pod: &Pod, worker: Option<Worker>) -> Result<(), Status> {
    let Some(worker) = worker else { return finish(turn, pod, false) };
    let given = pod.metadata.deletion_grace_period_seconds.unwrap_or(0);
    let now = turn.now();
    let is_over = worker.due.is_none_or(|due| due <= now);
    match worker.stage {
        Stage::Running(running) => {
            begin(turn, pod, worker, running, given);
            Ok(())
        }
        Stage::PreStop { grace_seconds, .. } | Stage::Stopping { grace_seconds, .. }
            if grace_seconds != given =>
        {
            shorten(turn, pod, worker, given);
            Ok(())
        }
        Stage::PreStop { .. } | Stage::Stopping { .. } if !is_over => {
            stages::keep(turn, pod, worker);
            Ok(())
        }
        Stage::PreStop { grace_ends, grace_seconds, .. } => {
            ask_to_end(turn, pod, worker, grace_ends, grace_seconds);
            Ok(())
        }
        Stage::Stopping { kill_at, .. } => finish(turn, pod, kill_at <= now),
        _ => finish(turn, pod, false),
    }
}

fn begin(turn: &mut Turn, pod: &Pod, worker: Worker, running: Running, grace_seconds: u32) {
    for container in pod.spec.containers.iter() {
        let text = format!("Stopping container {}", container.name);
        turn.normal(reference(pod), "Killing", text);
    }
    let grace_ms = u64::from(grace_seconds) * 1000;
    let grace_ends = turn.now().after_ms(grace_ms);
    if grace_seconds == 0 || !hooks::has_pre_stop(pod) {
        return ask_to_end(turn, pod, worker, grace_ends, grace_seconds);
    }
    let ms = hooks::pre_stop_ms(turn, pod);
    turn.decide(Decision::PreStop { pod: pod.metadata.name.clone(), ms, grace_seconds });
    let stage = Stage::PreStop { running, grace_ends, grace_seconds };
    let due_ms = ms.map_or(grace_ms, |ms| ms.min(grace_ms));
    stages::enter(turn, pod, worker, stage, Some(due_ms));
}

/// SIGTERM.
fn ask_to_end(turn: &mut Turn, pod: &Pod, worker: Worker, grace_ends: Time, grace_seconds: u32) {
    let now = turn.now();
    let left_ms = grace_ends.since_ms(now).max(LEAST_MS);
    let wanted_ms = stage_ms(turn, pod, Duration::Stop);
    let name = pod.metadata.name.clone();
    turn.decide(Decision::Stopping { pod: name, wanted_ms, left_ms, grace_seconds });
    let kill_at = now.after_ms(left_ms);
    let stage = Stage::Stopping { asked_at: now, kill_at, grace_seconds };
    let ms = wanted_ms.map_or(left_ms, |ms| ms.min(left_ms));
    let worker = Worker::new(worker.uid, stage);
    stages::enter(turn, pod, worker, stage, Some(ms));
}

/// A second deletion gave it less time.
fn shorten(turn: &mut Turn, pod: &Pod, worker: Worker, given: u32) {
    let now = turn.now();
    let end = now.after_seconds(given.into());
    let (stage, end) = match worker.stage {
        Stage::PreStop { running, grace_ends, .. } => {
            let grace_ends = grace_ends.min(end);
            (Stage::PreStop { running, grace_ends, grace_seconds: given }, grace_ends)
        }
        Stage::Stopping { asked_at, kill_at, .. } => {
            let kill_at = kill_at.min(end);
            (Stage::Stopping { asked_at, kill_at, grace_seconds: given }, kill_at)
        }
        other => (other, end),
    };
    let due = worker.due.map_or(end, |due| due.min(end));
    stages::enter(turn, pod, worker, stage, Some(due.since_ms(now)));
}

fn finish(turn: &mut Turn, pod: &Pod, killed: bool) -> Result<(), Status> {
    turn.decide(Decision::Stopped { pod: pod.metadata.name.clone(), killed });
    turn.cluster.kubelet.forget(&pod.metadata.name);
    turn.delete(&reference(pod), DeleteOptions::now())
}
