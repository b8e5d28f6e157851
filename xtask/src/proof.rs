//! What the tests found out, for the page "How true is this?" ([`crate::truth`]).
//!
//! Each net of tests writes one file into the folder that `PROOF` names. Nothing in them is written
//! by hand, and nothing depends on when or where they ran.

use crate::sh;
use std::fs;
use std::path::PathBuf;

/// Where the findings lie.
pub fn folder() -> PathBuf {
    sh::target().join("proof")
}

/// Runs the engine's tests anew and keeps what they found.
pub fn proof() -> sh::Done {
    let folder = folder();
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    }
    let tests: [&[&str]; 3] = [
        &["test", "--no-default-features"],
        &["test", "--no-default-features", "--profile", "steps", "--test", "simulation"],
        &["test", "--no-default-features", "--profile", "steps", "--test", "search"],
    ];
    tests
        .iter()
        .try_for_each(|args| sh::run(sh::program("cargo").args(*args).env("PROOF", &folder)))
}
