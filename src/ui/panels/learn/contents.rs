//! The chapters, and how far the person is.

use crate::app::learn::LearnAction;
use crate::app::{Action, Spot};
use crate::lessons::Entry;
use crate::ui::store::use_store;
use crate::ui::text::TEXT;
use crate::ui::widgets::{Shape, icon};
use yew::prelude::*;

/// The chapters in their order, each a link.
#[component]
pub fn Contents() -> Html {
    let store = use_store();
    let is_asking = use_state(|| false);
    let (learn, text) = (&store.state.learn, &TEXT.learn);
    let language = store.state.speech.spoken.tag();
    let Some(catalog) = learn.catalog.ready() else {
        return html! { <p>{ text.loading }</p> };
    };
    let finished = catalog.entries.iter().filter(|it| learn.progress.is_finished(&it.id)).count();
    let here = learn.open.as_ref().map(|open| open.place);
    let chapter = |(place, entry): (usize, &Entry)| {
        let is_finished = learn.progress.is_finished(&entry.id);
        let address = Spot { chapter: Some(entry.id.clone()), ..Spot::default() }.write();
        html! {
            <li key={entry.id.to_string()} data-finished={is_finished.then_some("")}>
                <a href={address} aria-current={(here == Some(place)).then_some("page")}>
                    <span class="number">
                        if is_finished {
                            { icon(Shape::Check) }
                        } else {
                            { place + 1 }
                        }
                    </span>
                    <span>
                        <b>{ entry.title(language).to_owned() }</b>
                        <span>{ entry.lead(language).to_owned() }</span>
                    </span>
                    <small>{ (text.state)(learn.progress.count(&entry.id), is_finished) }</small>
                </a>
            </li>
        }
    };
    let set = |to: bool| {
        let is_asking = is_asking.clone();
        move |_: MouseEvent| is_asking.set(to)
    };
    let reset = {
        let (store, is_asking) = (store.clone(), is_asking.clone());
        move |_: MouseEvent| {
            store.dispatch(Action::Learn(LearnAction::Reset));
            is_asking.set(false);
        }
    };
    html! {
        <div class="contents">
            <p>{ (text.so_far)(finished, catalog.entries.len()) }</p>
            <ol>{ for catalog.entries.iter().enumerate().map(chapter) }</ol>
            if *is_asking {
                <div class="reset" role="alert">
                    <p>{ text.reset_sure }</p>
                    <button type="button" class="button" data-kind="primary" onclick={reset}>
                        { text.reset_yes }
                    </button>
                    <button type="button" class="button" onclick={set(false)}>
                        { text.reset_no }
                    </button>
                </div>
            } else if !learn.progress.is_empty() {
                <button type="button" class="button" data-kind="quiet" onclick={set(true)}>
                    { text.reset }
                </button>
            }
        </div>
    }
}
