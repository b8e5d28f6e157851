//! The invariants, unless `INVARIANTS=off` says to do without: that shows what else sees a mistake.

use cattle_and_pets::cluster::invariants::{self, Transition, Violation};
use std::sync::LazyLock;

static IS_OFF: LazyLock<bool> =
    LazyLock::new(|| std::env::var_os("INVARIANTS").is_some_and(|it| it == "off"));

/// What a step broke.
pub fn violations(transition: &Transition) -> Vec<Violation> {
    if *IS_OFF { Vec::new() } else { invariants::violations(transition) }
}
