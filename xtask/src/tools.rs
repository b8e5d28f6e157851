//! Gets the tools that the other commands need: uses what the machine has in the right version,
//! compiles what Cargo can compile, installs system packages where it may, and names the rest.

use crate::sh::{self, Done};
use std::fs;
use std::path::PathBuf;

/// A Rust program that Cargo can compile when the machine lacks it.
struct Tool {
    package: &'static str,
    /// What `--version` must print as the second word: all of it, or its beginning.
    version: String,
    /// Chosen so that compiling takes minutes, not a quarter of an hour: no optimisation, no
    /// features that nothing here uses.
    install: &'static [&'static str],
    programs: &'static [&'static str],
    takes: &'static str,
}

/// A program of the operating system, for which Cargo is no help.
struct Program {
    name: &'static str,
    found: fn() -> Option<PathBuf>,
    /// Debian's and Ubuntu's packages.
    packages: &'static [&'static str],
    otherwise: &'static str,
}

const NODE: Program = Program {
    name: "Node.js 20 or newer, with npm",
    found: node,
    packages: &["nodejs", "npm"],
    otherwise: "install it from https://nodejs.org",
};

const CHROMIUM: Program = Program {
    name: "Chromium or Chrome",
    found: chromium,
    packages: &["chromium"],
    otherwise: "install either, or set CHROMIUM to the program",
};

const CHROMEDRIVER: Program = Program {
    name: "ChromeDriver of the browser's version",
    found: chromedriver,
    packages: &["chromium-driver"],
    otherwise: "install it, or set CHROMEDRIVER to the program",
};

/// Gets all of it.
pub fn everything() -> Done {
    of_system()?;
    for_trunk()?;
    for_browser_tests()?;
    for_end_to_end()
}

/// Gets what Cargo cannot compile, Rust's wasm target included: asked first, so that nobody waits
/// minutes to hear of it.
pub fn of_system() -> Done {
    wasm_target()?;
    [NODE, CHROMIUM, CHROMEDRIVER].iter().try_for_each(install_if_missing)
}

/// Gets what building the page needs.
pub fn for_trunk() -> Done {
    wasm_target()?;
    compile_if_missing(&wasm_bindgen()?)?;
    compile_if_missing(&trunk())
}

/// Gets what running tests inside the browser needs.
pub fn for_browser_tests() -> Done {
    for_wasm_in_node_or_browser()?;
    install_if_missing(&CHROMIUM)?;
    install_if_missing(&CHROMEDRIVER)
}

/// Gets what running wasm in Node needs.
pub fn for_node() -> Done {
    for_wasm_in_node_or_browser()?;
    install_if_missing(&NODE)
}

/// Gets what driving the finished page needs, npm's packages included.
pub fn for_end_to_end() -> Done {
    install_if_missing(&NODE)?;
    install_if_missing(&CHROMIUM)?;
    npm_packages()
}

/// The browser to drive.
pub fn chromium() -> Option<PathBuf> {
    const NAMES: [&str; 4] = ["chromium", "google-chrome", "google-chrome-stable", "chrome"];
    const MAC: [&str; 2] = [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];
    named_by("CHROMIUM")
        .or_else(|| NAMES.iter().find_map(|name| sh::which(name)))
        .or_else(|| MAC.iter().map(PathBuf::from).find(|path| path.is_file()))
}

/// The program through which wasm-bindgen's test runner drives the browser.
pub fn chromedriver() -> Option<PathBuf> {
    named_by("CHROMEDRIVER").or_else(|| sh::which("chromedriver"))
}

fn for_wasm_in_node_or_browser() -> Done {
    wasm_target()?;
    compile_if_missing(&wasm_bindgen()?)
}

fn trunk() -> Tool {
    Tool {
        package: "trunk@0.21.14",
        version: "0.21.".to_owned(),
        // Without one of its TLS features it fails, after minutes.
        install: &["--locked", "--no-default-features", "--features", "rustls"],
        programs: &["trunk"],
        takes: "3 to 6 minutes",
    }
}

/// wasm-bindgen's programs read what the crate of exactly their version wrote.
fn wasm_bindgen() -> Result<Tool, String> {
    Ok(Tool {
        package: "wasm-bindgen-cli",
        version: locked_version("wasm-bindgen")?,
        install: &["--no-default-features"],
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        takes: "1 to 3 minutes",
    })
}

fn compile_if_missing(tool: &Tool) -> Done {
    if tool.programs.iter().all(|program| has_version(program, &tool.version)) {
        return Ok(());
    }
    let package = match tool.package.contains('@') {
        true => tool.package.to_owned(),
        false => format!("{}@{}", tool.package, tool.version),
    };
    eprintln!("xtask: {package} is missing; it goes to {}", sh::tools().display());
    if download_prebuilt(&package).is_ok() {
        return Ok(());
    }
    eprintln!("xtask: compiling {package}: {} on two cores, and only this once", tool.takes);
    let mut install = sh::program("cargo");
    install.args(["install", "--quiet", "--debug", "--force", "--root"]).arg(sh::tools());
    install.arg(&package).args(tool.install).env("CARGO_PROFILE_DEV_DEBUG", "0");
    sh::run(&mut install)
}

/// Far quicker than compiling, where the machine has cargo-binstall and reaches the binaries.
fn download_prebuilt(package: &str) -> Done {
    if sh::which("cargo-binstall").is_none() {
        return Err("no cargo-binstall".to_owned());
    }
    let mut install = sh::program("cargo");
    install.args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"]);
    sh::run(install.arg(sh::tools()).arg(package))
}

fn has_version(program: &str, wanted: &str) -> bool {
    let printed = sh::output(sh::program(program).arg("--version")).unwrap_or_default();
    let version = printed.split_whitespace().nth(1).unwrap_or_default();
    version == wanted || (wanted.ends_with('.') && version.starts_with(wanted))
}

/// The version of a package in `Cargo.lock`.
fn locked_version(package: &str) -> Result<String, String> {
    let path = sh::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    version_in(&lock, package).ok_or_else(|| format!("Cargo.lock does not name {package}"))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = ")?;
    Some(version.trim_matches('"').to_owned())
}

/// Gets the target that everything for the browser is compiled for.
pub fn wasm_target() -> Done {
    let mut rustc = sh::program("rustc");
    let sysroot = sh::output(rustc.args(["--print", "sysroot"])).ok_or("cannot run rustc")?;
    if PathBuf::from(sysroot).join("lib/rustlib/wasm32-unknown-unknown").is_dir() {
        return Ok(());
    }
    eprintln!("xtask: Rust's wasm32-unknown-unknown target is missing; rustup adds it");
    sh::run(sh::program("rustup").args(["target", "add", "wasm32-unknown-unknown"])).map_err(
        |why| format!("{why}\nWithout rustup, install your distribution's wasm32 target of Rust."),
    )
}

fn install_if_missing(program: &Program) -> Done {
    if (program.found)().is_some() {
        return Ok(());
    }
    let packages = program.packages.join(" ");
    eprintln!("xtask: {} is missing", program.name);
    if may_install_packages() {
        eprintln!("xtask: installing Debian's {packages}: about a minute");
        let mut apt = sh::program("apt-get");
        sh::run(apt.args(["update", "--quiet"]))?;
        let mut apt = sh::program("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt.args(["install", "--quiet", "--yes", "--no-install-recommends"]);
        sh::run(apt.args(program.packages))?;
    }
    if (program.found)().is_some() {
        return Ok(());
    }
    Err(format!(
        "{} is missing, and only you can install it: on Debian `sudo apt-get install {packages}`; \
         elsewhere {}",
        program.name, program.otherwise
    ))
}

fn may_install_packages() -> bool {
    let root = sh::output(sh::program("id").arg("-u")).is_some_and(|id| id == "0");
    root && sh::which("apt-get").is_some()
}

fn node() -> Option<PathBuf> {
    let version = sh::output(sh::program("node").arg("--version"))?;
    let major: u32 = version.trim_start_matches('v').split('.').next()?.parse().ok()?;
    sh::which("npm").or_else(|| sh::which("npm.cmd"))?;
    if major >= 20 { sh::which("node") } else { None }
}

/// npm's packages lie in `tests/e2e/node_modules`, exactly as the lock file says.
fn npm_packages() -> Done {
    let folder = sh::root().join("tests/e2e");
    let changed = |file: &str| fs::metadata(folder.join(file)).and_then(|meta| meta.modified());
    let installed = changed("node_modules/.package-lock.json").ok();
    let wanted = changed("package-lock.json").map_err(|why| format!("package-lock.json: {why}"))?;
    if installed.is_some_and(|installed| installed >= wanted) {
        return Ok(());
    }
    let mut npm = sh::program(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(["ci", "--no-audit", "--no-fund", "--prefix", "tests/e2e"]);
    // The browser is the machine's own: no package may download one.
    sh::run(npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
}

fn named_by(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn the_lock_file_tells_a_packages_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "absent"), None);
    }
}
