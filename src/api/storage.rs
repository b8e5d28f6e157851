//! Claims and the volumes behind them.

use super::meta::{Name, ObjectMeta, Rest};
use super::object::Kind;
use crate::value::fields::{self, fields, table, to_serde, words};
use crate::value::{Field, Mistake, Value};

/// A PersistentVolumeClaim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersistentVolumeClaim {
    /// Name, labels, owners.
    pub metadata: ObjectMeta,
    /// What is asked for.
    pub spec: ClaimSpec,
    /// What was given.
    pub status: ClaimStatus,
}

table!(PersistentVolumeClaim {
    always: metadata, spec;
    if_set: status;
});

impl Field for PersistentVolumeClaim {
    fn read(&mut self, value: &Value) -> Result<(), Mistake> {
        fields::read(self, value)
    }

    /// With its kind even in a StatefulSet, as the API does.
    fn write(&self) -> Value {
        Kind::PersistentVolumeClaim.mark(fields::write(self))
    }
}

to_serde!(PersistentVolumeClaim);

/// What a claim asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClaimSpec {
    /// `ReadWriteOnce` and others.
    pub access_modes: Vec<Name>,
    /// The class that provisions it.
    pub storage_class_name: Option<Name>,
    /// The volume it is bound to; empty until then.
    pub volume_name: Name,
    /// Fields carried along, among them `resources`.
    pub rest: Rest,
}

fields!(ClaimSpec {
    if_set: access_modes, storage_class_name, volume_name;
    rest: rest;
});

/// What a claim was given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClaimStatus {
    /// `Pending`, `Bound` or `Lost`; `None` in a template.
    pub phase: Option<ClaimPhase>,
    /// Its size, once bound.
    pub capacity: Capacity,
}

fields!(ClaimStatus {
    if_set: phase, capacity;
});

/// How much a claim was given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Capacity {
    /// `10Gi`; empty until the claim is bound.
    pub storage: Name,
}

fields!(Capacity {
    if_set: storage;
});

/// Where a claim is in its life (rule V1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClaimPhase {
    /// Waits for a volume.
    #[default]
    Pending,
    /// Has its volume for good.
    Bound,
    /// Its volume is gone.
    Lost,
}

words!(ClaimPhase { Pending, Bound, Lost });

impl PersistentVolumeClaim {
    /// Where it is in its life.
    pub fn phase(&self) -> ClaimPhase {
        self.status.phase.unwrap_or_default()
    }

    /// The size asked for, `10Gi`, empty if none.
    pub fn requested_storage(&self) -> &str {
        let resources = self.spec.rest.get("resources");
        resources.and_then(|tree| tree["requests"]["storage"].as_str()).unwrap_or("")
    }
}

/// A PersistentVolume.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersistentVolume {
    /// `pvc-<uid of the claim>`.
    pub metadata: ObjectMeta,
    /// What it is.
    pub spec: VolumeSpec,
}

fields!(PersistentVolume {
    always: metadata, spec;
});

/// What a volume is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VolumeSpec {
    /// The claim it belongs to.
    pub claim_name: Name,
    /// Its size.
    pub capacity: Name,
    /// Fields carried along.
    pub rest: Rest,
}

fields!(VolumeSpec {
    always: claim_name;
    if_set: capacity;
    rest: rest;
});
