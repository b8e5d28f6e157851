//! What the actor of this name decides, in sentences.

use crate::cluster::nodes::Decision;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match *decision {}
}
