//! A chapter's text: paragraphs with names, emphasis, and terms that light what they speak of.

use crate::app::{Action, LearnAction};
use crate::lessons::{Prose, Span, Target, fill};
use crate::timeline::Frame;
use crate::ui::shared::token;
use crate::ui::store::Store;
use crate::ui::widgets::marked;
use std::rc::Rc;
use yew::prelude::*;

/// What a text needs besides its words: the moment whose names it uses, and what a press does.
pub struct Voice<'a> {
    /// The store.
    pub store: &'a Store,
    /// The moment at which the task began.
    pub began: &'a Rc<Frame>,
}

impl Voice<'_> {
    /// The paragraphs.
    pub fn say(&self, prose: &Prose) -> Html {
        let paragraph = |spans: &Vec<Span>| html! { <p>{ self.spans(spans) }</p> };
        html! { <>{ for prose.0.iter().map(paragraph) }</> }
    }

    /// The paragraphs one after the other, where only a line may stand.
    pub fn line(&self, prose: &Prose) -> Html {
        html! { <>{ for prose.0.iter().map(|spans| self.spans(spans)) }</> }
    }

    fn spans(&self, spans: &[Span]) -> Html {
        let ends_term = |place: usize| place > 0 && is_term(&spans[place - 1]);
        let span = |(place, span): (usize, &Span)| match (span, spans.get(place + 1)) {
            // A line may break on either side of a button, but not before a full stop.
            (Span::Term { .. }, Some(next)) => {
                let punctuation = next.after_punctuation().0;
                html! { <span class="unbroken">{ self.span(span) }{ punctuation }</span> }
            }
            (Span::Plain(_), _) if ends_term(place) => {
                html! { { self.filled(span.after_punctuation().1) } }
            }
            _ => self.span(span),
        };
        html! { <>{ for spans.iter().enumerate().map(span) }</> }
    }

    fn span(&self, span: &Span) -> Html {
        match span {
            Span::Plain(text) => html! { { self.filled(text) } },
            Span::Code(text) => html! { <code>{ self.filled(text) }</code> },
            Span::Strong(text) => html! { <strong>{ marked(&self.filled(text)) }</strong> },
            Span::Term { label, target } => self.term(label, target),
        }
    }

    /// A press looks an object closely, or a word up; the pointer or the focus lights the thing.
    fn term(&self, label: &str, target: &Target) -> Html {
        let (thing, part, onclick) = match target {
            Target::Object(object) => {
                let mut object = object.clone();
                object.name = self.filled(&object.name).into();
                let look = self.store.on(Action::Focus(Some(object.clone())));
                (Some(token(&object)), None, Some(look))
            }
            Target::Part(part) => (None, Some(part.as_str()), None),
            Target::Glossary(word) => {
                let look_up = Action::Learn(LearnAction::LookUp(Some(word.clone())));
                (None, None, Some(self.store.on(look_up)))
            }
        };
        html! {
            <button type="button" class="term" data-ref={thing} data-part={part} {onclick}>
                { marked(&self.filled(label)) }
            </button>
        }
    }

    fn filled(&self, text: &str) -> String {
        match text.contains('{') {
            true => fill(text, self.began.cluster.store()),
            false => text.to_owned(),
        }
    }
}

fn is_term(span: &Span) -> bool {
    matches!(span, Span::Term { .. })
}
