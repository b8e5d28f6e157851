//! What the actor of this name decides, in sentences.

use crate::cluster::garbage_collector::Decision;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match *decision {}
}
