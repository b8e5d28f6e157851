//! One line of what is done: a command with names that are known only then, or a wait.

use super::names;
use super::reading::list;
use crate::api::Name;
use crate::cluster::{Cluster, Command};
use crate::collections::Map;
use crate::manifest::{self, Flaw, Tree};
use std::fmt;
use std::rc::Rc;

/// One line of what is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Lets the run go on before the next line.
    Wait(Wait),
    /// A command, as words.
    Command(Vec<Name>),
    /// A command that may be refused: that is what there is to see.
    Try(Vec<Name>),
    /// Applies a manifest of the chapter's folder.
    Apply(Name),
    /// Here the prediction is asked, in the middle of a day.
    Ask,
}

/// How far the run goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Until nothing is due any more.
    Rest,
    /// So many seconds.
    Seconds(u32),
}

/// What a line needs to become commands.
pub struct Known<'a> {
    /// The cluster as it is then.
    pub cluster: &'a Cluster,
    /// The manifests of the folder.
    pub files: &'a Map<Name, Rc<str>>,
    /// The chosen workload, `kind/name`, if this is the day of a choice.
    pub workload: Option<&'a str>,
}

impl Line {
    /// Reads a line.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        let words = split(text);
        let texts: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
        match texts[..] {
            ["ask"] => return Ok(Self::Ask),
            ["wait"] => return Ok(Self::Wait(Wait::Rest)),
            ["wait", span] => {
                let message = || "`wait`, `wait 90s` or `wait 10m` is expected here".to_owned();
                let flaw = || Flaw { at: words[1].0, message: message() };
                return seconds(span).map(|it| Self::Wait(Wait::Seconds(it))).ok_or_else(flaw);
            }
            ["apply", file] if file.ends_with(".yaml") => return Ok(Self::Apply(file.into())),
            ["try", ..] => {
                let at = words.get(1).map_or(text.len(), |(at, _)| *at);
                return match Self::parse(&text[at..]) {
                    Ok(Self::Command(words)) => Ok(Self::Try(words)),
                    Ok(_) => Err(Flaw { at, message: "a command is expected here".to_owned() }),
                    Err(flaw) => Err(Flaw { at: at + flaw.at, ..flaw }),
                };
            }
            _ => {}
        }
        for (at, word) in &words {
            names::check(word).map_err(|flaw| Flaw { at: at + flaw.at, ..flaw })?;
        }
        let filled: Vec<String> = texts.iter().map(|word| names::stand_in(word)).collect();
        match Command::from_words(&filled) {
            Ok(Command::Create(_) | Command::Apply(_)) | Err(0) => {
                let verb = texts.first().unwrap_or(&"");
                Err(Flaw { at: 0, message: format!("`{verb}` is no command of a chapter") })
            }
            Ok(_) => Ok(Self::Command(texts.into_iter().map(Name::from).collect())),
            Err(index) => Err(match words.get(index) {
                Some((at, word)) => {
                    Flaw { at: *at, message: format!("`{word}` is not expected here") }
                }
                None => Flaw { at: text.len(), message: "something is missing here".to_owned() },
            }),
        }
    }

    pub(super) fn read_all(tree: Option<Tree>) -> Vec<Self> {
        list(tree, |it| it.parse(Self::parse)).into_iter().flatten().collect()
    }

    /// The file it names.
    pub(super) fn file(&self) -> Option<Name> {
        match self {
            Self::Apply(file) => Some(file.clone()),
            _ => None,
        }
    }

    /// The commands it stands for then; the error is the word that stands for nothing.
    pub fn commands(&self, known: &Known) -> Result<Vec<Command>, String> {
        match self {
            Self::Wait(_) | Self::Ask => Ok(Vec::new()),
            Self::Apply(file) => {
                let text = known.files.get(file).ok_or_else(|| file.to_string())?;
                let release = known.cluster.config().release;
                let objects = manifest::read(text, release).objects.into_iter();
                Ok(objects.map(Command::Apply).collect())
            }
            Self::Command(words) | Self::Try(words) => {
                let store = known.cluster.store();
                let filled = words.iter().map(|word| names::filled(word, store, known.workload));
                let filled: Vec<String> = filled.collect::<Result<_, _>>()?;
                let command = Command::from_words(&filled).map_err(|_| filled.join(" "))?;
                Ok(vec![command])
            }
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wait(Wait::Rest) => f.write_str("wait"),
            Self::Wait(Wait::Seconds(seconds)) => write!(f, "wait {seconds}s"),
            Self::Command(words) => f.write_str(&words.join(" ")),
            Self::Try(words) => write!(f, "try {}", words.join(" ")),
            Self::Apply(file) => write!(f, "apply {file}"),
            Self::Ask => f.write_str("ask"),
        }
    }
}

/// The words and where each begins. A patch is one word, with its spaces.
fn split(text: &str) -> Vec<(usize, &str)> {
    let (mut words, mut at) = (Vec::new(), 0);
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        let rest = text[at..].trim_end();
        if rest.is_empty() {
            return words;
        }
        let length = match rest.starts_with("{\"") {
            true => rest.len(),
            false => rest.find(char::is_whitespace).unwrap_or(rest.len()),
        };
        words.push((at, &rest[..length]));
        at += length;
    }
}

fn seconds(span: &str) -> Option<u32> {
    match span.strip_suffix('m') {
        Some(minutes) => minutes.parse::<u32>().ok()?.checked_mul(60),
        None => span.strip_suffix('s')?.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_commands_waits_and_files() {
        let words =
            |words: &[&str]| Line::Command(words.iter().map(|it| Name::from(*it)).collect());
        for (text, line) in [
            ("scale deployment/web 3", words(&["scale", "deployment/web", "3"])),
            ("delete pod/{web:newest}", words(&["delete", "pod/{web:newest}"])),
            ("scale {workload} 6", words(&["scale", "{workload}", "6"])),
            ("cordon {node:db-1}", words(&["cordon", "{node:db-1}"])),
            (
                "patch sts/db {\"spec\": {\"replicas\": 1}}",
                words(&["patch", "sts/db", "{\"spec\": {\"replicas\": 1}}"]),
            ),
            ("try undo sts/db", Line::Try(vec!["undo".into(), "sts/db".into()])),
            ("wait", Line::Wait(Wait::Rest)),
            ("wait 90s", Line::Wait(Wait::Seconds(90))),
            ("wait 10m", Line::Wait(Wait::Seconds(600))),
            ("ask", Line::Ask),
            ("apply good.yaml", Line::Apply("good.yaml".into())),
        ] {
            assert_eq!(Line::parse(text), Ok(line), "{text}");
        }
    }

    #[test]
    fn a_mistake_is_told_where_it_is() {
        for (text, at) in [
            ("destroy deployment/web", 0),
            ("scale deployment/web three", 21),
            ("scale deployment/web", 20),
            ("scale  deployments/", 7),
            ("scale deploymint/web 3", 6),
            ("delete pod/{web", 11),
            ("crash {web:odd}", 6),
            ("try scale  deployments/", 11),
            ("try wait", 4),
            ("try", 3),
            ("wait long", 5),
            ("restart deployment/web now", 23),
        ] {
            assert_eq!(Line::parse(text).map_err(|flaw| flaw.at), Err(at), "{text}");
        }
    }
}
