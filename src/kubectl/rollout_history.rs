//! `kubectl rollout history` (rule U8): which revisions can still be gone back to.

use crate::api::{ControllerRevision, Deployment, Kind, ObjectMeta, ReplicaSet, StatefulSet};
use crate::cluster::Store;
use crate::cluster::controllers::deployment::revision;
use crate::collections::Map;

/// Why a revision came to be, where somebody wrote it down.
const CHANGE_CAUSE: &str = "kubernetes.io/change-cause";

/// The revisions of a Deployment: its ReplicaSets.
pub fn deployment(store: &Store, deployment: &Deployment) -> String {
    let sets = store.controlled_by::<ReplicaSet>(deployment.metadata.uid);
    let revisions = sets.map(|set| (revision::of(&set.metadata), cause(&set.metadata)));
    text(Kind::Deployment, &deployment.metadata.name, revisions.collect())
}

/// The revisions of a StatefulSet: its ControllerRevisions.
pub fn stateful_set(store: &Store, set: &StatefulSet) -> String {
    let revisions = store.controlled_by::<ControllerRevision>(set.metadata.uid);
    let revisions = revisions.map(|revision| (revision.revision, cause(&revision.metadata)));
    text(Kind::StatefulSet, &set.metadata.name, revisions.collect())
}

fn cause(meta: &ObjectMeta) -> &str {
    meta.annotation(CHANGE_CAUSE).filter(|cause| !cause.is_empty()).unwrap_or("<none>")
}

fn text(kind: Kind, name: &str, revisions: Map<i64, &str>) -> String {
    let title = format!("{}/{name} \n", kind.qualified_lowercase());
    if revisions.is_empty() {
        return title + "No rollout history found.\n";
    }
    let mut text = title + "REVISION  CHANGE-CAUSE\n";
    for (number, cause) in &revisions {
        text.push_str(&format!("{number:<10}{cause}\n"));
    }
    text + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revisions_are_listed_from_the_oldest_on() {
        let revisions = Map::from([(3, "to 1.26"), (2, "<none>")]);
        let expected = "deployment.apps/web \n\
                        REVISION  CHANGE-CAUSE\n\
                        2         <none>\n\
                        3         to 1.26\n\n";
        assert_eq!(text(Kind::Deployment, "web", revisions), expected);
        let nothing = "statefulset.apps/db \nNo rollout history found.\n";
        assert_eq!(text(Kind::StatefulSet, "db", Map::new()), nothing);
    }
}
