//! The history of templates: one ControllerRevision for each, found again when a template comes
//! back (rules S5 to S8, S23).

use super::members::Members;
use super::{Decision, identity};
use crate::api::{
    ControllerRevision, Kind, ObjectMeta, ObjectRef, OwnerReference, PodTemplateSpec, Reason,
    StatefulSet, Status,
};
use crate::cluster::hash::{fnv1_32, safe_encode_string};
use crate::cluster::{DeleteOptions, Turn};
use crate::collections::sort_by;
use crate::value::Field;
use std::rc::Rc;

/// The label that carries the hash in a ControllerRevision's name (rule S5).
pub const HASH: &str = "controller.kubernetes.io/hash";

/// Old revisions kept if the set does not say (rule A1).
const DEFAULT_HISTORY_LIMIT: i32 = 10;
/// Bytes of the set's name in a ControllerRevision's name (rule S5).
const MAX_SET_NAME: usize = 223;

/// The two revisions that a sync works with.
#[derive(Clone, Debug, PartialEq)]
pub struct Revisions {
    /// The one all Pods had when the last update was complete.
    pub current: Rc<ControllerRevision>,
    /// The one of the template.
    pub update: Rc<ControllerRevision>,
    /// How often a revision's name was taken.
    pub collision_count: i32,
}

/// The set's revisions, by number (rule S6), those included that it may adopt.
pub fn list(turn: &Turn, set: &StatefulSet) -> Vec<Rc<ControllerRevision>> {
    let owned = turn.cache.controlled_by::<ControllerRevision>(set.metadata.uid);
    let orphans = turn.cache.orphans::<ControllerRevision>();
    let selected = |it: &&Rc<ControllerRevision>| set.spec.selector.matches(&it.metadata.labels);
    let mut revisions: Vec<_> = owned.chain(orphans).filter(selected).cloned().collect();
    sort_by(&mut revisions, |a, b| key(a).cmp(&key(b)));
    revisions
}

fn key(revision: &ControllerRevision) -> impl Ord + '_ {
    let meta = &revision.metadata;
    (revision.revision, meta.creation_timestamp, &meta.name)
}

/// Adopts the revisions among these that nobody owns (rule C8).
pub(super) fn adopt_orphans(
    turn: &mut Turn,
    set: &StatefulSet,
    revisions: &mut [Rc<ControllerRevision>],
) -> Result<(), Status> {
    for revision in revisions.iter_mut().filter(|it| it.metadata.controller().is_none()) {
        check_adoption(turn, set)?;
        let mut adopted = (**revision).clone();
        let owner = OwnerReference::controller(Kind::StatefulSet, &set.metadata);
        adopted.metadata.owner_references.push(owner);
        *revision = turn.update(adopted)?;
        turn.decide(Decision::RevisionAdopted { revision: revision.metadata.name.clone() });
    }
    Ok(())
}

/// Refuses adoption to a set that is being deleted (rule C8).
fn check_adoption(turn: &Turn, set: &StatefulSet) -> Result<(), Status> {
    let name = &set.metadata.name;
    let live = turn.live().get::<StatefulSet>(name);
    let deleted_at = live.and_then(|live| live.metadata.deletion_timestamp);
    deleted_at.map_or(Ok(()), |at| {
        let message = format!(
            "can't adopt ControllerRevisions: {}/{name} has just been deleted at {}",
            set.metadata.namespace,
            at.rfc3339()
        );
        Err(Status::new(Reason::InternalError, message))
    })
}

/// Finds the revision of the template, or makes it, and the one that the status names (rule S6).
/// `revisions` is sorted by number.
pub fn current_and_update(
    turn: &mut Turn,
    set: &StatefulSet,
    revisions: &[Rc<ControllerRevision>],
) -> Result<Revisions, Status> {
    let mut collision_count = set.status.collision_count.unwrap_or(0);
    let is_equal = |it: &&Rc<ControllerRevision>| has_template(it, &set.spec.template);
    let next = revisions.last().map_or(1, |last| last.revision + 1);
    let update = match revisions.iter().rev().find(is_equal) {
        Some(equal) if equal.revision + 1 == next => equal.clone(),
        Some(equal) => renumber(turn, equal, next)?,
        None => create(turn, set, next, &mut collision_count)?,
    };
    let current = revisions.iter().find(|it| it.metadata.name == set.status.current_revision);
    let current = current.unwrap_or(&update).clone();
    Ok(Revisions { current, update, collision_count })
}

fn has_template(revision: &ControllerRevision, template: &Rc<PodTemplateSpec>) -> bool {
    Rc::ptr_eq(&revision.data, template) || revision.data == *template
}

/// Going back to an old template makes its revision the newest (rule S23).
fn renumber(
    turn: &mut Turn,
    revision: &Rc<ControllerRevision>,
    number: i64,
) -> Result<Rc<ControllerRevision>, Status> {
    let mut renumbered = (**revision).clone();
    renumbered.revision = number;
    let stored = turn.update(renumbered)?;
    turn.decide(Decision::RevisionReused {
        revision: stored.metadata.name.clone(),
        from: revision.revision,
        to: number,
    });
    Ok(stored)
}

/// Creates the revision of the template; as long as its name is taken by another template, another
/// name is tried (rule S6).
fn create(
    turn: &mut Turn,
    set: &StatefulSet,
    number: i64,
    collision_count: &mut i32,
) -> Result<Rc<ControllerRevision>, Status> {
    let template = &set.spec.template;
    let data = template.write().to_string().into_bytes();
    let mut labels = (*template.metadata.labels).clone();
    labels.insert(HASH.into(), hash(&data, *collision_count).into());
    let mut metadata = ObjectMeta {
        namespace: set.metadata.namespace.clone(),
        labels: Rc::new(labels),
        annotations: set.metadata.annotations.clone(),
        owner_references: vec![OwnerReference::controller(Kind::StatefulSet, &set.metadata)],
        ..ObjectMeta::default()
    };
    loop {
        metadata.name = name(set, &hash(&data, *collision_count)).into();
        let revision = ControllerRevision {
            metadata: metadata.clone(),
            data: template.clone(),
            revision: number,
        };
        match turn.create(revision) {
            Ok(stored) => {
                let revision = stored.metadata.name.clone();
                turn.decide(Decision::RevisionCreated { revision, number });
                return Ok(stored);
            }
            Err(error) if error.reason == Reason::AlreadyExists => {
                let stored = turn.live().get::<ControllerRevision>(&metadata.name);
                let stored = stored.cloned().ok_or(error)?;
                if has_template(&stored, template) {
                    return Ok(stored);
                }
                *collision_count += 1;
            }
            Err(error) => return Err(error),
        }
    }
}

/// The hash of a template's bytes (rule S5).
pub fn hash(data: &[u8], collision_count: i32) -> String {
    let bytes = [data, collision_count.to_string().as_bytes()].concat();
    safe_encode_string(&fnv1_32(&bytes).to_string())
}

fn name(set: &StatefulSet, hash: &str) -> String {
    let set = &set.metadata.name;
    format!("{}-{hash}", set.get(..MAX_SET_NAME).unwrap_or(set))
}

/// Deletes what is more than the history limit of revisions that no Pod and no status needs (S8).
pub(super) fn truncate(
    turn: &mut Turn,
    set: &StatefulSet,
    revisions: &[Rc<ControllerRevision>],
    in_use: Option<&Revisions>,
    members: &Members,
) -> Result<(), Status> {
    let limit = set.spec.revision_history_limit.unwrap_or(DEFAULT_HISTORY_LIMIT);
    let Ok(kept) = usize::try_from(limit) else { return Ok(()) };
    if revisions.len() <= kept {
        return Ok(());
    }
    let is_live = |revision: &Rc<ControllerRevision>| {
        let name = &revision.metadata.name;
        in_use
            .is_some_and(|it| it.current.metadata.name == *name || it.update.metadata.name == *name)
            || members.pods().any(|pod| *identity::revision(pod) == **name)
    };
    let old: Vec<_> = revisions.iter().filter(|it| !is_live(it)).collect();
    for revision in &old[..old.len().saturating_sub(kept)] {
        let name = revision.metadata.name.clone();
        turn.delete(
            &ObjectRef::new(Kind::ControllerRevision, name.clone()),
            DeleteOptions::default(),
        )?;
        let number = revision.revision;
        turn.decide(Decision::HistoryTruncated { revision: name, number, limit });
    }
    Ok(())
}
