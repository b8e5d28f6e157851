//! Replays recordings of a real control plane, move by move, and compares every settled state, the
//! changes of each actor and the events.
//!
//! Reads every recording of `tests/recordings/`, or of the folder that `RECORDINGS` names. With
//! arguments, only those whose id contains one of them. `tests/README.md` tells the format.

mod changes;
mod compare;
mod names;
mod pods;
mod replay;
mod snapshot;

use serde_json::Value;
use std::path::{Path, PathBuf};

fn main() {
    let folder = std::env::var_os("RECORDINGS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings"),
        PathBuf::from,
    );
    let wanted: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    let (mut agreed, mut total) = (0, 0);
    for path in recordings(&folder) {
        let id = path.file_stem().expect("a file name").to_string_lossy().into_owned();
        if !wanted.is_empty() && !wanted.iter().any(|part| id.contains(part.as_str())) {
            continue;
        }
        total += 1;
        let differences = replay_file(&path);
        agreed += usize::from(differences.is_empty());
        differences.iter().for_each(|difference| println!("{id} {difference}"));
    }
    println!("conformance: {agreed} of {total} recordings agree");
    if agreed < total || total == 0 {
        std::process::exit(1);
    }
}

fn recordings(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("cannot read {}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|it| it.expect("a folder entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths
}

/// The differences found in one recording; a panic of the engine is one, too.
fn replay_file(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).expect("a readable recording");
    let recording: Value = serde_json::from_str(&text).expect("a recording in JSON");
    let differences = std::panic::catch_unwind(|| replay::differences(&recording));
    differences.unwrap_or_else(|_| vec!["panicked".to_owned()])
}
