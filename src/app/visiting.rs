//! Going from page to page. Lessons and laboratory each keep their run while the other is shown.

use super::{
    AppState, Left, Link, Notice, Page, Playing, Position, Route, Scenario, learn, moving,
};
use crate::timeline::Timeline;
use std::rc::Rc;

/// Goes where an address leads.
pub(super) fn visit(state: &mut AppState, route: Route) {
    state.visits += 1;
    state.notice = None;
    state.dialog = None;
    match route {
        Route::Home => learn::open(state, Default::default()),
        Route::Learn(spot) => learn::open(state, spot),
        Route::Lab(None) => show(state, Page::Lab),
        Route::Lab(Some(link)) => follow(state, link),
        Route::Page(page) => {
            show(state, page);
            state.learn.sheet.get_or_insert_default().retry();
        }
        Route::Nowhere => {
            learn::open(state, Default::default());
            state.notice = Some(Notice::NoPage);
        }
    }
}

/// Shows a page with its own run, as it was left.
pub(super) fn show(state: &mut AppState, page: Page) {
    state.page = page;
    if page == state.run_of {
        return;
    }
    moving::pause(state);
    if !page.has_stage() {
        return;
    }
    let here = state.run();
    let there = state.parked.replace(here);
    state.run_of = page;
    state.left = None;
    state.focus = None;
    match there {
        Some(run) => state.take_up(&run),
        None => state.begin(Scenario::default()),
    }
    state.left = None;
}

/// The moment that a link names: its run is computed, and its moment shown when it is there.
pub(super) fn follow(state: &mut AppState, link: Link) {
    show(state, Page::Lab);
    state.notice = link.is_broken.then_some(Notice::NoMoment);
    state.follow(link);
}

/// The run that is shown goes on in the laboratory. What was there is kept until the next command.
pub(super) fn take_to_lab(state: &mut AppState) {
    if state.run_of == Page::Lab {
        return;
    }
    let run = state.run();
    let kept = state.parked.replace(run);
    state.run_of = Page::Lab;
    state.left = kept;
    show(state, Page::Lab);
}

impl AppState {
    /// The run that is shown, to come back to.
    pub(super) fn run(&self) -> Rc<Left> {
        Rc::new(Left {
            scenario: self.scenario.clone(),
            timeline: self.timeline.clone(),
            position: self.position,
        })
    }

    /// Back to a run that was left.
    pub(super) fn take_up(&mut self, run: &Left) {
        self.scenario = run.scenario.clone();
        self.timeline = run.timeline.clone();
        self.look_anew(run.position);
        self.playing = Playing::No;
    }

    /// Another run, at its start.
    pub(super) fn put(&mut self, scenario: Scenario, timeline: Timeline) {
        self.scenario = Rc::new(scenario);
        self.timeline = Rc::new(timeline);
        self.look_anew(Position::default());
        self.focus = None;
    }
}
