//! Whether a fact holds.

use super::watch::Tally;
use super::{Count, Deed, Fact, Over, State};
use crate::api::pod::ConditionStatus;
use crate::api::{
    Deployment, EndpointSlice, Kind, Name, Node, Object, ObjectRef, PersistentVolumeClaim, Pod,
    ReplicaSet, Service, StatefulSet, Time,
};
use crate::cluster::Store;
use crate::cluster::endpoints::dns_names;
use crate::lessons::names::pods;
use crate::scene::PodState;
use crate::timeline::Frame;
use crate::value::Value;

/// What a fact looks at: a moment, when the task began, and what happened between.
pub(super) struct Look<'a> {
    pub(super) began: &'a Frame,
    pub(super) frame: &'a Frame,
    pub(super) tally: &'a Tally,
}

impl Fact {
    pub(super) fn holds(&self, look: &Look) -> bool {
        let cluster = &look.frame.cluster;
        let store = cluster.store();
        match self {
            Self::Count(count, workload, test) => test.passes(look.count(*count, workload)),
            Self::Image(workload, image, test) => {
                let (with, all) = look.image(workload, image);
                match test {
                    Some(test) => test.passes(with),
                    None => with == all && all > 0,
                }
            }
            Self::Exists(object, wanted) => store.object(object).is_some() == *wanted,
            Self::Same(object, wanted) => look.is_same(object) == Some(*wanted),
            Self::State(pod, state) => look.state(pod) == Some(*state),
            Self::On(pod, node) => {
                store.get::<Pod>(pod).is_some_and(|pod| pod.spec.node_name == *node)
            }
            Self::Condition(workload, kind, status, reason) => {
                let found = condition(store, workload, kind);
                found.is_some_and(|(is, why)| {
                    is == **status && reason.as_ref().is_none_or(|it| why == *it)
                })
            }
            Self::Field(object, path, wanted) => look.is_field(object, path, wanted),
            Self::Settled => cluster.is_at_rest(),
            Self::Elapsed(test) => test.passes(look.elapsed()),
            Self::Requests(object, answered, test) => test.passes(look.requests(object, *answered)),
            Self::Next(deed, workload, pod) => {
                let first = look.tally.pods(*deed, workload).next();
                first == pod.as_ref()
            }
            Self::Order(deed, workload, pods) => look.tally.pods(*deed, workload).eq(pods),
            Self::Over(over, fact) => {
                let (held, failed) = look.tally.memory(fact);
                match over {
                    Over::Always => !failed,
                    Over::Never => !held,
                    Over::Once => held,
                }
            }
            Self::Not(fact) => !fact.holds(look),
            Self::All(facts) => facts.iter().all(|fact| fact.holds(look)),
            Self::Any(facts) => facts.iter().any(|fact| fact.holds(look)),
        }
    }
}

impl<'a> Look<'a> {
    pub(super) fn store(&self) -> &'a Store {
        self.frame.cluster.store()
    }

    fn now(&self) -> Time {
        self.frame.cluster.now()
    }

    /// Whether the object of that name is the one that was there when the task began; `None` if
    /// there is none.
    pub(super) fn is_same(&self, object: &ObjectRef) -> Option<bool> {
        let now = self.store().object(object)?;
        Some(self.began.cluster.store().has_uid(object, now.meta().uid))
    }

    pub(super) fn elapsed(&self) -> i64 {
        (self.now().0.saturating_sub(self.began.cluster.now().0) / 1000) as i64
    }

    /// Requests that were answered, or failed, since the task began.
    pub(super) fn requests(&self, object: &ObjectRef, answered: bool) -> i64 {
        let count = |frame: &Frame| {
            let (traffic, cluster) = (&frame.traffic, &frame.cluster);
            let traffic = if cluster.is_at_rest() { &traffic.at_rest(cluster) } else { traffic };
            let stream = traffic.of(object);
            stream.map_or(0, |it| if answered { it.answered } else { it.failed })
        };
        count(self.frame).saturating_sub(count(self.began)) as i64
    }

    pub(super) fn state(&self, pod: &Name) -> Option<State> {
        let pod = self.store().get::<Pod>(pod)?;
        let node = self.store().get::<Node>(&pod.spec.node_name);
        let is_lost = node.is_some_and(|node| node.status.ready == ConditionStatus::Unknown);
        Some(match PodState::of(pod, is_lost) {
            PodState::Ready => State::Ready,
            PodState::NotReady => State::Running,
            PodState::Creating => State::Starting,
            PodState::Pending => State::Pending,
            PodState::BackOff(why) if why.contains("Image") => State::ImageMissing,
            PodState::BackOff(why) if &*why == "CrashLoopBackOff" => State::CrashLooping,
            // Its container has just ended: the first restart comes at once.
            PodState::BackOff(_) => State::Running,
            PodState::Failed(_) => State::Failed,
            PodState::Succeeded => State::Succeeded,
            PodState::NodeLost => State::Unknown,
            PodState::Terminating => State::Terminating,
        })
    }

    /// How many Pods have that image, and how many there are.
    pub(super) fn image(&self, workload: &str, image: &str) -> (i64, i64) {
        let active = || pods(self.store(), workload).filter(|pod| pod.is_active());
        (active().filter(|pod| pod.image() == image).count() as i64, active().count() as i64)
    }

    /// Whether a field has that value; `unchanged` is the one it had when the task began.
    fn is_field(&self, object: &ObjectRef, path: &str, wanted: &str) -> bool {
        match wanted {
            "unchanged" => {
                let began = Look { frame: self.began, ..*self };
                self.field(object, path) == began.field(object, path)
            }
            _ => self.field(object, path) == wanted,
        }
    }

    pub(super) fn field(&self, object: &ObjectRef, path: &str) -> String {
        let tree = self.store().object(object).map(Object::to_value).unwrap_or_default();
        let found = path.split('.').try_fold(&tree, |tree, part| match tree {
            Value::Array(items) => items.get(part.parse::<usize>().ok()?),
            _ => tree.get(part),
        });
        match found {
            None | Some(Value::Null) => "absent".to_owned(),
            Some(Value::String(text)) => text.to_string(),
            Some(other) => other.to_string(),
        }
    }

    pub(super) fn count(&self, count: Count, workload: &Name) -> i64 {
        let store = self.store();
        let counted = |wanted: &dyn Fn(&Pod) -> bool| {
            pods(store, workload).filter(|pod| wanted(pod)).count() as i64
        };
        match count {
            Count::Pods => counted(&Pod::is_active),
            Count::Ready => counted(&|pod| pod.is_active() && pod.is_ready()),
            Count::Available => {
                let (seconds, now) = (min_ready_seconds(store, workload), self.now());
                counted(&|pod| pod.is_active() && pod.is_available(seconds, now))
            }
            Count::Terminating => counted(&Pod::is_terminating),
            Count::Existing => counted(&|_| true),
            Count::Replicas => replicas(store, workload),
            Count::Restarts => pods(store, workload).map(|pod| i64::from(pod.restarts())).sum(),
            Count::ReplicaSets => {
                let sets = store.list::<ReplicaSet>().filter(|set| {
                    let owner = set.metadata.controller();
                    owner.is_some_and(|owner| owner.name == *workload) && set.replicas() > 0
                });
                sets.count() as i64
            }
            Count::Claims => {
                let claims = store.list::<PersistentVolumeClaim>();
                claims.filter(|claim| belongs(store, &claim.metadata.name, workload)).count() as i64
            }
            Count::Endpoints => {
                let slice = store.get::<EndpointSlice>(workload);
                let endpoints = slice.map_or(&[][..], |slice| &slice.endpoints);
                endpoints.iter().filter(|endpoint| endpoint.ready).count() as i64
            }
            Count::Published => published(store, workload),
            Count::Created => self.tally.pods(Deed::Created, workload).count() as i64,
            Count::Deleted => self.tally.pods(Deed::Deleted, workload).count() as i64,
        }
    }
}

fn replicas(store: &Store, workload: &str) -> i64 {
    let cattle = store.get::<Deployment>(workload).map(|it| it.replicas());
    let pets = || store.get::<StatefulSet>(workload).map(|it| it.replicas());
    let bare = || store.get::<ReplicaSet>(workload).map(|it| it.replicas());
    cattle.or_else(pets).or_else(bare).unwrap_or(0).into()
}

fn min_ready_seconds(store: &Store, workload: &str) -> u32 {
    let cattle = store.get::<Deployment>(workload).map(|it| it.spec.min_ready_seconds);
    let pets = || store.get::<StatefulSet>(workload).map(|it| it.spec.min_ready_seconds);
    cattle.or_else(pets).flatten().unwrap_or(0).max(0).unsigned_abs()
}

/// Whether a claim is one that the workload's Pods have, or had: made from a claim template, or
/// named by a volume of a Pod.
fn belongs(store: &Store, claim: &Name, workload: &str) -> bool {
    let own = claim.rsplit_once('-').is_some_and(|(before, ordinal)| {
        let is_number = !ordinal.is_empty() && ordinal.bytes().all(|it| it.is_ascii_digit());
        is_number && before.strip_suffix(workload).is_some_and(|rest| rest.ends_with('-'))
    });
    own || pods(store, workload).any(|pod| pod.claims().any(|it| it == claim))
}

/// How many names of a StatefulSet's Pods resolve.
fn published(store: &Store, workload: &str) -> i64 {
    let governing = store.get::<StatefulSet>(workload).map(|set| set.spec.service_name.clone());
    let service = store.get::<Service>(governing.as_deref().unwrap_or(workload));
    let Some(service) = service else { return 0 };
    let own = crate::cluster::endpoints::domain(service);
    let names = dns_names(store, service).into_iter();
    names.filter(|(name, address)| **name != *own && address.is_some()).count() as i64
}

/// Status and reason of a condition.
pub(super) fn condition(store: &Store, workload: &str, kind: &str) -> Option<(String, Name)> {
    for owner in [Kind::Deployment, Kind::StatefulSet] {
        let Some(object) = store.object(&ObjectRef::new(owner, workload)) else { continue };
        let tree = object.to_value();
        let conditions = tree["status"]["conditions"].as_array().cloned().unwrap_or_default();
        let found = conditions.into_iter().find(|it| it["type"] == kind)?;
        let word = |field: &str| found[field].as_str().unwrap_or("").to_owned();
        return Some((word("status"), word("reason").into()));
    }
    None
}
