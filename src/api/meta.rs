//! What every object carries: name, identity, labels, owners.

use super::object::Kind;
use super::time::Timestamp;
use crate::collections::Map;
use crate::value::fields::{fields, to_serde};
use crate::value::{Field, Mistake, Value};
use std::rc::Rc;

/// A name, shared rather than copied.
pub type Name = Rc<str>;

/// Labels or annotations, in key order.
pub type StringMap = Map<Name, Name>;

/// Fields that Kubernetes knows and this engine carries along without acting on them: they are part
/// of the template, so changing one is a new revision all the same.
pub type Rest = Map<Name, Value>;

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

impl Field for Uid {
    fn read(&mut self, value: &Value) -> Result<(), Mistake> {
        *self =
            value.as_str().unwrap_or("").parse().map_err(|_| Mistake::expected("a uid", value))?;
        Ok(())
    }

    fn write(&self) -> Value {
        self.to_string().into()
    }

    fn is_set(&self) -> bool {
        Self::is_set(*self)
    }
}

to_serde!(Uid);

/// Which write an object stems from: a number that only the API server counts with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Version(pub u64);

impl Field for Version {
    fn read(&mut self, value: &Value) -> Result<(), Mistake> {
        let number = value.as_str().and_then(|text| text.parse().ok());
        *self = Self(number.ok_or_else(|| Mistake::expected("a version", value))?);
        Ok(())
    }

    fn write(&self) -> Value {
        self.0.to_string().into()
    }

    fn is_set(&self) -> bool {
        self.0 != 0
    }
}

/// `metadata` of any object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ObjectMeta {
    /// Unique per kind.
    pub name: Name,
    /// What the API server puts a random suffix behind when `name` is empty (rule C2).
    pub generate_name: Name,
    /// The one namespace of the run; `default` unless the manifest says otherwise.
    pub namespace: Name,
    /// Given by the API server at creation.
    pub uid: Uid,
    /// Grows with every write to any object. The API writes it as a string.
    pub resource_version: Version,
    /// Grows with every change of the spec (rule C11).
    pub generation: u64,
    /// When the API server stored it first.
    pub creation_timestamp: Option<Timestamp>,
    /// When it will be gone at the latest: set while it is terminating.
    pub deletion_timestamp: Option<Timestamp>,
    /// Seconds it was given to end.
    pub deletion_grace_period_seconds: Option<u32>,
    /// What selectors select by.
    pub labels: Rc<StringMap>,
    /// Everything else that is said about the object.
    pub annotations: Rc<StringMap>,
    /// Who must be gone before the garbage collector takes this (rules C9, G2).
    pub owner_references: Vec<OwnerReference>,
    /// What must be taken off before the object may go.
    pub finalizers: Vec<Name>,
}

fields!(ObjectMeta {
    if_set:
        name, generate_name, namespace, uid, resource_version, generation,
        creation_timestamp, deletion_timestamp, deletion_grace_period_seconds, labels,
        annotations, owner_references, finalizers;
});

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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnerReference {
    /// `apps/v1` or `v1`.
    pub api_version: Name,
    /// The owner's kind.
    pub kind: Kind,
    /// The owner's name.
    pub name: Name,
    /// The owner's identity: what counts.
    pub uid: Uid,
    /// Whether it is the managing owner. At most one is.
    pub controller: bool,
    /// Whether foreground deletion of the owner waits for this object.
    pub block_owner_deletion: bool,
}

fields!(OwnerReference {
    required: kind, name, uid;
    always: api_version, controller, block_owner_deletion;
});

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
