//! What a person, or the network, does in the tutorial.

use super::{Failure, Progress};
use crate::api::Name;
use crate::lessons::{Catalog, Chapter, CheatSheet, Glossary};
use std::rc::Rc;

/// One thing that is done in the tutorial.
#[derive(Clone, Debug)]
pub enum LearnAction {
    /// The list of chapters came, or did not.
    CatalogCame(Result<Rc<Catalog>, Failure>),
    /// The chapter of that name came, or did not.
    ChapterCame(Name, Result<Rc<Chapter>, Failure>),
    /// The glossary came, or did not.
    GlossaryCame(Result<Rc<Glossary>, Failure>),
    /// The sheet with both kinds came, or did not.
    CheatSheetCame(Result<Rc<CheatSheet>, Failure>),
    /// Asks once more for what did not come.
    Retry,
    /// Asks for the chapter in another language; how far the person is stays.
    Reread,
    /// Chooses an option, by its place; another one may still be chosen.
    Choose(usize),
    /// Stands by the chosen option, and sets the run going.
    Commit,
    /// Does what the task's button does.
    Give,
    /// To where the run rests, at once.
    ToRest,
    /// Plays the solution.
    ShowMe,
    /// Shows one hint more.
    Hint,
    /// Back to the moment before the last command.
    Undo,
    /// The task once more.
    Again,
    /// The chapter once more.
    AgainAll,
    /// The answer to "why?", as far as it is typed.
    Explain(Rc<str>),
    /// Stands by that answer, to compare it with ours.
    Compare,
    /// Does without one.
    PassOver,
    /// On to the next task; behind the last one the chapter is closed.
    Next,
    /// To the task of that place.
    GoTo(usize),
    /// Puts the run of the option of that place on the stage.
    LookAt(usize),
    /// Another start to try, by its place, in the laboratory.
    Try(usize),
    /// Names the part of that place among those that the task speaks of, or none any more.
    Name(Option<usize>),
    /// Looks a word up, or closes the glossary.
    LookUp(Option<Name>),
    /// What another page has kept.
    Join(Progress),
    /// Whether progress can be kept on this device.
    Kept(bool),
    /// All is to be done again.
    Reset,
}
