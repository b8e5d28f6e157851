//! Tables of the kubelet, the disruption controller and names.

use crate::Check;

/// The tables checked here.
pub fn tables() -> Vec<(&'static str, Check)> {
    vec![]
}
