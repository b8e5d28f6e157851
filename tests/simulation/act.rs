//! What is done during a run. Pods and the like are chosen by number when the time comes, since
//! their names are not known before.

use cattle_and_pets::api::{
    Kind, Name, ObjectRef, PersistentVolumeClaim, Pod, ReplicaSet, Resource,
};
use cattle_and_pets::cluster::{Command, DeleteOptions, Propagation, Store};
use serde_json::json;

/// Something that a person does, or that goes wrong.
#[derive(Clone, Debug)]
pub enum Act {
    /// As it stands.
    Command(Command),
    /// To the Pod of that number, in name order.
    Pod(u64, PodAct),
    /// Deletes a workload; it is made again when all is mended.
    DeleteAgain(ObjectRef, Propagation),
    /// Deletes the ReplicaSet of that number.
    DeleteReplicaSet(u64, Propagation),
    /// Scales the ReplicaSet of that number by hand.
    ScaleReplicaSet(u64, i32),
    /// Deletes the claim of that number.
    DeleteClaim(u64),
    /// Deletes a node; it joins again when all is mended.
    DeleteNode(&'static str),
}

/// What can be done to a Pod.
#[derive(Clone, Copy, Debug)]
pub enum PodAct {
    Delete,
    ForceDelete,
    Crash,
    Unready,
    Evict,
    Relabel,
}

impl Act {
    /// The command that this comes to; `None` if there is nothing to do it to.
    pub fn command(&self, store: &Store) -> Option<Command> {
        Some(match self {
            Self::Command(command) => command.clone(),
            Self::Pod(number, what) => what.command(of_number::<Pod>(store, *number)?),
            Self::DeleteAgain(object, propagation) => delete(object.clone(), *propagation),
            Self::DeleteReplicaSet(number, propagation) => {
                let name = of_number::<ReplicaSet>(store, *number)?;
                delete(ObjectRef::new(Kind::ReplicaSet, name), *propagation)
            }
            Self::ScaleReplicaSet(number, replicas) => {
                let name = of_number::<ReplicaSet>(store, *number)?;
                let object = ObjectRef::new(Kind::ReplicaSet, name);
                Command::Scale { object, replicas: *replicas }
            }
            Self::DeleteClaim(number) => {
                let name = of_number::<PersistentVolumeClaim>(store, *number)?;
                let object = ObjectRef::new(Kind::PersistentVolumeClaim, name);
                delete(object, Propagation::Background)
            }
            Self::DeleteNode(name) => {
                delete(ObjectRef::new(Kind::Node, *name), Propagation::Background)
            }
        })
    }
}

impl PodAct {
    fn command(self, name: Name) -> Command {
        let object = ObjectRef::new(Kind::Pod, name.clone());
        match self {
            Self::Delete => delete(object, Propagation::Background),
            Self::ForceDelete => Command::Delete { object, options: DeleteOptions::now() },
            Self::Crash => Command::Crash(name),
            Self::Unready => Command::Readiness(name, false),
            Self::Evict => Command::Evict(name),
            Self::Relabel => {
                let patch = json!({ "metadata": { "labels": { "app": "let-go" } } });
                Command::Patch { object, patch: patch.into(), strategic: false }
            }
        }
    }
}

fn delete(object: ObjectRef, propagation: Propagation) -> Command {
    Command::Delete { object, options: DeleteOptions::cascading(propagation) }
}

fn of_number<T: Resource>(store: &Store, number: u64) -> Option<Name> {
    let count = store.count(T::KIND) as u64;
    let index = number.checked_rem(count)? as usize;
    store.list::<T>().nth(index).map(|object| object.meta().name.clone())
}
