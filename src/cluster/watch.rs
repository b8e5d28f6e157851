//! Who wakes up when something changes: the event handlers of all controllers as one table.

use super::actor::{Actor, WorkKey};
use super::api_server::FOREGROUND_DELETION;
use super::kubelet;
use super::store::{Change, Store};
use crate::api::{
    Deployment, Kind, Node, Object, ObjectMeta, ObjectRef, PersistentVolumeClaim, Pod,
    PodDisruptionBudget, PodPhase, ReplicaSet, Resource, Service, StatefulSet,
};
use std::rc::Rc;

/// The work that a change puts on the queues, in a fixed order.
pub fn wakes(store: &Store, change: &Change) -> Vec<WorkKey> {
    let mut wakes = Wakes { store, keys: Vec::new() };
    wakes.own_controller(change);
    wakes.garbage_collector(change);
    match change.object() {
        Object::Pod(_) => wakes.pod(change),
        Object::ReplicaSet(_) => wakes.owner_of(change, Kind::Deployment, Actor::Deployment),
        Object::PersistentVolumeClaim(_) => wakes.claim(change),
        Object::Node(_) => wakes.node(change),
        Object::EndpointSlice(slice) => wakes.lookers(&slice.metadata.name),
        Object::Service(service) => wakes.add(Actor::EndpointSlice, service.metadata.name.clone()),
        _ => {}
    }
    wakes.keys
}

struct Wakes<'a> {
    store: &'a Store,
    keys: Vec<WorkKey>,
}

impl Wakes<'_> {
    fn add(&mut self, actor: Actor, name: impl Into<crate::api::Name>) {
        let kind = match actor {
            Actor::Deployment => Kind::Deployment,
            Actor::ReplicaSet => Kind::ReplicaSet,
            Actor::StatefulSet => Kind::StatefulSet,
            Actor::VolumeBinder => Kind::PersistentVolumeClaim,
            Actor::EndpointSlice => Kind::Service,
            Actor::Disruption => Kind::PodDisruptionBudget,
            Actor::NodeLifecycle => Kind::Node,
            Actor::Scheduler
            | Actor::Kubelet
            | Actor::TaintManager
            | Actor::You
            | Actor::GarbageCollector => Kind::Pod,
        };
        self.keys.push(WorkKey::new(actor, ObjectRef::new(kind, name)));
    }

    /// Names in the DNS are what some applications wait for.
    fn lookers(&mut self, service: &str) {
        let pods = kubelet::lookers(self.store, service);
        let names: Vec<_> = pods.map(|pod| pod.metadata.name.clone()).collect();
        names.into_iter().for_each(|name| self.add(Actor::Kubelet, name));
    }

    /// An object's own controller looks at it whenever it changes.
    fn own_controller(&mut self, change: &Change) {
        let object = change.object();
        let actor = match object.kind() {
            Kind::Deployment => Actor::Deployment,
            Kind::ReplicaSet => Actor::ReplicaSet,
            Kind::StatefulSet => Actor::StatefulSet,
            Kind::PersistentVolumeClaim => Actor::VolumeBinder,
            Kind::PodDisruptionBudget => Actor::Disruption,
            Kind::Node => Actor::NodeLifecycle,
            _ => return,
        };
        self.keys.push(WorkKey::new(actor, object.reference()));
    }

    /// The collector looks at what lost an owner or never had the one it names, and at owners that
    /// wait for what they own, with all that is left of it. (What is created for an owner that is
    /// going is not looked at before something else that it owned is gone.)
    fn garbage_collector(&mut self, change: &Change) {
        let object = change.object();
        if change.is_removal() {
            self.collect_dependents(object);
            for owner in owners(object.meta()) {
                let stored = self.store.object(&owner).filter(|it| waits_for_dependents(it));
                let left = stored.map(|it| self.store.dependents(it.meta().uid));
                let left = left.into_iter().flatten().filter(|it| !it.meta().is_terminating());
                let left: Vec<ObjectRef> = left.map(Object::reference).collect();
                self.collect(left);
                self.collect([owner]);
            }
        } else if object.meta().is_terminating() && !object.meta().finalizers.is_empty() {
            if waits_for_dependents(object)
                && !change.before.as_ref().is_some_and(waits_for_dependents)
            {
                self.collect_dependents(object);
            }
            self.collect([object.reference()]);
        } else if change.is_creation() && !self.owners_exist(object) {
            self.collect([object.reference()]);
        }
    }

    fn collect_dependents(&mut self, owner: &Object) {
        let dependents = self.store.dependents(owner.meta().uid);
        let dependents: Vec<ObjectRef> = dependents.map(Object::reference).collect();
        self.collect(dependents);
    }

    fn owners_exist(&self, object: &Object) -> bool {
        object.meta().owner_references.iter().all(|owner| {
            let stored = self.store.object(&ObjectRef::new(owner.kind, owner.name.clone()));
            stored.is_some_and(|it| it.meta().uid == owner.uid)
        })
    }

    fn collect(&mut self, references: impl IntoIterator<Item = ObjectRef>) {
        for reference in references {
            self.keys.push(WorkKey::new(Actor::GarbageCollector, reference));
        }
    }

    /// The controllers of the owner, before and after; of an orphan, all that might adopt it.
    fn owner_of(&mut self, change: &Change, kind: Kind, actor: Actor) {
        for object in [&change.before, &change.after].into_iter().flatten() {
            if let Some(owner) = object.meta().controller().filter(|owner| owner.kind == kind) {
                // Another object of the same name does not care (`resolveControllerRef`).
                if self.store.has_uid(&ObjectRef::new(kind, owner.name.clone()), owner.uid) {
                    self.add(actor, owner.name.clone());
                }
            }
        }
        // One that was released just now may fit another.
        if let Some(object) = &change.after {
            self.adopters(object.meta(), kind, actor);
        }
    }

    fn adopters(&mut self, meta: &ObjectMeta, kind: Kind, actor: Actor) {
        if meta.controller().is_some() {
            return;
        }
        let store = self.store;
        let names: Vec<_> = match kind {
            Kind::Deployment => {
                names(store.list::<Deployment>(), |it| it.spec.selector.matches(&meta.labels))
            }
            Kind::ReplicaSet => {
                names(store.list::<ReplicaSet>(), |it| it.spec.selector.matches(&meta.labels))
            }
            _ => names(store.list::<StatefulSet>(), |it| it.spec.selector.matches(&meta.labels)),
        };
        names.into_iter().for_each(|name| self.add(actor, name));
    }

    fn pod(&mut self, change: &Change) {
        let Some((before, after)) = change.of::<Pod>() else { return };
        self.owner_of(change, Kind::ReplicaSet, Actor::ReplicaSet);
        self.owner_of(change, Kind::StatefulSet, Actor::StatefulSet);
        self.deployment_of_removed_pod(change);
        self.kubelet_and_scheduler(before, after);
        self.services(before, after);
        self.budgets(before, after);
        if let (Some(pod), None) = (before, after) {
            self.volumes_of_removed_pod(pod);
        }
    }

    /// Claims that it used may go, and Pods on other nodes may have its volumes.
    fn volumes_of_removed_pod(&mut self, pod: &Pod) {
        let store = self.store;
        for claim in pod.claims() {
            self.add(Actor::VolumeBinder, claim.clone());
            let users = store.pods_using(claim).filter(|user| user.is_scheduled());
            users.for_each(|user| self.add(Actor::Kubelet, user.metadata.name.clone()));
        }
    }

    /// Recreate waits for the last Pod of any phase to be gone (rule D22).
    fn deployment_of_removed_pod(&mut self, change: &Change) {
        let (Some(before), None) = (&change.before, &change.after) else { return };
        let deployment = self.deployment_of(before.meta());
        let Some(deployment) = deployment.filter(|it| !it.is_rolling_update()) else { return };
        let sets = self.store.controlled_by::<ReplicaSet>(deployment.metadata.uid);
        let pods_left =
            sets.flat_map(|set| self.store.controlled_by::<Pod>(set.metadata.uid)).next().is_some();
        if !pods_left {
            self.add(Actor::Deployment, deployment.metadata.name.clone());
        }
    }

    fn deployment_of(&self, pod: &ObjectMeta) -> Option<Rc<Deployment>> {
        let owner = pod.controller().filter(|owner| owner.kind == Kind::ReplicaSet)?;
        let set = self.store.get::<ReplicaSet>(&owner.name)?;
        self.store.get::<Deployment>(&set.metadata.controller()?.name).cloned()
    }

    fn kubelet_and_scheduler(&mut self, before: Option<&Rc<Pod>>, after: Option<&Rc<Pod>>) {
        match after {
            Some(pod) if pod.is_scheduled() => {
                self.add(Actor::Kubelet, pod.metadata.name.clone());
                if before.is_none_or(|before| !before.is_scheduled()) {
                    self.add(Actor::TaintManager, pod.metadata.name.clone());
                    self.company_seekers();
                }
            }
            Some(pod) if !pod.is_terminating() && pod.status.phase == PodPhase::Pending => {
                self.add(Actor::Scheduler, pod.metadata.name.clone());
            }
            Some(_) => {}
            // A Pod that is gone has left room, or a place in a queue.
            None => {
                self.unscheduled_pods();
                let Some(pod) = before else { return };
                let name = pod.metadata.name.clone();
                if pod.is_scheduled() {
                    self.add(Actor::Kubelet, name);
                } else if pod.status.phase == PodPhase::Pending {
                    self.add(Actor::Scheduler, name);
                }
            }
        }
    }

    /// A Pod that got its node may be the company that others wait for.
    fn company_seekers(&mut self) {
        let waiting = self.store.pods_with_affinity().filter(|pod| !pod.is_scheduled());
        let seekers = waiting.filter(|pod| !pod.spec.affinity_terms("podAffinity").is_empty());
        let names: Vec<_> = seekers.map(|pod| pod.metadata.name.clone()).collect();
        names.into_iter().for_each(|name| self.add(Actor::Scheduler, name));
    }

    fn unscheduled_pods(&mut self) {
        let unscheduled = self.store.pods_on("").map(|pod| pod.metadata.name.clone());
        let names: Vec<_> = unscheduled.collect();
        names.into_iter().for_each(|name| self.add(Actor::Scheduler, name));
    }

    fn services(&mut self, before: Option<&Rc<Pod>>, after: Option<&Rc<Pod>>) {
        let seen = |pod: Option<&Rc<Pod>>| {
            pod.map(|p| {
                let address = p.status.pod_ip.clone();
                let flags = (p.is_ready(), p.is_terminating(), p.is_finished());
                (p.metadata.labels.clone(), address, flags)
            })
        };
        if seen(before) == seen(after) {
            return;
        }
        let selects = |service: &Service, pod: Option<&Rc<Pod>>| {
            let selector = &service.spec.selector;
            let matches = |pod: &Rc<Pod>| {
                selector.iter().all(|(key, value)| pod.metadata.labels.get(key) == Some(value))
            };
            !selector.is_empty() && pod.is_some_and(matches)
        };
        let names = names(self.store.list::<Service>(), |service| {
            selects(service, before) || selects(service, after)
        });
        names.into_iter().for_each(|name| self.add(Actor::EndpointSlice, name));
    }

    fn budgets(&mut self, before: Option<&Rc<Pod>>, after: Option<&Rc<Pod>>) {
        let guarded = |budget: &PodDisruptionBudget, pod: Option<&Rc<Pod>>| {
            let selector = budget.spec.selector.as_ref();
            selector.zip(pod).is_some_and(|(it, pod)| it.matches(&pod.metadata.labels))
        };
        let names = names(self.store.list::<PodDisruptionBudget>(), |budget| {
            guarded(budget, before) || guarded(budget, after)
        });
        names.into_iter().for_each(|name| self.add(Actor::Disruption, name));
    }

    /// A claim that was bound lets its Pods be scheduled. That one is gone helps none of them, and
    /// the scheduler does not look.
    fn claim(&mut self, change: &Change) {
        if change.of::<PersistentVolumeClaim>().is_none() || change.is_removal() {
            return;
        }
        let users = self.store.pods_using(change.object().name());
        let unscheduled = users.filter(|pod| !pod.is_scheduled() && !pod.is_terminating());
        let names: Vec<_> = unscheduled.map(|pod| pod.metadata.name.clone()).collect();
        names.into_iter().for_each(|name| self.add(Actor::Scheduler, name));
    }

    fn node(&mut self, change: &Change) {
        let Some((before, after)) = change.of::<Node>() else { return };
        let offer = |node: Option<&Rc<Node>>| {
            node.map(|node| (node.metadata.labels.clone(), node.status.allocatable.clone()))
        };
        let spec =
            |node: Option<&Rc<Node>>| node.map(|node| (node.spec.clone(), node.status.ready));
        let is_same = spec(before) == spec(after);
        if is_same && offer(before) == offer(after) {
            return;
        }
        self.unscheduled_pods();
        if is_same {
            return;
        }
        // What becomes of the Pods of one node depends on the others, too (rule N5).
        let ready = |node: Option<&Rc<Node>>| node.map(|node| node.status.ready);
        if ready(before) != ready(after) {
            let nodes: Vec<_> = names(self.store.list::<Node>(), |_| true);
            nodes.into_iter().for_each(|name| self.add(Actor::NodeLifecycle, name));
        }
        let on_node = self.store.pods_on(change.object().name());
        let names: Vec<_> = on_node.map(|pod| pod.metadata.name.clone()).collect();
        for name in names {
            self.add(Actor::TaintManager, name.clone());
            self.add(Actor::Kubelet, name);
        }
    }
}

fn names<'a, T: Resource>(
    list: impl Iterator<Item = &'a Rc<T>>,
    keep: impl Fn(&T) -> bool,
) -> Vec<crate::api::Name> {
    list.filter(|object| keep(object)).map(|object| object.meta().name.clone()).collect()
}

fn waits_for_dependents(object: &Object) -> bool {
    let meta = object.meta();
    meta.is_terminating() && meta.finalizers.iter().any(|it| **it == *FOREGROUND_DELETION)
}

fn owners(meta: &ObjectMeta) -> impl Iterator<Item = ObjectRef> {
    meta.owner_references.iter().map(|owner| ObjectRef::new(owner.kind, owner.name.clone()))
}
