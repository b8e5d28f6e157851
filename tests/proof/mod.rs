//! What the tests found out, for the page that tells how true all this is.

use serde_json::Value;
use std::path::Path;

/// Writes one finding into the folder that `PROOF` names; without it, none is written. What is
/// written follows from the code and its data alone: no times, no paths.
pub fn write(name: &str, finding: &Value) {
    let Some(folder) = std::env::var_os("PROOF") else { return };
    let path = Path::new(&folder).join(format!("{name}.json"));
    let text = serde_json::to_string_pretty(finding).expect("a finding is a JSON tree");
    let written =
        std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, text + "\n"));
    written.unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
}
