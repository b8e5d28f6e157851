//! The traps that are known: states in which no controller will ever act, though what is asked for
//! is not there.

use crate::situation::BROKEN;
use cattle_and_pets::api::{Pod, StatefulSet};
use cattle_and_pets::cluster::Cluster;
use std::fmt;

/// A known trap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trap {
    /// Under `OrderedReady` a Pod of a bad revision is waited for for ever, although the template
    /// is good again (rule S26).
    BadRevision,
    /// 1.35 counts such a Pod as unavailable, and the budget of the update is used up for ever
    /// (rule S22b, issue 137409).
    SpentBudget,
    /// A Pod becomes Ready once it finds the others by name, and a name is published once its Pod
    /// is Ready, or exists once the Pods before it are (rules E3, E4).
    UnpublishedNames,
    /// With `whenScaled: Delete` a new Pod waits until the claim of the old one is gone, and nobody
    /// tells its controller when it is: it only hears of Pods (rules S10, S15).
    StaleClaim,
    /// The Pod of a node that died is never confirmed to be gone (rule N3).
    DeadNode,
}

impl Trap {
    /// Whether a cluster that has come to rest is in it.
    pub fn holds(self, cluster: &Cluster) -> bool {
        let store = cluster.store();
        store.list::<StatefulSet>().any(|set| {
            let mut pods = store.controlled_by::<Pod>(set.metadata.uid);
            let is_bad = |pod: &Pod| {
                let revision = pod.metadata.label("controller-revision-hash");
                let is_old = revision != Some(&set.status.update_revision);
                is_old && pod.image() == BROKEN && pod.is_active()
            };
            match self {
                Self::BadRevision => !set.is_parallel() && pods.any(|pod| is_bad(pod)),
                Self::SpentBudget => {
                    let release = cluster.config().release;
                    release.stateful_set_max_unavailable() && pods.any(|pod| is_bad(pod))
                }
                Self::UnpublishedNames => pods.any(|pod| pod.is_active() && !pod.is_ready()),
                Self::StaleClaim => {
                    let policy = set.spec.persistent_volume_claim_retention_policy.as_ref();
                    let count = pods.by_ref().count() as i32;
                    policy.is_some_and(|it| &*it.when_scaled == "Delete") && count < set.replicas()
                }
                Self::DeadNode => pods.any(|pod| {
                    pod.is_terminating() && cluster.nodes().is_silent(&pod.spec.node_name)
                }),
            }
        })
    }
}

impl fmt::Display for Trap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BadRevision => "a bad revision under OrderedReady",
            Self::SpentBudget => "a bad revision that uses up the budget of the update",
            Self::UnpublishedNames => "names that are needed before they are published",
            Self::StaleClaim => "a claim that goes, and nobody hears of it",
            Self::DeadNode => "a dead node",
        })
    }
}
