//! Kubernetes' objects as data: fields, defaults and validation, and nothing that acts.

pub mod defaults;
pub mod deployment;
pub mod event;
pub mod int_or_percent;
pub mod meta;
pub mod node;
pub mod object;
pub mod pod;
pub mod policy;
pub mod quota;
pub mod release;
pub mod replica_set;
pub mod selector;
pub mod service;
pub mod stateful_set;
pub mod status;
pub mod storage;
pub mod time;
pub mod validation;

pub use deployment::{Deployment, DeploymentCondition, DeploymentSpec, DeploymentStatus};
pub use event::{Event, EventType};
pub use int_or_percent::IntOrPercent;
pub use meta::{Name, ObjectMeta, OwnerReference, Rest, StringMap, Uid};
pub use node::Node;
pub use object::{Kind, Object, ObjectRef, Resource};
pub use pod::{Container, Pod, PodCondition, PodPhase, PodSpec, PodStatus, PodTemplateSpec};
pub use policy::PodDisruptionBudget;
pub use quota::ResourceQuota;
pub use release::Release;
pub use replica_set::{ReplicaSet, ReplicaSetSpec, ReplicaSetStatus};
pub use selector::LabelSelector;
pub use service::{EndpointSlice, Service};
pub use stateful_set::{ControllerRevision, StatefulSet, StatefulSetSpec, StatefulSetStatus};
pub use status::{Reason, Status};
pub use storage::{PersistentVolume, PersistentVolumeClaim};
pub use time::{Time, Timestamp};
