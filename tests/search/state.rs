//! A state on the way, and all that can happen next.

use crate::print::{Prints, is_one_of_many};
use crate::situation::{BROKEN, Fault, Situation};
use cattle_and_pets::api::{Kind, Name, Node, ObjectRef, Pod, PodPhase, Service, StatefulSet};
use cattle_and_pets::app::Act;
use cattle_and_pets::cluster::endpoints::{dns_names, domain};
use cattle_and_pets::cluster::{
    Actor, Cluster, Command, DeleteOptions, KubeletMove, Move, Step, Why,
};
use std::collections::BTreeSet;
use std::rc::Rc;

/// A cluster on the way.
#[derive(Clone)]
pub struct State {
    /// The cluster.
    pub cluster: Cluster,
    prints: Prints,
    /// Faults that have struck.
    pub faults: u8,
    /// Requests that were made.
    pub asked: u8,
}

/// One thing that can happen.
pub struct Event {
    /// What happens.
    pub act: Act,
    /// Who makes it happen.
    pub by: By,
}

/// Who makes something happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A controller, the scheduler, a kubelet: it will happen if it stays possible.
    Cluster,
    /// A person who asks for what is still to be asked for: that will happen, too.
    Person,
    /// Bad luck: it need not happen.
    Fault,
}

impl State {
    /// Where a situation begins.
    pub fn start(situation: &Situation) -> Self {
        let cluster = situation.start();
        let mut state = Self { prints: Prints::of(&cluster), cluster, faults: 0, asked: 0 };
        state.hush();
        state
    }

    /// What tells it from all other states.
    pub fn print(&self) -> u128 {
        let counts = u128::from(self.faults) << 8 | u128::from(self.asked);
        self.prints.whole(&self.cluster).wrapping_add(counts)
    }

    /// The state that an event leads to, and the step that it was.
    pub fn after(&self, event: &Event) -> (Self, Step) {
        let mut next = self.clone();
        let step = match &event.act {
            Act::Move(it) => next.cluster.make(it),
            Act::Command(command) => next.cluster.command(command).ok(),
        };
        let step = step.expect("what can happen does something");
        next.prints.follow(&step);
        next.faults += u8::from(event.by == By::Fault);
        next.asked += u8::from(event.by == By::Person);
        next.hush();
        (next, step)
    }

    /// Lets helpers answer at once what they would not react to. Whatever gives them a reason later
    /// wakes them again, so that no order of events is lost; the controllers of workloads keep all
    /// their wake-ups, needed or not.
    fn hush(&mut self) {
        let is_helper = |actor| {
            matches!(
                actor,
                Actor::Kubelet
                    | Actor::TaintManager
                    | Actor::GarbageCollector
                    | Actor::VolumeBinder
                    | Actor::NodeLifecycle
            )
        };
        let due = self.cluster.agenda().filter(|it| is_helper(it.key.actor));
        let due: Vec<Move> = due
            .filter(|wake| wake.why == Why::Change)
            .map(|wake| Move::Wake(wake.key.clone(), wake.why))
            .collect();
        for wake in due {
            let mut next = self.cluster.clone();
            if next.apply(&wake).is_none() {
                self.cluster = next;
            }
        }
    }

    /// All that can happen next. Of interchangeable Pods one stands for all.
    pub fn events(&self, situation: &Situation) -> Vec<Event> {
        let mut seen = BTreeSet::new();
        let moves = self.cluster.enabled().into_iter();
        let moves = moves.filter(|it| self.is_modelled(situation, it));
        let moves = moves.filter(|it| self.is_first_of_its_like(it, &mut seen));
        let mut events: Vec<Event> =
            moves.map(|it| Event { act: Act::Move(it), by: By::Cluster }).collect();
        let request = situation.command(self.asked.into());
        if let Some(command) = request.filter(|it| self.is_granted(it)) {
            events.push(Event { act: Act::Command(command), by: By::Person });
        }
        if self.faults < situation.most_faults {
            let faults = situation.faults.iter().flat_map(|fault| self.strikes(*fault));
            events.extend(faults.map(|act| Event { act, by: By::Fault }));
        }
        events
    }

    /// A request that would be refused now is made later.
    fn is_granted(&self, command: &Command) -> bool {
        self.cluster.clone().command(command).is_ok()
    }

    /// A Pod of the broken image never becomes Ready. One that runs and is not Ready is to every
    /// controller like one that does not run yet, so that it only matters where names do.
    fn is_modelled(&self, situation: &Situation, it: &Move) -> bool {
        let Move::Kubelet(name, to) = it else { return true };
        let Some(pod) = self.cluster.store().get::<Pod>(name) else { return true };
        let runs = pod.status.phase == PodPhase::Running;
        match to {
            KubeletMove::Running => situation.needs_names,
            KubeletMove::Ready if situation.needs_names => runs && self.are_names_known(),
            KubeletMove::Ready => pod.image() != BROKEN,
            _ => true,
        }
    }

    /// Whether the name of every wanted Pod resolves.
    fn are_names_known(&self) -> bool {
        let store = self.cluster.store();
        store.list::<Service>().all(|service| {
            let known = dns_names(store, service).into_iter().filter(|(_, to)| to.is_some());
            let known: BTreeSet<Name> = known.map(|(name, _)| name).collect();
            let domain = domain(service);
            let wanted = |set: &Rc<StatefulSet>| {
                let name = set.metadata.name.clone();
                (0..set.replicas()).map(move |at| format!("{name}-{at}"))
            };
            let mut pods = store.list::<StatefulSet>().flat_map(wanted);
            pods.all(|pod| known.contains(format!("{pod}.{domain}").as_str()))
        })
    }

    fn is_first_of_its_like(&self, it: &Move, seen: &mut BTreeSet<(u128, u8)>) -> bool {
        let (pod, kind) = match it {
            Move::Kubelet(pod, KubeletMove::Running) => (pod, u8::MAX),
            Move::Kubelet(pod, _) => (pod, u8::MAX - 1),
            Move::Wake(key, _) if key.object.kind == Kind::Pod => {
                (&key.object.name, key.actor as u8)
            }
            _ => return true,
        };
        let reference = ObjectRef::new(Kind::Pod, pod.clone());
        !is_one_of_many(self.cluster.store(), &reference)
            || seen.insert((self.prints.one(&self.cluster, &reference), kind))
    }

    /// The ways in which a fault can strike now.
    fn strikes(&self, fault: Fault) -> Vec<Act> {
        if fault == Fault::NodeDown {
            let nodes = self.cluster.store().list::<Node>().map(|node| node.metadata.name.clone());
            let alive = nodes.filter(|name| !self.cluster.nodes().is_silent(name));
            return alive.map(|name| Act::Command(Command::Heartbeats(name, false))).collect();
        }
        let mut seen = BTreeSet::new();
        let pods = self.cluster.store().list::<Pod>().filter(|pod| pod.is_active());
        let strikes = pods.filter_map(|pod| {
            let name = pod.metadata.name.clone();
            let object = ObjectRef::new(Kind::Pod, name.clone());
            let is_alike = is_one_of_many(self.cluster.store(), &object)
                && !seen.insert(self.prints.one(&self.cluster, &object));
            if is_alike { None } else { strike(fault, pod, name, object) }
        });
        strikes.collect()
    }
}

fn strike(fault: Fault, pod: &Pod, name: Name, object: ObjectRef) -> Option<Act> {
    let by_kubelet = |to| Act::Move(Move::Kubelet(name, to));
    match fault {
        Fault::Delete => {
            Some(Act::Command(Command::Delete { object, options: DeleteOptions::default() }))
        }
        Fault::Unready => pod.is_ready().then(|| by_kubelet(KubeletMove::Unready)),
        Fault::Fail => pod.is_scheduled().then(|| {
            by_kubelet(KubeletMove::Finished {
                failed: true,
                reason: "Evicted".into(),
                message: "The node was low on resource: memory.".into(),
            })
        }),
        Fault::NodeDown => None,
    }
}
