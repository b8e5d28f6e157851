//! What is to be done now: one card whose last line is always the same button, so that the focus
//! stays where it is.

use super::explain;
use super::goals::goals;
use super::prose::Voice;
use super::question::question;
use crate::app::learn::{Attempt, LearnAction, Phase};
use crate::app::{Action, AppState};
use crate::kubectl;
use crate::language::Phrase;
use crate::lessons::{Chapter, Task, TaskText};
use crate::ui::text::TEXT;
use crate::ui::widgets::{marked, terminal};
use yew::prelude::*;

/// What the card is about.
pub struct Deed<'a> {
    /// The chapter.
    pub chapter: &'a Chapter,
    /// The task.
    pub task: &'a Task,
    /// Its words.
    pub text: &'a TaskText,
    /// How far the person is.
    pub attempt: &'a Attempt,
    /// Whether a task follows.
    pub has_next: bool,
}

/// What the main button does.
struct Main {
    label: AttrValue,
    action: Option<LearnAction>,
    kind: Option<&'static str>,
}

impl Deed<'_> {
    /// The card.
    pub fn card(&self, voice: &Voice) -> Html {
        let phase = self.attempt.phase(self.task);
        let main = self.main(phase);
        let deed = main.action.clone();
        let store = voice.store.clone();
        let onsubmit = move |event: SubmitEvent| {
            event.prevent_default();
            deed.iter().for_each(|deed| store.dispatch(Action::Learn(deed.clone())));
        };
        html! {
            <form class="deed" data-phase={format!("{phase:?}")} {onsubmit}>
                { self.body(voice, phase) }
                { self.refused() }
                <div class="deed-row">
                    <button
                        type="submit"
                        class="button"
                        data-kind={main.kind}
                        aria-disabled={main.action.is_none().then_some("true")}
                    >
                        { main.label }
                    </button>
                    { self.beside(voice, phase) }
                </div>
                { self.lines(&voice.store.state, phase) }
            </form>
        }
    }

    fn body(&self, voice: &Voice, phase: Phase) -> Html {
        let Self { task, text, attempt, .. } = self;
        match phase {
            Phase::Ask => question(voice, task, text, attempt),
            Phase::Run if attempt.answer.is_some() => question(voice, task, text, attempt),
            Phase::Reach => html! {
                <>
                    { goals(attempt, voice.store.state.position.frame) }
                    { self.hints(voice) }
                </>
            },
            Phase::Explain => match &text.explain {
                Some(it) => explain::ask(voice, it, attempt),
                None => Html::default(),
            },
            _ => Html::default(),
        }
    }

    fn main(&self, phase: Phase) -> Main {
        let words = &TEXT.learn;
        let primary = |label: AttrValue, action| Main { label, action, kind: Some("primary") };
        match phase {
            Phase::Ask => {
                let is_chosen = self.attempt.chosen.is_some();
                let is_choosing = self.attempt.is_choosing(self.task);
                let label = if is_choosing { words.play_day } else { words.check };
                primary(label.into(), is_chosen.then_some(LearnAction::Commit))
            }
            Phase::Press => primary(self.text.button.clone().into(), Some(LearnAction::Give)),
            Phase::Run => primary(words.running.into(), None),
            Phase::Reach => {
                let (label, action) = match (self.attempt.hints, self.text.hints.len()) {
                    (seen, all) if seen >= all => (words.show_me, LearnAction::ShowMe),
                    (0, _) => (words.hint, LearnAction::Hint),
                    _ => (words.next_hint, LearnAction::Hint),
                };
                Main { label: label.into(), action: Some(action), kind: None }
            }
            Phase::Explain => primary(words.compare.into(), Some(LearnAction::Compare)),
            Phase::Done => {
                let label = if self.has_next { words.next } else { words.finish };
                primary(label.into(), Some(LearnAction::Next))
            }
        }
    }

    fn beside(&self, voice: &Voice, phase: Phase) -> Html {
        let words = &TEXT.learn;
        match phase {
            Phase::Ask => {
                let is_chosen = self.attempt.chosen.is_some();
                let is_choosing = self.attempt.is_choosing(self.task);
                let hint = match (is_chosen, is_choosing) {
                    (true, false) => words.then_watch,
                    (true, true) => words.then_asked,
                    (false, _) => words.choose_first,
                };
                html! { <small>{ hint }</small> }
            }
            Phase::Run => quiet(voice, words.to_rest, LearnAction::ToRest),
            Phase::Explain => quiet(voice, words.pass_over, LearnAction::PassOver),
            Phase::Reach => html! { <small>{ words.by_hand }</small> },
            _ => Html::default(),
        }
    }

    fn hints(&self, voice: &Voice) -> Html {
        let all = self.text.hints.len();
        let hint = |(place, hint): (usize, &crate::lessons::Prose)| {
            html! {
                <li key={place}>
                    <small>{ (TEXT.learn.hint_of)(place + 1, all) }</small>
                    { voice.say(hint) }
                </li>
            }
        };
        let shown = self.text.hints.iter().take(self.attempt.hints).enumerate();
        html! { <ol class="hints" aria-live="polite">{ for shown.map(hint) }</ol> }
    }

    /// What the button stands for.
    fn lines(&self, state: &AppState, phase: Phase) -> Html {
        if !matches!(phase, Phase::Ask | Phase::Press) || self.task.choose.is_some() {
            return Html::default();
        }
        let asks = self.chapter.asks(self.task, &state.frame().cluster);
        let lines: Vec<String> = asks.iter().map(kubectl::line).collect();
        if lines.is_empty() {
            return Html::default();
        }
        terminal(&lines)
    }

    fn refused(&self) -> Html {
        let Some(refused) = &self.attempt.refused else { return Html::default() };
        let said = (TEXT.learn.refused)(&refused.line, &refused.why);
        html! { <p class="refusal" role="alert">{ marked(&said) }</p> }
    }
}

/// Beside the main button: the short way.
fn quiet(voice: &Voice, label: Phrase, deed: LearnAction) -> Html {
    html! {
        <button
            type="button"
            class="button"
            data-kind="quiet"
            onclick={voice.store.on(Action::Learn(deed))}
        >
            { label }
        </button>
    }
}
