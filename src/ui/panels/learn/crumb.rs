//! Where the person is: which chapter, which task.

use crate::app::learn::{Learn, Open};
use crate::app::{Action, Dialog};
use crate::ui::shared::share;
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use crate::ui::widgets::{Shape, icon};
use yew::prelude::*;

/// Which chapter of how many, as words and as a row of segments; which task.
pub fn crumb(store: &Store) -> Html {
    let learn = &store.state.learn;
    let text = &TEXT.learn;
    let Some((catalog, open)) = learn.catalog.ready().zip(learn.open.as_ref()) else {
        return html! { <div class="crumb"></div> };
    };
    let entry = catalog.entries.get(open.place);
    let title = entry.map(|entry| entry.title(store.state.speech.spoken.tag())).unwrap_or_default();
    let chapter = (text.chapter_of)(open.place + 1, catalog.entries.len());
    let segment = |place: usize| segment(learn, open, place);
    html! {
        <>
            <div class="crumb">
                <button
                    type="button"
                    class="button"
                    data-kind="quiet"
                    aria-haspopup="dialog"
                    title={text.contents}
                    onclick={store.on(Action::Show(Some(Dialog::Contents)))}
                >
                    { icon(Shape::List) }
                    { chapter }{ " · " }{ title.to_owned() }
                </button>
                { task_of(learn, open) }
            </div>
            <div class="segments" aria-hidden="true">
                { for (0..catalog.entries.len()).map(segment) }
            </div>
        </>
    }
}

fn task_of(learn: &Learn, open: &Open) -> Html {
    let Some(all) = open.chapter.ready().map(|chapter| chapter.lesson.tasks.len()) else {
        return Html::default();
    };
    if learn.task().is_none() {
        return Html::default();
    }
    let number = open.task + 1;
    html! {
        <span role="img" aria-label={(TEXT.learn.task_of)(number, all)}>
            { number }{ " / " }{ all }
        </span>
    }
}

/// One chapter: done, not done, or the one that is open, with as much of it as is behind.
fn segment(learn: &Learn, open: &Open, place: usize) -> Html {
    let id = learn.catalog.ready().map(|catalog| &catalog.entries[place].id);
    let is_finished = id.is_some_and(|id| learn.progress.is_finished(id));
    let behind = match open.chapter.ready() {
        Some(chapter) if place == open.place => {
            let all = chapter.lesson.tasks.len();
            share(open.task.min(all), all)
        }
        _ => share(0, 1),
    };
    let state = match (place == open.place, is_finished) {
        (true, _) => Some("now"),
        (false, true) => Some("done"),
        (false, false) => None,
    };
    html! { <i data-state={state} style={format!("--share: {behind}")}></i> }
}
