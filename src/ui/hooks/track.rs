//! The run as paths to draw: kept, and only added to while the run grows.

use crate::api::Kind;
use crate::app::AppState;
use crate::cluster::Actor;
use crate::scene::{Mark, Track};
use crate::timeline::{Frame, Timeline};
use crate::ui::shared::Shared;
use crate::ui::text::TEXT;
use crate::ui::widgets::{PLACES, PLOT_HEIGHT, Plot, Row, place_of};
use std::fmt::Write;
use std::rc::Rc;
use yew::prelude::*;

/// From that many marks on they are drawn thin.
const DENSE: usize = 150;

/// Actors with a line of their own; the others share one.
const ROWS: [Option<Actor>; 7] = [
    Some(Actor::You),
    Some(Actor::Deployment),
    Some(Actor::ReplicaSet),
    Some(Actor::StatefulSet),
    Some(Actor::Scheduler),
    Some(Actor::Kubelet),
    None,
];

/// What was made of the run so far.
#[derive(Default)]
struct Known {
    track: Track,
    frames: usize,
    newest: Option<Rc<Frame>>,
}

/// The run's marks and lines, drawn anew only when the run has changed.
#[hook]
pub fn use_track(state: &AppState) -> Rc<Plot> {
    let known = use_mut_ref(Known::default);
    use_memo(Shared(state.timeline.clone()), |timeline| {
        let mut known = known.borrow_mut();
        known.follow(timeline);
        plot(&known.track, timeline.last())
    })
}

impl Known {
    fn follow(&mut self, timeline: &Timeline) {
        let count = timeline.last() + 1;
        let is_same = self.frames <= count
            && self.newest.as_ref().is_some_and(|newest| {
                Rc::ptr_eq(newest, timeline.frame(self.frames.saturating_sub(1)))
            });
        if !is_same {
            *self = Self::default();
        }
        let fresh = (self.frames..count).map(|index| &**timeline.frame(index));
        self.track.extend(self.frames, fresh);
        self.frames = count;
        self.newest = Some(timeline.frame(timeline.last()).clone());
    }
}

fn plot(track: &Track, last: usize) -> Plot {
    let row = |actor: Option<Actor>| {
        let of_row = |mark: &&Mark| match actor {
            Some(actor) => mark.actor == actor,
            None => !ROWS.contains(&Some(mark.actor)),
        };
        Row {
            name: (TEXT.player.actor)(actor).into(),
            kind: kind(actor).into(),
            path: marks(track.marks.iter().filter(of_row).map(|mark| mark.index), last).into(),
        }
    };
    let most = track.most_ready().max(1);
    let step = |(workload, changes): &(crate::api::ObjectRef, Vec<(usize, i32)>)| {
        let kind = if workload.kind == Kind::StatefulSet { "pets" } else { "cattle" };
        (kind.into(), steps(changes, last, most).into())
    };
    let requests = track.failed.as_ref().map(|failed| Row {
        name: TEXT.player.failed_requests.into(),
        kind: "failed".into(),
        path: marks(failed.iter().copied(), last).into(),
    });
    Plot {
        rows: ROWS.into_iter().map(row).chain(requests).collect(),
        name: TEXT.player.ready.into(),
        steps: track.ready.iter().map(step).collect(),
        is_dense: track.marks.len() > DENSE,
    }
}

fn kind(actor: Option<Actor>) -> &'static str {
    match actor {
        Some(Actor::You) => "you",
        Some(Actor::Deployment | Actor::ReplicaSet) => "cattle",
        Some(Actor::StatefulSet) => "pets",
        _ => "others",
    }
}

/// One stroke for each place that has a mark.
fn marks(indices: impl Iterator<Item = usize>, last: usize) -> String {
    let (mut path, mut before) = (String::new(), None);
    for index in indices {
        let at = place_of(index, last);
        if before != Some(at) {
            // Writing into a String cannot fail.
            let _ = write!(path, "M{at} 3v10");
            before = Some(at);
        }
    }
    path
}

/// A line that goes up and down where the number changes.
fn steps(changes: &[(usize, i32)], last: usize, most: i32) -> String {
    let height = |ready: i32| {
        let room = PLOT_HEIGHT - 2;
        PLOT_HEIGHT - 1 - room * ready.max(0) as usize / most as usize
    };
    let mut path = format!("M0 {}", height(0));
    for (index, ready) in changes {
        let _ = write!(path, "H{}V{}", place_of(*index, last), height(*ready));
    }
    let _ = write!(path, "H{PLACES}");
    path
}
