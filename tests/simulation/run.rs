//! Plays a scenario, and looks at every step.

use crate::checked::violations;
use crate::generate::{BROKEN, NODES};
use crate::scenario::Scenario;
use crate::wanted;
use cattle_and_pets::api::{
    Deployment, Kind, Name, Node, Object, ObjectRef, PersistentVolumeClaim, Pod, ReplicaSet,
    StatefulSet,
};
use cattle_and_pets::app::{Act, Link, Position};
use cattle_and_pets::cluster::controllers::deployment::revision::desired_replicas;
use cattle_and_pets::cluster::digest::Digest;
use cattle_and_pets::cluster::invariants::Transition;
use cattle_and_pets::cluster::traffic::Traffic;
use cattle_and_pets::cluster::{Cluster, Command, DeleteOptions, Step, Store};
use cattle_and_pets::kubectl::get::{self, View};
use cattle_and_pets::timeline;
use serde_json::json;
use std::collections::BTreeMap;
use std::rc::Rc;

/// More steps than any of these small runs needs.
const MAX_STEPS: usize = 20_000;

/// How a run went.
pub struct Played {
    /// What went wrong, if anything did.
    pub failure: Option<String>,
    /// How many steps there were.
    pub steps: usize,
    /// What was asked for and how often, by its verb.
    pub commands: BTreeMap<String, u64>,
    /// How many of these were refused.
    pub refused: u64,
    /// The same run as the page plays it.
    pub link: Link,
    /// The state that it came to.
    pub digest: Digest,
    /// The same, as kubectl shows it.
    pub state: String,
}

/// A run under way.
pub struct Run {
    start: timeline::Scenario,
    cluster: Cluster,
    traffic: Traffic,
    steps: usize,
    commands: BTreeMap<String, u64>,
    refused: u64,
    acts: Vec<(usize, Act)>,
}

impl Run {
    /// The start of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let start = scenario.start();
        let cluster = start.cluster();
        Self {
            traffic: wanted::clients(&cluster),
            cluster,
            start,
            steps: 0,
            commands: BTreeMap::new(),
            refused: 0,
            acts: Vec::new(),
        }
    }

    /// Everything that is done, then peace, then a look at what came of it.
    pub fn play(&mut self, scenario: &Scenario) -> Result<(), String> {
        for manifest in &scenario.manifests {
            let kind = manifest["kind"].as_str().and_then(Kind::parse).expect("a kind");
            let name = manifest["metadata"]["name"].as_str().expect("a name");
            let stored = self.cluster.store().object(&ObjectRef::new(kind, name));
            stored.ok_or_else(|| format!("{kind} {name} was refused at the start"))?;
        }
        self.command(&Command::BreakImage(BROKEN.into(), true))?;
        for (steps, act) in &scenario.acts {
            self.let_pass(*steps)?;
            if let Some(command) = act.command(self.cluster.store()) {
                self.command(&command)?;
            }
        }
        self.mend(scenario)?;
        self.settle()?;
        wanted::check(&self.cluster)?;
        wanted::check_traffic(&self.traffic, &self.cluster)
    }

    /// What there is to say of it.
    pub fn end(self, outcome: Result<(), String>) -> Played {
        let link = Link {
            release: self.start.release,
            seed: self.start.seed,
            source: self.start.source,
            requests: self.start.requests,
            kubelet: self.start.kubelet,
            acts: self.acts,
            is_broken: false,
            at: Position { frame: self.steps, writes: None },
        };
        let (steps, digest) = (self.steps, Digest::of_state(&self.cluster));
        let (commands, refused) = (self.commands, self.refused);
        let kinds = [Kind::Deployment, Kind::ReplicaSet, Kind::StatefulSet, Kind::Pod];
        let view = View { now: self.cluster.now(), release: self.start.release, wide: false };
        let state = get::text(self.cluster.store(), &kinds, view);
        Played { failure: outcome.err(), steps, commands, refused, link, digest, state }
    }

    /// Lets something act, and checks what it did.
    fn checked(&mut self, act: impl FnOnce(&mut Cluster) -> Option<Step>) -> Result<bool, String> {
        let before = self.cluster.clone();
        let Some(step) = act(&mut self.cluster) else {
            // As on the page, there is no frame between two steps: no time has passed.
            self.cluster = before;
            return Ok(false);
        };
        self.steps += 1;
        self.traffic = self.traffic.after(&before, &self.cluster, &step);
        let transition = Transition { before: &before, after: &self.cluster, step: &step };
        wanted::each_request_has_one_fate(&self.traffic)?;
        match violations(&transition).first() {
            Some(violation) => Err(format!("{violation} ({} {})", step.actor, step.object)),
            None => Ok(true),
        }
    }

    fn let_pass(&mut self, steps: u64) -> Result<(), String> {
        for _ in 0..steps {
            if !self.checked(Cluster::step)? {
                break;
            }
        }
        Ok(())
    }

    /// A refusal is an answer, not a failure.
    fn command(&mut self, command: &Command) -> Result<(), String> {
        let at = self.steps;
        let verb = command.words().swap_remove(0);
        *self.commands.entry(verb).or_default() += 1;
        if self.checked(|cluster| cluster.command(command).ok())? {
            self.acts.push((at, Act::Command(command.clone())));
        } else {
            self.refused += 1;
        }
        Ok(())
    }

    /// Ends every fault, and asks for what a person would ask for.
    fn mend(&mut self, scenario: &Scenario) -> Result<(), String> {
        let store = self.cluster.store();
        let broken = self.cluster.kubelet().broken_images();
        let mut commands: Vec<Command> =
            broken.map(|image| Command::BreakImage(image.clone(), false)).collect();
        let missing = NODES.iter().filter(|node| store.get::<Node>(node).is_none());
        commands.extend(missing.map(|node| {
            let node = Object::from_value(Kind::Node, json!({ "metadata": { "name": node } }));
            Command::Create(node.expect("a Node"))
        }));
        for node in NODES {
            commands.push(Command::Cordon(node.into(), false));
            commands.push(Command::Heartbeats(node.into(), true));
        }
        let quota = ObjectRef::new(Kind::ResourceQuota, "few");
        commands.push(Command::Delete { object: quota, options: DeleteOptions::default() });
        commands.push(Command::Resume(ObjectRef::new(Kind::Deployment, "web")));
        commands.extend(store.list::<Pod>().map(|pod| pod.metadata.name.clone()).map(mended));
        let let_go = |pod: &Pod| pod.metadata.label("app") == Some("let-go");
        commands.extend(deletions(store, let_go));
        commands.iter().try_for_each(|command| self.command(command))?;
        self.settle()?;
        // Older releases do not make a claim again that went before its Pod had a node (S15.3).
        let store = self.cluster.store().clone();
        let is_missing = |claim: &Name| store.get::<PersistentVolumeClaim>(claim).is_none();
        let waits = deletions(&store, |pod| !pod.is_scheduled() && pod.claims().any(is_missing));
        waits.iter().try_for_each(|command| self.command(command))?;
        self.make_again(scenario)?;
        self.settle()?;
        self.free_from_scaling()
    }

    /// A trap of the real controller (rules D24, D26): while the size that a ReplicaSet was scaled
    /// for last is not the Deployment's, nothing is rolled out, and two ways out of that do
    /// nothing. A Deployment that is scaled to just the size of its one active ReplicaSet leaves
    /// it alone, and so does `Recreate` with several active ones, after somebody has scaled one by
    /// hand.
    fn free_from_scaling(&mut self) -> Result<(), String> {
        let store = self.cluster.store().clone();
        let Some(web) = store.get::<Deployment>("web") else { return Ok(()) };
        let active = store.controlled_by::<ReplicaSet>(web.metadata.uid);
        let active: Vec<_> = active.filter(|set| set.replicas() > 0).collect();
        let is_stale = |set: &&Rc<ReplicaSet>| {
            desired_replicas(&set.metadata).is_some_and(|size| size != web.replicas())
        };
        if !active.iter().any(is_stale) {
            return Ok(());
        }
        let scale = |kind, name: &str, replicas| Command::Scale {
            object: ObjectRef::new(kind, name),
            replicas,
        };
        for set in active.iter().skip(1) {
            self.command(&scale(Kind::ReplicaSet, &set.metadata.name, 0))?;
        }
        for replicas in [web.replicas() + 1, web.replicas()] {
            self.command(&scale(Kind::Deployment, "web", replicas))?;
            self.settle()?;
        }
        Ok(())
    }

    fn make_again(&mut self, scenario: &Scenario) -> Result<(), String> {
        let store = self.cluster.store().clone();
        let missing = scenario.manifests.iter().filter(|manifest| match &manifest["kind"] {
            kind if kind == "Deployment" => store.get::<Deployment>("web").is_none(),
            kind if kind == "StatefulSet" => store.get::<StatefulSet>("db").is_none(),
            _ => false,
        });
        let resume = Command::Resume(ObjectRef::new(Kind::Deployment, "web"));
        for manifest in missing {
            let kind = manifest["kind"].as_str().and_then(Kind::parse).expect("a kind");
            let object = Object::from_value(kind, manifest.clone()).expect("a workload");
            self.command(&Command::Create(object))?;
            self.command(&resume)?;
        }
        Ok(())
    }

    fn settle(&mut self) -> Result<(), String> {
        for _ in 0..MAX_STEPS {
            if !self.checked(Cluster::step)? {
                return Ok(());
            }
        }
        Err(format!("not settled after {MAX_STEPS} steps"))
    }
}

fn deletions(store: &Store, which: impl Fn(&Pod) -> bool) -> Vec<Command> {
    let pods = store.list::<Pod>().filter(|pod| which(pod));
    let names = pods.map(|pod| pod.metadata.name.clone());
    let delete = |name| Command::Delete {
        object: ObjectRef::new(Kind::Pod, name),
        options: DeleteOptions::default(),
    };
    names.map(delete).collect()
}

/// Its application answers its probes again.
fn mended(pod: Name) -> Command {
    Command::Readiness(pod, true)
}

/// Plays a run again as the page would, from the text of its link. What is different then?
pub fn difference(played: &Played) -> Result<(), String> {
    let link = Link::parse(&played.link.write()).ok_or("the link cannot be read")?;
    if link != played.link {
        return Err("the link says something else when it is read".to_owned());
    }
    let mut cluster = link.scenario().cluster();
    let mut steps = 0;
    let mut acts = link.acts.iter().peekable();
    while steps < link.at.frame {
        let step = match acts.next_if(|(at, _)| *at == steps) {
            Some((_, Act::Command(command))) => cluster.command(command).ok(),
            Some((_, Act::Move(it))) => cluster.apply(it),
            None => cluster.step(),
        };
        step.ok_or_else(|| format!("nothing happens after step {steps}"))?;
        steps += 1;
    }
    let digest = Digest::of_state(&cluster);
    if digest == played.digest {
        Ok(())
    } else {
        Err(format!("{digest} instead of {}", played.digest))
    }
}
