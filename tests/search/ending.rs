//! How a run ends: with what was asked for, in a known trap, or otherwise, which must not be.

use crate::situation::Situation;
use crate::state::State;
use crate::wanted;

/// How a run ends.
pub enum Ending {
    /// All that was asked for is there, and nothing else.
    Wanted,
    /// It never will be: the situation's trap has shut.
    Trapped,
    /// It is not, and nobody knows why.
    Lost(String),
}

/// What to call a state in which nothing changes any more.
pub fn of(situation: &Situation, state: &State) -> Ending {
    let lacks = match usize::from(state.asked) < situation.asks.len() {
        true => Err("a request is refused for ever".to_owned()),
        false => wanted::check(&state.cluster, state.faults),
    };
    match (lacks, situation.trap) {
        (Ok(()), _) => Ending::Wanted,
        (Err(_), Some(trap)) if trap.holds(&state.cluster) => Ending::Trapped,
        (Err(what), _) => Ending::Lost(what),
    }
}
