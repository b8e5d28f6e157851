//! A claim as a card.

use super::{Moment, Presence};
use crate::api::storage::ClaimPhase;
use crate::api::{Kind, Name, ObjectRef, PersistentVolumeClaim, Uid};

/// A claim as a card under its slot.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimCard {
    /// Its identity: the data's own.
    pub uid: Uid,
    /// Its name.
    pub name: Name,
    /// The size asked for, empty if none.
    pub size: Name,
    /// Where it is in its life.
    pub phase: ClaimPhase,
    /// Whether its deletion was asked for.
    pub terminating: bool,
    /// Whether this step made or removed it.
    pub presence: Presence,
    /// Whether this step wrote to it.
    pub touched: bool,
}

/// The claim of that name, or the one that this step removed.
pub(super) fn card(moment: &Moment, name: &Name) -> Option<ClaimCard> {
    let reference = ObjectRef::new(Kind::PersistentVolumeClaim, name.clone());
    let before = moment.before.get::<PersistentVolumeClaim>(name);
    let after = moment.after.get::<PersistentVolumeClaim>(name);
    let (claim, presence) = match (before, after) {
        (_, Some(claim)) if before.is_none_or(|it| it.metadata.uid != claim.metadata.uid) => {
            (claim, Presence::Enters)
        }
        (_, Some(claim)) => (claim, Presence::Stays),
        (Some(claim), None) => (claim, Presence::Leaves),
        (None, None) => return None,
    };
    Some(ClaimCard {
        uid: claim.metadata.uid,
        size: claim.requested_storage().into(),
        phase: claim.phase(),
        terminating: claim.metadata.is_terminating(),
        presence,
        touched: moment.touched.contains(&reference),
        name: reference.name,
    })
}
