//! Tables of the StatefulSet controller.

use crate::Check;

/// The tables checked here.
pub fn tables() -> Vec<(&'static str, Check)> {
    vec![]
}
