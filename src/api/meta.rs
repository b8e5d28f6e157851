//! What every object carries: name, identity, labels, owners.

use super::object::Kind;
use super::time::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A name, shared rather than copied.
pub type Name = Rc<str>;

/// Labels or annotations, in key order.
pub type StringMap = BTreeMap<Name, Name>;

/// Fields that Kubernetes knows and this engine carries along without acting on them: they are part
/// of the template, so changing one is a new revision all the same.
pub type Rest = BTreeMap<String, serde_json::Value>;

/// The identity of one object for ever: another object of the same name has another one.
///
/// Unique within a run and without meaningful order, as real ones are; written like a UUID.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid(pub u64);

impl Uid {
    /// Whether an identity was given yet.
    pub fn is_set(self) -> bool {
        self.0 != 0
    }
}

impl std::fmt::Display for Uid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (high, low) = ((self.0 >> 32) as u32, self.0 as u32);
        write!(
            f,
            "{high:08x}-{:04x}-4{:03x}-a{:03x}-",
            low >> 16,
            low & 0xfff,
            (low >> 12) & 0xfff
        )?;
        write!(f, "{:012x}", self.0 & 0xffff_ffff_ffff)
    }
}

impl std::str::FromStr for Uid {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || format!("`{text}` is not a uid");
        let high = text.get(0..8).ok_or_else(bad)?;
        let low = text.get(28..36).ok_or_else(bad)?;
        u64::from_str_radix(&format!("{high}{low}"), 16).map(Self).map_err(|_| bad())
    }
}

impl Serialize for Uid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Uid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// `metadata` of any object.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ObjectMeta {
    /// Unique per kind.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub name: Name,
    /// What the API server puts a random suffix behind when `name` is empty (rule C2).
    #[serde(skip_serializing_if = "str::is_empty")]
    pub generate_name: Name,
    /// The one namespace of the run; `default` unless the manifest says otherwise.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub namespace: Name,
    /// Given by the API server at creation.
    #[serde(skip_serializing_if = "is_unset")]
    pub uid: Uid,
    /// Grows with every write to any object. The API writes it as a string.
    #[serde(skip_serializing_if = "is_zero", with = "version_text")]
    pub resource_version: u64,
    /// Grows with every change of the spec (rule C11).
    #[serde(skip_serializing_if = "is_zero")]
    pub generation: u64,
    /// When the API server stored it first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_timestamp: Option<Timestamp>,
    /// When it will be gone at the latest: set while it is terminating.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deletion_timestamp: Option<Timestamp>,
    /// Seconds it was given to end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deletion_grace_period_seconds: Option<u32>,
    /// What selectors select by.
    #[serde(skip_serializing_if = "is_empty_map")]
    pub labels: Rc<StringMap>,
    /// Everything else that is said about the object.
    #[serde(skip_serializing_if = "is_empty_map")]
    pub annotations: Rc<StringMap>,
    /// Who must be gone before the garbage collector takes this (rules C9, G2).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub owner_references: Vec<OwnerReference>,
    /// What must be taken off before the object may go.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub finalizers: Vec<Name>,
}

mod version_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(version: &u64, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(version)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(|_| D::Error::custom(format!("`{text}` is not a resourceVersion")))
    }
}

fn is_unset(uid: &Uid) -> bool {
    !uid.is_set()
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

pub(super) fn is_empty_map(map: &Rc<StringMap>) -> bool {
    map.is_empty()
}

impl ObjectMeta {
    /// Metadata with this name and nothing else.
    pub fn named(name: &str) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The owner that manages this object, if any.
    pub fn controller(&self) -> Option<&OwnerReference> {
        self.owner_references.iter().find(|owner| owner.controller)
    }

    /// Whether `uid` is the owner that manages this object.
    pub fn is_controlled_by(&self, uid: Uid) -> bool {
        self.controller().is_some_and(|owner| owner.uid == uid)
    }

    /// Whether deletion was requested.
    pub fn is_terminating(&self) -> bool {
        self.deletion_timestamp.is_some()
    }

    /// The value of a label.
    pub fn label(&self, key: &str) -> Option<&str> {
        self.labels.get(key).map(|value| &**value)
    }

    /// The value of an annotation.
    pub fn annotation(&self, key: &str) -> Option<&str> {
        self.annotations.get(key).map(|value| &**value)
    }

    /// Sets one label.
    pub fn set_label(&mut self, key: &str, value: &str) {
        Rc::make_mut(&mut self.labels).insert(key.into(), value.into());
    }

    /// Sets one annotation.
    pub fn set_annotation(&mut self, key: &str, value: &str) {
        Rc::make_mut(&mut self.annotations).insert(key.into(), value.into());
    }
}

/// Who owns an object; with `controller`, who manages it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnerReference {
    /// `apps/v1` or `v1`.
    #[serde(default)]
    pub api_version: Name,
    /// The owner's kind.
    pub kind: Kind,
    /// The owner's name.
    pub name: Name,
    /// The owner's identity: what counts.
    pub uid: Uid,
    /// Whether it is the managing owner. At most one is.
    #[serde(default)]
    pub controller: bool,
    /// Whether foreground deletion of the owner waits for this object.
    #[serde(default)]
    pub block_owner_deletion: bool,
}

impl OwnerReference {
    /// The reference a controller writes into what it makes (rule C9).
    pub fn controller(kind: Kind, meta: &ObjectMeta) -> Self {
        Self {
            api_version: kind.api_version().into(),
            kind,
            name: meta.name.clone(),
            uid: meta.uid,
            controller: true,
            block_owner_deletion: true,
        }
    }
}
