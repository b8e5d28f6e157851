//! The status that a kubelet writes: one function for each thing that can become of a Pod's
//! containers. They know neither the clock's stages nor who asks.

use crate::api::pod::{ConditionStatus, ContainerState, ContainerStatus, PodConditionType};
use crate::api::{Name, Pod, PodPhase, Time};

/// The kubelet has taken the Pod; its containers are not created yet (rule K2).
pub fn accept(pod: &mut Pod, now: Time) {
    pod.status.start_time.get_or_insert(now.timestamp());
    let containers = pod.spec.containers.iter();
    pod.status.container_statuses = containers
        .map(|container| ContainerStatus {
            name: container.name.clone(),
            image: container.image.clone(),
            ..ContainerStatus::default()
        })
        .collect();
    pod.status.set_condition(PodConditionType::Initialized, ConditionStatus::True, None, None, now);
    refresh_readiness(pod, now);
}

/// No container runs yet, and this is why.
pub fn wait(pod: &mut Pod, reason: &str, message: Option<&str>, now: Time) {
    accept_once(pod, now);
    pod.status.phase = PodPhase::Pending;
    for container in &mut pod.status.container_statuses {
        container.ready = false;
        container.state = waiting(reason, message);
    }
    refresh_readiness(pod, now);
}

/// All containers run; with `ready` they also are (rule K2).
pub fn run(pod: &mut Pod, address: &Name, ready: bool, now: Time) {
    accept_once(pod, now);
    pod.status.phase = PodPhase::Running;
    if pod.status.pod_ip.is_empty() {
        pod.status.pod_ip = address.clone();
    }
    for container in &mut pod.status.container_statuses {
        if !matches!(container.state, ContainerState::Running { .. }) {
            container.state = ContainerState::Running { started_at: now.timestamp() };
        }
        container.ready = ready;
    }
    refresh_readiness(pod, now);
}

/// The first container has ended by itself (rule K8).
pub fn exit(pod: &mut Pod, exit_code: i32, now: Time) {
    if let Some(container) = pod.status.container_statuses.first_mut() {
        container.ready = false;
        container.state = terminated(exit_code, now);
    }
    refresh_readiness(pod, now);
}

/// The first container, having ended, is started again, in the same Pod (rule K7).
pub fn restart(pod: &mut Pod, ready: bool, now: Time) {
    if let Some(container) = pod.status.container_statuses.first_mut() {
        container.restart_count += 1;
        container.ready = ready;
        let running = ContainerState::Running { started_at: now.timestamp() };
        let before = std::mem::replace(&mut container.state, running);
        if matches!(before, ContainerState::Terminated { .. }) {
            container.last_state = Some(before);
        }
    }
    refresh_readiness(pod, now);
}

/// The first container has ended and waits before it is started again (rule K8).
pub fn back_off(pod: &mut Pod, reason: &str, message: Option<&str>, now: Time) {
    if let Some(container) = pod.status.container_statuses.first_mut() {
        let before = std::mem::replace(&mut container.state, waiting(reason, message));
        if matches!(before, ContainerState::Terminated { .. }) {
            container.last_state = Some(before);
        }
    }
    refresh_readiness(pod, now);
}

/// The Pod has ended for good (rule K1).
pub fn finish(pod: &mut Pod, failed: bool, reason: &Name, message: &Name, now: Time) {
    pod.status.phase = if failed { PodPhase::Failed } else { PodPhase::Succeeded };
    pod.status.reason = reason.clone();
    pod.status.message = message.clone();
    for container in &mut pod.status.container_statuses {
        container.ready = false;
        match (&container.state, &container.last_state) {
            (ContainerState::Running { .. }, _) => {
                container.state = terminated(i32::from(failed), now);
            }
            // Nothing starts it again, so how it ended last is how it ended.
            (ContainerState::Waiting { .. }, Some(end)) => container.state = end.clone(),
            _ => {}
        }
    }
    let why = if failed { "PodFailed" } else { "PodCompleted" };
    for kind in [PodConditionType::ContainersReady, PodConditionType::Ready] {
        pod.status.set_condition(kind, ConditionStatus::False, Some(why), None, now);
    }
}

fn accept_once(pod: &mut Pod, now: Time) {
    if pod.status.container_statuses.is_empty() {
        accept(pod, now);
    }
}

fn waiting(reason: &str, message: Option<&str>) -> ContainerState {
    ContainerState::Waiting { reason: reason.into(), message: message.map(Into::into) }
}

fn terminated(exit_code: i32, now: Time) -> ContainerState {
    let reason = if exit_code == 0 { "Completed" } else { "Error" };
    ContainerState::Terminated {
        exit_code,
        signal: None,
        reason: reason.into(),
        finished_at: now.timestamp(),
    }
}

/// Derives ContainersReady and Ready from the containers (rule K4).
fn refresh_readiness(pod: &mut Pod, now: Time) {
    let statuses = pod.status.container_statuses.iter();
    let unready: Vec<&str> =
        statuses.filter(|container| !container.ready).map(|container| &*container.name).collect();
    let ready = ConditionStatus::from(unready.is_empty());
    let message = format!("containers with unready status: [{}]", unready.join(" "));
    let why = (!unready.is_empty()).then_some(("ContainersNotReady", message.as_str()));
    let (reason, message) = why.unzip();
    for kind in [PodConditionType::ContainersReady, PodConditionType::Ready] {
        pod.status.set_condition(kind, ready, reason, message, now);
    }
}
