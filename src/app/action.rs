//! Everything a person (or the page's own clock) can do.

use super::{Dialog, Grain, LearnAction, Link, Phases, Place, Route, Scenario, Speed, Theme};
use crate::api::{ObjectRef, Release};
use crate::cluster::Command;
use crate::language::Language;
use crate::timeline::BranchId;
use std::rc::Rc;

/// One thing that is done.
#[derive(Clone, Debug)]
pub enum Action {
    /// Time moves by itself.
    Play,
    /// Time stands still.
    Pause,
    /// The other of the two.
    TogglePlay,
    /// The page's clock: one step while playing.
    Tick,
    /// One step forwards.
    Step,
    /// One step back.
    StepBack,
    /// One step forwards; in a lesson, once nothing more happens, what is next in it.
    Onwards,
    /// To the start state.
    ToStart,
    /// To the end of the run.
    ToEnd,
    /// To the frame of that index.
    Seek(usize),
    /// To the next step that changed the object in focus.
    NextOfFocus,
    /// To the step before that changed the object in focus.
    PreviousOfFocus,
    /// To the next marker: your commands.
    NextMarker,
    /// To the marker before.
    PreviousMarker,
    /// How fast time moves.
    SetSpeed(Speed),
    /// What counts as a step.
    SetGrain(Grain),
    /// Commands, one after the other at the same moment; the place is where they came from, and
    /// where a refusal is shown.
    Command(Place, Vec<Command>),
    /// Commands in phases; see [`Phases`].
    Experiment(Place, Phases),
    /// Takes a refusal's message away.
    DismissRefusal,
    /// Computes up to so many more steps of the run.
    RunAhead(usize),
    /// Computes on beyond the horizon.
    LookFurther,
    /// Looks at another future.
    Switch(BranchId),
    /// The same start once more.
    StartAgain,
    /// The same start with another release.
    SetRelease(Release),
    /// The same start with another seed.
    SetSeed(u64),
    /// Clients send requests to these Services and Pods, and to no others.
    Send(Vec<ObjectRef>),
    /// Another start.
    Open(Box<Scenario>),
    /// The moment that a link names.
    Follow(Box<Link>),
    /// Back to the run that was left for another start.
    GoBack,
    /// Goes where an address leads.
    Visit(Box<Route>),
    /// Goes on with the run of the lesson in the laboratory.
    TakeToLab,
    /// Takes away why something else is shown than was asked for.
    DismissNotice,
    /// One thing in the tutorial.
    Learn(LearnAction),
    /// The person's own manifest, as far as it is typed.
    Draft(Rc<str>),
    /// Looks closely at an object, or at none.
    Focus(Option<ObjectRef>),
    /// Opens a dialog, or closes it.
    Show(Option<Dialog>),
    /// Opens or closes the inspector where it is a sheet.
    ShowSheet(bool),
    /// Colours.
    SetTheme(Theme),
    /// Whether keys that write a character are shortcuts.
    SetShortcuts(bool),
    /// The language to read in, as soon as its texts are there.
    SetLanguage(Language),
    /// The texts of that language are there, and are read from now on.
    Speak(Language),
    /// The texts of that language could not be fetched.
    LanguageMissing(Language),
}
