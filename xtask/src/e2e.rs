//! Node's side: the tests that drive the finished page in a browser.

use crate::{dist, sh, tools};
use std::fs;
use std::process::Command;

/// Builds `dist/`, which takes a second when nothing changed, and runs `tests/e2e/*.test.mjs`.
pub fn e2e() -> sh::Done {
    tools::for_end_to_end()?;
    dist::dist()?;
    let mut node = node();
    node.args(["--test", "--test-reporter", "spec"]);
    sh::run(node.args(test_files()?))
}

/// Node, told which browser to drive.
pub fn node() -> Command {
    let mut node = sh::program("node");
    if let Some(chromium) = tools::chromium() {
        node.env("CHROMIUM", chromium);
    }
    node
}

fn test_files() -> Result<Vec<String>, String> {
    let folder = sh::root().join("tests/e2e");
    let entries = fs::read_dir(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut files: Vec<String> = names
        .filter(|name| name.ends_with(".test.mjs"))
        .map(|name| format!("tests/e2e/{name}"))
        .collect();
    files.sort();
    if files.is_empty() { Err("tests/e2e has no *.test.mjs".to_owned()) } else { Ok(files) }
}
