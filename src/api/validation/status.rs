//! The counts that controllers write into a status: one that does not add up is refused, and the
//! sync that counted so has failed.

use super::errors::Errors;
use super::path::Path;
use crate::api::{DeploymentStatus, Object, ReplicaSetStatus, StatefulSetStatus};

const STATUS: Path<'static> = Path::root("status");

/// A count with its field's name.
type Count = (&'static str, i32);

/// What is wrong with the counts of a workload.
pub(super) fn status(object: &Object, errors: &mut Errors) {
    match object {
        Object::Deployment(it) => deployment(&it.status, errors),
        Object::ReplicaSet(it) => replica_set(&it.status, errors),
        Object::StatefulSet(it) => stateful_set(&it.status, errors),
        _ => {}
    }
}

fn deployment(it: &DeploymentStatus, errors: &mut Errors) {
    let unavailable = ("unavailableReplicas", it.unavailable_replicas);
    let (all, ready) = (it.replicas, it.ready_replicas);
    let available = ("availableReplicas", it.available_replicas);
    let parts = [("updatedReplicas", it.updated_replicas), ("readyReplicas", ready), available];
    non_negative(&[&[("replicas", all)], &parts[..], &[unavailable]].concat(), errors);
    at_most_all(&parts, all, errors);
    at_most_ready(available, ready, "readyReplicas", errors);
}

fn replica_set(it: &ReplicaSetStatus, errors: &mut Errors) {
    let (all, ready) = (it.replicas, it.ready_replicas);
    let available = ("availableReplicas", it.available_replicas);
    let labeled = ("fullyLabeledReplicas", it.fully_labeled_replicas);
    let parts = [labeled, ("readyReplicas", ready), available];
    non_negative(&[&[("replicas", all)], &parts[..]].concat(), errors);
    at_most_all(&parts, all, errors);
    at_most_ready(available, ready, "readyReplicas", errors);
}

fn stateful_set(it: &StatefulSetStatus, errors: &mut Errors) {
    let (all, ready) = (it.replicas, it.ready_replicas);
    let available = ("availableReplicas", it.available_replicas.unwrap_or(0));
    let parts = [
        ("readyReplicas", ready),
        ("currentReplicas", it.current_replicas),
        ("updatedReplicas", it.updated_replicas),
        available,
    ];
    non_negative(&[&[("replicas", all)], &parts[..]].concat(), errors);
    at_most_all(&parts, all, errors);
    at_most_ready(available, ready, "status.readyReplicas", errors);
}

fn non_negative(counts: &[Count], errors: &mut Errors) {
    for (field, count) in counts {
        errors.non_negative(&STATUS.child(field), i64::from(*count));
    }
}

fn at_most_all(parts: &[Count], all: i32, errors: &mut Errors) {
    for (field, count) in parts.iter().filter(|(_, count)| *count > all) {
        errors.invalid(&STATUS.child(field), *count, "cannot be greater than status.replicas");
    }
}

fn at_most_ready((field, count): Count, ready: i32, most: &str, errors: &mut Errors) {
    if count > ready {
        errors.invalid(&STATUS.child(field), count, &format!("cannot be greater than {most}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Deployment, Release, ReplicaSet, StatefulSet};

    fn errors(object: &Object) -> Vec<String> {
        let mut errors = Errors::new(Release::V1_37);
        status(object, &mut errors);
        errors.into_list()
    }

    #[test]
    fn a_negative_count_is_refused() {
        let mut set = StatefulSet::default();
        set.status.replicas = 1;
        assert_eq!(errors(&Object::StatefulSet(set.clone().into())), [] as [&str; 0]);
        set.status.current_replicas = -1;
        let expected = "status.currentReplicas: Invalid value: -1: must be greater than or equal \
                        to 0";
        assert_eq!(errors(&Object::StatefulSet(set.into())), [expected]);
    }

    #[test]
    fn a_part_is_not_more_than_the_whole() {
        let mut set = ReplicaSet::default();
        (set.status.replicas, set.status.available_replicas) = (1, 2);
        let available = "status.availableReplicas: Invalid value: 2: cannot be greater than";
        let expected =
            [format!("{available} status.replicas"), format!("{available} readyReplicas")];
        assert_eq!(errors(&Object::ReplicaSet(set.into())), expected);
        let mut deployment = Deployment::default();
        deployment.status.updated_replicas = 1;
        let expected = "status.updatedReplicas: Invalid value: 1: cannot be greater than \
                        status.replicas";
        assert_eq!(errors(&Object::Deployment(deployment.into())), [expected]);
    }
}
