//! Containers that run: started, asked by their probes, crashed and started again (rules K5, K8).

use super::backoff::BackOff;
use super::durations::Duration;
use super::images::{say_present, stage_ms};
use super::memory::{Running, Stage, Worker};
use super::probe::Probes;
use super::stages::{self, LOOK_MS};
use super::{Decision, needs, reference, status};
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
    let (mut started, now) = (pod.clone(), turn.now());
    let running = running_from_now(turn, pod);
    status::run(&mut started, &address, running.ready, now);
    let ready_ms = expected_ready_ms(pod, running);
    turn.decide(Decision::Started { pod: name(pod), probed: !running.ready, ready_ms });
    turn.update_status(started.clone())?;
    look_for_peers(turn, &started);
    watch_on(turn, &started, worker, running);
    Ok(())
}

/// Takes over a Pod that runs already.
pub fn adopt(turn: &mut Turn, pod: &Pod, worker: Worker) -> Result<(), Status> {
    let running = Running { ready: pod.is_ready(), ..running_from_now(turn, pod) };
    watch_on(turn, pod, worker, running);
    Ok(())
}

/// Looks at running containers: what a probe says, a crash, or a status that somebody else changed.
pub fn watch(turn: &mut Turn, pod: &Pod, worker: Worker, running: Running) -> Result<(), Status> {
    let now = turn.now();
    let running = found_peers(turn, pod, running);
    if running.crashes_at.is_some_and(|at| at <= now) {
        return exit(turn, pod, worker);
    }
    let probes = Probes::of(pod, running.started);
    let answer = next_answer(&probes, running, worker.silent_from).filter(|at| *at <= now);
    if answer.is_none() && pod.is_ready() == running.ready {
        watch_on(turn, pod, worker, running);
        return Ok(());
    }
    let ready = running.ready != answer.is_some();
    turn.decide(match (answer, ready) {
        (None, _) => Decision::ReportsAgain { pod: name(pod), ready },
        (Some(_), true) => Decision::Ready { pod: name(pod) },
        (Some(_), false) => {
            Decision::NotReady { pod: name(pod), failures: probes.failure_threshold() }
        }
    });
    let falls = running.ready && !ready;
    if falls {
        turn.warning(reference(pod), "Unhealthy", probes.failure_text());
    }
    let mut changed = pod.clone();
    status::run(&mut changed, &Name::default(), ready, now);
    turn.update_status(changed)?;
    watch_on(turn, pod, worker, Running { ready, complained: falls, ..running });
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
    let until = worker.crashes.wait_until(back_off(turn), at).filter(|until| *until > now);
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

fn back_off(turn: &Turn) -> BackOff {
    BackOff::of_containers(turn.release())
}

/// The container is started again, in the same Pod.
pub fn restart(turn: &mut Turn, pod: &Pod, mut worker: Worker) -> Result<(), Status> {
    let (mut restarted, now) = (pod.clone(), turn.now());
    worker.crashes.next(back_off(turn), now);
    if let Some(container) = pod.spec.containers.first() {
        say_present(turn, pod, &container.image);
        say_started(turn, pod, &container.name);
    }
    let running = running_from_now(turn, pod);
    status::restart(&mut restarted, running.ready, now);
    turn.decide(Decision::Restarted {
        pod: name(pod),
        restarts: restarted.restarts(),
        probed: !running.ready,
        ready_ms: expected_ready_ms(pod, running),
    });
    turn.update_status(restarted.clone())?;
    look_for_peers(turn, &restarted);
    watch_on(turn, &restarted, worker, running);
    Ok(())
}

fn running_from_now(turn: &Turn, pod: &Pod) -> Running {
    let now = turn.now();
    let after = |what| stage_ms(turn, pod, what).map(|ms| now.after_ms(ms));
    let ready = Probes::of(pod, now).is_empty();
    let waits = !ready && needs::missing(turn.live(), pod).is_some();
    Running {
        started: now,
        answers_from: match (ready, waits) {
            (true, _) => Some(now),
            (false, true) => None,
            (false, false) => after(Duration::Ready),
        },
        crashes_at: after(Duration::Crash),
        ready,
        complained: false,
    }
}

/// Tells of the first name that the application looks for in vain.
fn look_for_peers(turn: &mut Turn, pod: &Pod) {
    let missing = needs::missing(turn.live(), pod);
    if let Some(peer) = missing.filter(|_| !pod.is_ready()) {
        turn.decide(Decision::LooksFor { pod: name(pod), peer });
    }
}

/// The application answers its probe from now on if it waited for names that are there now.
fn found_peers(turn: &mut Turn, pod: &Pod, running: Running) -> Running {
    let waited = !running.ready && running.answers_from.is_none();
    let ready_ms = stage_ms(turn, pod, Duration::Ready).filter(|_| waited);
    let looks = super::durations::knob(turn.live(), pod, needs::ANNOTATION).is_some();
    let Some(ready_ms) = ready_ms.filter(|_| looks) else { return running };
    if needs::missing(turn.live(), pod).is_some() {
        return running;
    }
    turn.decide(Decision::FoundPeers { pod: name(pod) });
    let answers_from = turn.now().max(running.started.after_ms(ready_ms));
    Running { answers_from: Some(answers_from), ..running }
}

/// Keeps the Pod running until the next thing that time brings, and tells once of a probe that
/// fails although that changes nothing yet.
fn watch_on(turn: &mut Turn, pod: &Pod, worker: Worker, mut running: Running) {
    let now = turn.now();
    let probes = Probes::of(pod, running.started);
    let mut complaint = first_failure(&probes, running, worker.silent_from);
    if complaint.is_some_and(|at| at <= now) {
        let threshold = running.ready.then(|| probes.failure_threshold());
        turn.decide(Decision::ProbeFailed { pod: name(pod), threshold });
        turn.warning(reference(pod), "Unhealthy", probes.failure_text());
        (running.complained, complaint) = (true, None);
    }
    let answer = next_answer(&probes, running, worker.silent_from);
    let due = [running.crashes_at, complaint, answer].into_iter().flatten().min();
    stages::keep(turn, pod, Worker { stage: Stage::Running(running), due, ..worker });
}

/// When a probe fails for the first time, if nobody was told yet.
fn first_failure(probes: &Probes, running: Running, silent_from: Option<Time>) -> Option<Time> {
    if running.complained {
        return None;
    }
    match (running.ready, silent_from) {
        (true, from) => probes.next_at(from?),
        (false, Some(_)) => probes.first_at(),
        (false, None) => {
            let first = probes.first_at()?;
            running.answers_from.is_none_or(|from| from > first).then_some(first)
        }
    }
}

/// When the probes' answers will change what the kubelet says of the Pod; `None` if they will not.
fn next_answer(probes: &Probes, running: Running, silent_from: Option<Time>) -> Option<Time> {
    match (running.ready, silent_from) {
        (false, None) => probes.ready_at(running.answers_from?),
        (true, Some(silent_from)) => probes.unready_at(silent_from),
        _ => None,
    }
}

fn expected_ready_ms(pod: &Pod, running: Running) -> Option<u64> {
    let at = Probes::of(pod, running.started).ready_at(running.answers_from?)?;
    Some(at.since_ms(running.started))
}

fn say_started(turn: &mut Turn, pod: &Pod, container: &str) {
    let created = turn.release().container_created_text(container);
    turn.normal(reference(pod), "Created", created);
    turn.normal(reference(pod), "Started", format!("Started container {container}"));
}

fn name(pod: &Pod) -> Name {
    pod.metadata.name.clone()
}
