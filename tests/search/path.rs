//! A way through the states as a person can follow it: in sentences, and as a link that the page
//! opens.

use crate::explore::{Graph, Id};
use crate::print::Prints;
use crate::situation::Situation;
use crate::state::{By, Event, State};
use cattle_and_pets::app::{Act, Action, Ahead, AppState, Link, Position, update};
use cattle_and_pets::cluster::{Cluster, Step};
use cattle_and_pets::{kubectl, words};

/// Steps that the page computes at a time.
const PIECE: usize = 200;

/// A way from the start of a situation.
pub struct Path {
    /// What happens, one line a step.
    pub lines: Vec<String>,
    /// The address that opens the page at its end.
    pub link: String,
    end: State,
}

impl Path {
    /// Goes through these states; and then on to the one with that print, if one is named.
    pub fn through(situation: &Situation, graph: &Graph, way: &[Id], then: Option<u128>) -> Self {
        let mut end = State::start(situation);
        let (mut lines, mut acts) = (Vec::new(), Vec::new());
        let prints = way.iter().map(|id| graph.prints[*id as usize]).chain(then);
        for print in prints {
            let (event, next, step) = go(situation, &end, print);
            end = next;
            lines.push(line(&event, &step));
            acts.push((acts.len(), event.act));
        }
        let start = Link::of(&AppState::start(situation.scenario()));
        let link = Link { at: Position::whole(acts.len()), acts, ..start };
        Self { lines, link: link.write(), end }
    }

    /// Whether the page that opens the link comes to rest in the state at the end of the way.
    pub fn is_opened_by_link(&self) -> bool {
        let Some(link) = Link::parse(&self.link) else { return false };
        let mut page = AppState::new();
        update(&mut page, Action::Follow(Box::new(link)));
        while page.ahead == Ahead::Computing {
            update(&mut page, Action::RunAhead(PIECE));
        }
        // Who is still to look finds nothing to do; a frame is kept only for what does something.
        let mut rest = page.frame().cluster.clone();
        let is_at_rest = rest.step().is_none();
        let print = |cluster: &Cluster| Prints::of(cluster).whole(cluster);
        page.is_at_end() && is_at_rest && print(&rest) == print(&self.end.cluster)
    }
}

/// The event that leads from a state to the one with that print. There is one: what can happen to
/// a state can happen to any that looks the same.
fn go(situation: &Situation, from: &State, to: u128) -> (Event, State, Step) {
    for event in from.events(situation) {
        let (next, step) = from.after(&event);
        if next.print() == to {
            return (event, next, step);
        }
    }
    panic!("{}: states that look the same are not the same", situation.name);
}

fn line(event: &Event, step: &Step) -> String {
    let who = match (&event.act, event.by) {
        (_, By::Fault) => "fault".to_owned(),
        (Act::Command(_), _) => "you".to_owned(),
        (Act::Move(_), _) => format!("{} {}", step.actor, step.object.name),
    };
    let what = match &event.act {
        Act::Command(command) => kubectl::line(command),
        Act::Move(_) if step.decisions.is_empty() => words::caption(step),
        Act::Move(_) => step.decisions.iter().map(words::sentence).collect::<Vec<_>>().join(" "),
    };
    format!("{who}: {}", what.replace('`', ""))
}
