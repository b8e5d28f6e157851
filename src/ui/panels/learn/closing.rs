//! The end of a chapter: what to remember, what else to try, where to go on.

use super::prose::Voice;
use crate::app::learn::{Learn, LearnAction, Open};
use crate::app::{Action, Page, Spot};
use crate::lessons::Chapter;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// The closing card.
pub fn closing(voice: &Voice, learn: &Learn, open: &Open, chapter: &Chapter) -> Html {
    let (store, words) = (voice.store, &TEXT.learn);
    let (text, lesson) = (&chapter.text, &chapter.lesson);
    let source = |source: &crate::lessons::Source| {
        html! {
            <li key={source.url.clone()}>
                <a href={source.url.clone()} target="_blank" rel="noreferrer">
                    { source.label.clone() }{ " ↗" }
                </a>
            </li>
        }
    };
    let variation = |(place, label): (usize, &String)| {
        html! {
            <li key={place}>
                <button
                    type="button"
                    class="button"
                    onclick={store.on(Action::Learn(LearnAction::Try(place)))}
                >
                    { label.clone() }
                </button>
            </li>
        }
    };
    html! {
        <div class="closing">
            <section class="remember">
                <h2 class="label">{ words.remember }</h2>
                { voice.say(&text.remember) }
            </section>
            { onwards(learn, open, store.state.speech.spoken.tag()) }
            if !lesson.variations.is_empty() {
                <section>
                    <h2 class="label">{ words.variations }</h2>
                    <ul>{ for text.variations.iter().enumerate().map(variation) }</ul>
                </section>
            }
            if !text.sources.is_empty() {
                <section>
                    <h2 class="label">{ words.sources }</h2>
                    <ul>{ for text.sources.iter().map(source) }</ul>
                </section>
            }
            <p class="lesson-foot">
                <button
                    type="button"
                    class="button"
                    data-kind="link"
                    onclick={store.on(Action::Learn(LearnAction::AgainAll))}
                >
                    { words.chapter_again }
                </button>
                <button
                    type="button"
                    class="button"
                    data-kind="link"
                    onclick={store.on(Action::TakeToLab)}
                >
                    { words.to_lab }
                </button>
            </p>
        </div>
    }
}

/// The next chapter, or what comes after the last.
fn onwards(learn: &Learn, open: &Open, language: &str) -> Html {
    let words = &TEXT.learn;
    let next = learn.catalog.ready().and_then(|catalog| catalog.entries.get(open.place + 1));
    let Some(entry) = next else {
        return html! {
            <section class="onwards">
                <p>{ words.all_done }</p>
                <a class="button" data-kind="primary" href={Page::CheatSheet.address()}>
                    { (TEXT.header.page)(Page::CheatSheet) }
                </a>
            </section>
        };
    };
    let address = Spot { chapter: Some(entry.id.clone()), ..Spot::default() }.write();
    html! {
        <section class="onwards">
            <a class="button" data-kind="primary" href={address}>
                { words.next_chapter }{ ": " }{ entry.title(language).to_owned() }
            </a>
            <small>{ entry.lead(language).to_owned() }</small>
        </section>
    }
}
