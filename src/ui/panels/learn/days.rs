//! The day of a choice: what each hour of it brought, and what became of every option.

use super::prose::Voice;
use crate::app::Action;
use crate::app::learn::{Attempt, LearnAction};
use crate::kubectl;
use crate::lessons::{Day, Fact, Hour, Task, TaskText, hours as hours_of};
use crate::ui::text::TEXT;
use crate::ui::widgets::{Shape, icon, marked};
use crate::words::lessons;
use yew::prelude::*;

/// The hours of the day that is on the stage, as far as it has been played.
pub fn hours(voice: &Voice, attempt: &Attempt) -> Html {
    let state = &voice.store.state;
    let days = attempt.days.as_ref().zip(attempt.shown);
    let Some(day) = days.and_then(|(days, shown)| days.get(shown)?.as_ref()) else {
        return Html::default();
    };
    let (at, words) = (state.position.frame, &TEXT.learn);
    let played = hours_of(&state.timeline, attempt.began, at, &day.workload);
    let hour = |(place, hour): (usize, &Hour)| {
        html! {
            <li key={place}>
                <code>{ kubectl::line(&hour.command) }</code>
                <small>{ (words.hour)(hour.ready, hour.least) }</small>
            </li>
        }
    };
    html! {
        if !played.is_empty() {
            <section class="hours">
                <h2 class="label">{ words.hours }</h2>
                <ol>{ for played.iter().enumerate().map(hour) }</ol>
            </section>
        }
    }
}

/// What became of the choice, and of the others on the same day: which goals hold at its end.
pub fn days(voice: &Voice, task: &Task, text: &TaskText, attempt: &Attempt) -> Html {
    let days = attempt.days.as_ref().filter(|_| attempt.is_judged());
    let Some((days, own)) = days.zip(attempt.choice) else { return Html::default() };
    let words = &TEXT.learn;
    let all = |is_own: bool| {
        let some = days.iter().enumerate().filter(move |(place, _)| (*place == own) == is_own);
        some.map(|(place, day)| option(voice, (task, text), attempt, (place, day.as_ref())))
    };
    html! {
        <section class="days">
            <h2 class="label">{ words.own_day }</h2>
            <ul>{ for all(true) }</ul>
            <h2 class="label">{ words.days }</h2>
            <ul>{ for all(false) }</ul>
        </section>
    }
}

fn option(
    voice: &Voice,
    (task, text): (&Task, &TaskText),
    attempt: &Attempt,
    (place, day): (usize, Option<&Day>),
) -> Html {
    let words = &TEXT.learn;
    let is_right = day.is_some_and(Day::is_right);
    let said = text.choice.options.get(place);
    html! {
        <li key={place} data-right={is_right.then_some("")}>
            <h3>
                { icon(if is_right { Shape::Check } else { Shape::Close }) }
                { for said.map(|it| voice.line(&it.label)) }
            </h3>
            if let Some(day) = day {
                { goals(task, day) }
            } else {
                <p>{ words.no_day }</p>
            }
            { for said.map(|it| voice.say(&it.feedback)) }
            if attempt.shown == Some(place) {
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
}

fn goals(task: &Task, day: &Day) -> Html {
    let words = &TEXT.learn;
    let goal = |(fact, holds): (&Fact, &bool)| {
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
