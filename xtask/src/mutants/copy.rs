//! A copy of the sources, in which a rule can be broken.

use super::table::Mutant;
use crate::sh;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the tests are built from.
const SOURCES: [&str; 6] = ["Cargo.toml", "Cargo.lock", "src", "tests", "benches", "xtask"];
/// What belongs to the browser's tests alone.
const LEFT_OUT: [&str; 2] = ["e2e", "node_modules"];

/// The copy.
pub struct Copy {
    folder: PathBuf,
}

impl Copy {
    /// Makes it, or brings it up to date. What is as it was is not written, so that it need not be
    /// compiled again.
    pub fn make() -> Result<Self, String> {
        let copy = Self { folder: sh::target().join("mutants") };
        fs::create_dir_all(copy.sources()).map_err(told(&copy.folder))?;
        for name in SOURCES {
            mirror(&sh::root().join(name), &copy.sources().join(name))?;
        }
        Ok(copy)
    }

    /// Its sources.
    pub fn sources(&self) -> PathBuf {
        self.folder.join("sources")
    }

    /// Where a net puts what it says.
    pub fn said(&self) -> PathBuf {
        self.folder.join("said.txt")
    }

    /// Cargo, to build it: soon rather than well, since each rule is compiled anew.
    pub fn cargo(&self) -> Command {
        let mut command = sh::program("cargo");
        command
            .current_dir(self.sources())
            .env("CARGO_TARGET_DIR", self.folder.join("build"))
            .env("CARGO_PROFILE_STEPS_INCREMENTAL", "true")
            .env("CARGO_PROFILE_STEPS_OPT_LEVEL", "1");
        command
    }

    /// Does something while a rule is broken in it, and mends the rule.
    pub fn with<T>(
        &self,
        mutant: &Mutant,
        act: impl FnOnce(&Self) -> Result<T, String>,
    ) -> Result<T, String> {
        let path = self.sources().join(&mutant.file);
        let text = read(&path)?;
        write(&path, &mutant.break_rule(&text)?)?;
        let result = act(self);
        write(&path, &text)?;
        result
    }
}

/// Makes `to` the same as `from`.
fn mirror(from: &Path, to: &Path) -> sh::Done {
    if from.is_file() {
        let is_same = fs::read(to).is_ok_and(|there| fs::read(from).is_ok_and(|it| it == there));
        return if is_same { Ok(()) } else { fs::copy(from, to).map(drop).map_err(told(to)) };
    }
    fs::create_dir_all(to).map_err(told(to))?;
    let is_left_out = |name: &String| LEFT_OUT.contains(&&**name);
    let names: Vec<String> = names(from)?.into_iter().filter(|name| !is_left_out(name)).collect();
    for name in names_left_over(to, &names)? {
        let path = to.join(name);
        let removed =
            if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(told(&path))?;
    }
    names.iter().try_for_each(|name| mirror(&from.join(name), &to.join(name)))
}

fn names_left_over(folder: &Path, wanted: &[String]) -> Result<Vec<String>, String> {
    Ok(names(folder)?.into_iter().filter(|name| !wanted.contains(name)).collect())
}

fn names(folder: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder).map_err(told(folder))?;
    let names = entries.map(|entry| entry.map(|it| it.file_name().to_string_lossy().into_owned()));
    names.collect::<Result<_, _>>().map_err(told(folder))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(told(path))
}

fn write(path: &Path, text: &str) -> sh::Done {
    fs::write(path, text).map_err(told(path))
}

fn told(path: &Path) -> impl Fn(std::io::Error) -> String {
    let path = path.display().to_string();
    move |why| format!("{path}: {why}")
}
