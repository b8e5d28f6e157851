//! Claims and the volumes behind them (rules V1 and V2): volumes are made, bound for good, kept
//! while a Pod uses them and deleted with their claim.

use crate::api::meta::ObjectMeta;
use crate::api::storage::{ClaimPhase, VolumeSpec};
use crate::api::{Kind, Name, ObjectRef, PersistentVolume, PersistentVolumeClaim, Pod, Status};
use crate::cluster::api_server::PVC_PROTECTION;
use crate::cluster::decision::{Explain, Number};
use crate::cluster::{DeleteOptions, Provisioner, Turn};

/// Why it did what it did.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// A volume was made for the claim, and the two belong together for good.
    Bound {
        /// The claim.
        claim: Name,
        /// The volume.
        volume: Name,
        /// Its size, as the claim asks for it.
        capacity: Name,
    },
    /// Somebody has to make a volume by hand.
    WaitsForVolume {
        /// The claim.
        claim: Name,
    },
    /// The claim asks for no storage class at all, so nobody makes a volume.
    NoStorageClass {
        /// The claim.
        claim: Name,
    },
    /// The claim's end was asked for, but a Pod still uses it.
    InUse {
        /// The claim.
        claim: Name,
        /// One of the Pods.
        pod: Name,
        /// How many Pods there are.
        pods: u32,
    },
    /// The claim's end was asked for and nobody uses it: it goes, and its volume with it.
    Released {
        /// The claim.
        claim: Name,
        /// Its volume, if it had one.
        volume: Option<Name>,
    },
}

impl Explain for Decision {
    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::Bound { .. } | Self::WaitsForVolume { .. } | Self::NoStorageClass { .. } => "V1",
            Self::InUse { .. } | Self::Released { .. } => "V2",
        })
    }

    fn numbers(&self) -> Vec<Number> {
        match self {
            Self::Bound { capacity, .. } if !capacity.is_empty() => {
                vec![("storage", capacity.to_string())]
            }
            Self::InUse { pods, .. } => vec![("Pods that use it", pods.to_string())],
            _ => Vec::new(),
        }
    }

    fn waits_for(&self) -> Option<ObjectRef> {
        match self {
            Self::InUse { pod, .. } => Some(ObjectRef::new(Kind::Pod, pod.clone())),
            _ => None,
        }
    }
}

/// One look at one claim.
pub fn sync(turn: &mut Turn, name: &str) -> Result<(), Status> {
    let Some(claim) = turn.cache.get::<PersistentVolumeClaim>(name).cloned() else {
        return Ok(());
    };
    if claim.metadata.is_terminating() {
        return protect_or_release(turn, &claim);
    }
    if !claim.spec.volume_name.is_empty() {
        return Ok(());
    }
    let name = claim.metadata.name.clone();
    if claim.spec.storage_class_name.as_deref() == Some("") {
        turn.decide(Decision::NoStorageClass { claim: name });
        let message = "no persistent volumes available for this claim and no storage class is set";
        turn.normal(reference(&claim), "FailedBinding", message);
        return Ok(());
    }
    match turn.cluster.config.provisioner {
        Provisioner::Auto => provision(turn, &claim),
        Provisioner::Manual => {
            turn.decide(Decision::WaitsForVolume { claim: name });
            Ok(())
        }
    }
}

/// The provisioner makes a volume for a claim, by hand; nothing if the claim has one already.
pub fn bind(turn: &mut Turn, claim: &str) -> Result<(), Status> {
    let claim = turn.cache.get::<PersistentVolumeClaim>(claim).cloned();
    match claim.filter(|claim| claim.spec.volume_name.is_empty()) {
        Some(claim) => provision(turn, &claim),
        None => Ok(()),
    }
}

fn provision(turn: &mut Turn, claim: &PersistentVolumeClaim) -> Result<(), Status> {
    let volume: Name = format!("pvc-{}", claim.metadata.uid).into();
    let capacity: Name = claim.requested_storage().into();
    turn.decide(Decision::Bound {
        claim: claim.metadata.name.clone(),
        volume: volume.clone(),
        capacity: capacity.clone(),
    });
    turn.create(PersistentVolume {
        metadata: ObjectMeta::named(&volume),
        spec: VolumeSpec {
            claim_name: claim.metadata.name.clone(),
            capacity: capacity.clone(),
            ..VolumeSpec::default()
        },
    })?;
    let mut bound = claim.clone();
    bound.spec.volume_name = volume.clone();
    bound.status.phase = Some(ClaimPhase::Bound);
    bound.status.capacity.storage = capacity;
    turn.bind(bound)?;
    let message = format!("Successfully provisioned volume {volume}");
    turn.normal(reference(claim), "ProvisioningSucceeded", message);
    Ok(())
}

fn protect_or_release(turn: &mut Turn, claim: &PersistentVolumeClaim) -> Result<(), Status> {
    let name = claim.metadata.name.clone();
    // Even one that has ended: its volume may still be mounted.
    let uses = |pod: &&std::rc::Rc<Pod>| pod.is_scheduled();
    let users: Vec<Name> =
        turn.cache.pods_using(&name).filter(uses).map(|pod| pod.metadata.name.clone()).collect();
    if let Some(pod) = users.first().cloned() {
        turn.decide(Decision::InUse { claim: name, pod, pods: users.len() as u32 });
        return Ok(());
    }
    if !claim.metadata.finalizers.iter().any(|finalizer| **finalizer == *PVC_PROTECTION) {
        return Ok(());
    }
    let volume = Some(claim.spec.volume_name.clone()).filter(|volume| !volume.is_empty());
    turn.decide(Decision::Released { claim: name.clone(), volume: volume.clone() });
    turn.remove_finalizer(&reference(claim), PVC_PROTECTION)?;
    let gone = turn.live().get::<PersistentVolumeClaim>(&name).is_none();
    match volume.filter(|_| gone) {
        Some(volume) => {
            turn.cluster.kubelet.detach(&volume);
            turn.delete(&ObjectRef::new(Kind::PersistentVolume, volume), DeleteOptions::default())
        }
        None => Ok(()),
    }
}

fn reference(claim: &PersistentVolumeClaim) -> ObjectRef {
    ObjectRef::new(Kind::PersistentVolumeClaim, claim.metadata.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::KubeletMove;
    use crate::cluster::staging::{create_claim, create_pod, delete, manual, settle, tell};
    use crate::value::json;

    #[test]
    fn a_claim_in_use_outlives_its_deletion_and_takes_its_volume_along() {
        let mut cluster = manual(1);
        create_claim(&mut cluster, "data");
        let volumes = json!({ "volumes":
            [{ "name": "data", "persistentVolumeClaim": { "claimName": "data" } }] });
        create_pod(&mut cluster, "db", volumes);
        settle(&mut cluster);
        let claim = cluster.store().get::<PersistentVolumeClaim>("data").expect("a claim").clone();
        assert_eq!((claim.phase(), &*claim.status.capacity.storage), (ClaimPhase::Bound, "1Gi"));
        assert_eq!(&*claim.spec.volume_name, &*format!("pvc-{}", claim.metadata.uid));
        delete(&mut cluster, Kind::PersistentVolumeClaim, "data", DeleteOptions::default());
        settle(&mut cluster);
        assert!(cluster.store().get::<PersistentVolumeClaim>("data").is_some(), "still in use");
        tell(&mut cluster, "db", KubeletMove::Ready);
        delete(&mut cluster, Kind::Pod, "db", DeleteOptions::default());
        settle(&mut cluster);
        assert!(cluster.store().get::<PersistentVolumeClaim>("data").is_some(), "terminating Pod");
        let (reason, message) = ("Error".into(), Name::default());
        tell(&mut cluster, "db", KubeletMove::Finished { failed: true, reason, message });
        settle(&mut cluster);
        assert!(cluster.store().get::<PersistentVolumeClaim>("data").is_some(), "it has failed");
        tell(&mut cluster, "db", KubeletMove::Terminated);
        settle(&mut cluster);
        assert_eq!(cluster.store().count(Kind::PersistentVolumeClaim), 0);
        assert_eq!(cluster.store().count(Kind::PersistentVolume), 0);
    }
}
