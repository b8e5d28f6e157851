//! Everything that must hold before a change lands, in the order that finds mistakes soonest.

use crate::sh::{self, Done};
use crate::{dist, e2e, proof, size, tools, wasm};
use std::time::{Duration, Instant};

struct Step {
    name: &'static str,
    what: &'static str,
    run: fn() -> Done,
}

const STEPS: [Step; 9] = [
    Step { name: "system", what: "wasm target, Node, Chromium, its driver", run: tools::of_system },
    Step { name: "fmt", what: "the code is formatted", run: fmt },
    Step { name: "clippy", what: "no lint, natively and as wasm", run: clippy },
    Step { name: "engine", what: "native tests, without the page", run: proof::proof },
    Step { name: "page", what: "native tests, with the page and xtask", run: test_page },
    Step { name: "browser", what: "tests as wasm inside the browser", run: wasm::test_in_browser },
    Step { name: "dist", what: "the finished page", run: dist::dist },
    Step { name: "size", what: "a first visit's download", run: size::size },
    Step { name: "e2e", what: "the finished page in the browser", run: e2e::e2e },
];

/// Runs the named steps, or all; stops at the first that fails; ends with a table.
pub fn test(names: &[String]) -> Done {
    if names.iter().any(|name| name == "list") {
        STEPS.iter().for_each(|step| println!("{:8} {}", step.name, step.what));
        return Ok(());
    }
    let known = |name: &&String| STEPS.iter().any(|step| step.name == **name);
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        return Err(format!("there is no step `{unknown}`; `cargo xtask test list` names them"));
    }
    let chosen = |step: &&Step| names.is_empty() || names.iter().any(|name| name == step.name);
    let steps: Vec<&Step> = STEPS.iter().filter(chosen).collect();
    let mut results = Vec::new();
    for step in &steps {
        eprintln!("\n== {}: {}", step.name, step.what);
        let start = Instant::now();
        let result = (step.run)();
        let failed = result.is_err();
        results.push((result, start.elapsed()));
        if failed {
            break;
        }
    }
    summary(&steps, results)
}

fn summary(steps: &[&Step], results: Vec<(Done, Duration)>) -> Done {
    println!("\n{:8} {:40} {:7} {:>7}", "step", "what", "result", "seconds");
    for (at, step) in steps.iter().enumerate() {
        let (word, seconds) = match results.get(at) {
            Some((Ok(()), time)) => ("ok", time.as_secs().to_string()),
            Some((Err(_), time)) => ("FAILED", time.as_secs().to_string()),
            None => ("not run", String::new()),
        };
        println!("{:8} {:40} {word:7} {seconds:>7}", step.name, step.what);
    }
    let failed = results.iter().filter(|(result, _)| result.is_err()).count();
    println!("\n{} passed, {failed} failed", results.len() - failed);
    results.into_iter().try_for_each(|(result, _)| result)
}

fn fmt() -> Done {
    sh::cargo(&["fmt", "--all", "--check"])
}

/// The tests in `tests/` know no page and have run already.
fn test_page() -> Done {
    sh::cargo(&["test", "--workspace", "--lib", "--bins"])
}

fn clippy() -> Done {
    tools::wasm_target()?;
    let lint = |options: &[&str]| {
        sh::cargo(&[&["clippy", "--all-targets"], options, &["--", "-D", "warnings"]].concat())
    };
    lint(&["--workspace"])?;
    lint(&["--no-default-features"])?;
    lint(&["--target", "wasm32-unknown-unknown"])
}
