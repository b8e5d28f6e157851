//! A question before anything moves, and what becomes of the answer.

use super::picture::picture;
use super::prose::Voice;
use crate::app::learn::Attempt;
use crate::app::{Action, LearnAction};
use crate::lessons::{Picture, Task, TaskText};
use crate::ui::text::TEXT;
use crate::ui::widgets::{Shape, icon};
use yew::prelude::*;

/// The question with its options.
pub fn question(voice: &Voice, task: &Task, text: &TaskText, attempt: &Attempt) -> Html {
    let is_choosing = attempt.is_choosing(task);
    let asked = if is_choosing { &text.choice } else { &text.prediction };
    let is_open = attempt.answer.is_none();
    let option = |(place, option): (usize, &crate::lessons::OptionText)| {
        let onchange =
            voice.store.callback(move |_: Event| Action::Learn(LearnAction::Choose(place)));
        let is_chosen = attempt.chosen == Some(place);
        if !is_open && !is_chosen {
            return Html::default();
        }
        html! {
            <label key={place} class="option">
                <input
                    type="radio"
                    name="option"
                    checked={is_chosen}
                    disabled={!is_open}
                    {onchange}
                />
                <span>{ voice.line(&option.label) }</span>
                { for picture_of(task, place).filter(|_| !is_choosing).map(picture) }
            </label>
        }
    };
    html! {
        <fieldset class="question">
            <legend>
                if !is_choosing {
                    <span>{ TEXT.learn.predict }</span>
                }
                { voice.line(&asked.question) }
            </legend>
            { for asked.options.iter().enumerate().map(option) }
        </fieldset>
    }
}

/// What became of the answer: the right one, and what spoke for the other.
pub fn verdict(voice: &Voice, text: &TaskText, attempt: &Attempt) -> Html {
    let Some(answer) = attempt.answer.filter(|_| attempt.is_judged()) else {
        return Html::default();
    };
    let words = &TEXT.learn;
    let is_right = attempt.right == Some(answer);
    let line = |place: usize, is_right: bool| {
        let Some(option) = text.prediction.options.get(place) else { return Html::default() };
        let (shape, said) = match is_right {
            true => (Shape::Check, words.is_right),
            false => (Shape::Close, words.is_wrong),
        };
        html! {
            <div class="answer" data-right={is_right.then_some("")}>
                <p>
                    { icon(shape) }
                    <span class="visually-hidden">{ said }{ ": " }</span>
                    <b>{ voice.line(&option.label) }</b>
                </p>
                { voice.say(option.said(is_right)) }
            </div>
        }
    };
    let heading = match (is_right, attempt.right) {
        (true, _) => words.right,
        (false, Some(_)) => words.wrong,
        (false, None) => words.no_outcome,
    };
    html! {
        <section class="verdict-card">
            // What it was about: the question is gone, and below a lane it may be about another.
            <p class="asked">{ voice.line(&text.prediction.question) }</p>
            <h2>{ heading }</h2>
            if !is_right {
                { line(answer, false) }
            }
            { for attempt.right.map(|place| line(place, true)) }
        </section>
    }
}

fn picture_of(task: &Task, place: usize) -> Option<&Picture> {
    task.predict.as_ref()?.options.get(place)?.picture.as_ref()
}
