//! Budgets and evictions (rules B1 to B3).

use crate::api::Status;
use crate::cluster::Turn;

/// One look at one object.
pub fn sync(_turn: &mut Turn, _name: &str) -> Result<(), Status> {
    Ok(())
}

/// Evicts a Pod, if its budget allows it (rule B2).
pub fn evict(_turn: &mut Turn, _pod: &str) -> Result<(), Status> {
    Ok(())
}
