//! Tables of objects: int-or-percent values, defaults and validation.

use crate::Check;

/// The tables checked here.
pub fn tables() -> Vec<(&'static str, Check)> {
    vec![]
}
