//! Tables of the ReplicaSet controller.

use crate::Check;

/// The tables checked here.
pub fn tables() -> Vec<(&'static str, Check)> {
    vec![]
}
