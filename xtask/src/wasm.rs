//! Tests compiled to wasm that run inside the browser.

use crate::{sh, tools};
use std::fs;

/// Runs every file in `tests/` that asks for wasm-bindgen's test runner.
///
/// `wasm-pack test --headless --chrome` does the same; the runner alone spares a fresh machine
/// compiling wasm-pack.
pub fn test_in_browser() -> sh::Done {
    tools::for_browser_tests()?;
    let mut cargo = sh::program("cargo");
    cargo.args(["test", "--target", "wasm32-unknown-unknown"]);
    for name in browser_tests()? {
        cargo.args(["--test", &name]);
    }
    if let Some(driver) = tools::chromedriver() {
        cargo.env("CHROMEDRIVER", driver);
    }
    sh::run(cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner"))
}

fn browser_tests() -> Result<Vec<String>, String> {
    let folder = sh::root().join("tests");
    let entries = fs::read_dir(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| fs::read_to_string(path).is_ok_and(|text| is_browser_test(&text)))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    Ok(names)
}

fn is_browser_test(text: &str) -> bool {
    text.contains("wasm_bindgen_test_configure!")
}
