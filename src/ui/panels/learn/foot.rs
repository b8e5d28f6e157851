//! The quiet ways out: once more, one back, into the laboratory.

use crate::app::Action;
use crate::app::learn::{Attempt, LearnAction, Phase, names_parts};
use crate::lessons::Task;
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// The last line of the column.
pub fn foot(store: &Store, task: &Task, attempt: &Attempt) -> Html {
    let text = &TEXT.learn;
    let phase = attempt.phase(task);
    let link = |label: crate::language::Phrase, action: Action| {
        html! {
            <button type="button" class="button" data-kind="link" onclick={store.on(action)}>
                { label }
            </button>
        }
    };
    let (at, timeline) = (store.state.position.frame, &store.state.timeline);
    let acted = (attempt.began + 1..=at).any(|index| timeline.frame(index).command.is_some());
    let has_begun = acted || attempt.answer.is_some() || attempt.is_given;
    let again = if task.choose.is_some() { text.choose_again } else { text.again };
    html! {
        <p class="lesson-foot">
            if names_parts(task) && attempt.part.is_none() && !has_begun {
                { link(text.parts_again, Action::Learn(LearnAction::Name(Some(0)))) }
            }
            if acted && phase == Phase::Reach {
                { link(text.undo, Action::Learn(LearnAction::Undo)) }
            }
            if has_begun {
                { link(again, Action::Learn(LearnAction::Again)) }
            }
            if phase != Phase::Done {
                { link(text.skip, Action::Learn(LearnAction::Next)) }
            }
            { link(text.to_lab, Action::TakeToLab) }
        </p>
    }
}
