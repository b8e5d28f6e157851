//! What became of each option of a choice, side by side.

use super::prose::Voice;
use crate::app::Action;
use crate::app::learn::{Attempt, LearnAction};
use crate::lessons::{Day, Task, TaskText};
use crate::ui::text::TEXT;
use crate::ui::widgets::{Shape, icon, marked};
use crate::words::lessons;
use yew::prelude::*;

/// The same day for each option: which goals hold at its end.
pub fn days(voice: &Voice, task: &Task, text: &TaskText, attempt: &Attempt) -> Html {
    let Some(days) = &attempt.days else { return Html::default() };
    let words = &TEXT.learn;
    let option = |(place, day): (usize, &Option<Day>)| {
        let is_right = day.as_ref().is_some_and(Day::is_right);
        let is_shown = attempt.shown == Some(place);
        html! {
            <li key={place} data-right={is_right.then_some("")}>
                <h3>
                    { icon(if is_right { Shape::Check } else { Shape::Close }) }
                    { for text.options.get(place).map(|it| voice.line(&it.label)) }
                </h3>
                if let Some(day) = day {
                    { goals(task, day) }
                } else {
                    <p>{ words.no_day }</p>
                }
                { for text.options.get(place).map(|it| voice.say(&it.feedback)) }
                if is_shown {
                    <small>{ words.on_stage }</small>
                } else if day.is_some() {
                    <button
                        type="button"
                        class="button"
                        onclick={voice.store.on(Action::Learn(LearnAction::LookAt(place)))}
                    >
                        { words.look_at }
                    </button>
                }
            </li>
        }
    };
    html! {
        <section class="days">
            <h2 class="label">{ words.days }</h2>
            <ul>{ for days.iter().enumerate().map(option) }</ul>
        </section>
    }
}

fn goals(task: &Task, day: &Day) -> Html {
    let words = &TEXT.learn;
    let goal = |(fact, holds): (&crate::lessons::Fact, &bool)| {
        html! {
            <li data-holds={holds.then_some("")}>
                { icon(if *holds { Shape::Check } else { Shape::Close }) }
                <span>
                    { marked(&lessons::goal(fact)) }
                    <span class="visually-hidden">
                        { ": " }{ if *holds { words.holds } else { words.open } }
                    </span>
                </span>
            </li>
        }
    };
    html! { <ul class="goal-list">{ for task.goals.iter().zip(&day.goals).map(goal) }</ul> }
}
