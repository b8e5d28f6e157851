//! Any object of any kind, and how to name one.

use super::meta::{Name, ObjectMeta};
use super::{
    ControllerRevision, Deployment, EndpointSlice, Node, PersistentVolume, PersistentVolumeClaim,
    Pod, PodDisruptionBudget, ReplicaSet, ResourceQuota, Service, StatefulSet,
};
use crate::value::fields::{self, words};
use crate::value::{Field, Value};
use std::fmt;
use std::rc::Rc;

/// A typed object that the store can hold.
pub trait Resource: Clone + PartialEq + Sized + 'static {
    /// Its kind.
    const KIND: Kind;
    /// Its metadata.
    fn meta(&self) -> &ObjectMeta;
    /// Its metadata, to change.
    fn meta_mut(&mut self) -> &mut ObjectMeta;
    /// Wraps it.
    fn wrap(this: Rc<Self>) -> Object;
    /// Unwraps it, `None` for an object of another kind.
    fn unwrap(object: &Object) -> Option<&Rc<Self>>;
}

macro_rules! kinds {
    ($($kind:ident, $version:literal, $plural:literal;)*) => {
        /// The kinds of object this engine knows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(
                #[doc = concat!("`", stringify!($kind), "`, plural `", $plural, "`.")]
                $kind,
            )*
        }

        impl Kind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// Its group and version as in a manifest, `apps/v1`.
            pub const fn api_version(self) -> &'static str {
                match self { $(Self::$kind => $version,)* }
            }

            /// Its resource name as in a URL, `statefulsets`.
            pub const fn plural(self) -> &'static str {
                match self { $(Self::$kind => $plural,)* }
            }
        }

        impl Default for Kind {
            /// What it is before it is read.
            fn default() -> Self { Self::ALL[0] }
        }

        words!(Kind { $($kind),* });

        /// An object of any kind, shared.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Object {
            $(
                #[doc = concat!("A `", stringify!($kind), "`.")]
                $kind(Rc<$kind>),
            )*
        }

        impl Object {
            /// Its kind.
            pub fn kind(&self) -> Kind {
                match self { $(Self::$kind(_) => Kind::$kind,)* }
            }

            /// Its metadata.
            pub fn meta(&self) -> &ObjectMeta {
                match self { $(Self::$kind(object) => &object.metadata,)* }
            }

            /// The same object with other metadata.
            pub fn with_meta(&self, change: impl FnOnce(&mut ObjectMeta)) -> Self {
                match self {
                    $(Self::$kind(object) => {
                        let mut copy = (**object).clone();
                        change(&mut copy.metadata);
                        Self::$kind(Rc::new(copy))
                    })*
                }
            }

            /// Whether both are the very same shared value (cheaper than `==`).
            pub fn ptr_eq(&self, other: &Self) -> bool {
                match (self, other) {
                    $((Self::$kind(a), Self::$kind(b)) => Rc::ptr_eq(a, b),)*
                    _ => false,
                }
            }

            /// The object as the API shows it: a JSON tree with `apiVersion` and `kind`.
            pub fn to_value(&self) -> Value {
                let fields: &dyn Field = match self { $(Self::$kind(object) => &**object,)* };
                self.kind().mark(fields.write())
            }

            /// Reads an object of `kind` from a tree; the error tells where the tree is wrong.
            pub fn from_value(kind: Kind, value: impl Into<Value>) -> Result<Self, String> {
                let value = value.into();
                match kind {
                    $(Kind::$kind => {
                        fields::from_value(&value).map(|it| Self::$kind(Rc::new(it)))
                    })*
                }
                .map_err(|mistake| mistake.to_string())
            }
        }

        $(
            impl Resource for $kind {
                const KIND: Kind = Kind::$kind;
                fn meta(&self) -> &ObjectMeta { &self.metadata }
                fn meta_mut(&mut self) -> &mut ObjectMeta { &mut self.metadata }
                fn wrap(this: Rc<Self>) -> Object { Object::$kind(this) }
                fn unwrap(object: &Object) -> Option<&Rc<Self>> {
                    match object { Object::$kind(this) => Some(this), _ => None }
                }
            }
        )*
    };
}

kinds! {
    Deployment, "apps/v1", "deployments";
    ReplicaSet, "apps/v1", "replicasets";
    StatefulSet, "apps/v1", "statefulsets";
    ControllerRevision, "apps/v1", "controllerrevisions";
    Pod, "v1", "pods";
    PersistentVolumeClaim, "v1", "persistentvolumeclaims";
    PersistentVolume, "v1", "persistentvolumes";
    Service, "v1", "services";
    EndpointSlice, "discovery.k8s.io/v1", "endpointslices";
    Node, "v1", "nodes";
    PodDisruptionBudget, "policy/v1", "poddisruptionbudgets";
    ResourceQuota, "v1", "resourcequotas";
}

impl Kind {
    /// The kind of that name as in a manifest.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == text)
    }

    /// The kind that people call so at the command line: `StatefulSet`, `statefulsets`, `sts`.
    pub fn named(text: &str) -> Option<Self> {
        let name = match text {
            "deploy" => "deployment",
            "rs" => "replicaset",
            "sts" => "statefulset",
            "po" => "pod",
            "pvc" => "persistentvolumeclaim",
            "pv" => "persistentvolume",
            "svc" => "service",
            "no" => "node",
            "pdb" => "poddisruptionbudget",
            "quota" => "resourcequota",
            _ => text,
        };
        let is_it = |kind: &Self| {
            kind.as_str().eq_ignore_ascii_case(name) || kind.plural().eq_ignore_ascii_case(name)
        };
        Self::ALL.iter().copied().find(is_it)
    }

    /// The tree of an object of this kind, with `apiVersion` and `kind`.
    pub fn mark(self, mut tree: Value) -> Value {
        tree["apiVersion"] = self.api_version().into();
        tree["kind"] = self.as_str().into();
        tree
    }

    /// Whether objects of this kind live in a namespace, rather than beside all of them.
    pub const fn is_namespaced(self) -> bool {
        !matches!(self, Self::Node | Self::PersistentVolume)
    }

    /// Its API group, empty for the core group.
    pub fn group(self) -> &'static str {
        self.api_version().rsplit_once('/').map_or("", |(group, _)| group)
    }

    /// Resource and group as the API's messages name them: `deployments.apps`, `pods`.
    pub fn qualified_plural(self) -> String {
        match self.group() {
            "" => self.plural().to_owned(),
            group => format!("{}.{group}", self.plural()),
        }
    }

    /// Kind and group as the API's messages name them: `Deployment.apps`, `Pod`.
    pub fn qualified(self) -> String {
        match self.group() {
            "" => self.as_str().to_owned(),
            group => format!("{}.{group}", self.as_str()),
        }
    }

    /// Kind and group as kubectl prints them: `deployment.apps`, `pod`.
    pub fn qualified_lowercase(self) -> String {
        self.qualified().to_ascii_lowercase()
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Object {
    /// Its name.
    pub fn name(&self) -> &Name {
        &self.meta().name
    }

    /// Kind and name.
    pub fn reference(&self) -> ObjectRef {
        ObjectRef { kind: self.kind(), name: self.name().clone() }
    }
}

/// Names one object: `Pod/db-0`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectRef {
    /// Its kind.
    pub kind: Kind,
    /// Its name.
    pub name: Name,
}

impl ObjectRef {
    /// Names the object of this kind and name.
    pub fn new(kind: Kind, name: impl Into<Name>) -> Self {
        Self { kind, name: name.into() }
    }
}

impl fmt::Display for ObjectRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind, self.name)
    }
}
