//! Replays recordings of a real control plane, move by move, and compares every settled state, the
//! changes of each actor and the events.
//!
//! Then the transcripts: what a real kubectl printed after each move of some scenarios.
//!
//! Reads every recording of `tests/recordings/`, or of the folder that `RECORDINGS` names, and
//! every transcript of `tests/transcripts/`, or of `TRANSCRIPTS`. With arguments, only those whose
//! id contains one of them. `tests/README.md` tells the format.

mod changes;
mod compare;
mod names;
mod pods;
mod replay;
mod snapshot;
mod terminal;
mod transcript;
mod typed;
mod ways;

use serde_json::Value;
use std::path::{Path, PathBuf};

fn main() {
    let recordings = run(&Files::new("RECORDINGS", "recordings", "json"), |text| {
        let recording: Value = serde_json::from_str(text).expect("a recording in JSON");
        ways::differences(&recording)
    });
    let transcripts =
        run(&Files::new("TRANSCRIPTS", "transcripts", "txt"), transcript::differences);
    println!("conformance: {recordings}");
    println!("conformance: {transcripts}");
    let total = recordings.total + transcripts.total;
    if total == 0 || recordings.agreed + transcripts.agreed < total {
        std::process::exit(1);
    }
}

/// Files of one kind, in the folder that a variable names or in one beside this.
struct Files {
    what: &'static str,
    extension: &'static str,
    folder: PathBuf,
}

impl Files {
    fn new(variable: &str, what: &'static str, extension: &'static str) -> Self {
        let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(what);
        let folder = std::env::var_os(variable).map_or_else(beside, PathBuf::from);
        Self { what, extension, folder }
    }

    fn paths(&self) -> Vec<PathBuf> {
        let folder = &self.folder;
        let entries = std::fs::read_dir(folder)
            .unwrap_or_else(|error| panic!("cannot read {}: {error}", folder.display()));
        let paths = entries.map(|it| it.expect("a folder entry").path());
        let mut paths: Vec<PathBuf> =
            paths.filter(|path| path.extension().is_some_and(|it| it == self.extension)).collect();
        paths.sort();
        paths
    }
}

/// How many files of one kind agree.
struct Tally {
    what: &'static str,
    agreed: usize,
    total: usize,
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {} {} agree", self.agreed, self.total, self.what)
    }
}

/// Prints the differences found in each file; a panic of the engine is one, too.
fn run(files: &Files, differences: fn(&str) -> Vec<String>) -> Tally {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    let mut tally = Tally { what: files.what, agreed: 0, total: 0 };
    for path in files.paths() {
        let id = path.file_stem().expect("a file name").to_string_lossy().into_owned();
        if !wanted.is_empty() && !wanted.iter().any(|part| id.contains(part.as_str())) {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let found = std::panic::catch_unwind(|| differences(&text));
        let found = found.unwrap_or_else(|_| vec!["panicked".to_owned()]);
        tally.total += 1;
        tally.agreed += usize::from(found.is_empty());
        found.iter().for_each(|difference| println!("{id} {difference}"));
    }
    tally
}
