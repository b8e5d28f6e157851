//! Runs other programs, and says which.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What every chore returns: nothing, or a sentence that says what went wrong.
pub type Done = Result<(), String>;

/// The repository's folder.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().expect("xtask lies in the repository").to_path_buf()
}

/// Cargo's folder for what it builds.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Where the tools go that xtask had to compile: out of the way of the machine's own.
pub fn tools() -> PathBuf {
    target().join("tools")
}

/// A program in the repository's folder, with the tools that xtask compiled first on its `PATH`:
/// they are only there when the machine's own were missing or of another version.
pub fn program(name: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root()).env("PATH", search_path());
    command
}

/// Runs a program, shows the command line, and fails when the program does.
pub fn run(command: &mut Command) -> Done {
    eprintln!("$ {}", line(command));
    let status =
        command.status().map_err(|why| format!("cannot start {}: {why}", line(command)))?;
    if status.success() { Ok(()) } else { Err(format!("failed ({status}): {}", line(command))) }
}

/// Runs `cargo` with these arguments.
pub fn cargo(args: &[&str]) -> Done {
    run(program("cargo").args(args))
}

/// What a program prints, or nothing when it cannot run or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program is on the `PATH` that [`program`] gives.
pub fn which(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&search_path()).map(|dir| dir.join(&file)).find(|path| path.is_file())
}

/// The command line as a person would type it.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn search_path() -> OsString {
    let machine = env::var_os("PATH").unwrap_or_default();
    let own = tools().join("bin");
    let dirs = std::iter::once(own).chain(env::split_paths(&machine));
    env::join_paths(dirs).unwrap_or(machine)
}
