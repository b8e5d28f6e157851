//! Pulling the images of a Pod to its node (rule K2).

use super::backoff::BackOff;
use super::durations::{Duration, duration_ms};
use super::memory::{Stage, Worker};
use super::stages::{self, LOOK_MS};
use super::{Decision, reference, status};
use crate::api::{Name, Pod, Status, Time};
use crate::cluster::Turn;
use crate::collections::Set;

/// Fetches the images that the node does not have; with all of them there, creates the containers.
pub fn pull(turn: &mut Turn, pod: &Pod, worker: Worker) -> Result<(), Status> {
    let (now, node) = (turn.now(), &pod.spec.node_name);
    let there_at = |turn: &Turn, image: &Name| turn.cluster.kubelet.image_there_at(node, image);
    for image in images_asked_for_anew(turn, pod) {
        turn.cluster.kubelet.forget_image(node, &image);
    }
    let missing: Vec<Name> = images(pod)
        .iter()
        .filter(|image| there_at(turn, image).is_none_or(|at| at > now))
        .cloned()
        .collect();
    let Some(first) = missing.first().cloned() else {
        for image in &images(pod) {
            say_present(turn, pod, image);
        }
        return create(turn, pod, worker, None);
    };
    let own = stage_ms(turn, pod, Duration::Pull).map(|ms| now.after_ms(ms));
    let mut due = Some(now);
    for image in &missing {
        turn.normal(reference(pod), "Pulling", format!("Pulling image \"{image}\""));
        let at = there_at(turn, image).or(own);
        if let Some(at) = at {
            turn.cluster.kubelet.set_image_there_at(node, image, at);
        }
        due = due.zip(at).map(|(due, at)| due.max(at));
    }
    let ms = due.map(|due| due.since_ms(now));
    turn.decide(Decision::Pulling { pod: name(pod), image: first, node: node.clone(), ms });
    stages::enter(turn, pod, worker, Stage::Pulling { since: now }, ms);
    Ok(())
}

/// The pull is over, well or badly.
pub fn arrive(turn: &mut Turn, pod: &Pod, worker: Worker, since: Time) -> Result<(), Status> {
    let node = &pod.spec.node_name;
    let memory = &turn.cluster.kubelet;
    let pulled = |image: &&Name| memory.image_there_at(node, image).is_none_or(|at| at > since);
    let images = images(pod);
    let pulled: Vec<Name> = images.iter().filter(pulled).cloned().collect();
    let failed = pulled
        .iter()
        .find(|image| memory.is_broken(image) || memory.image_there_at(node, image).is_none());
    if let Some(image) = failed.cloned() {
        return fail(turn, pod, worker, &image);
    }
    let ms = turn.now().since_ms(since);
    for image in &pulled {
        let text = turn.release().image_pulled_text(image, &super::durations::go_text(ms));
        turn.normal(reference(pod), "Pulled", text);
    }
    create(turn, pod, worker, pulled.first().cloned())
}

fn fail(turn: &mut Turn, pod: &Pod, mut worker: Worker, image: &Name) -> Result<(), Status> {
    let now = turn.now();
    turn.cluster.kubelet.forget_image(&pod.spec.node_name, image);
    worker.pulls.next(BackOff::KUBELET, now);
    let retry_ms = worker.pulls.delay_ms();
    turn.decide(Decision::PullFailed { pod: name(pod), image: image.clone(), retry_ms });
    let problem = not_found(image);
    let text = format!("Failed to pull image \"{image}\": {problem}");
    turn.warning(reference(pod), "Failed", text);
    turn.warning(reference(pod), "Failed", "Error: ErrImagePull");
    let mut waiting = pod.clone();
    status::wait(&mut waiting, "ErrImagePull", Some(&problem), now);
    turn.update_status(waiting)?;
    let stage = Stage::PullFailed { retry_at: now.after_ms(retry_ms) };
    stages::enter(turn, pod, worker, stage, Some(LOOK_MS));
    Ok(())
}

/// The kubelet looks at the failed pull, and waits.
pub fn back_off(turn: &mut Turn, pod: &Pod, worker: Worker, retry_at: Time) -> Result<(), Status> {
    let (now, node) = (turn.now(), &pod.spec.node_name);
    let memory = &turn.cluster.kubelet;
    let missing = |image: &Name| memory.image_there_at(node, image).is_none();
    let image = images(pod).iter().find(|image| missing(image)).cloned().unwrap_or_default();
    let retry_ms = retry_at.since_ms(now);
    turn.decide(Decision::PullBacksOff { pod: name(pod), image: image.clone(), retry_ms });
    let message = format!("Back-off pulling image \"{image}\"");
    turn.normal(reference(pod), "BackOff", &message);
    turn.warning(reference(pod), "Failed", "Error: ImagePullBackOff");
    let mut waiting = pod.clone();
    status::wait(&mut waiting, "ImagePullBackOff", Some(&message), now);
    turn.update_status(waiting)?;
    stages::enter(turn, pod, worker, Stage::PullBackOff, Some(retry_ms));
    Ok(())
}

fn create(turn: &mut Turn, pod: &Pod, worker: Worker, pulled: Option<Name>) -> Result<(), Status> {
    let ms = stage_ms(turn, pod, Duration::Start);
    turn.decide(Decision::Creating { pod: name(pod), pulled, ms });
    stages::enter(turn, pod, worker, Stage::Creating, ms);
    Ok(())
}

/// Says that the node has the image already.
pub fn say_present(turn: &mut Turn, pod: &Pod, image: &str) {
    let text = format!("Container image \"{image}\" already present on machine");
    turn.normal(reference(pod), "Pulled", text);
}

/// What this takes for this Pod, in milliseconds.
pub fn stage_ms(turn: &Turn, pod: &Pod, what: Duration) -> Option<u64> {
    duration_ms(&turn.cache, &turn.cluster.config, pod, what)
}

/// What a container runtime says of an image that nobody knows.
fn not_found(image: &str) -> String {
    let full = match image.split_once('/') {
        None => format!("docker.io/library/{image}"),
        Some((host, _)) if host.contains(['.', ':']) => image.to_owned(),
        Some(_) => format!("docker.io/{image}"),
    };
    format!(
        "rpc error: code = NotFound desc = failed to pull and unpack image \"{full}\": failed to \
         resolve reference \"{full}\": {full}: not found"
    )
}

/// What the node has does not help with `imagePullPolicy: Always` if nobody can pull it any more.
fn images_asked_for_anew(turn: &Turn, pod: &Pod) -> Vec<Name> {
    let always = pod.spec.containers.iter().filter(|container| {
        container.rest.get("imagePullPolicy").is_some_and(|policy| policy == "Always")
    });
    let images = always.map(|container| container.image.clone());
    images.filter(|image| turn.cluster.kubelet.is_broken(image)).collect()
}

fn images(pod: &Pod) -> Set<Name> {
    pod.spec.containers.iter().map(|container| container.image.clone()).collect()
}

fn name(pod: &Pod) -> Name {
    pod.metadata.name.clone()
}
