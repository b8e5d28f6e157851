//! The rules that decided, and where to read more.

use crate::cluster::{Explain, Step};
use crate::ui::text::TEXT;
use crate::ui::widgets::marked;
use crate::words::rules::{self, Rule};
use yew::prelude::*;

/// The rules that decided, each once.
pub fn rules_of(step: &Step) -> Html {
    let mut seen: Vec<&Rule> = Vec::new();
    for rule in step.decisions.iter().filter_map(Explain::rule).filter_map(rules::of) {
        if !seen.contains(&rule) {
            seen.push(rule);
        }
    }
    if seen.is_empty() {
        return Html::default();
    }
    html! {
        <section>
            <h3 class="label">{ TEXT.inspector.rule }</h3>
            <ul class="rules">{ for seen.into_iter().enumerate().map(view) }</ul>
        </section>
    }
}

/// The first one's text stands with its decision already.
fn view((index, rule): (usize, &Rule)) -> Html {
    html! {
        <li key={rule.id}>
            <b>{ rule.id }</b>
            { " · " }
            if index > 0 {
                { marked(&rule.text) }
                { " " }
            }
            <a href={rule.url()} target="_blank" rel="noreferrer">
                { TEXT.inspector.docs }{ " ↗" }
            </a>
            if let Some(changed) = rule.changed {
                <p>{ TEXT.inspector.changed_in }{ ": " }{ marked(&changed) }</p>
            }
        </li>
    }
}
