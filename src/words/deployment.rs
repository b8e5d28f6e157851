//! What the controller of this name decides, in sentences.

use crate::cluster::controllers::deployment::Decision;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match *decision {}
}
