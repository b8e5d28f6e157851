//! Claims and the volumes behind them.

use super::meta::{Name, ObjectMeta, Rest};
use serde::{Deserialize, Serialize};

/// A PersistentVolumeClaim.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersistentVolumeClaim {
    /// Name, labels, owners.
    pub metadata: ObjectMeta,
    /// What is asked for.
    pub spec: ClaimSpec,
    /// What was given.
    #[serde(skip_serializing_if = "ClaimStatus::is_empty")]
    pub status: ClaimStatus,
}

/// What a claim asks for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ClaimSpec {
    /// `ReadWriteOnce` and others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub access_modes: Vec<Name>,
    /// The class that provisions it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub storage_class_name: Option<Name>,
    /// The volume it is bound to; empty until then.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub volume_name: Name,
    /// Fields carried along, among them `resources`.
    #[serde(flatten)]
    pub rest: Rest,
}

/// What a claim was given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ClaimStatus {
    /// `Pending`, `Bound` or `Lost`; `None` in a template.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<ClaimPhase>,
    /// Its size, once bound. The API writes `capacity: {storage: 10Gi}`.
    #[serde(skip_serializing_if = "str::is_empty", with = "size")]
    pub capacity: Name,
}

mod size {
    use super::Name;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Capacity<T> {
        storage: T,
    }

    pub(super) fn serialize<S: Serializer>(size: &Name, to: S) -> Result<S::Ok, S::Error> {
        Capacity { storage: &**size }.serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Name, D::Error> {
        Capacity::<Name>::deserialize(from).map(|capacity| capacity.storage)
    }
}

impl ClaimStatus {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Where a claim is in its life (rule V1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClaimPhase {
    /// Waits for a volume.
    #[default]
    Pending,
    /// Has its volume for good.
    Bound,
    /// Its volume is gone.
    Lost,
}

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
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersistentVolume {
    /// `pvc-<uid of the claim>`.
    pub metadata: ObjectMeta,
    /// What it is.
    pub spec: VolumeSpec,
}

/// What a volume is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct VolumeSpec {
    /// The claim it belongs to.
    pub claim_name: Name,
    /// Its size.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub capacity: Name,
    /// Fields carried along.
    #[serde(flatten)]
    pub rest: Rest,
}
