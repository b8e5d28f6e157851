//! What was refused, and where to say so.

use crate::api::{ObjectRef, Status};

/// Where on the page something was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The column that guides.
    Guide,
    /// The stage.
    Stage,
    /// The inspector.
    Inspector,
    /// The dialog for one's own manifest.
    Manifest,
}

/// A command that was refused. Nothing changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Where it was asked for.
    pub place: Place,
    /// What it was about.
    pub object: ObjectRef,
    /// The command line that stands for it.
    pub line: String,
    /// Kubernetes' own words.
    pub status: Status,
}
