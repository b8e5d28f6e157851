//! What a Pod's claims have to say before any node is looked at.

use super::{NOT_HELPFUL, outlook};
use crate::api::{Name, PersistentVolumeClaim, Pod, Release};
use crate::cluster::Store;

/// Why no node will do, whichever it is.
pub enum Problem {
    /// The claim does not exist.
    NotFound(Name),
    /// The claim is terminating.
    BeingDeleted(Name),
    /// The claim has no volume yet.
    Unbound(Name),
}

/// The first thing that is wrong with the Pod's claims.
pub fn problem(store: &Store, pod: &Pod) -> Option<Problem> {
    pod.claims().find_map(|name| {
        let Some(claim) = store.get::<PersistentVolumeClaim>(name) else {
            return Some(Problem::NotFound(name.clone()));
        };
        if claim.metadata.is_terminating() {
            Some(Problem::BeingDeleted(name.clone()))
        } else if claim.spec.volume_name.is_empty() {
            Some(Problem::Unbound(name.clone()))
        } else {
            None
        }
    })
}

impl Problem {
    /// The claim it is about.
    pub fn claim(&self) -> Name {
        match self {
            Self::NotFound(name) | Self::BeingDeleted(name) | Self::Unbound(name) => name.clone(),
        }
    }

    /// The event's message with that many nodes (rule P3).
    pub fn message(&self, nodes: usize, release: Release) -> String {
        let reason = match self {
            Self::NotFound(name) => format!("persistentvolumeclaim \"{name}\" not found"),
            Self::BeingDeleted(name) => {
                format!("persistentvolumeclaim \"{name}\" is being deleted")
            }
            Self::Unbound(_) => "pod has unbound immediate PersistentVolumeClaims".to_owned(),
        };
        if release.scheduler_explains_preemption() {
            let outlook = outlook(nodes, &format!("{nodes} {NOT_HELPFUL}"), release);
            return format!("0/{nodes} nodes are available: {reason}.{outlook}");
        }
        match self {
            Self::Unbound(_) => format!("0/{nodes} nodes are available: {nodes} {reason}."),
            Self::NotFound(_) | Self::BeingDeleted(_) => reason,
        }
    }
}
