//! The StatefulSet controller.
//!
//! `sync` looks after one set: its history of templates (`revision`), its Pods one after the other
//! (`control`) with their names (`identity`) and claims (`claims`, `retention`), the update
//! (`update`), and in the end its status (`status`). What it knows of the Pods (`members`) is where
//! the next sync begins (`roster`).

pub mod claims;
pub mod control;
mod decision;
pub mod identity;
pub mod judge;
pub mod members;
mod recreate;
pub mod retention;
pub mod revision;
mod roster;
pub mod status;
#[cfg(test)]
mod tests;
pub mod update;
pub mod waiting;

pub use decision::Decision;
pub use roster::Roster;

use super::adoption::{self, Manager};
use crate::api::{ControllerRevision, Kind, Pod, StatefulSet, Status};
use crate::cluster::Turn;
use control::Control;
use members::Members;
use revision::Revisions;
use std::rc::Rc;

/// One sync (rule S10).
///
/// # Errors
/// The first refusal that ended it.
pub fn sync(turn: &mut Turn, name: &str) -> Result<(), Status> {
    let Some(set) = turn.cache.get::<StatefulSet>(name).cloned() else { return Ok(()) };
    let mut history = revision::list(turn, &set);
    revision::adopt_orphans(turn, &set, &mut history)?;
    let mut members = members(turn, &set)?;
    // Not after an adoption or a release just now.
    let is_as_cached = turn.step.writes.is_empty();
    update_stateful_set(turn, &set, &history, &mut members)?;
    look_again_when_available(turn, &set, &members);
    if is_as_cached {
        turn.cluster.roster.keep(turn, &set, members);
    }
    Ok(())
}

/// The set's Pods: as the last sync knew them and what has changed since, or all looked at anew.
fn members(turn: &mut Turn, set: &StatefulSet) -> Result<Members, Status> {
    if let Some(members) = turn.cluster.roster.recall(turn, set) {
        return Ok(members);
    }
    let pods = claim(turn, set)?;
    Ok(Members::of(turn, set, &pods))
}

/// The Pods that are the set's own: its selector selects them and they bear its name (rule S2).
fn claim(turn: &mut Turn, set: &StatefulSet) -> Result<Vec<Rc<Pod>>, Status> {
    let candidates = adoption::candidates::<Pod>(&turn.cache, &set.metadata);
    let claimed = manager(set).claim(turn, candidates, |pod| identity::is_named_after(pod, set))?;
    if !claimed.adopted.is_empty() {
        turn.decide(Decision::PodsAdopted { pods: claimed.adopted });
    }
    if !claimed.released.is_empty() {
        turn.decide(Decision::PodsReleased { pods: claimed.released });
    }
    Ok(claimed.objects)
}

fn manager(set: &StatefulSet) -> Manager<'_> {
    Manager { kind: Kind::StatefulSet, meta: &set.metadata, selector: &set.spec.selector }
}

/// The sync of a set whose Pods and revisions (by number) are known: `UpdateStatefulSet`.
///
/// # Errors
/// The first refusal. The history is cut all the same (rule S8).
fn update_stateful_set(
    turn: &mut Turn,
    set: &StatefulSet,
    history: &[Rc<ControllerRevision>],
    members: &mut Members,
) -> Result<(), Status> {
    let revisions = revision::current_and_update(turn, set, history);
    let result = match &revisions {
        Ok(revisions) => perform_update(turn, set, revisions, members),
        Err(error) => Err(error.clone()),
    };
    let truncated = revision::truncate(turn, set, history, revisions.as_ref().ok(), members);
    result.and(truncated)
}

/// Acts on the Pods, and writes the status if it says anything new.
fn perform_update(
    turn: &mut Turn,
    set: &StatefulSet,
    revisions: &Revisions,
    members: &mut Members,
) -> Result<(), Status> {
    let mut control = Control::new(turn, set, revisions, members);
    let result = control.run();
    let mut status = control.status.clone();
    let is_complete = status::complete_rolling_update(set, &mut status);
    let is_given_up = result.is_err() && !control.release.stateful_set_status_despite_errors();
    if is_given_up || status == set.status {
        return result;
    }
    let mut news = Vec::new();
    if is_complete && revisions.current != revisions.update {
        news.push(Decision::UpdateComplete {
            from: revisions.current.metadata.name.clone(),
            to: revisions.update.metadata.name.clone(),
        });
    }
    if !control.acted && result.is_ok() {
        news.extend(control.waiting());
    }
    if control.turn.step.decisions.is_empty() && news.is_empty() {
        news.push(Decision::StatusWritten {
            replicas: set.replicas(),
            created: status.replicas,
            ready: status.ready_replicas,
            available: status.available_replicas,
        });
    }
    let written = status::write(turn, set, status);
    if written.is_ok() {
        news.into_iter().for_each(|decision| turn.decide(decision));
    }
    result.and(written)
}

/// A ready Pod becomes available by the mere passing of time: looks again when the next one does
/// (rule S10; releases before 1.35 look more often, to the same effect).
fn look_again_when_available(turn: &mut Turn, set: &StatefulSet, members: &Members) {
    let (seconds, now) = (judge::min_ready_seconds(set, turn.release()), turn.now());
    if seconds == 0 {
        return;
    }
    let others = members.all().filter(|member| !member.is_available).map(|member| &member.pod);
    let waiting = others.chain(&members.odd).filter(|pod| !pod.is_available(seconds, now));
    let due = waiting.filter_map(|pod| pod.ready_since()).map(|at| at.after_seconds(seconds));
    if let Some(next) = due.min() {
        turn.look_again_after_ms(next.since_ms(now));
    }
}
