//! The parts of the picture, each named before anything moves: a number at each on the stage, and
//! above it a sentence for one after the other.

use super::prose::Voice;
use crate::app::Action;
use crate::app::learn::{LearnAction, parts};
use crate::language::Phrase;
use crate::lessons::{Definition, Part};
use crate::ui::hooks::{keep_in_sight, use_listeners};
use crate::ui::store::{Store, use_store};
use crate::ui::text::TEXT;
use crate::ui::widgets::{IconButton, Shape, close_button, icon_button};
use gloo_events::EventListener;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// The parts that the task speaks of; nothing unless they are to be named.
#[component]
pub fn Parts() -> Html {
    let store = use_store();
    let node = use_node_ref();
    let learn = &store.state.learn;
    let named = learn.task().zip(learn.open.as_ref()).and_then(|((task, _), open)| {
        let all: Vec<Part> = parts(task).collect();
        open.attempt.part.map(|place| (all, place))
    });
    let part = named.as_ref().and_then(|(all, place)| all.get(*place).copied());
    use_sight(part);
    let places = use_places(&node, &store, named.as_ref().map(|(all, _)| &all[..]));
    let Some((all, place)) = named.filter(|(all, place)| *place < all.len()) else {
        return Html::default();
    };
    let language = store.state.speech.spoken.tag();
    let glossary = learn.glossary.as_ref().and_then(|it| it.ready());
    let definition = |part: &Part| glossary.and_then(|it| it.of_part(*part, language));
    let term = |part: &Part| definition(part).map_or(part.as_str(), |it| it.term).to_owned();
    let label = |(index, (part, (left, top))): (usize, (&Part, &(i32, i32)))| {
        html! {
            <button
                key={index}
                type="button"
                class="part-label"
                data-below={hangs_below(*part).then_some("")}
                aria-current={(index == place).then_some("true")}
                style={format!("left: {left}px; top: {top}px")}
                onclick={go(&store, Some(index))}
            >
                <b>{ index + 1 }</b>
                <span>{ term(part) }</span>
            </button>
        }
    };
    html! {
        <div ref={node} class="parts">
            { card(&store, definition(&all[place]), &term(&all[place]), (place, all.len())) }
            <div role="group" aria-label={TEXT.learn.parts}>
                { for all.iter().zip(&places).enumerate().map(label) }
            </div>
        </div>
    }
}

/// Names the part of that place, or none any more.
fn go(store: &Store, to: Option<usize>) -> Callback<MouseEvent> {
    store.on(Action::Learn(LearnAction::Name(to)))
}

/// A Pod is narrow, and what stands above it is to be read: its label hangs from its lower edge.
fn hangs_below(part: Part) -> bool {
    part == Part::Pod
}

/// One part: its number, its name, what it is, and the way to the others.
fn card(
    store: &Store,
    definition: Option<Definition>,
    term: &str,
    (place, count): (usize, usize),
) -> Html {
    let text = &TEXT.learn;
    let voice = Voice { store, began: store.state.timeline.frame(0) };
    let (before, next) = (place.checked_sub(1), (place + 1 < count).then_some(place + 1));
    // Whoever has seen enough is led back to what is to be done.
    let close = {
        let close = go(store, None);
        Callback::from(move |event| {
            close.emit(event);
            keep_in_sight(".deed");
        })
    };
    let way = |shape: Shape, name: Phrase, to: Option<usize>| {
        let button = IconButton::new(shape, name, go(store, to.or(Some(place))));
        icon_button(IconButton { disabled: to.is_none(), ..button })
    };
    html! {
        <section class="part-card" aria-label={text.parts}>
            <div aria-live="polite">
                <b><span>{ place + 1 }</span>{ " " }{ term.to_owned() }</b>
                { definition.map(|it| voice.say(it.text)) }
            </div>
            <div class="part-ways">
                { way(Shape::StepBack, text.part_before, before) }
                <small>{ (text.part_of)(place + 1, count) }</small>
                { way(Shape::Step, text.part_next, next) }
                { close_button(text.parts_close, close) }
            </div>
        </section>
    }
}

/// Where on the stage each part is: the right end of that edge of the first such thing on which its
/// label hangs. Measured anew after everything that may have moved it.
#[hook]
fn use_places(node: &NodeRef, store: &Store, parts: Option<&[Part]>) -> Vec<(i32, i32)> {
    let places = use_state_eq(Vec::new);
    let resized = use_state(|| 0_u32);
    use_listeners({
        let resized = resized.clone();
        Box::new(move || {
            let count = std::cell::Cell::new(0);
            let count_on = move |_: &Event| {
                count.set(count.get() + 1);
                resized.set(count.get());
            };
            let window = web_sys::window();
            window.map(|it| EventListener::new(&it, "resize", count_on)).into_iter().collect()
        })
    });
    let parts: Option<Vec<Part>> = parts.map(<[Part]>::to_vec);
    let learn = &store.state.learn;
    let is_told = learn.glossary.as_ref().is_some_and(|it| it.ready().is_some());
    let place_now = learn.open.as_ref().and_then(|open| open.attempt.part);
    let seen = (store.state.position, (is_told, place_now), *resized, parts);
    use_effect_with(seen, {
        let (node, places) = (node.clone(), places.setter());
        move |(_, _, _, parts)| {
            let area = node.cast::<HtmlElement>().and_then(|it| it.parent_element());
            if let Some((area, parts)) = area.zip(parts.as_ref()) {
                places.set(parts.iter().map(|part| place(&area, *part)).collect());
            }
        }
    });
    (*places).clone()
}

/// Whoever goes on to another part sees the thing, too. The first one waits to be gone to: what is
/// to be done comes before it.
#[hook]
fn use_sight(part: Option<Part>) {
    let shown = use_mut_ref(|| None::<Part>);
    use_effect_with(part, move |part| {
        let before = shown.replace(*part);
        part.filter(|_| before.is_some()).into_iter().for_each(|it| keep_in_sight(&selector(it)));
    });
}

fn selector(part: Part) -> String {
    format!(".stage [data-part=\"{}\"]", part.as_str())
}

fn place(area: &Element, part: Part) -> (i32, i32) {
    let Ok(Some(thing)) = area.query_selector(&selector(part)) else { return (-999, -999) };
    let (frame, thing) = (area.get_bounding_client_rect(), thing.get_bounding_client_rect());
    let left = thing.right() - frame.left() + f64::from(area.scroll_left());
    let edge = if hangs_below(part) { thing.bottom() } else { thing.top() };
    let top = edge - frame.top() + f64::from(area.scroll_top());
    (left as i32, top as i32)
}
