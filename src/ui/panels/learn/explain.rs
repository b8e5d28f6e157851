//! "Why?", in the person's own words, and then in ours.

use super::prose::Voice;
use crate::app::learn::{Attempt, Explained};
use crate::app::{Action, LearnAction};
use crate::lessons::ExplainText;
use crate::ui::text::TEXT;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The question with a line to type.
pub fn ask(voice: &Voice, explain: &ExplainText, attempt: &Attempt) -> Html {
    let text = &TEXT.learn;
    let oninput = voice.store.callback(|event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        let typed = input.map(|input| input.value()).unwrap_or_default();
        Action::Learn(LearnAction::Explain(typed.into()))
    });
    html! {
        <div class="explain">
            <label>
                <span>{ voice.line(&explain.question) }</span>
                <input
                    class="field"
                    type="text"
                    autocomplete="off"
                    placeholder={text.why}
                    value={attempt.typed.to_string()}
                    {oninput}
                />
            </label>
            <small>{ text.why_hint }</small>
        </div>
    }
}

/// Both answers.
pub fn compare(voice: &Voice, explain: &ExplainText, attempt: &Attempt) -> Html {
    let text = &TEXT.learn;
    let has_own = attempt.explained == Explained::Compared && !attempt.typed.trim().is_empty();
    html! {
        <section class="compared">
            <h2>{ voice.line(&explain.question) }</h2>
            if has_own {
                <p class="own"><small>{ text.yours }</small>{ attempt.typed.to_string() }</p>
                <small>{ text.ours }</small>
            }
            { voice.say(&explain.answer) }
        </section>
    }
}
