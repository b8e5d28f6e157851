//! Pictures of the page, for people to look at.

use crate::{dist, e2e, sh, tools};

/// Builds the page and runs `tests/e2e/shots.mjs`, which knows the options.
pub fn shots(options: &[String]) -> sh::Done {
    tools::for_end_to_end()?;
    let only_help = options.iter().any(|option| option == "--help");
    let no_build = options.iter().any(|option| option == "--no-build");
    if !only_help && !no_build {
        dist::dist()?;
    }
    let options = options.iter().filter(|option| *option != "--no-build");
    sh::run(e2e::node().arg("tests/e2e/shots.mjs").args(options))
}
