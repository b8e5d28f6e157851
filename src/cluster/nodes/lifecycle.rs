//! Nodes whose heartbeats stop (rule N1).

use crate::api::Status;
use crate::cluster::Turn;

/// One look at one object.
pub fn sync(_turn: &mut Turn, _name: &str) -> Result<(), Status> {
    Ok(())
}

/// Heartbeats of a node stop or come again.
pub fn heartbeats(_turn: &mut Turn, _node: &str, _alive: bool) -> Result<(), Status> {
    Ok(())
}
