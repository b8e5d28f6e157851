//! The rules that a step shows, what releases changed about them, and where to read more.

use crate::api::Release;
use crate::cluster::{Explain, Step};
use crate::ui::text::TEXT;
use crate::ui::widgets::marked;
use crate::words::rules::{self, Change, Rule};
use yew::prelude::*;

/// The rules that a step of that release shows, each once.
pub fn rules_of(step: &Step, release: Release) -> Html {
    let rules = rules::of_step(step);
    if rules.is_empty() {
        return Html::default();
    }
    // The text of what decided first stands with its decision already.
    let first = step.decisions.first().and_then(Explain::rule).and_then(rules::of);
    let views = rules.iter().map(|rule| view(rule, first == Some(rule), release));
    html! {
        <section>
            <h3 class="label">{ TEXT.inspector.rule }</h3>
            <ul class="rules">{ for views }</ul>
        </section>
    }
}

fn view(rule: &Rule, is_told: bool, release: Release) -> Html {
    html! {
        <li key={rule.id}>
            <b>{ rule.id }</b>
            { " · " }
            if !is_told {
                { marked(&rule.text) }
                { " " }
            }
            <a href={rule.url()} target="_blank" rel="noreferrer">
                { TEXT.inspector.docs }{ " ↗" }
            </a>
            if !rule.changes.is_empty() {
                { changes(rule.changes, release) }
            }
        </li>
    }
}

/// In which releases it changed; what, when asked for.
fn changes(changes: &[Change], release: Release) -> Html {
    let releases: Vec<String> = changes.iter().map(Change::release).collect();
    let line = |change: &Change| {
        html! {
            <li key={change.release()}>
                <b>{ change.release() }</b>
                { " · " }
                { marked(&change.text) }
                if !change.is_in(release) {
                    { " " }
                    <i>{ (TEXT.inspector.not_in)(release) }</i>
                }
            </li>
        }
    };
    html! {
        <details>
            <summary>{ (TEXT.inspector.changed_in)(&releases.join(", ")) }</summary>
            <ul>{ for changes.iter().map(line) }</ul>
        </details>
    }
}
