//! What the person did: the whole state of the page as one value, and the one function that
//! changes it.
//!
//! It knows no browser. What has to happen outside (clocks, storage, the address) follows from the
//! state, and `ui` does it.

mod action;
mod clients;
mod experiment;
mod keys;
pub mod learn;
mod link;
mod moving;
mod notice;
mod page;
mod playback;
mod position;
mod refusal;
mod running;
mod speech;
mod start;
mod update;
mod visiting;
mod workloads;

pub use action::Action;
pub use clients::clients;
pub use experiment::{Experiment, Phases};
pub use keys::action_for;
pub use learn::{Learn, LearnAction};
pub use link::{Act, Link, Moment, Route, Spot};
pub use notice::Notice;
pub use page::Page;
pub use playback::{Playing, Speed, wait_ms};
pub use position::{Grain, Position};
pub use refusal::{Place, Refusal};
pub use speech::Speech;
pub use update::update;
pub use workloads::{
    Workload, is_missing_image, missing_image, next_image, restart_all, scale_all, scale_all_by,
    update_all, workloads,
};

use crate::api::ObjectRef;
use crate::scene::Scene;
use crate::timeline::{Frame, Timeline};
pub use crate::timeline::{Scenario, Source};
use std::rc::Rc;

/// Everything the page shows follows from this.
#[derive(Clone)]
pub struct AppState {
    /// What the page shows.
    pub page: Page,
    /// Whose run it is that is looked at.
    pub run_of: Page,
    /// The run of the lessons while that of the laboratory is looked at, and the other way round.
    pub parked: Option<Rc<Left>>,
    /// The tutorial.
    pub learn: Learn,
    /// Why something else is shown than was asked for.
    pub notice: Option<Notice>,
    /// How many addresses were followed.
    pub visits: u32,
    /// What the run began with.
    pub scenario: Rc<Scenario>,
    /// The run.
    pub timeline: Rc<Timeline>,
    /// Where on it the person looks.
    pub position: Position,
    /// Where the person wants to look as soon as it is computed.
    pub destination: Option<Position>,
    /// Whether time moves by itself.
    pub playing: Playing,
    /// How fast it moves.
    pub speed: Speed,
    /// What counts as one step.
    pub grain: Grain,
    /// How far the run is computed.
    pub ahead: Ahead,
    /// What a link says that is still to be done, each with the index of its frame.
    pub replay: Rc<[(usize, Act)]>,
    /// The object the person looks at closely.
    pub focus: Option<ObjectRef>,
    /// What was refused last, until the next thing is done.
    pub refusal: Option<Refusal>,
    /// The run that was left for another start, until the next command.
    pub left: Option<Rc<Left>>,
    /// The person's own manifest as far as it is typed; `None` if nothing was.
    pub draft: Option<Rc<str>>,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// Whether the inspector is open where it is a sheet.
    pub sheet: bool,
    /// Colours.
    pub theme: Theme,
    /// Whether keys that write a character are shortcuts (WCAG 2.1.4).
    pub shortcuts: bool,
    /// The language of what is read.
    pub speech: Speech,
}

/// How far the run is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// More is being computed.
    Computing,
    /// Nothing will happen any more.
    Settled,
    /// More would happen, beyond the horizon.
    Horizon,
    /// More would happen, but a question about it is open.
    Held,
}

/// A run that was left for another start.
pub struct Left {
    /// What it began with.
    pub scenario: Rc<Scenario>,
    /// Its frames.
    pub timeline: Rc<Timeline>,
    /// Where the person looked.
    pub position: Position,
}

/// The dialogs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Keys, settings, what is not modelled.
    Help,
    /// Your own manifest.
    Manifest,
    /// All steps as a list.
    Steps,
    /// The run in words.
    Transcript,
    /// The chapters, and how far the person is.
    Contents,
    /// What words mean.
    Glossary,
}

/// Colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl AppState {
    /// The demonstration, nothing done yet.
    pub fn new() -> Self {
        Self::start(Scenario::default())
    }

    /// The frame that is looked at.
    pub fn frame(&self) -> &Rc<Frame> {
        self.timeline.frame(self.position.frame)
    }

    /// The frame before it; itself for the start state.
    pub fn frame_before(&self) -> &Rc<Frame> {
        self.timeline.frame(self.position.frame.saturating_sub(1))
    }

    /// Whether time moves by itself.
    pub fn is_playing(&self) -> bool {
        self.playing == Playing::Yes
    }

    /// Whether the newest frame is looked at, and the whole of it.
    pub fn is_at_end(&self) -> bool {
        self.position == Position::whole(self.timeline.last())
    }

    /// Whether the run has come to rest at what is looked at.
    pub fn rests_here(&self) -> bool {
        self.ahead == Ahead::Settled && self.is_at_end()
    }

    /// The picture of the position. Where the run has come to rest, clients have gone on a little.
    pub fn scene(&self) -> Scene {
        let writes = self.position.writes.unwrap_or(usize::MAX);
        let (before, frame) = (self.frame_before(), self.frame());
        let scene = Scene::up_to(before, frame, writes);
        match self.rests_here() && !frame.traffic.is_off() {
            true => scene.with_traffic(&frame.traffic.at_rest(&frame.cluster)),
            false => scene,
        }
    }
}

impl Default for AppState {
    fn default() -> Self {
        Self::new()
    }
}

impl Theme {
    /// All of them, in the order the switch goes through them.
    pub const ALL: &'static [Self] = &[Self::System, Self::Light, Self::Dark];

    /// Its word in the store and in `data-theme`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|theme| theme.as_str() == text)
    }
}

#[cfg(test)]
mod tests;
