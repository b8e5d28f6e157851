//! `kubectl get`: the columns of each kind (rules U2 to U5).

mod controller_revision;
mod deployment;
mod labels;
mod node;
mod persistent_volume_claim;
mod pod;
mod pod_disruption_budget;
mod replica_set;
mod service;
mod stateful_set;
#[cfg(test)]
mod tests;

use super::Table;
use super::age;
use crate::api::{
    Container, ControllerRevision, Deployment, Kind, Node, ObjectMeta, PersistentVolumeClaim, Pod,
    PodDisruptionBudget, Release, ReplicaSet, Resource, Service, StatefulSet, Time,
};
use crate::cluster::Store;

/// What stands where there is nothing to say.
const NONE: &str = "<none>";

/// What printing depends on besides the objects.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// When it is looked at.
    pub now: Time,
    /// Whose columns.
    pub release: Release,
    /// With the further columns of `-o wide`.
    pub wide: bool,
}

/// A kind that `kubectl get` has columns of its own for.
pub trait Printed: Resource {
    /// The names of the columns, in capitals; the first is `NAME`.
    fn header(view: View) -> Vec<&'static str>;
    /// One cell for each of them.
    fn cells(&self, view: View) -> Vec<String>;
}

/// What `kubectl get` shows of these objects, a row each, in their order.
pub fn table<'a, T: Printed>(objects: impl IntoIterator<Item = &'a T>, view: View) -> Table {
    let rows = objects.into_iter().map(|object| object.cells(view)).collect();
    Table { header: T::header(view), rows }
}

/// What `kubectl get` shows of all objects of a kind, by name. `None` for a kind that nobody has to
/// look at here: its columns are not simulated.
pub fn table_of(store: &Store, kind: Kind, view: View) -> Option<Table> {
    fn listed<T: Printed>(store: &Store, view: View) -> Option<Table> {
        Some(table(store.list::<T>().map(|object| &**object), view))
    }
    match kind {
        Kind::Deployment => listed::<Deployment>(store, view),
        Kind::ReplicaSet => listed::<ReplicaSet>(store, view),
        Kind::StatefulSet => listed::<StatefulSet>(store, view),
        Kind::ControllerRevision => listed::<ControllerRevision>(store, view),
        Kind::Pod => listed::<Pod>(store, view),
        Kind::PersistentVolumeClaim => listed::<PersistentVolumeClaim>(store, view),
        Kind::Service => listed::<Service>(store, view),
        Kind::Node => listed::<Node>(store, view),
        Kind::PodDisruptionBudget => listed::<PodDisruptionBudget>(store, view),
        Kind::PersistentVolume | Kind::EndpointSlice | Kind::ResourceQuota => None,
    }
}

/// What `kubectl get` prints for these kinds, in this order: tables one below the other, the kind
/// before each name if there are several kinds.
pub fn text(store: &Store, kinds: &[Kind], view: View) -> String {
    let present = kinds.iter().filter_map(|kind| Some((*kind, table_of(store, *kind, view)?)));
    let tables = present.filter(|(_, table)| !table.rows.is_empty());
    let texts: Vec<String> = match kinds {
        [_] => tables.map(|(_, table)| table.to_text()).collect(),
        _ => tables.map(|(kind, table)| table.with_kind(kind).to_text()).collect(),
    };
    match texts.is_empty() {
        true if kinds.iter().all(|kind| kind.is_namespaced()) => {
            "No resources found in default namespace.\n".to_owned()
        }
        true => "No resources found\n".to_owned(),
        false => texts.join("\n"),
    }
}

/// The usual columns, and the further ones if they are asked for.
fn columns<T: Clone>(usual: &[T], further: &[T], view: View) -> Vec<T> {
    [usual, if view.wide { further } else { &[] }].concat()
}

fn age(meta: &ObjectMeta, view: View) -> String {
    age::since(meta.creation_timestamp, view.now)
}

/// The cells CONTAINERS and IMAGES.
fn containers(containers: &[Container]) -> [String; 2] {
    let joined =
        |part: fn(&Container) -> &str| containers.iter().map(part).collect::<Vec<_>>().join(",");
    [joined(|container| &container.name), joined(|container| &container.image)]
}
