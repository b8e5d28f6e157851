//! The same benchmark natively and as wasm, since people run the engine as wasm.

use crate::{dist, e2e, sh, tools};
use std::path::{Path, PathBuf};

const BENCH: [&str; 3] = ["bench", "--bench", "rollout"];

/// Runs `benches/rollout.rs` natively, then as wasm in Node.
pub fn bench(options: &[String]) -> sh::Done {
    tools::for_node()?;
    let mut native = sh::program("cargo");
    native.args(BENCH).arg("--no-default-features").arg("--").args(options);
    sh::run(&mut native)?;
    let xtask = std::env::current_exe().map_err(|why| format!("own path: {why}"))?;
    let runner = format!("{} bench-runner", xtask.display());
    let mut wasm = sh::program("cargo");
    wasm.args(BENCH).args(["--no-default-features", "--target", "wasm32-unknown-unknown"]);
    wasm.arg("--").args(options).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    sh::run(&mut wasm)
}

/// How long the finished page needs to draw a step: `tests/e2e/frames.mjs`.
pub fn frames() -> sh::Done {
    in_browser("tests/e2e/frames.mjs")
}

/// What Lighthouse says of the finished page: `tests/e2e/lighthouse.mjs`.
pub fn lighthouse() -> sh::Done {
    in_browser("tests/e2e/lighthouse.mjs")
}

fn in_browser(script: &str) -> sh::Done {
    tools::for_end_to_end()?;
    dist::dist()?;
    sh::run(e2e::node().arg(script))
}

/// What Cargo calls for a wasm benchmark: the wasm file, then the benchmark's own options.
pub fn run_in_node(args: &[String]) -> sh::Done {
    let (wasm, options) = args.split_first().ok_or("bench-runner needs a wasm file")?;
    let folder = sh::target().join("bench-wasm");
    let mut bindgen = sh::program("wasm-bindgen");
    bindgen.args(["--target", "nodejs", "--no-typescript", "--out-name", "bench", "--out-dir"]);
    sh::run(bindgen.arg(&folder).arg(absolute(wasm)?))?;
    sh::run(sh::program("node").arg(folder.join("bench.js")).args(options))
}

/// Cargo runs the runner in the package's folder, which [`sh::program`] leaves.
fn absolute(path: &str) -> Result<PathBuf, String> {
    Path::new(path).canonicalize().map_err(|why| format!("{path}: {why}"))
}
