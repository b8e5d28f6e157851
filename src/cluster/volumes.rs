//! Claims and the volumes behind them (rules V1 to V4).

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

/// One look at one claim.
pub fn sync(_turn: &mut Turn, _name: &str) -> Result<(), Status> {
    Ok(())
}

/// The provisioner makes a volume for a claim.
pub fn bind(_turn: &mut Turn, _claim: &str) -> Result<(), Status> {
    Ok(())
}
