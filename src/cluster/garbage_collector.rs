//! The garbage collector (rules G1 and G2).

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

/// One look at one object.
pub fn collect(_turn: &mut Turn, _object: &ObjectRef) -> Result<(), Status> {
    Ok(())
}
