//! A moment of a run as the text behind an address's `#`, and back.
//!
//! It carries what decides every step (release, seed, manifest, commands) and where the person
//! looks, so that whoever follows it sees the very same.

mod act;
mod escape;
mod query;
mod route;

pub use route::{Moment, Route, Spot};

use super::{AppState, Position, Scenario, Source};
use crate::api::{ObjectRef, Release};
use crate::cluster::{KubeletDriver, traffic};
use crate::timeline::Timeline;
use escape::{escape, unescape};
use query::{acts, pairs, position, set, write_acts, write_position};

pub use act::Act;

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
    /// Who moves the kubelets.
    pub kubelet: KubeletDriver,
    /// What was done, each with the index of the frame at which it was done.
    pub acts: Vec<(usize, Act)>,
    /// Where the person looks.
    pub at: Position,
    /// Whether parts of it were not understood.
    pub is_broken: bool,
}

const ROUTE: &str = "#/lab";
/// What a link says if it moves the kubelets itself.
const BY_HAND: &str = "byhand";
/// Clients that a link may bring.
const MOST_TARGETS: usize = 20;

impl Link {
    /// The moment that is looked at.
    pub fn of(state: &AppState) -> Self {
        Self {
            release: state.scenario.release,
            seed: state.scenario.seed,
            source: state.scenario.source.clone(),
            requests: state.scenario.requests.clone(),
            kubelet: state.scenario.kubelet,
            acts: given(&state.timeline),
            at: state.position,
            is_broken: false,
        }
    }

    /// What the run begins with.
    pub fn scenario(&self) -> Scenario {
        let (source, requests) = (self.source.clone(), self.requests.clone());
        let (release, seed, kubelet) = (self.release, self.seed, self.kubelet);
        Scenario { source, release, seed, requests, kubelet }
    }

    /// Reads what [`Link::write`] wrote. Parts that are not understood are left out; `None` if it
    /// is no link to a moment at all.
    pub fn parse(hash: &str) -> Option<Self> {
        let (_, query) = hash.strip_prefix(ROUTE)?.split_once('?')?;
        Some(Self::read(query))
    }

    fn read(query: &str) -> Self {
        let start = Scenario::default();
        let mut link = Self {
            release: start.release,
            seed: start.seed,
            source: start.source,
            requests: start.requests,
            kubelet: start.kubelet,
            acts: Vec::new(),
            at: Position::default(),
            is_broken: false,
        };
        let mut known = true;
        for (key, value) in pairs(query) {
            match key {
                "release" => known &= set(&mut link.release, release(value)),
                "seed" => known &= set(&mut link.seed, value.parse().ok()),
                "requests" => link.requests = targets(value),
                "kubelet" if value == BY_HAND => link.kubelet = KubeletDriver::Manual,
                "do" => known &= acts(value, &mut link.acts),
                "at" => known &= set(&mut link.at, position(value)),
                "yaml" => known &= set(&mut link.source, unescape(value).map(own)),
                "rest" => known &= set(&mut link.source, unescape(value).map(settled)),
                _ => {}
            }
        }
        Self { is_broken: !known, ..link }
    }

    /// The text behind the address's `#`, with it. What is as usual is left out.
    pub fn write(&self) -> String {
        let start = Scenario::default();
        let mut pairs = Vec::new();
        if self.release != start.release {
            pairs.push(format!("release={}", name_of(self.release)));
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
        if self.kubelet == KubeletDriver::Manual {
            pairs.push(format!("kubelet={BY_HAND}"));
        }
        pairs.extend(write_acts(&self.acts));
        pairs.extend(write_position(self.at));
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
    Release::ALL.iter().copied().find(|release| name_of(*release) == text)
}

fn name_of(release: Release) -> String {
    release.to_string().replace(' ', "-")
}

/// What is no target is left out, and what is more than anybody would look at.
fn targets(text: &str) -> Vec<ObjectRef> {
    let read = text.split(',').filter_map(|word| traffic::target(&unescape(word)?));
    read.take(MOST_TARGETS).collect()
}

/// What was done in a run, each with the index of the frame at which it was done.
fn given(timeline: &Timeline) -> Vec<(usize, Act)> {
    let frames = timeline.frames().enumerate();
    let acts = frames.filter_map(|(index, frame)| Some((index.checked_sub(1)?, Act::of(frame)?)));
    acts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Kind, Object, ObjectRef};
    use crate::cluster::{Command, DeleteOptions, KubeletMove, Move, Propagation};
    use crate::value::json;

    fn round_trip(link: &Link) {
        let text = link.write();
        assert_eq!(Link::parse(&text).as_ref(), Some(link), "{text}");
        assert!(text.is_ascii() && !text.contains(' '), "{text}");
    }

    #[test]
    fn every_act_comes_back_as_it_was() {
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
        let moves = [Move::Next, Move::Kubelet("db-0".into(), KubeletMove::Ready)];
        let acts: Vec<Act> = commands.into_iter().map(Act::Command).collect();
        let acts = acts.into_iter().chain(moves.map(Act::Move));
        round_trip(&Link {
            release: Release::V1_35,
            seed: u64::MAX,
            source: Source::Own("kind: Pod\nmetadata: {}\n# ü &=;,%\n".into()),
            requests: vec![ObjectRef::new(Kind::Service, "web"), ObjectRef::new(Kind::Pod, "db-0")],
            kubelet: KubeletDriver::Manual,
            acts: acts.enumerate().collect(),
            at: Position { frame: 17, writes: Some(2) },
            is_broken: false,
        });
    }

    #[test]
    fn every_release_comes_back() {
        for release in Release::ALL {
            let link = Link::parse("#/lab?seed=1").expect("a link");
            round_trip(&Link { release: *release, ..link });
        }
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        assert_eq!(Link::parse(""), None);
        assert_eq!(Link::parse("#/learn/1"), None);
        let link = Link::parse("#/lab?seed=x&at=3.0&do=0,scale,deployment/web,3;1,nonsense&y=%zz");
        let link = link.expect("a link");
        assert_eq!(link.requests, []);
        let start = Link::parse("#/lab?at=0.1").expect("a link");
        assert!(start.is_broken && start.at == Position::default());
        let sends = Link::parse("#/lab?requests=service/web,deployment/web,pod/,pod/db-0");
        assert_eq!(sends.map(|link| link.requests.len()), Some(2));
        assert_eq!((link.seed, link.at, link.acts.len()), (1, Position::default(), 1));
        assert!(link.is_broken);
    }
}
