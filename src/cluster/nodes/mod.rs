//! Nodes that die and budgets that guard Pods (rules N1 to N6, B1 to B3).

use crate::api::{Name, Object, ObjectRef, Pod, Status};
use crate::cluster::Turn;
use crate::cluster::decision::Explain;

/// Why it did what it did.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {}

impl Explain for Decision {
    fn rule(&self) -> Option<&'static str> {
        match *self {}
    }
}

pub mod disruption;
pub mod lifecycle;
pub mod taint_manager;

/// What is known of nodes beyond the API.
#[derive(Clone, Default)]
pub struct Memory {}
