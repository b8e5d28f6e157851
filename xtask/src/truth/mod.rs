//! The page "How true is this?": what the tests of this very build found, as a static page.
//!
//! Trunk calls it after each build (see `Trunk.toml`), so that it stands beside the application
//! wherever that is served. Without findings it says that there are none.

mod html;
mod net;

use crate::{mutants, proof, sh};
use html::escape;
use net::{BROKEN_RULES, NETS, Net};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("page.html");

/// Writes the page into the folder that Trunk is building, or else into `dist/`.
pub fn truth() -> sh::Done {
    let folder =
        std::env::var_os("TRUNK_STAGING_DIR").map_or_else(crate::dist::folder, PathBuf::from);
    let path = folder.join("truth.html");
    fs::write(&path, page(&folder)?).map_err(|why| format!("{}: {why}", path.display()))
}

fn page(folder: &Path) -> Result<String, String> {
    let mut found: Vec<(&Net, Value)> =
        NETS.iter().filter_map(|net| Some((net, findings(net)?))).collect();
    if !found.is_empty() {
        found.push((&BROKEN_RULES, mutants::findings()?));
    }
    let body = match found.is_empty() {
        true => "<p class=\"truth-none\">This build was made without running the tests. \
                 <code>cargo xtask proof</code> runs them.</p>"
            .to_owned(),
        false => {
            let tiles: String = found.iter().map(|(net, it)| net.tile(it)).collect();
            let sections: String = found.iter().map(|(net, it)| net.section(it)).collect();
            format!("<ul class=\"truth-tiles\">{tiles}</ul>{sections}")
        }
    };
    let filled = PAGE
        .replace("{{styles}}", &styles(folder)?)
        .replace("{{body}}", &body)
        .replace("{{not-modelled}}", &not_modelled()?);
    Ok(filled)
}

fn findings(net: &Net) -> Option<Value> {
    let text = fs::read_to_string(proof::folder().join(format!("{}.json", net.file))).ok()?;
    serde_json::from_str(&text).ok()
}

/// The application's own styles, which its page carries.
fn styles(folder: &Path) -> Result<String, String> {
    let path = folder.join("index.html");
    let home = fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    let begun = home.split("<style").skip(1);
    let styles = begun.filter_map(|rest| rest.split_once("</style>"));
    Ok(styles.map(|(style, _)| format!("<style{style}</style>")).collect())
}

/// What ARCHITECTURE.md lists, the one place that does.
fn not_modelled() -> Result<String, String> {
    let path = sh::root().join("ARCHITECTURE.md");
    let text = fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    let (_, after) =
        text.split_once("## Not modelled\n").ok_or("ARCHITECTURE.md has no `Not modelled`")?;
    let section = after.split("\n## ").next().unwrap_or(after).trim();
    let sentences = section.split_inclusive(". ").map(|it| html::code(&escape(it.trim())));
    Ok(sentences.map(|it| format!("<li>{it}</li>")).collect())
}
