//! What there is to see, and the first thing to press.

use super::both::Both;
use super::learn::notice;
use super::send::send;
use crate::app::{Action, Place};
use crate::timeline::Source;
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use crate::ui::widgets::{Shape, icon, marked, refusal_notice};
use yew::prelude::*;

/// The upper part of the guide.
pub fn intro(store: &Store) -> Html {
    let text = &TEXT.guide;
    let begun = store.state.timeline.last() > 0;
    let intro = match store.state.scenario.source {
        Source::Demo => text.demo,
        Source::Own(_) => text.own,
        Source::Settled(_) => text.taken,
    };
    let refusal = store.state.refusal.as_ref().filter(|it| it.place == Place::Guide);
    html! {
        <section class="intro" aria-label={text.name} data-begun={begun.then_some("")}>
            { notice(store) }
            if store.state.left.is_some() {
                <div class="left-run" role="status">
                    <span>{ text.left }</span>
                    <button
                        type="button"
                        class="button"
                        data-kind="link"
                        onclick={store.on(Action::GoBack)}
                    >
                        { icon(Shape::Again) }
                        { text.go_back }
                    </button>
                </div>
            }
            <h1>{ intro.title }</h1>
            { for intro.text.iter().map(|line| html! { <p>{ marked(line) }</p> }) }
            <Both />
            { send(store) }
            if let Some(refusal) = refusal {
                { refusal_notice(refusal) }
            }
        </section>
    }
}
