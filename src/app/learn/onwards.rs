//! What is next in a lesson once nothing more happens: the one key of a presenter.

use super::{LearnAction, Phase, act, is_shown};
use crate::app::{Ahead, AppState};

/// Does what is next in the lesson. A question waits for an answer.
pub fn onwards(state: &mut AppState) {
    if !is_shown(state) || state.ahead == Ahead::Computing {
        return;
    }
    let chosen = state.learn.open.as_ref().and_then(|open| open.attempt.chosen);
    let next = match state.learn.phase() {
        Phase::Ask if chosen.is_some() => LearnAction::Commit,
        Phase::Press => LearnAction::Give,
        Phase::Done => LearnAction::Next,
        Phase::Explain => {
            act(state, LearnAction::PassOver);
            LearnAction::Next
        }
        Phase::Ask | Phase::Run | Phase::Reach => return,
    };
    act(state, next);
}
