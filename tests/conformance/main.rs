//! Replays recordings of a real control plane, move by move, and compares every settled state, the
//! changes of each actor and the events.
//!
//! Then the transcripts: what a real kubectl printed after each move of some scenarios.
//!
//! Reads every recording of `tests/recordings/`, or of the folder that `RECORDINGS` names, and
//! every transcript of `tests/transcripts/`, or of `TRANSCRIPTS`. With arguments, only those whose
//! id contains one of them. `tests/README.md` tells the format.

mod changes;
#[path = "../checked/mod.rs"]
mod checked;
mod compare;
mod names;
mod pods;
#[path = "../proof/mod.rs"]
mod proof;
mod replay;
mod snapshot;
mod terminal;
mod transcript;
mod typed;
mod ways;

use serde_json::{Value, json};
use std::collections::BTreeMap;
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
    proof::write("conformance", &finding(&recordings, &transcripts));
    let total = recordings.total() + transcripts.total();
    if total == 0 || recordings.agreed() + transcripts.agreed() < total {
        std::process::exit(1);
    }
}

/// What there is to say of each family of recordings.
fn finding(recordings: &Tally, transcripts: &Tally) -> Value {
    let mut families: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    for (path, agrees) in &recordings.files {
        let text = std::fs::read_to_string(path).expect("it was read before");
        let recording: Value = serde_json::from_str(&text).unwrap_or_default();
        let steps = recording["steps"].as_array().map_or(&[][..], |steps| steps);
        let open = steps.iter().filter(|step| step["nondeterministic"] == true).count();
        let family = recording["family"].as_str().unwrap_or("?").to_owned();
        let counts = families.entry(family).or_default();
        for (count, more) in counts.iter_mut().zip([1, usize::from(*agrees), steps.len(), open]) {
            *count += more;
        }
    }
    let families = families.iter().map(|(family, [recordings, agree, steps, open])| {
        json!({ "family": family, "recordings": recordings, "agree": agree, "steps": steps,
                "nondeterministic": open })
    });
    let both = |it: &Tally| json!({ "total": it.total(), "agree": it.agreed() });
    json!({
        "recordings": both(recordings),
        "transcripts": both(transcripts),
        "families": families.collect::<Value>(),
    })
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
    files: Vec<(PathBuf, bool)>,
}

impl Tally {
    fn total(&self) -> usize {
        self.files.len()
    }

    fn agreed(&self) -> usize {
        self.files.iter().filter(|(_, agrees)| *agrees).count()
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {} {} agree", self.agreed(), self.total(), self.what)
    }
}

/// Prints the differences found in each file; a panic of the engine is one, too.
fn run(files: &Files, differences: fn(&str) -> Vec<String>) -> Tally {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    let mut tally = Tally { what: files.what, files: Vec::new() };
    for path in files.paths() {
        let id = path.file_stem().expect("a file name").to_string_lossy().into_owned();
        if !wanted.is_empty() && !wanted.iter().any(|part| id.contains(part.as_str())) {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let found = std::panic::catch_unwind(|| differences(&text));
        let found = found.unwrap_or_else(|_| vec!["panicked".to_owned()]);
        found.iter().for_each(|difference| println!("{id} {difference}"));
        tally.files.push((path, found.is_empty()));
    }
    tally
}
