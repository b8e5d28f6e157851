//! One run that a seed decides.

use cattle_and_pets::api::node::NodeStatus;
use cattle_and_pets::api::pod::ConditionStatus;
use cattle_and_pets::api::{
    Deployment, Kind, Name, Node, Object, ObjectMeta, ObjectRef, Pod, Release, StatefulSet,
};
use cattle_and_pets::cluster::invariants::{Transition, violations};
use cattle_and_pets::cluster::rng::Rng;
use cattle_and_pets::cluster::traffic::Traffic;
use cattle_and_pets::cluster::{Cluster, Command, Config, DeleteOptions, Step};
use serde_json::{Value, json};
use std::fmt::Write;
use std::rc::Rc;

const NODES: [&str; 3] = ["node-a", "node-b", "node-c"];
const IMAGES: [&str; 4] = ["app:1", "app:2", "app:3", "app:broken"];
const BROKEN: &str = "app:broken";
/// More steps than any of these small runs needs.
const MAX_STEPS: u64 = 20_000;
/// The last second of clients' history.
const CALM_SLOTS: u64 = 2;

/// What is given at the start, and what is done when.
#[derive(Clone)]
pub struct Scenario {
    seed: u64,
    release: Release,
    manifests: Vec<Value>,
    /// What is done, and how many steps are let pass before it.
    pub acts: Vec<(u64, Act)>,
}

/// Something that a person does. Pods are chosen by number when the time comes, since their names
/// are not known before.
#[derive(Clone, Debug)]
pub enum Act {
    /// As it stands.
    Command(Command),
    /// To the Pod of that number, in name order.
    Pod(u64, PodAct),
}

/// What can be done to a Pod.
#[derive(Clone, Copy, Debug)]
pub enum PodAct {
    Delete,
    ForceDelete,
    Crash,
    Unready,
    Evict,
}

impl Scenario {
    /// The run that belongs to a seed.
    pub fn from_seed(seed: u64) -> Self {
        let mut rng = Rng::from_seed(seed);
        let release = Release::ALL[rng.below(Release::ALL.len() as u64) as usize];
        let services = [service("web", ""), service("db", "None")];
        let workloads = [deployment(&mut rng), stateful_set(&mut rng)];
        let manifests = workloads.into_iter().chain(services).collect();
        let count = 2 + rng.below(9);
        let acts = (0..count).map(|_| (rng.below(60), act(&mut rng))).collect();
        Self { seed, release, manifests, acts }
    }

    /// Plays it to its end. The error says what went wrong; the number is of steps.
    pub fn play(&self) -> Result<u64, String> {
        let mut run = Run::new(self);
        for manifest in &self.manifests {
            run.command(&Command::Create(object(manifest)))?;
        }
        for (steps, act) in &self.acts {
            run.steps(*steps)?;
            run.act(act)?;
        }
        run.mend()?;
        run.settle()?;
        run.check_wanted()?;
        Ok(run.steps)
    }

    /// The scenario in words that can be played again by hand.
    pub fn text(&self) -> String {
        let mut text = format!("release {}\n", self.release);
        for manifest in &self.manifests {
            let _ = writeln!(text, "create {manifest}");
        }
        for (steps, act) in &self.acts {
            let _ = writeln!(text, "after {steps} steps: {act:?}");
        }
        text
    }
}

fn pick<T: Clone>(rng: &mut Rng, choices: &[T]) -> T {
    choices[rng.below(choices.len() as u64) as usize].clone()
}

fn template(rng: &mut Rng, app: &str) -> Value {
    let mut container = json!({ "name": "app", "image": "app:1" });
    if rng.below(2) == 0 {
        let period_seconds = 1 + rng.below(3);
        container["readinessProbe"] =
            json!({ "tcpSocket": { "port": 80 }, "periodSeconds": period_seconds });
    }
    if rng.below(3) == 0 {
        let command = ["sleep".to_owned(), (1 + rng.below(5)).to_string()];
        container["lifecycle"] = json!({ "preStop": { "exec": { "command": command } } });
    }
    json!({ "metadata": { "labels": { "app": app } }, "spec": { "containers": [container] } })
}

fn deployment(rng: &mut Rng) -> Value {
    let surge = pick(rng, &[json!(0), json!(1), json!("25%"), json!("50%"), json!(3)]);
    let unavailable = pick(rng, &[json!(1), json!("25%"), json!("50%"), json!(2)]);
    let strategy = match rng.below(5) {
        0 => json!({ "type": "Recreate" }),
        _ => json!({ "rollingUpdate": { "maxSurge": surge, "maxUnavailable": unavailable } }),
    };
    json!({
        "kind": "Deployment",
        "metadata": { "name": "web" },
        "spec": {
            "replicas": rng.below(6),
            "minReadySeconds": pick(rng, &[0, 0, 0, 3]),
            "revisionHistoryLimit": pick(rng, &[10, 2, 0]),
            "selector": { "matchLabels": { "app": "web" } },
            "strategy": strategy,
            "template": template(rng, "web"),
        },
    })
}

fn stateful_set(rng: &mut Rng) -> Value {
    let update = match rng.below(6) {
        0 => json!({ "type": "OnDelete" }),
        1 => json!({ "rollingUpdate": { "partition": rng.below(4) } }),
        2 => json!({ "rollingUpdate": { "maxUnavailable": 1 + rng.below(3) } }),
        _ => json!({}),
    };
    let claim = json!({
        "metadata": { "name": "data" },
        "spec": {
            "accessModes": ["ReadWriteOnce"],
            "resources": { "requests": { "storage": "1Gi" } },
        },
    });
    json!({
        "kind": "StatefulSet",
        "metadata": { "name": "db" },
        "spec": {
            "replicas": rng.below(5),
            "serviceName": "db",
            "podManagementPolicy": pick(rng, &["OrderedReady", "OrderedReady", "Parallel"]),
            "minReadySeconds": pick(rng, &[0, 0, 3]),
            "selector": { "matchLabels": { "app": "db" } },
            "updateStrategy": update,
            "volumeClaimTemplates": if rng.below(3) > 0 { json!([claim]) } else { json!([]) },
            "template": template(rng, "db"),
        },
    })
}

fn service(name: &str, cluster_ip: &str) -> Value {
    json!({
        "kind": "Service",
        "metadata": { "name": name },
        "spec": { "clusterIP": cluster_ip, "selector": { "app": name }, "ports": [{ "port": 1 }] },
    })
}

/// Clients of all that there is.
fn clients(cluster: &Cluster) -> Traffic {
    let of = |kind, name: &str| ObjectRef::new(kind, name);
    let targets = [of(Kind::Service, "web"), of(Kind::Service, "db"), of(Kind::Pod, "db-0")];
    Traffic::begin(&targets, cluster)
}

fn object(manifest: &Value) -> Object {
    let kind = manifest["kind"].as_str().and_then(Kind::parse).expect("a kind");
    Object::from_value(kind, manifest.clone()).expect("a well-formed manifest")
}

fn workload(rng: &mut Rng) -> ObjectRef {
    pick(rng, &[ObjectRef::new(Kind::Deployment, "web"), ObjectRef::new(Kind::StatefulSet, "db")])
}

fn act(rng: &mut Rng) -> Act {
    let object = workload(rng);
    let command = match rng.below(14) {
        0..=2 => Command::Scale { object, replicas: rng.below(7) as i32 },
        3..=5 => set_image(object, pick(rng, &IMAGES)),
        6 => Command::Restart(object),
        7 => Command::Undo { object, to_revision: None },
        8 => Command::Pause(ObjectRef::new(Kind::Deployment, "web")),
        9 => Command::Resume(ObjectRef::new(Kind::Deployment, "web")),
        10 => Command::Cordon(pick(rng, &NODES).into(), rng.below(2) == 0),
        11 => Command::Heartbeats(pick(rng, &NODES).into(), rng.below(2) == 0),
        _ => {
            use PodAct::{Crash, Delete, Evict, ForceDelete, Unready};
            let what = pick(rng, &[Delete, Delete, ForceDelete, Crash, Unready, Evict]);
            return Act::Pod(rng.below(12), what);
        }
    };
    Act::Command(command)
}

fn set_image(object: ObjectRef, image: &str) -> Command {
    Command::SetImage { object, container: "*".into(), image: image.into() }
}

struct Run {
    cluster: Cluster,
    traffic: Traffic,
    steps: u64,
}

impl Run {
    fn new(scenario: &Scenario) -> Self {
        let config = Config { release: scenario.release, seed: scenario.seed, ..Config::default() };
        let mut cluster = Cluster::new(config);
        for name in NODES {
            let mut node = Node { metadata: ObjectMeta::named(name), ..Node::default() };
            node.status = ready_node();
            cluster.place(Object::Node(Rc::new(node)));
        }
        let broken = Command::BreakImage(BROKEN.into(), true);
        cluster.command(&broken).expect("any image can be broken");
        Self { traffic: clients(&cluster), cluster, steps: 0 }
    }

    /// Lets something act, and checks what it did.
    fn checked(&mut self, act: impl FnOnce(&mut Cluster) -> Option<Step>) -> Result<bool, String> {
        let before = self.cluster.clone();
        let Some(step) = act(&mut self.cluster) else { return Ok(false) };
        self.steps += 1;
        self.traffic = self.traffic.after(&before, &self.cluster, &step);
        self.check_requests()?;
        let transition = Transition { before: &before, after: &self.cluster, step: &step };
        match violations(&transition).first() {
            Some(violation) => Err(format!("{violation} ({} {})", step.actor, step.object)),
            None => Ok(true),
        }
    }

    fn steps(&mut self, count: u64) -> Result<(), String> {
        for _ in 0..count {
            if !self.checked(Cluster::step)? {
                break;
            }
        }
        Ok(())
    }

    /// A refusal is an answer, not a failure.
    fn command(&mut self, command: &Command) -> Result<(), String> {
        self.checked(|cluster| cluster.command(command).ok()).map(drop)
    }

    fn act(&mut self, act: &Act) -> Result<(), String> {
        match act {
            Act::Command(command) => self.command(command),
            Act::Pod(number, what) => {
                let pods = self.cluster.store().list::<Pod>();
                let names: Vec<Name> = pods.map(|pod| pod.metadata.name.clone()).collect();
                let Some(name) = names.get(*number as usize % names.len().max(1)) else {
                    return Ok(());
                };
                self.command(&pod_command(name.clone(), *what))
            }
        }
    }

    /// Ends every fault, and asks for what a person would ask for.
    fn mend(&mut self) -> Result<(), String> {
        let mut commands = vec![Command::BreakImage(BROKEN.into(), false)];
        for node in NODES {
            commands.push(Command::Cordon(node.into(), false));
            commands.push(Command::Heartbeats(node.into(), true));
        }
        let pods = self.cluster.store().list::<Pod>();
        commands.extend(pods.map(|pod| Command::Readiness(pod.metadata.name.clone(), true)));
        commands.push(Command::Resume(ObjectRef::new(Kind::Deployment, "web")));
        commands.iter().try_for_each(|command| self.command(command))
    }

    fn settle(&mut self) -> Result<(), String> {
        for _ in 0..MAX_STEPS {
            if !self.checked(Cluster::step)? {
                return Ok(());
            }
        }
        Err(format!("not settled after {MAX_STEPS} steps"))
    }

    fn check_wanted(&self) -> Result<(), String> {
        let store = self.cluster.store();
        let web = store.get::<Deployment>("web").ok_or("web is gone")?;
        let (wanted, status) = (web.replicas(), &web.status);
        let counts = [status.replicas, status.updated_replicas, status.available_replicas];
        if counts != [wanted; 3] || status.observed_generation != web.metadata.generation {
            return Err(format!("web wants {wanted}, has all, updated, available {counts:?}"));
        }
        let db = store.get::<StatefulSet>("db").ok_or("db is gone")?;
        let (wanted, status) = (db.replicas(), &db.status);
        let pods = store.controlled_by::<Pod>(db.metadata.uid);
        let ready = pods.filter(|pod| pod.is_running_and_ready() && !pod.is_terminating()).count();
        if [status.replicas, status.ready_replicas, ready as i32] != [wanted; 3] {
            return Err(format!(
                "db wants {wanted}, has {} Pods, {} ready, {ready} counted",
                status.replicas, status.ready_replicas
            ));
        }
        self.check_updated(db)?;
        self.check_calm(web.replicas() > 0, wanted > 0)
    }

    /// Each request has one fate.
    fn check_requests(&self) -> Result<(), String> {
        for client in self.traffic.streams() {
            let (sent, answered, failed) = (client.sent, client.answered, client.failed);
            let in_flight = client.in_flight();
            if answered + failed + in_flight != sent {
                let target = &client.target;
                return Err(format!(
                    "{target}: {answered} + {failed} + {in_flight} of {sent} requests"
                ));
            }
        }
        Ok(())
    }

    /// Where everything is as it should be, and everybody has heard of it, no request fails.
    fn check_calm(&self, web: bool, db: bool) -> Result<(), String> {
        let traffic = self.traffic.at_rest(&self.cluster);
        for (client, is_there) in traffic.streams().zip([web, db, db]) {
            let failed: u32 = client.history(CALM_SLOTS).iter().map(|slot| slot.failed).sum();
            if is_there && (failed > 0 || client.answered == 0) {
                return Err(format!("{failed} requests to {} fail in the end", client.target));
            }
        }
        Ok(())
    }

    fn check_updated(&self, db: &StatefulSet) -> Result<(), String> {
        let must = if db.is_on_delete() { 0 } else { (db.replicas() - db.partition()).max(0) };
        let updated = db.status.updated_replicas;
        if updated < must {
            return Err(format!("db has {updated} updated Pods, {must} must be"));
        }
        Ok(())
    }
}

fn ready_node() -> NodeStatus {
    NodeStatus { ready: ConditionStatus::True, ..NodeStatus::default() }
}

fn pod_command(name: Name, what: PodAct) -> Command {
    let delete =
        |options| Command::Delete { object: ObjectRef::new(Kind::Pod, name.clone()), options };
    match what {
        PodAct::Delete => delete(DeleteOptions::default()),
        PodAct::ForceDelete => delete(DeleteOptions::now()),
        PodAct::Crash => Command::Crash(name),
        PodAct::Unready => Command::Readiness(name, false),
        PodAct::Evict => Command::Evict(name),
    }
}
