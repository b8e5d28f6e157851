//! A small cluster, what is asked of it, and what may go wrong: plain data, so that each thread
//! builds its own clusters from it.

use crate::trap::Trap;
use cattle_and_pets::api::{Kind, ObjectRef, Release};
use cattle_and_pets::cluster::{Cluster, Command, KubeletDriver};
use cattle_and_pets::timeline::{Scenario, Source};

/// The image that all begin with.
pub const FIRST: &str = "app:1";
/// The image that they are updated to.
pub const SECOND: &str = "app:2";
/// Another one.
pub const THIRD: &str = "app:3";
/// The image whose Pods never become Ready.
pub const BROKEN: &str = "app:broken";

/// A start state, what is asked, which faults may strike, and what is to come of it.
#[derive(Clone)]
pub struct Situation {
    /// What it is, in a line.
    pub name: String,
    /// What it begins with, as a person would write it.
    pub manifest: String,
    /// The kind of the workload.
    pub kind: Kind,
    /// The release that is followed.
    pub release: Release,
    /// Whether all that the manifest asks for is there at the start, and at rest.
    pub settled: bool,
    /// What a person asks for, one after the other, each at any moment.
    pub asks: Vec<Ask>,
    /// What may go wrong.
    pub faults: &'static [Fault],
    /// How often, at the most.
    pub most_faults: u8,
    /// Whether a Pod becomes Ready only when the names of all Pods of the set can be resolved.
    pub needs_names: bool,
    /// Pods that are available in every state, less one for each fault.
    pub least_available: Option<i32>,
    /// The trap that it can get into.
    pub trap: Option<Trap>,
    /// Whether it is large, and only searched if somebody asks for more.
    pub large: bool,
}

/// One thing that a person asks for.
#[derive(Clone, Copy, Debug)]
pub enum Ask {
    /// `kubectl set image`.
    Image(&'static str),
    /// `kubectl scale`.
    Scale(i32),
    /// `kubectl rollout undo`.
    Undo,
    /// `kubectl rollout pause`.
    Pause,
    /// `kubectl rollout resume`.
    Resume,
}

/// One kind of fault. Each strikes a Pod or a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Somebody deletes a Pod.
    Delete,
    /// A Pod that was Ready is not any more, for a while.
    Unready,
    /// A Pod fails for good.
    Fail,
    /// A node dies.
    NodeDown,
}

/// Every fault that strikes a Pod.
pub const POD_FAULTS: &[Fault] = &[Fault::Delete, Fault::Unready, Fault::Fail];

impl Situation {
    /// The workload's name.
    pub fn workload(&self) -> ObjectRef {
        let name = if self.kind == Kind::Deployment { "web" } else { "db" };
        ObjectRef::new(self.kind, name)
    }

    /// What the page would begin with, too. The kubelets are moved by hand.
    pub fn scenario(&self) -> Scenario {
        let text = self.manifest.as_str().into();
        Scenario {
            source: if self.settled { Source::Settled(text) } else { Source::Own(text) },
            release: self.release,
            kubelet: KubeletDriver::Manual,
            ..Scenario::default()
        }
    }

    /// The start state.
    pub fn start(&self) -> Cluster {
        let scenario = self.scenario();
        if let Some((object, status)) = scenario.refusal() {
            panic!("{}: {object} is refused: {}", self.name, status.message);
        }
        scenario.cluster()
    }

    /// What is asked as the request of this number; `None` after the last.
    pub fn command(&self, number: usize) -> Option<Command> {
        let object = self.workload();
        Some(match *self.asks.get(number)? {
            Ask::Image(image) => {
                Command::SetImage { object, container: "*".into(), image: image.into() }
            }
            Ask::Scale(replicas) => Command::Scale { object, replicas },
            Ask::Undo => Command::Undo { object, to_revision: None },
            Ask::Pause => Command::Pause(object),
            Ask::Resume => Command::Resume(object),
        })
    }

    /// A workload of this kind that is just being made from this manifest.
    pub fn new(kind: Kind, name: String, manifest: String) -> Self {
        Self {
            name,
            manifest,
            kind,
            release: Release::V1_37,
            settled: false,
            asks: Vec::new(),
            faults: &[],
            most_faults: 0,
            needs_names: false,
            least_available: None,
            trap: None,
            large: false,
        }
    }

    /// With everything there and at rest at the start.
    pub fn settled(self) -> Self {
        Self { settled: true, ..self }
    }

    /// With these requests.
    pub fn asked(self, asks: &[Ask]) -> Self {
        let said: Vec<String> = asks.iter().map(Ask::to_string).collect();
        let name = format!("{}, {}", self.name, said.join(", "));
        Self { name, asks: asks.to_vec(), ..self }
    }

    /// With so many faults, of any kind that strikes a Pod.
    pub fn faults(self, most_faults: u8) -> Self {
        Self { faults: POD_FAULTS, most_faults, ..self }
    }

    /// Following another release than the newest.
    pub fn release(self, release: Release) -> Self {
        let name = format!("{}, {release}", self.name);
        Self { name, release, ..self }
    }

    /// With a promise of Pods that are always available.
    pub fn available(self, least: i32) -> Self {
        Self { least_available: Some(least), ..self }
    }

    /// With a trap that it can get into.
    pub fn trapped(self, trap: Trap) -> Self {
        Self { trap: Some(trap), ..self }
    }

    /// Only searched if somebody asks for more.
    pub fn large(self) -> Self {
        Self { large: true, ..self }
    }

    /// A rough measure of how long it takes to search, to begin with the longest.
    pub fn weight(&self) -> usize {
        let moving = self.asks.len() + usize::from(!self.settled);
        self.manifest.len() * (1 + usize::from(self.most_faults)) * (1 + moving)
    }
}

impl std::fmt::Display for Ask {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Image(image) => write!(f, "to {image}"),
            Self::Scale(replicas) => write!(f, "scaled to {replicas}"),
            Self::Undo => f.write_str("undone"),
            Self::Pause => f.write_str("paused"),
            Self::Resume => f.write_str("resumed"),
        }
    }
}
