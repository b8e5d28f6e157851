//! The run's named moments above the tracks, and as a list.

use crate::app::learn::{MarkKind, NamedMoment};
use crate::app::{Action, AppState, Page};
use crate::ui::shared::share;
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// A name is shown if there is so much of the width until the next one, in hundredths.
const ROOM: usize = 12;

/// The named moments that were seen, above the tracks. The list of steps has them, too.
pub fn marks(store: &Store) -> Html {
    let named = named(&store.state);
    if named.is_empty() {
        return Html::default();
    }
    let last = store.state.timeline.last().max(1);
    let index = |place: usize| named.get(place).map_or(last, |(it, _)| it.index);
    let is_room = |steps: usize, names: usize| steps * 100 >= names * ROOM * last;
    let room = |place: usize| index(place + 1) - index(place);
    // The last one has its name before it if there is no room behind; the two share what is there.
    let newest = named.len() - 1;
    let before = newest.checked_sub(1).map_or(index(newest), room);
    let is_before = !is_room(room(newest), 1) && is_room(before, 2);
    let mark = |(place, (moment, name)): (usize, &(NamedMoment, String))| {
        let side = match place == newest && is_before {
            true => "before",
            false if is_room(room(place), 1) => "behind",
            false => "none",
        };
        let room = match is_before && place + 1 >= newest {
            true => before / 2,
            false => room(place),
        };
        let style = format!("--from: {}; --room: {}", share(index(place), last), share(room, last));
        html! {
            <span
                key={place}
                class="mark"
                data-name={side}
                data-kind={kind(moment.kind)}
                title={name.clone()}
                {style}
                onclick={store.on(Action::Seek(moment.index))}
            >
                if side != "none" {
                    <span>{ name.clone() }</span>
                }
            </span>
        }
    };
    html! { <div class="marks">{ for named.iter().enumerate().map(mark) }</div> }
}

/// The named moments that were seen, each leading there; nothing if there is none.
pub fn list(store: &Store) -> Html {
    let named = named(&store.state);
    if named.is_empty() {
        return Html::default();
    }
    let here = store.state.position.frame;
    let item = |(moment, name): &(NamedMoment, String)| {
        html! {
            <li aria-current={(moment.index == here).then_some("step")}>
                <button
                    type="button"
                    class="button"
                    data-kind="link"
                    onclick={store.on(Action::Seek(moment.index))}
                >
                    { (TEXT.guide.at_step)(moment.index) }
                </button>
                { " " }{ name.clone() }
            </li>
        }
    };
    html! {
        <section class="moments">
            <h3 class="label">{ TEXT.learn.moments }</h3>
            <ol>{ for named.iter().map(item) }</ol>
        </section>
    }
}

fn named(state: &AppState) -> Vec<(NamedMoment, String)> {
    let chapter = state.learn.chapter().filter(|_| state.page == Page::Learn);
    let Some((open, chapter)) = chapter else { return Vec::new() };
    let all = open.moments.all(&state.timeline).into_iter();
    let seen = all.filter(|it| it.index <= state.timeline.seen());
    seen.filter_map(|it| {
        let name = match it.kind {
            MarkKind::Task(place) => chapter.text.tasks.get(place)?.title.clone(),
            MarkKind::Answer(_) => TEXT.learn.answered.to_string(),
            MarkKind::Marker(place) => chapter.text.markers.get(place)?.clone(),
        };
        Some((it, name))
    })
    .collect()
}

const fn kind(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Task(_) => "task",
        MarkKind::Answer(_) => "answer",
        MarkKind::Marker(_) => "marker",
    }
}
