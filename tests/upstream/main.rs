//! Kubernetes' own unit-test tables, and single syncs of its real controllers, run against the code
//! that the simulated controllers use.
//!
//! Reads every table of `tests/tables/`, or of the folder that `TABLES` names. A table that nobody
//! here checks is a failure too.

mod api;
mod deployment;
mod kubectl;
mod kubelet;
#[path = "../proof/mod.rs"]
mod proof;
mod replica_set;
mod stateful_set;

use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Checks one case of a table; the error says what was expected and what came.
pub type Check = fn(&Value) -> Result<(), String>;

/// Compares what came with what the table expects.
pub fn expect<T: PartialEq + std::fmt::Debug>(
    what: &str,
    got: T,
    expected: T,
) -> Result<(), String> {
    if got == expected {
        return Ok(());
    }
    Err(format!("{what}: expected {expected:?}, got {got:?}"))
}

fn checks() -> Vec<(&'static str, Check)> {
    [
        api::tables(),
        deployment::tables(),
        kubectl::tables(),
        kubelet::tables(),
        replica_set::tables(),
        stateful_set::tables(),
    ]
    .concat()
}

fn main() {
    let folder = std::env::var_os("TABLES")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables"), PathBuf::from);
    let checks = checks();
    let (mut agreed, mut total, mut tables) = (0, 0, Vec::new());
    for path in json_files(&folder) {
        let (table, table_agreed, table_total) = run_table(&path, &checks);
        agreed += table_agreed;
        total += table_total;
        let source = &table["source"];
        tables.push(json!({ "table": table["table"], "about": table["about"],
            "test": source["test"], "version": source["version"],
            "cases": table_total, "agree": table_agreed }));
    }
    proof::write("upstream", &json!({ "cases": total, "agree": agreed, "tables": tables }));
    println!("upstream: {agreed} of {total} cases agree");
    if agreed < total || total == 0 {
        std::process::exit(1);
    }
}

fn json_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("cannot read {}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("a folder entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths
}

/// The table, how many of its cases agree, and how many it has.
fn run_table(path: &Path, checks: &[(&str, Check)]) -> (Value, usize, usize) {
    let name = path.file_stem().expect("a file name").to_string_lossy();
    let text = std::fs::read_to_string(path).expect("a readable table");
    let table: Value = serde_json::from_str(&text).expect("a table in JSON");
    let cases = table["cases"].as_array().expect("cases");
    let Some((_, check)) = checks.iter().find(|(known, _)| *known == name) else {
        println!("{name}: nothing here checks this table");
        let count = cases.len();
        return (table, 0, count);
    };
    let mut agreed = 0;
    for case in cases {
        let outcome = std::panic::catch_unwind(|| check(case));
        match outcome.unwrap_or_else(|_| Err("panicked".to_owned())) {
            Ok(()) => agreed += 1,
            Err(difference) => println!("{name} case {}: {difference}", case["n"]),
        }
    }
    let count = cases.len();
    (table, agreed, count)
}
