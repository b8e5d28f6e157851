//! What was decided, in sentences and numbers.

use crate::cluster::{Decision, Explain, Number, Step};
use crate::ui::text::TEXT;
use crate::ui::widgets::marked;
use crate::words::{self, rules};
use yew::prelude::*;

/// The full stop of Chinese, behind which there is no blank.
const FULL_STOP: char = '。';
/// Letters of the longest word that is said louder, and its full stop.
const LONGEST_VERB: usize = 8;

/// What was decided, the first in full voice.
pub fn decisions(step: &Step) -> Html {
    let views = step.decisions.iter().enumerate().map(|(index, it)| decision(index, it));
    html! { <>{ for views }</> }
}

fn decision(index: usize, decision: &Decision) -> Html {
    let sentence = words::sentence(decision);
    let (verb, rest) = lead(&sentence);
    let tone = if decision.waits_for().is_some() { "waits" } else { "acts" };
    let numbers = decision.numbers();
    let rule = decision.rule().and_then(rules::of);
    html! {
        <section key={index} class="decision" data-first={(index == 0).then_some("")}>
            <p class="say">
                if !verb.is_empty() {
                    <b>{ verb }</b>{ " " }
                }
                { marked(rest) }
            </p>
            if !numbers.is_empty() {
                { numbers_view(index, numbers) }
            }
            if let Some(rule) = rule.filter(|_| index == 0) {
                <p class="verdict" data-tone={tone}>{ marked(&rule.text) }</p>
            }
        </section>
    }
}

/// The numbers: of the first decision at once, of the others when asked for.
fn numbers_view(index: usize, numbers: Vec<Number>) -> Html {
    let row = |number: Number| {
        let (name, value) = words::number(number);
        html! { <tr key={name}><th scope="row">{ name }</th><td>{ value }</td></tr> }
    };
    let table = html! {
        <table class="numbers" aria-label={TEXT.inspector.numbers}>
            <tbody>{ for numbers.into_iter().map(row) }</tbody>
        </table>
    };
    match index {
        0 => table,
        _ => html! { <details><summary>{ TEXT.inspector.numbers }</summary>{ table }</details> },
    }
}

/// A first sentence of a single word (`Waits.`), which is said louder, and the rest.
fn lead(sentence: &str) -> (&str, &str) {
    let end = sentence.find(". ").map(|at| at + 1);
    let end = end.or_else(|| sentence.find(FULL_STOP).map(|at| at + FULL_STOP.len_utf8()));
    match end.map(|end| sentence.split_at(end)) {
        Some((verb, rest)) if verb.chars().count() <= LONGEST_VERB && !verb.contains(' ') => {
            (verb, rest.trim_start())
        }
        _ => ("", sentence),
    }
}
