//! The scheduler (rules P1 to P4).

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

/// One scheduling cycle for one Pod.
pub fn schedule(_turn: &mut Turn, _name: &str) -> Result<(), Status> {
    Ok(())
}
