//! The nets of tests: how each is run, and what it says.

use super::copy::Copy;
use super::table::Mutant;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Seeds that are played.
const SEEDS: &str = "200";
/// A net that has not come back by then hangs.
const LONGEST: Duration = Duration::from_secs(900);
/// Between two looks at whether it is back.
const PAUSE: Duration = Duration::from_millis(50);

/// One net.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Net {
    /// What a real control plane did, step by step.
    Recordings,
    /// Kubernetes' own tables.
    Tables,
    /// What has to hold after every step of recordings and seeds.
    Invariants,
    /// Random days, and what has to be in the end.
    Seeds,
    /// Every order of events.
    Search,
}

/// What a net made of a broken rule.
pub struct Outcome {
    /// Whether it failed, as it should.
    pub is_seen: bool,
    /// How many of its cases agree, or which invariants do not hold.
    pub told: String,
}

impl Net {
    const ALL: [Self; 5] =
        [Self::Recordings, Self::Tables, Self::Invariants, Self::Seeds, Self::Search];

    /// By its name in the tables.
    pub fn parse(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|net| net.to_string() == name);
        found.ok_or_else(|| format!("there is no net `{name}`"))
    }

    /// The Cargo tests that it is made of.
    fn tests(self) -> &'static [&'static str] {
        match self {
            Self::Recordings => &["conformance"],
            Self::Tables => &["upstream"],
            Self::Invariants => &["conformance", "simulation"],
            Self::Seeds => &["simulation"],
            Self::Search => &["search"],
        }
    }
}

impl fmt::Display for Net {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Recordings => "recordings",
            Self::Tables => "tables",
            Self::Invariants => "invariants",
            Self::Seeds => "seeds",
            Self::Search => "search",
        })
    }
}

/// Runs all nets over a copy in which a rule is broken; the search only if there are letters.
pub fn cast(copy: &Copy, mutant: &Mutant) -> Result<Vec<(Net, Outcome)>, String> {
    let is_cast = |net: &Net| *net != Net::Search || mutant.search.is_some();
    let nets: Vec<Net> = Net::ALL.into_iter().filter(is_cast).collect();
    let programs = build(copy, &nets).map_err(|why| format!("`{}`: {why}", mutant.what))?;
    let run = |net: &Net| {
        let mut outcomes = Vec::new();
        for test in net.tests() {
            let program = programs.get(*test).ok_or_else(|| format!("no test {test}"))?;
            let mut command = Command::new(program);
            command.current_dir(copy.sources()).env_remove("PROOF");
            command.env("SEEDS", SEEDS).env("SHORTEN", "0");
            match net {
                Net::Invariants => {}
                Net::Search => drop(command.args(&mutant.search)),
                _ => drop(command.env("INVARIANTS", "off")),
            }
            outcomes.push(outcome(&mut command, *net, &copy.said())?);
        }
        Ok((*net, both(outcomes)))
    };
    nets.iter().map(run).collect()
}

/// What the tests of one net made of it together.
fn both(outcomes: Vec<Outcome>) -> Outcome {
    let told: BTreeSet<&str> = outcomes.iter().flat_map(|it| it.told.split("; ")).collect();
    let told: Vec<&str> = told.into_iter().filter(|it| !it.is_empty()).collect();
    Outcome { is_seen: outcomes.iter().any(|it| it.is_seen), told: told.join("; ") }
}

/// Compiles the tests, and says where they are.
fn build(copy: &Copy, nets: &[Net]) -> Result<BTreeMap<String, PathBuf>, String> {
    let mut command = copy.cargo();
    command.args(["test", "--quiet", "--no-default-features", "--profile", "steps", "--no-run"]);
    command.arg("--message-format=json-render-diagnostics");
    let tests: BTreeSet<&str> = nets.iter().flat_map(|net| net.tests()).copied().collect();
    command.args(tests.iter().flat_map(|test| ["--test", test]));
    let output = command.stderr(Stdio::inherit()).output().map_err(|why| why.to_string())?;
    if !output.status.success() {
        return Err("does not compile".to_owned());
    }
    let lines = String::from_utf8_lossy(&output.stdout);
    let programs = lines.lines().filter_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        let name = message["target"]["name"].as_str()?.to_owned();
        Some((name, message["executable"].as_str()?.into()))
    });
    Ok(programs.collect())
}

/// Runs one net. What it says goes to a file: it may be much.
fn outcome(command: &mut Command, net: Net, said: &Path) -> Result<Outcome, String> {
    let file = File::create(said).map_err(|why| format!("{}: {why}", said.display()))?;
    let child = command.stdout(file).stderr(Stdio::null()).spawn();
    let status = wait(child.map_err(|why| why.to_string())?).map_err(|why| why.to_string())?;
    let text = std::fs::read_to_string(said).unwrap_or_default();
    let failed = status.is_none_or(|status| !status.success());
    Ok(match net {
        Net::Invariants => {
            let told = broken(&text).join("; ");
            Outcome { is_seen: !told.is_empty(), told }
        }
        _ => Outcome { is_seen: failed, told: status.map_or("hangs".to_owned(), |_| count(&text)) },
    })
}

/// How a program ends; none if it had to be ended.
fn wait(mut child: Child) -> std::io::Result<Option<ExitStatus>> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if start.elapsed() > LONGEST {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(PAUSE);
    }
}

/// What a test says in the end, shortly: `73 of 109, transcripts 4 of 9`.
fn count(text: &str) -> String {
    let verdicts = text.lines().filter_map(|line| {
        let (test, verdict) = line.split_once(": ")?;
        let words: Vec<&str> = verdict.split([' ', ',']).collect();
        match (test, words[..].get(..4)?) {
            // `5 states, 7 transitions, 2 situations: 1 fail (3 s on 2 threads)`
            ("search", _) => {
                let failing = verdict.rsplit(": ").next()?.split(" fail").next()?;
                let all = verdict.split(" situations").next()?.rsplit(' ').next()?;
                Some(format!("{failing} of {all} situations fail"))
            }
            // `73 of 109 recordings agree`
            ("conformance" | "upstream" | "simulation", [some, of, all, what]) => {
                let what = if *what == "transcripts" { "transcripts " } else { "" };
                Some(format!("{what}{some} {of} {all}"))
            }
            _ => None,
        }
    });
    let verdicts: Vec<String> = verdicts.collect();
    if verdicts.is_empty() { "panics".to_owned() } else { verdicts.join(", ") }
}

/// The invariants that a net saw broken.
fn broken(text: &str) -> Vec<&str> {
    let names = text.split("breaks `").skip(1).filter_map(|rest| rest.split('`').next());
    names.collect::<BTreeSet<&str>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_net_says_shortly_what_it_saw() {
        let recordings = "dep-1 step 2: x\nconformance: 73 of 109 recordings agree\n\
                          conformance: 4 of 9 transcripts agree\n";
        assert_eq!(count(recordings), "73 of 109, transcripts 4 of 9");
        let seeds = "seed 4: step 9 breaks `b`: x\nstep 9 breaks `b`: x\nstep 1 breaks `a`: y\n\
                     simulation: 545 of 600 seeds settle, 97187 steps\n";
        assert_eq!((count(seeds), broken(seeds)), ("545 of 600".to_owned(), vec!["a", "b"]));
        let search = "search: 5 states, 7 transitions, 12 situations: 3 fail (3 s on 2 threads)\n";
        assert_eq!(count(search), "3 of 12 situations fail");
        assert_eq!(count("thread main panicked"), "panics");
    }
}
