//! The StatefulSet controller.

use crate::api::Status;
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

/// One sync.
pub fn sync(_turn: &mut Turn, _name: &str) -> Result<(), Status> {
    Ok(())
}
