//! A claim as a card.

use super::Moment;
use super::pod::{Presence, presence};
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
    /// Whether the actor of this step waits for it.
    pub pointed: bool,
}

/// A claim that something asks for by name, and the claim itself if it exists.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimPlace {
    /// The name asked for.
    pub name: Name,
    /// The claim of that name.
    pub card: Option<ClaimCard>,
}

impl ClaimPlace {
    pub(super) fn of(moment: &Moment, name: Name) -> Self {
        Self { card: card(moment, &name), name }
    }
}

/// The claim of that name, or the one that this step removed.
pub(super) fn card(moment: &Moment, name: &Name) -> Option<ClaimCard> {
    let reference = ObjectRef::new(Kind::PersistentVolumeClaim, name.clone());
    let stored = moment.after.get::<PersistentVolumeClaim>(name);
    let claim = stored.or_else(|| moment.before.get::<PersistentVolumeClaim>(name))?;
    Some(ClaimCard {
        uid: claim.metadata.uid,
        size: claim.requested_storage().into(),
        phase: claim.phase(),
        terminating: claim.metadata.is_terminating(),
        presence: presence(moment, &reference, claim.metadata.uid),
        touched: moment.touched.contains(&reference),
        pointed: moment.pointed.contains(&reference),
        name: reference.name,
    })
}
