//! Tables of the StatefulSet controller.

mod claims;
mod identity;
mod runs;
mod sync;
mod update;
mod world;

use crate::Check;

/// The tables checked here.
pub fn tables() -> Vec<(&'static str, Check)> {
    [claims::tables(), identity::tables(), runs::tables(), sync::tables(), update::tables()]
        .concat()
}
