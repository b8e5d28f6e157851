//! A small stage: what an option would look like.

use crate::api::Name;
use crate::manifest::{Flaw, Tree};

/// A few cells for each workload, in the order they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Workloads by name, each with its Pods.
    pub lanes: Vec<(Name, Vec<Cell>)>,
}

/// One Pod, or a place without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it is doing.
    pub state: CellState,
    /// Whether it is of the new revision.
    pub is_new: bool,
}

/// What a Pod in a picture is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellState {
    /// Running and Ready.
    Ready,
    /// Running, not Ready.
    Running,
    /// Image and containers are on their way.
    Starting,
    /// Waits for a node.
    Pending,
    /// On its way out.
    Terminating,
    /// Its image cannot be pulled.
    ImageMissing,
    /// Its container ends again and again.
    CrashLooping,
    /// A place that is empty.
    Missing,
}

impl CellState {
    const ALL: [(&'static str, Self); 8] = [
        ("ready", Self::Ready),
        ("running", Self::Running),
        ("starting", Self::Starting),
        ("pending", Self::Pending),
        ("terminating", Self::Terminating),
        ("image-missing", Self::ImageMissing),
        ("crash-looping", Self::CrashLooping),
        ("missing", Self::Missing),
    ];
}

impl Picture {
    pub(super) fn read(tree: Tree) -> Self {
        let lanes = tree.entries().into_iter().map(|(workload, cells)| {
            let cells = cells.items().into_iter().filter_map(|it| it.parse(cell));
            (workload.into(), cells.collect())
        });
        Self { lanes: lanes.collect() }
    }
}

/// `ready`, or `ready new`.
fn cell(text: &str) -> Result<Cell, Flaw> {
    let (word, is_new) = match text.strip_suffix(" new") {
        Some(word) => (word, true),
        None => (text, false),
    };
    match CellState::ALL.iter().find(|(name, _)| *name == word) {
        Some((_, state)) => Ok(Cell { state: *state, is_new }),
        None => {
            let known = CellState::ALL.map(|(name, _)| name).join(", ");
            Err(Flaw { at: 0, message: format!("a cell is one of {known}, with ` new` or not") })
        }
    }
}
