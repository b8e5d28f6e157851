//! The finished page: a folder of static files for any host, under any path.

use crate::{sh, tools};
use std::path::PathBuf;

/// Where the finished page lies.
pub fn folder() -> PathBuf {
    sh::root().join("dist")
}

/// Builds the finished page. `Trunk.toml` says how: addresses relative to the page.
pub fn dist() -> sh::Done {
    tools::for_trunk()?;
    sh::run(trunk().args(["build", "--release"]))?;
    eprintln!("xtask: the page is in {}: any static host serves it", folder().display());
    Ok(())
}

/// Trunk, minding only what it is told here.
pub fn trunk() -> std::process::Command {
    let mut trunk = sh::program("trunk");
    // Trunk dies of a NO_COLOR whose value is not `true` or `false`; others set it to 1.
    trunk.env_remove("NO_COLOR");
    trunk
}
