//! A moment of a run as the text behind an address's `#`, and back.
//!
//! It carries what decides every step (release, seed, manifest, commands) and where the person
//! looks, so that whoever follows it sees the very same.

mod escape;

use super::{AppState, Position, Scenario, Source};
use crate::api::{ObjectRef, Release};
use crate::cluster::{Command, traffic};
use escape::{escape, unescape};

/// A moment of a run, told by what led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The Kubernetes release.
    pub release: Release,
    /// The seed.
    pub seed: u64,
    /// Where the objects come from.
    pub source: Source,
    /// What clients send requests to.
    pub requests: Vec<ObjectRef>,
    /// The commands, each with the index of the frame at which it was given.
    pub commands: Vec<(usize, Command)>,
    /// Where the person looks.
    pub at: Position,
}

const ROUTE: &str = "#/lab";
/// Clients that a link may bring.
const MOST_TARGETS: usize = 20;

impl Link {
    /// The moment that is looked at.
    pub fn of(state: &AppState) -> Self {
        let frames = state.timeline.frames().enumerate();
        let commands = frames.filter_map(|(index, frame)| {
            let command = frame.command.as_ref()?;
            Some((index.checked_sub(1)?, (**command).clone()))
        });
        Self {
            release: state.scenario.release,
            seed: state.scenario.seed,
            source: state.scenario.source.clone(),
            requests: state.scenario.requests.clone(),
            commands: commands.collect(),
            at: state.position,
        }
    }

    /// What the run begins with.
    pub fn scenario(&self) -> Scenario {
        let (source, requests) = (self.source.clone(), self.requests.clone());
        Scenario { source, release: self.release, seed: self.seed, requests }
    }

    /// Reads what [`Link::write`] wrote. Parts that are not understood are left out; `None` if it
    /// is no link to a moment at all.
    pub fn parse(hash: &str) -> Option<Self> {
        let (_, query) = hash.strip_prefix(ROUTE)?.split_once('?')?;
        let start = Scenario::default();
        let mut link = Self {
            release: start.release,
            seed: start.seed,
            source: start.source,
            requests: start.requests,
            commands: Vec::new(),
            at: Position::default(),
        };
        for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            match key {
                "release" => link.release = release(value).unwrap_or(link.release),
                "seed" => link.seed = value.parse().unwrap_or(link.seed),
                "requests" => link.requests = targets(value),
                "do" => link.commands = value.split(';').map_while(timed_command).collect(),
                "at" => link.at = position(value).unwrap_or_default(),
                "yaml" => link.source = unescape(value).map_or(Source::Demo, own),
                "rest" => link.source = unescape(value).map_or(Source::Demo, settled),
                _ => {}
            }
        }
        Some(link)
    }

    /// The text behind the address's `#`, with it. What is as usual is left out.
    pub fn write(&self) -> String {
        let start = Scenario::default();
        let mut pairs = Vec::new();
        if self.release != start.release {
            pairs.push(format!("release={}", self.release));
        }
        if self.seed != start.seed {
            pairs.push(format!("seed={}", self.seed));
        }
        match &self.source {
            Source::Demo => {}
            Source::Own(text) => pairs.push(format!("yaml={}", escape(text))),
            Source::Settled(text) => pairs.push(format!("rest={}", escape(text))),
        }
        if !self.requests.is_empty() {
            let targets = self.requests.iter().filter_map(traffic::target_text);
            let written: Vec<_> = targets.map(|target| escape(&target)).collect();
            pairs.push(format!("requests={}", written.join(",")));
        }
        if !self.commands.is_empty() {
            let commands = self.commands.iter();
            let written = commands.map(|(at, it)| format!("{at},{}", write(it)));
            pairs.push(format!("do={}", written.collect::<Vec<_>>().join(";")));
        }
        match self.at {
            Position { frame: 0, .. } => {}
            Position { frame, writes: None } => pairs.push(format!("at={frame}")),
            Position { frame, writes: Some(writes) } => pairs.push(format!("at={frame}.{writes}")),
        }
        format!("{ROUTE}?{}", pairs.join("&"))
    }
}

fn own(text: String) -> Source {
    Source::Own(text.into())
}

fn settled(text: String) -> Source {
    Source::Settled(text.into())
}

fn release(text: &str) -> Option<Release> {
    Release::ALL.iter().copied().find(|release| release.to_string() == text)
}

fn position(text: &str) -> Option<Position> {
    let (frame, writes) = match text.split_once('.') {
        Some((frame, writes)) => (frame, Some(writes.parse().ok().filter(|it| *it > 0)?)),
        None => (text, None),
    };
    Some(Position { frame: frame.parse().ok()?, writes })
}

/// What is no target is left out, and what is more than anybody would look at.
fn targets(text: &str) -> Vec<ObjectRef> {
    let read = text.split(',').filter_map(|word| traffic::target(&unescape(word)?));
    read.take(MOST_TARGETS).collect()
}

fn timed_command(text: &str) -> Option<(usize, Command)> {
    let (at, rest) = text.split_once(',')?;
    Some((at.parse().ok()?, parse(rest)?))
}

/// The command as words with commas between them: `scale,deployment/web,3`.
fn write(command: &Command) -> String {
    command.words().iter().map(|word| escape(word)).collect::<Vec<_>>().join(",")
}

/// Reads what [`write`] wrote; `None` for anything else.
fn parse(text: &str) -> Option<Command> {
    let words: Vec<String> = text.split(',').map(unescape).collect::<Option<_>>()?;
    Command::from_words(&words).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Kind, Object, ObjectRef};
    use crate::cluster::{DeleteOptions, Propagation};
    use serde_json::json;

    fn round_trip(link: &Link) {
        let text = link.write();
        assert_eq!(Link::parse(&text).as_ref(), Some(link), "{text}");
        assert!(text.is_ascii() && !text.contains(' '), "{text}");
    }

    #[test]
    fn every_command_comes_back_as_it_was() {
        let web = || ObjectRef::new(Kind::Deployment, "web");
        let service = Object::from_value(
            Kind::Service,
            json!({ "metadata": { "name": "Käse & 1;2,3#=%" }, "spec": {} }),
        );
        let service = service.expect("a Service");
        let delete = |grace_period_seconds, propagation| Command::Delete {
            object: ObjectRef::new(Kind::Pod, "db-0"),
            options: DeleteOptions { grace_period_seconds, propagation, uid: None },
        };
        let commands = vec![
            Command::Create(service.clone()),
            Command::Apply(service),
            Command::Patch { object: web(), patch: json!({"spec": {"x": "a b"}}), strategic: true },
            Command::Patch { object: web(), patch: json!({"spec": null}), strategic: false },
            Command::Scale { object: web(), replicas: -1 },
            Command::SetImage { object: web(), container: "*".into(), image: "r:5/a:1".into() },
            Command::Restart(web()),
            Command::Pause(web()),
            Command::Resume(web()),
            Command::Undo { object: web(), to_revision: None },
            Command::Undo { object: web(), to_revision: Some(3) },
            delete(None, Propagation::Background),
            delete(Some(0), Propagation::Orphan),
            delete(None, Propagation::Foreground),
            Command::Evict("a".into()),
            Command::Cordon("n".into(), true),
            Command::Cordon("n".into(), false),
            Command::Crash("a".into()),
            Command::Readiness("a".into(), false),
            Command::Readiness("a".into(), true),
            Command::BreakImage("i:1".into(), true),
            Command::BreakImage("i:1".into(), false),
            Command::BreakNextImage(web(), true),
            Command::BreakNextImage(web(), false),
            Command::Heartbeats("n".into(), false),
            Command::Heartbeats("n".into(), true),
        ];
        for (index, command) in commands.iter().enumerate() {
            let text = write(command);
            assert_eq!(parse(&text).as_ref(), Some(command), "{index}: {text}");
        }
        round_trip(&Link {
            release: Release::V1_35,
            seed: u64::MAX,
            source: Source::Own("kind: Pod\nmetadata: {}\n# ü &=;,%\n".into()),
            requests: vec![ObjectRef::new(Kind::Service, "web"), ObjectRef::new(Kind::Pod, "db-0")],
            commands: commands.into_iter().enumerate().collect(),
            at: Position { frame: 17, writes: Some(2) },
        });
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        assert_eq!(Link::parse(""), None);
        assert_eq!(Link::parse("#/learn/1"), None);
        let link = Link::parse("#/lab?seed=x&at=3.0&do=0,scale,deployment/web,3;1,nonsense&y=%zz");
        let link = link.expect("a link");
        assert_eq!(link.requests, []);
        let sends = Link::parse("#/lab?requests=service/web,deployment/web,pod/,pod/db-0");
        assert_eq!(sends.map(|link| link.requests.len()), Some(2));
        assert_eq!((link.seed, link.at, link.commands.len()), (1, Position::default(), 1));
    }
}
