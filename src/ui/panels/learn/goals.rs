//! What is checked, ticking live.

use crate::app::learn::Attempt;
use crate::lessons::fact::Fact;
use crate::ui::text::TEXT;
use crate::ui::widgets::{Shape, icon, marked};
use crate::words::lessons;
use yew::prelude::*;

/// The goals, and what is still missing of each.
pub fn goals(attempt: &Attempt, at: usize) -> Html {
    let text = &TEXT.learn;
    let is_met = attempt.met.is_some();
    let goal = |(place, fact): (usize, &Fact)| {
        let holds = is_met || attempt.goals[place];
        let missing = attempt.missing(place, at);
        let missing = missing.iter().map(lessons::missing).collect::<Vec<_>>().join(", ");
        html! {
            <li key={place} data-holds={holds.then_some("")}>
                { icon(if holds { Shape::Check } else { Shape::Ring }) }
                <span>
                    { marked(&lessons::goal(fact)) }
                    <span class="visually-hidden">
                        { ": " }{ if holds { text.holds } else { text.open } }
                    </span>
                    if !holds && !missing.is_empty() {
                        <small>{ marked(&(text.missing)(&missing)) }</small>
                    }
                </span>
            </li>
        }
    };
    html! {
        <section class="goals">
            <h2 class="label">{ text.goals }</h2>
            <ul>{ for attempt.facts().iter().enumerate().map(goal) }</ul>
        </section>
    }
}
