//! What can be asked of a workload, a Pod, a claim or a node by a press.

use super::{ClaimCard, DeploymentLane, Lane, NodeTile, PodCard, PodState};
use crate::api::{Kind, ObjectRef};
use crate::cluster::{Command, DeleteOptions, Propagation};
use crate::value::{Value, object};

/// What is asked for, without its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// New Pods of the same template.
    Restart,
    /// The template before.
    Undo,
    /// Roll-outs rest.
    Pause,
    /// Roll-outs go on.
    Resume,
    /// All old Pods first, then all new ones.
    UseRecreate,
    /// Pods are replaced within bounds, or one by one.
    UseRollingUpdate,
    /// Pods are replaced when somebody deletes them.
    UseOnDelete,
    /// The next image will be broken.
    BreakNextImage,
    /// The next image will be whole after all.
    MendNextImage,
    /// Deletion; what it owns follows.
    Delete,
    /// Deletion that leaves what it owns.
    DeleteOrphaning,
    /// Deletion without waiting for the kubelet.
    DeleteByForce,
    /// The container ends with an error.
    Crash,
    /// The readiness probe fails.
    MakeUnready,
    /// The readiness probe succeeds again.
    MakeReady,
    /// Deletion that asks the disruption budgets.
    Evict,
    /// No new Pods.
    Cordon,
    /// New Pods again.
    Uncordon,
    /// The node falls silent.
    StopHeartbeats,
    /// The node is heard again.
    StartHeartbeats,
}

impl Ask {
    /// Whether it takes something away or breaks something.
    pub const fn is_harmful(self) -> bool {
        matches!(self, Self::Delete | Self::DeleteOrphaning | Self::DeleteByForce)
    }
}

/// What is asked for, and the command that asks for it.
pub type Asking = (Ask, Command);

/// What a press in a workload's head asks for, the usual things first.
pub fn of_workload(lane: &Lane) -> Vec<Asking> {
    let object = lane.workload();
    let mut asks = vec![(Ask::Restart, Command::Restart(object.clone()))];
    let can_undo = match lane {
        Lane::Deployment(lane) => lane.can_undo,
        Lane::StatefulSet(lane) => lane.can_undo,
    };
    if can_undo {
        asks.push((Ask::Undo, Command::Undo { object: object.clone(), to_revision: None }));
    }
    match lane {
        Lane::Deployment(lane) => asks.extend(of_deployment(lane, &object)),
        Lane::StatefulSet(lane) => asks.push(if lane.on_delete {
            let patch = Value::at(&["spec", "updateStrategy", "type"], "RollingUpdate");
            (Ask::UseRollingUpdate, patch_of(&object, patch))
        } else {
            let patch = Value::at(
                &["spec", "updateStrategy"],
                object! { "type" => "OnDelete", "rollingUpdate" => Value::Null },
            );
            (Ask::UseOnDelete, patch_of(&object, patch))
        }),
    }
    asks.push(next_image(&object, lane.head().next_image_broken));
    let orphaning = DeleteOptions::cascading(Propagation::Orphan);
    asks.push((Ask::Delete, delete(&object, DeleteOptions::default())));
    asks.push((Ask::DeleteOrphaning, delete(&object, orphaning)));
    asks
}

fn of_deployment(lane: &DeploymentLane, object: &ObjectRef) -> [Asking; 2] {
    let pausing = match lane.paused {
        true => (Ask::Resume, Command::Resume(object.clone())),
        false => (Ask::Pause, Command::Pause(object.clone())),
    };
    let (ask, strategy) = match lane.bounds.rolling {
        true => {
            (Ask::UseRecreate, object! { "type" => "Recreate", "rollingUpdate" => Value::Null })
        }
        false => (Ask::UseRollingUpdate, object! { "type" => "RollingUpdate" }),
    };
    [pausing, (ask, patch_of(object, Value::at(&["spec", "strategy"], strategy)))]
}

/// What a press on a Pod asks for; of its workload what its next Pods will suffer from.
pub fn of_pod(card: &PodCard, lane: Option<&Lane>) -> Vec<Asking> {
    let pod = || card.name.clone();
    let object = ObjectRef::new(Kind::Pod, pod());
    let by_force = DeleteOptions { grace_period_seconds: Some(0), ..DeleteOptions::default() };
    let by_force = (Ask::DeleteByForce, delete(&object, by_force));
    let delete = (Ask::Delete, delete(&object, DeleteOptions::default()));
    let crash = (Ask::Crash, Command::Crash(pod()));
    let readiness = match card.silenced {
        true => (Ask::MakeReady, Command::Readiness(pod(), true)),
        false => (Ask::MakeUnready, Command::Readiness(pod(), false)),
    };
    let evict = (Ask::Evict, Command::Evict(pod()));
    let of_workload = lane.map(|lane| next_image(&lane.workload(), lane.head().next_image_broken));
    let mut asks = match card.state {
        PodState::Terminating => vec![by_force],
        PodState::Ready | PodState::NotReady => vec![delete, by_force, crash, readiness, evict],
        _ => vec![delete, by_force, evict],
    };
    asks.extend(of_workload);
    asks
}

/// What a press on a claim asks for.
pub fn of_claim(card: &ClaimCard) -> Vec<Asking> {
    let object = ObjectRef::new(Kind::PersistentVolumeClaim, card.name.clone());
    vec![(Ask::Delete, delete(&object, DeleteOptions::default()))]
}

/// What a press on a node asks for.
pub fn of_node(tile: &NodeTile) -> Vec<Asking> {
    let node = || tile.name.clone();
    let cordon = if tile.is_cordoned { Ask::Uncordon } else { Ask::Cordon };
    let beat = if tile.is_alive { Ask::StopHeartbeats } else { Ask::StartHeartbeats };
    vec![
        (cordon, Command::Cordon(node(), !tile.is_cordoned)),
        (beat, Command::Heartbeats(node(), !tile.is_alive)),
    ]
}

fn next_image(object: &ObjectRef, is_broken: bool) -> Asking {
    let ask = if is_broken { Ask::MendNextImage } else { Ask::BreakNextImage };
    (ask, Command::BreakNextImage(object.clone(), !is_broken))
}

fn delete(object: &ObjectRef, options: DeleteOptions) -> Command {
    Command::Delete { object: object.clone(), options }
}

fn patch_of(object: &ObjectRef, patch: crate::value::Value) -> Command {
    Command::Patch { object: object.clone(), patch, strategic: false }
}
