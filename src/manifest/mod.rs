//! YAML as people write it → objects, with a line and column for everything that is wrong.
//!
//! A text never fails as a whole: what is fine comes back, and the rest is told. An unknown field
//! is an error, a known one that is not simulated a note: nothing is passed over in silence.

mod check;
mod judge;
mod knobs;
mod load;
mod node;
mod objects;
mod print;
mod scalar;
mod schema;
mod suggest;
#[cfg(test)]
mod tests;
mod tree;
mod words;

pub use print::print;
pub use tree::{Flaw, Mistake, Tree, read_tree};

use crate::api::{Object, Release};
use crate::collections::sort_by_key;
use node::Mark;

/// The demonstration: three Nodes, a Deployment `web` and a StatefulSet `db` with their Services.
pub const DEMO: &str = include_str!("demo.yaml");

/// Remarks that are told; more help nobody.
const MAX_DIAGNOSTICS: usize = 200;

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Manifest {
    /// The objects without an error, in their order, as they were written: no defaults yet.
    pub objects: Vec<Object>,
    /// What is to be said of the text, in its order.
    pub diagnostics: Vec<Diagnostic>,
}

/// One remark on the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The field in its object, `spec.template.spec.containers[0].image`; empty for the whole.
    pub path: String,
    /// For people; names of objects and fields stand between backticks.
    pub message: String,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The object is left out.
    Error,
    /// The object is taken, and will surprise.
    Warning,
    /// Good to know.
    Note,
}

impl Diagnostic {
    fn new(severity: Severity, at: Mark, path: &str, message: String) -> Self {
        Self { severity, line: at.line, column: at.column, path: path.to_owned(), message }
    }
}

impl Manifest {
    /// Whether anything was left out because it is wrong.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Reads a text of one or more YAML documents. Never fails, never takes long: a text of more than a
/// megabyte is refused at once.
pub fn read(text: &str, release: Release) -> Manifest {
    let mut manifest = Manifest::default();
    if text.len() > load::MAX_BYTES {
        let message = words::too_long(text.len(), load::MAX_BYTES);
        let at = Mark { line: 1, column: 1 };
        manifest.diagnostics.push(Diagnostic::new(Severity::Error, at, "", message));
        return manifest;
    }
    let (roots, complaints) = load::documents(text);
    let complaints = complaints.into_iter();
    manifest
        .diagnostics
        .extend(complaints.map(|(at, message)| Diagnostic::new(Severity::Error, at, "", message)));
    let found = objects::find(&roots, &mut manifest.diagnostics);
    manifest.objects = judge::judge(found, release, &mut manifest.diagnostics);
    sort_by_key(&mut manifest.diagnostics, |it| (it.line, it.column, it.severity));
    let count = manifest.diagnostics.len();
    if count > MAX_DIAGNOSTICS {
        manifest.diagnostics.truncate(MAX_DIAGNOSTICS);
        let message = words::and_more(count - MAX_DIAGNOSTICS);
        let last = &manifest.diagnostics[MAX_DIAGNOSTICS - 1];
        let at = Mark { line: last.line, column: last.column };
        manifest.diagnostics.push(Diagnostic::new(Severity::Note, at, "", message));
    }
    manifest
}
