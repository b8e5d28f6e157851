//! How time moves by itself.

use super::{Ahead, AppState, Grain};

/// Milliseconds between two steps that happen at the same instant, so that eyes can follow.
const SHORTEST_MS: u64 = 350;
/// Milliseconds that stand for any gap, however long.
const LONGEST_MS: u64 = 1200;
/// Steps of a lesson's run that are played at this pace: of a longer run each takes less, so that
/// nobody waits minutes for an answer.
const STEPS: u64 = 60;
/// Virtual milliseconds for each one that is waited on top of the shortest wait.
const COMPRESSION: u64 = 2;

/// Whether time moves by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Playing {
    /// No: the person paused, or steps.
    No,
    /// Yes.
    Yes,
    /// It came to rest because nothing more happens; the next command sets it going again.
    Rests,
}

/// How fast time moves, in quarters of the normal speed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Speed {
    /// 1 for a quarter, 4 for normal, 32 for eight times.
    pub quarters: u8,
}

impl Speed {
    /// All of them, the slowest first.
    pub const ALL: &'static [Self] = &[
        Self { quarters: 1 },
        Self { quarters: 2 },
        Self { quarters: 4 },
        Self { quarters: 8 },
        Self { quarters: 16 },
        Self { quarters: 32 },
    ];
}

impl Default for Speed {
    fn default() -> Self {
        Self { quarters: 4 }
    }
}

/// Milliseconds until the next step is shown; `None` while time stands still, or nothing more is
/// computed yet.
pub fn wait_ms(state: &AppState) -> Option<u32> {
    if state.playing != Playing::Yes {
        return None;
    }
    let Some(next) = state.position.next(&state.timeline, state.grain) else {
        // The tick finds out that the run has ended.
        return (state.ahead != Ahead::Computing).then_some(0);
    };
    let now = state.frame().cluster.now();
    let gap_ms = state.timeline.frame(next.frame).cluster.now().since_ms(now);
    let wait_ms = match state.grain {
        Grain::Settle => LONGEST_MS,
        _ => (SHORTEST_MS + gap_ms / COMPRESSION).min(LONGEST_MS),
    };
    let steps = state.learn.run_length(&state.timeline).map_or(STEPS, |steps| steps as u64);
    let wait_ms = wait_ms * STEPS / steps.max(STEPS);
    Some((wait_ms * 4 / u64::from(state.speed.quarters)) as u32)
}
