//! What can be asked of all workloads at once.

use crate::api::{Deployment, Kind, Name, ObjectRef, Pod, PodTemplateSpec, StatefulSet, Uid};
use crate::cluster::{Command, Store};
use std::rc::Rc;

/// More Pods than this a workload is never scaled to with the buttons.
const MOST_REPLICAS: i32 = 1000;

/// An image tag that no registry has.
const MISSING_TAG: &str = "no-such-tag";

/// One Deployment or StatefulSet.
#[derive(Clone, Debug, PartialEq)]
pub struct Workload {
    /// Its name.
    pub object: ObjectRef,
    /// Its identity.
    pub uid: Uid,
    /// `spec.replicas`.
    pub replicas: i32,
    /// The name of its first container.
    pub container: Name,
    /// The image of its first container.
    pub image: Name,
}

/// All Deployments and StatefulSets, in the order of the lanes.
pub fn workloads(store: &Store) -> Vec<Workload> {
    let cattle = store.list::<Deployment>().map(|it| {
        let object = ObjectRef::new(Kind::Deployment, it.metadata.name.clone());
        workload(object, it.metadata.uid, it.replicas(), &it.spec.template)
    });
    let pets = store.list::<StatefulSet>().map(|it| {
        let object = ObjectRef::new(Kind::StatefulSet, it.metadata.name.clone());
        workload(object, it.metadata.uid, it.replicas(), &it.spec.template)
    });
    cattle.chain(pets).collect()
}

fn workload(object: ObjectRef, uid: Uid, replicas: i32, template: &PodTemplateSpec) -> Workload {
    let container = template.spec.containers.first();
    let (container, image) =
        container.map(|it| (it.name.clone(), it.image.clone())).unwrap_or_default();
    Workload { object, uid, replicas, container, image }
}

/// All of them to the same size.
pub fn scale_all(store: &Store, replicas: i32) -> Vec<Command> {
    workloads(store).into_iter().map(|it| scale(it, replicas)).collect()
}

/// Each of them by so many more (or fewer, never below 0).
pub fn scale_all_by(store: &Store, by: i32) -> Vec<Command> {
    let all = workloads(store).into_iter();
    let changed = all.map(|it| (it.replicas.saturating_add(by).clamp(0, MOST_REPLICAS), it));
    changed.filter(|(to, it)| *to != it.replicas).map(|(to, it)| scale(it, to)).collect()
}

/// Each of them to its next image.
pub fn update_all(store: &Store) -> Vec<Command> {
    let all = workloads(store).into_iter();
    all.map(|it| {
        let image = next_image(&it.image);
        set_image(it, image)
    })
    .collect()
}

/// Restarts all of them.
pub fn restart_all(store: &Store) -> Vec<Command> {
    workloads(store).into_iter().map(|it| Command::Restart(it.object)).collect()
}

fn scale(workload: Workload, replicas: i32) -> Command {
    Command::Scale { object: workload.object, replicas }
}

pub(super) fn set_image(workload: Workload, image: String) -> Command {
    Command::SetImage {
        object: workload.object,
        container: workload.container,
        image: image.into(),
    }
}

/// An image's name without its tag.
fn repository(image: &str) -> &str {
    match image.rsplit_once(':') {
        // A colon before a slash belongs to a registry's port.
        Some((repository, tag)) if !tag.contains('/') => repository,
        _ => image,
    }
}

/// The image with the last number of its tag one higher: `nginx:1.25` → `nginx:1.26`.
pub fn next_image(image: &str) -> String {
    let repository = repository(image);
    let tag = image.get(repository.len() + 1..).unwrap_or("1");
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let end = tag.len() - tag.bytes().rev().take_while(|byte| !is_digit(byte)).count();
    let start = end - tag[..end].bytes().rev().take_while(is_digit).count();
    match tag[start..end].parse::<u32>() {
        Ok(number) => {
            format!("{repository}:{}{}{}", &tag[..start], number.saturating_add(1), &tag[end..])
        }
        Err(_) => format!("{repository}:{tag}-2"),
    }
}

/// The same image with a tag that no registry has.
pub fn missing_image(image: &str) -> String {
    format!("{}:{MISSING_TAG}", repository(image))
}

/// Whether it is such an image.
pub fn is_missing_image(image: &str) -> bool {
    image
        .strip_prefix(repository(image))
        .is_some_and(|tag| tag.strip_prefix(':') == Some(MISSING_TAG))
}

/// The Pods that a workload's controller, or its ReplicaSets, manage and that are not on their way
/// out, by name.
pub(super) fn active_pods(store: &Store, workload: &Workload) -> Vec<Rc<Pod>> {
    let of_sets = store.controlled_by::<crate::api::ReplicaSet>(workload.uid);
    let owners: Vec<Uid> = of_sets.map(|set| set.metadata.uid).chain([workload.uid]).collect();
    let all = owners.iter().flat_map(|owner| store.controlled_by::<Pod>(*owner));
    all.filter(|pod| !pod.is_terminating() && !pod.is_finished()).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_image_has_the_next_number() {
        for (image, next) in [
            ("nginx:1.25", "nginx:1.26"),
            ("mysql:8.0", "mysql:8.1"),
            ("host:5000/app", "host:5000/app:2"),
            ("host:5000/app:v9-alpine", "host:5000/app:v10-alpine"),
            ("busybox:latest", "busybox:latest-2"),
            ("nginx:", "nginx:-2"),
        ] {
            assert_eq!(next_image(image), next);
        }
    }
}
