//! Whom clients would send requests to, if there were any.

use crate::api::{Deployment, Kind, ObjectRef, Service, StatefulSet};
use crate::cluster::Store;

/// For each Deployment the Service in front of it, where any Pod will do; for each StatefulSet its
/// first Pod, by name, if its names are published.
pub fn clients(store: &Store) -> Vec<ObjectRef> {
    let cattle = store.list::<Deployment>().filter_map(|deployment| {
        let labels = &deployment.spec.template.metadata.labels;
        let service = store.list::<Service>().find(|service| service.selects(labels))?;
        Some(ObjectRef::new(Kind::Service, service.metadata.name.clone()))
    });
    let pets = store.list::<StatefulSet>().filter_map(|set| {
        store.get::<Service>(&set.spec.service_name)?;
        let first = format!("{}-{}", set.metadata.name, set.start_ordinal());
        Some(ObjectRef::new(Kind::Pod, first))
    });
    cattle.chain(pets).collect()
}
