//! The tutorial's chapters as data: read, played, and what is checked in them.
//!
//! `README.md` beside this file says how a chapter is written. A [`Chapter`] is what is to happen
//! (a [`Lesson`]), every word that is read (a [`LessonText`]) and the manifests both name. Nothing
//! here knows the page; whatever a chapter claims is computed from a run of the engine.

mod catalog;
mod chapter;
mod cheat_sheet;
pub mod fact;
mod glossary;
mod hour;
mod lesson;
mod line;
mod names;
mod option;
mod part;
mod picture;
mod prose;
mod reading;
mod run;
mod task;
#[cfg(test)]
mod tests;
mod text;

pub use catalog::{Catalog, Entry};
pub use chapter::{Chapter, Complaint};
pub use cheat_sheet::{CheatSheet, Sheet, SheetRow, SheetSection};
pub use fact::Fact;
pub use glossary::{Definition, Glossary};
pub use hour::{Hour, hours};
pub use lesson::{Lesson, Marker, Variation};
pub use line::{Line, Wait};
pub use names::fill;
pub use option::{Choice, ChoiceOption, Prediction, PredictionOption};
pub use part::Part;
pub use picture::{Cell, CellState, Picture};
pub use prose::{Prose, Span, Target};
pub use run::{Day, Refused, Run, Unclear};
pub use task::Task;
pub use text::{ExplainText, LessonText, OptionText, QuestionText, Source, TaskText};
