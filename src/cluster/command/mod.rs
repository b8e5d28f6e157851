//! What a person can ask for: the API requests behind kubectl's commands, and faults.

mod faults;
mod patch;
mod rollout;
mod words;

use super::actor::{Actor, WorkKey};
use super::api_server::{DeleteOptions, Propagation};
use super::turn::Turn;
use crate::api::validation::{self, MAX_PODS};
use crate::api::{
    Deployment, Kind, Name, Node, Object, ObjectRef, Pod, Reason, ReplicaSet, StatefulSet, Status,
};
use crate::value::{Value, text};

pub(super) use words::{named, reference};

pub use patch::{merge_patch, strategic_merge_patch};

/// What `kubectl apply` remembers of a manifest, to know later what it says no longer.
const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// One thing that a person asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// `kubectl create -f`: refused if it exists.
    Create(Object),
    /// `kubectl apply -f`: created, or changed to what the manifest says.
    Apply(Object),
    /// `kubectl patch`.
    Patch {
        /// What to change.
        object: ObjectRef,
        /// The fields to change; `null` takes a field away.
        patch: Value,
        /// Whether lists are merged by their items' names, as Kubernetes' own patches do.
        strategic: bool,
    },
    /// `kubectl scale --replicas`.
    Scale {
        /// A Deployment, StatefulSet or ReplicaSet.
        object: ObjectRef,
        /// Pods wanted.
        replicas: i32,
    },
    /// `kubectl set image`.
    SetImage {
        /// A Deployment or StatefulSet.
        object: ObjectRef,
        /// Which container; `*` for all.
        container: Name,
        /// The new image.
        image: Name,
    },
    /// `kubectl rollout restart` (rule D38).
    Restart(ObjectRef),
    /// `kubectl rollout pause`; Deployments only.
    Pause(ObjectRef),
    /// `kubectl rollout resume`; Deployments only.
    Resume(ObjectRef),
    /// `kubectl rollout undo` (rules D37, S23).
    Undo {
        /// A Deployment or StatefulSet.
        object: ObjectRef,
        /// `--to-revision`; `None` for the one before.
        to_revision: Option<i64>,
    },
    /// `kubectl delete`.
    Delete {
        /// What.
        object: ObjectRef,
        /// How.
        options: DeleteOptions,
    },
    /// The eviction of a Pod, as `kubectl drain` asks for it (rule B2).
    Evict(Name),
    /// `kubectl cordon` (`true`) and `kubectl uncordon` (`false`).
    Cordon(Name, bool),
    /// A fault: the Pod's container ends with an error.
    Crash(Name),
    /// A fault: the Pod's readiness probe fails (`false`), or succeeds again (`true`).
    Readiness(Name, bool),
    /// A fault: the image cannot be pulled (`true`), or can again (`false`).
    BreakImage(Name, bool),
    /// A fault: the image that this workload is set to next cannot be pulled.
    BreakNextImage(ObjectRef, bool),
    /// A fault: the node's heartbeats stop (`false`), or come again (`true`).
    Heartbeats(Name, bool),
}

impl Command {
    /// What it is about.
    pub fn object(&self) -> ObjectRef {
        match self {
            Self::Create(object) | Self::Apply(object) => object.reference(),
            Self::Patch { object, .. }
            | Self::Scale { object, .. }
            | Self::SetImage { object, .. }
            | Self::Restart(object)
            | Self::Pause(object)
            | Self::Resume(object)
            | Self::Undo { object, .. }
            | Self::Delete { object, .. }
            | Self::BreakNextImage(object, _) => object.clone(),
            Self::Evict(pod) | Self::Crash(pod) | Self::Readiness(pod, _) => {
                ObjectRef::new(Kind::Pod, pod.clone())
            }
            Self::BreakImage(image, _) => ObjectRef::new(Kind::Pod, image.clone()),
            Self::Cordon(node, _) | Self::Heartbeats(node, _) => {
                ObjectRef::new(Kind::Node, node.clone())
            }
        }
    }

    pub(super) fn key(&self) -> WorkKey {
        WorkKey::new(Actor::You, self.object())
    }

    /// Carries it out, and refuses afterwards what would be more than the page can show: the one
    /// place where [`MAX_PODS`] is looked at, whatever the way to ask for more.
    pub(super) fn execute(&self, turn: &mut Turn) -> Result<(), Status> {
        let before = wanted_pods(turn);
        self.carry_out(turn)?;
        match wanted_pods(turn) {
            after if after > before && after > MAX_PODS => Err(validation::too_many_pods(after)),
            _ => Ok(()),
        }
    }

    fn carry_out(&self, turn: &mut Turn) -> Result<(), Status> {
        match self {
            Self::Create(object) => turn.create_object(object.clone()).map(drop),
            Self::Apply(object) => apply(turn, object),
            Self::Patch { object, patch, strategic } => {
                patch_object(turn, object, patch, *strategic)
            }
            Self::Scale { object, replicas } => scale(turn, object, *replicas),
            Self::SetImage { object, container, image } => {
                set_image(turn, object, container, image)
            }
            Self::Restart(object) => rollout::restart(turn, object),
            Self::Pause(object) => rollout::set_paused(turn, object, true),
            Self::Resume(object) => rollout::set_paused(turn, object, false),
            Self::Undo { object, to_revision } => rollout::undo(turn, object, *to_revision),
            Self::Delete { object, options } => turn.delete(object, *options),
            Self::Evict(pod) => super::nodes::disruption::evict(turn, pod),
            Self::Cordon(node, on) => cordon(turn, node, *on),
            Self::Crash(pod) => faults::crash(turn, pod),
            Self::Readiness(pod, ready) => faults::readiness(turn, pod, *ready),
            Self::BreakImage(image, broken) => faults::break_image(turn, image, *broken),
            Self::BreakNextImage(object, on) => faults::break_next_image(turn, object, *on),
            Self::Heartbeats(node, alive) => {
                super::nodes::lifecycle::heartbeats(turn, node, *alive)
            }
        }
    }
}

impl DeleteOptions {
    /// Deletion that first deletes what the object owns, or leaves it alone.
    pub fn cascading(propagation: Propagation) -> Self {
        Self { propagation, ..Self::default() }
    }
}

/// The Pods that all workloads want together.
fn wanted_pods(turn: &Turn) -> i64 {
    let live = turn.live();
    let deployments = live.list::<Deployment>().map(|it| it.replicas());
    let stateful_sets = live.list::<StatefulSet>().map(|it| it.replicas());
    let own = live.list::<ReplicaSet>().filter(|it| it.metadata.controller().is_none());
    let replica_sets = own.map(|it| it.replicas());
    deployments.chain(stateful_sets).chain(replica_sets).map(i64::from).sum()
}

fn stored(turn: &Turn, object: &ObjectRef) -> Result<Object, Status> {
    turn.live().object(object).cloned().ok_or_else(|| Status::not_found(object))
}

/// Creates, or changes what the manifest says: what it said the last time and says no longer goes,
/// what it never spoke of stays (kubectl's three-way merge).
fn apply(turn: &mut Turn, object: &Object) -> Result<(), Status> {
    let mut manifest = object.to_value();
    manifest.as_object_mut().map(|fields| fields.remove("status"));
    let said = manifest.to_string();
    let object = object.with_meta(|meta| meta.set_annotation(LAST_APPLIED, &said));
    let Some(old) = turn.live().object(&object.reference()).cloned() else {
        return turn.create_object(object).map(drop);
    };
    let last = old.meta().annotation(LAST_APPLIED);
    let last = last.and_then(text::parse).unwrap_or_default();
    let mut tree = old.to_value();
    patch::apply(&mut tree, &last, &manifest);
    tree["metadata"]["annotations"][LAST_APPLIED] = said.into();
    let merged = Object::from_value(object.kind(), tree)
        .map_err(|error| Status::new(Reason::BadRequest, error))?;
    turn.update_object(merged).map(drop)
}

fn patch_object(
    turn: &mut Turn,
    object: &ObjectRef,
    patch: &Value,
    strategic: bool,
) -> Result<(), Status> {
    let mut tree = stored(turn, object)?.to_value();
    if strategic {
        strategic_merge_patch(&mut tree, patch);
    } else {
        merge_patch(&mut tree, patch);
    }
    let patched = Object::from_value(object.kind, tree)
        .map_err(|error| Status::new(Reason::BadRequest, error))?;
    turn.update_object(patched).map(drop)
}

/// Through the scale subresource, which has errors of its own.
fn scale(turn: &mut Turn, object: &ObjectRef, replicas: i32) -> Result<(), Status> {
    stored(turn, object)?;
    if !matches!(object.kind, Kind::Deployment | Kind::ReplicaSet | Kind::StatefulSet) {
        let message = "the server could not find the requested resource";
        return Err(Status::new(Reason::NotFound, message));
    }
    if replicas < 0 {
        let message = format!(
            "Scale.autoscaling \"{}\" is invalid: spec.replicas: Invalid value: {replicas}: \
             must be greater than or equal to 0",
            object.name
        );
        return Err(Status::new(Reason::Invalid, message));
    }
    patch_object(turn, object, &Value::at(&["spec", "replicas"], replicas), false)
}

fn set_image(
    turn: &mut Turn,
    object: &ObjectRef,
    container: &str,
    image: &str,
) -> Result<(), Status> {
    let mut tree = stored(turn, object)?.to_value();
    let mut found = false;
    let containers = &mut tree["spec"]["template"]["spec"]["containers"];
    for item in containers.as_array_mut().into_iter().flatten() {
        if container == "*" || item["name"] == container {
            item["image"] = image.into();
            found = true;
        }
    }
    if !found {
        let message = format!("error: unable to find container named \"{container}\"");
        return Err(Status::new(Reason::BadRequest, message));
    }
    faults::spoil_next_image(turn, object, image);
    let changed = Object::from_value(object.kind, tree)
        .map_err(|error| Status::new(Reason::BadRequest, error))?;
    turn.update_object(changed).map(drop)
}

fn cordon(turn: &mut Turn, node: &str, on: bool) -> Result<(), Status> {
    let reference = ObjectRef::new(Kind::Node, node);
    let Some(stored) = turn.live().get::<Node>(node) else {
        return Err(Status::not_found(&reference));
    };
    let mut node = (**stored).clone();
    node.spec.unschedulable = on;
    turn.update(node).map(drop)
}

pub(super) fn live_pod(turn: &Turn, name: &str) -> Result<Pod, Status> {
    let pod = turn.live().get::<Pod>(name).map(|pod| (**pod).clone());
    pod.ok_or_else(|| Status::not_found(&ObjectRef::new(Kind::Pod, name)))
}
