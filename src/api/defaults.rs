//! The API server's defaults (rule A1).

use super::{Object, Release};

/// The object with every default filled in.
pub fn apply(object: Object, _release: Release) -> Object {
    object
}
