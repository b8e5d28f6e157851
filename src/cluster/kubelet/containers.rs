//! Containers that run: started, asked by their probes, crashed and started again (rules K5, K8).

use super::backoff::BackOff;
use super::durations::Duration;
use super::images::{say_present, stage_ms};
use super::memory::{Stage, Worker};
use super::probe::Probes;
use super::stages::{self, LOOK_MS};
use super::{Decision, reference, status};
use crate::api::{Name, Pod, Status, Time};
use crate::cluster::Turn;

/// The exit code of an application that crashes.
const CRASHED: i32 = 1;

/// The containers have started.
pub fn start(turn: &mut Turn, pod: &Pod, worker: Worker) -> Result<(), Status> {
    let address = turn.cluster.kubelet.new_address();
    for container in pod.spec.containers.iter() {
        say_started(turn, pod, &container.name);
    }
    let (mut running, now) = (pod.clone(), turn.now());
    let ready = Probes::of(pod, now).is_empty();
    status::run(&mut running, &address, ready, now);
    let stage = running_stage(turn, pod, ready);
    let ready_ms = expected_ready_ms(pod, stage, now);
    turn.decide(Decision::Started { pod: name(pod), probed: !ready, ready_ms });
    turn.update_status(running.clone())?;
    watch_on(turn, &running, worker, stage);
    Ok(())
}

/// Takes over a Pod that runs already.
pub fn adopt(turn: &mut Turn, pod: &Pod, worker: Worker) -> Result<(), Status> {
    let stage = running_stage(turn, pod, pod.is_ready());
    watch_on(turn, pod, worker, stage);
    Ok(())
}

/// Looks at running containers: what a probe says, a crash, or a status that somebody else changed.
pub fn watch(turn: &mut Turn, pod: &Pod, worker: Worker) -> Result<(), Status> {
    let Stage::Running { started, answers_from, crashes_at, ready, complained } = worker.stage
    else {
        return Ok(());
    };
    let now = turn.now();
    if crashes_at.is_some_and(|at| at <= now) {
        return exit(turn, pod, worker);
    }
    let probes = Probes::of(pod, started);
    let answer = next_answer(&probes, &worker).filter(|at| *at <= now);
    if answer.is_none() && pod.is_ready() == ready {
        watch_on(turn, pod, worker.clone(), worker.stage);
        return Ok(());
    }
    let now_ready = ready != answer.is_some();
    let complains = ready && !now_ready;
    turn.decide(match (answer, now_ready) {
        (None, _) => Decision::ReportsAgain { pod: name(pod), ready },
        (Some(_), true) => Decision::Ready { pod: name(pod) },
        (Some(_), false) => {
            Decision::NotReady { pod: name(pod), failures: probes.failure_threshold() }
        }
    });
    if complains {
        turn.warning(reference(pod), "Unhealthy", probes.failure_text());
    }
    let mut changed = pod.clone();
    status::run(&mut changed, &Name::default(), now_ready, now);
    turn.update_status(changed)?;
    let complained = complained || complains;
    let stage = Stage::Running { started, answers_from, crashes_at, ready: now_ready, complained };
    watch_on(turn, pod, worker, stage);
    Ok(())
}

/// A container ends with an error.
pub fn exit(turn: &mut Turn, pod: &Pod, worker: Worker) -> Result<(), Status> {
    let (mut exited, now) = (pod.clone(), turn.now());
    let restarts = pod.spec.restart_policy.as_deref() != Some("Never");
    turn.decide(Decision::Exited { pod: name(pod), exit_code: CRASHED, restarts });
    status::exit(&mut exited, CRASHED, now);
    if restarts {
        stages::enter(turn, pod, worker, Stage::Exited { at: now }, Some(LOOK_MS));
    } else {
        status::finish(&mut exited, true, &Name::default(), &Name::default(), now);
    }
    turn.update_status(exited).map(drop)
}

/// The kubelet looks at a container that has ended: starts it again, or waits (rule K8).
pub fn after_exit(turn: &mut Turn, pod: &Pod, worker: Worker, at: Time) -> Result<(), Status> {
    let now = turn.now();
    let until = worker.crashes.wait_until(BackOff::KUBELET, at).filter(|until| *until > now);
    let Some(until) = until else { return restart(turn, pod, worker) };
    let delay_ms = worker.crashes.delay_ms();
    turn.decide(Decision::BacksOff {
        pod: name(pod),
        delay_ms,
        wait_ms: until.since_ms(now),
        restarts: pod.restarts(),
    });
    let container = pod.spec.containers.first().map_or("", |container| &container.name);
    let (meta, uid) = (&pod.metadata, pod.metadata.uid);
    let whole_name = format!("{}_{}({uid})", meta.name, meta.namespace);
    let text = turn.release().restart_back_off_text(container, &whole_name);
    turn.warning(reference(pod), "BackOff", text);
    let message = format!(
        "back-off {} restarting failed container={container} pod={whole_name}",
        super::durations::go_text(delay_ms)
    );
    let mut waiting = pod.clone();
    status::back_off(&mut waiting, "CrashLoopBackOff", Some(&message), now);
    turn.update_status(waiting)?;
    stages::enter(turn, pod, worker, Stage::CrashBackOff, Some(until.since_ms(now)));
    Ok(())
}

/// The container is started again, in the same Pod.
pub fn restart(turn: &mut Turn, pod: &Pod, mut worker: Worker) -> Result<(), Status> {
    let (mut restarted, now) = (pod.clone(), turn.now());
    worker.crashes.next(BackOff::KUBELET, now);
    if let Some(container) = pod.spec.containers.first() {
        say_present(turn, pod, &container.image);
        say_started(turn, pod, &container.name);
    }
    let ready = Probes::of(pod, now).is_empty();
    status::restart(&mut restarted, ready, now);
    let stage = running_stage(turn, pod, ready);
    let (restarts, ready_ms) = (restarted.restarts(), expected_ready_ms(pod, stage, now));
    turn.decide(Decision::Restarted { pod: name(pod), restarts, probed: !ready, ready_ms });
    turn.update_status(restarted.clone())?;
    watch_on(turn, &restarted, worker, stage);
    Ok(())
}

fn running_stage(turn: &Turn, pod: &Pod, ready: bool) -> Stage {
    let now = turn.now();
    let after = |what| stage_ms(turn, pod, what).map(|ms| now.after_ms(ms));
    Stage::Running {
        started: now,
        answers_from: if ready { Some(now) } else { after(Duration::Ready) },
        crashes_at: after(Duration::Crash),
        ready,
        complained: false,
    }
}

/// Keeps the Pod running until the next thing that time brings, and tells once of a probe that has
/// failed since the start.
fn watch_on(turn: &mut Turn, pod: &Pod, worker: Worker, stage: Stage) {
    let Stage::Running { started, answers_from, crashes_at, ready, mut complained } = stage else {
        return;
    };
    let now = turn.now();
    let probes = Probes::of(pod, started);
    let silent = worker.silent_from.is_some();
    let fails = |at: &Time| silent || answers_from.is_none_or(|from| from > *at);
    let mut first = probes.first_at().filter(|at| !ready && !complained && fails(at));
    if first.is_some_and(|at| at <= now) {
        let failed = Decision::ProbeFailed { pod: name(pod) };
        turn.decide(failed);
        turn.warning(reference(pod), "Unhealthy", probes.failure_text());
        (complained, first) = (true, None);
    }
    let stage = Stage::Running { started, answers_from, crashes_at, ready, complained };
    let worker = Worker { stage, ..worker };
    let next = [crashes_at, first, next_answer(&probes, &worker)];
    let due = next.into_iter().flatten().min();
    stages::keep(turn, pod, Worker { due, ..worker });
}

/// When the probes' answers will change what the kubelet says of the Pod; `None` if they will not.
fn next_answer(probes: &Probes, worker: &Worker) -> Option<Time> {
    let Stage::Running { answers_from, ready, .. } = worker.stage else { return None };
    match (ready, worker.silent_from) {
        (false, None) => probes.ready_at(answers_from?),
        (true, Some(silent_from)) => probes.unready_at(silent_from),
        _ => None,
    }
}

fn expected_ready_ms(pod: &Pod, stage: Stage, now: Time) -> Option<u64> {
    let Stage::Running { started, answers_from, .. } = stage else { return None };
    let at = Probes::of(pod, started).ready_at(answers_from?)?;
    Some(at.since_ms(now))
}

fn say_started(turn: &mut Turn, pod: &Pod, container: &str) {
    let created = turn.release().container_created_text(container);
    turn.normal(reference(pod), "Created", created);
    turn.normal(reference(pod), "Started", format!("Started container {container}"));
}

fn name(pod: &Pod) -> Name {
    pod.metadata.name.clone()
}
