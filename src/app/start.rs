//! Beginning anew, and the way back.

use super::visiting::show;
use super::{
    Ahead, AppState, Grain, Learn, Link, Page, Place, Playing, Position, Refusal, Scenario, Source,
    Speech, Speed, Theme,
};
use std::rc::Rc;

impl AppState {
    /// The page with that start state, nothing done yet.
    pub fn start(scenario: Scenario) -> Self {
        Self {
            page: Page::Lab,
            run_of: Page::Lab,
            parked: None,
            learn: Learn::default(),
            notice: None,
            visits: 0,
            timeline: Rc::new(scenario.timeline()),
            scenario: Rc::new(scenario),
            position: Position::default(),
            destination: None,
            playing: Playing::Rests,
            speed: Speed::default(),
            grain: Grain::default(),
            ahead: Ahead::Computing,
            replay: Rc::default(),
            focus: None,
            refusal: None,
            left: None,
            draft: None,
            dialog: None,
            sheet: false,
            theme: Theme::default(),
            shortcuts: true,
            speech: Speech::default(),
        }
    }

    /// The page before it is known what is opened: a lesson, until something else is. The run of
    /// the laboratory is not made before it is shown, so that a lesson is there sooner.
    pub fn blank() -> Self {
        let nothing = Scenario { source: Source::Settled("".into()), ..Scenario::default() };
        Self { page: Page::Learn, run_of: Page::Learn, ..Self::start(nothing) }
    }

    /// Another start; the run is kept until the next command if there is anything in it.
    pub(super) fn begin(&mut self, scenario: Scenario) {
        if self.timeline.last() > 0 {
            self.left = Some(self.run());
        }
        let timeline = scenario.timeline();
        self.put(scenario, timeline);
    }

    /// Another start as the person wrote it: played at once, or refused where it was written.
    pub(super) fn open(&mut self, scenario: Scenario) {
        match scenario.refusal() {
            None => {
                show(self, Page::Lab);
                self.begin(scenario);
                self.dialog = None;
                self.playing = Playing::Yes;
            }
            Some((object, status)) => {
                let line = format!("kubectl apply -f {}.yaml", object.name);
                let place = Place::Manifest;
                self.refusal = Some(Refusal { place, object, line, status });
            }
        }
    }

    /// The moment that a link names: its run is computed, and its moment shown when it is there.
    pub(super) fn follow(&mut self, link: Link) {
        self.begin(link.scenario());
        self.replay = link.acts.into();
        self.destination = Some(link.at);
        self.playing = Playing::No;
    }

    /// Back to the run that was left.
    pub(super) fn go_back(&mut self) {
        if let Some(left) = self.left.take() {
            self.take_up(&left);
        }
    }

    /// The run is another one from here on.
    pub(super) fn look_anew(&mut self, position: Position) {
        self.position = position;
        self.playing = Playing::Rests;
        self.destination = None;
        self.refusal = None;
        self.replay = Rc::default();
        self.ahead = Ahead::Computing;
    }
}
