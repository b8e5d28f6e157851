//! The finished page: a folder of static files for any host, under any path.

use crate::{sh, tools};
use std::path::PathBuf;
use std::{env, fs};

/// Where the finished page lies.
pub fn folder() -> PathBuf {
    sh::root().join("dist")
}

/// Builds the finished page. `Trunk.toml` says how: addresses relative to the page.
pub fn dist() -> sh::Done {
    tools::for_trunk()?;
    sh::run(trunk().args(["build", "--release"]))?;
    if let Ok(site) = env::var("SITE_URL") {
        name_card(&site)?;
    }
    eprintln!("xtask: the page is in {}: any static host serves it", folder().display());
    Ok(())
}

/// Gives the picture that others show of a link its whole address: they do not take a relative one.
fn name_card(site: &str) -> sh::Done {
    let path = folder().join("index.html");
    let failed = |why| format!("{}: {why}", path.display());
    let page = fs::read_to_string(&path).map_err(failed)?;
    let whole = format!("content={}/card.png", site.trim_end_matches('/'));
    let named = page.replace("content=card.png", &whole);
    if named == page {
        return Err(format!("{}: names no card.png", path.display()));
    }
    fs::write(&path, named).map_err(failed)
}

/// Trunk, minding only what it is told here.
pub fn trunk() -> std::process::Command {
    let mut trunk = sh::program("trunk");
    // Trunk dies of a NO_COLOR whose value is not `true` or `false`; others set it to 1.
    trunk.env_remove("NO_COLOR");
    trunk
}
