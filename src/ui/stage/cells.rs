//! Many Pods as a grid of cells: one shape for each state, however many there are.

use super::bounds::bounds_line;
use super::frame::{badge, colour, kept};
use super::hands::Hands;
use super::legend::legend;
use super::pod::{age, spoken_name};
use super::service::service;
use super::state;
use super::stateful_set::revisions;
use crate::api::{Kind, ObjectRef};
use crate::collections::Map;
use crate::scene::{Lane, PodCard, PodState};
use crate::ui::shared::text;
use crate::ui::text::TEXT;
use crate::ui::widgets::tail;
use std::fmt::Write;
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// The side of a cell with the gap beside it, in the drawing's own units.
const PITCH: usize = 12;
/// The side of a cell.
const SIDE: usize = 10;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct DenseBodyProps {
    /// The lane.
    pub lane: Rc<Lane>,
    /// What can be asked for.
    pub hands: Hands,
}

/// A lane with more Pods than there can be cards.
#[component]
pub fn DenseBody(props: &DenseBodyProps) -> Html {
    let hands = &props.hands;
    match &*props.lane {
        Lane::Deployment(lane) => {
            let set = |set: &crate::scene::ReplicaSetFrame| {
                let cards: Rc<[PodCard]> = set.cards().cloned().collect();
                let owner = set.name.to_string();
                html! {
                    <div
                        key={set.uid.0}
                        class="set"
                        data-colour={colour(set.revision)}
                        data-new={super::flag(set.is_new)}
                        data-changed={super::flag(set.touched)}
                    >
                        <p class="set-caption">
                            { badge(set.revision) }
                            <code>{ tail(text(&set.name)) }</code>
                            <span>{ TEXT.stage.wants }{ " " }<b>{ set.wanted }</b></span>
                        </p>
                        <Cells {owner} {cards} hands={hands.clone()} />
                    </div>
                }
            };
            let live = lane.sets.iter().filter(|set| !set.is_kept_for_undo());
            html! {
                <>
                    { service(lane.service.as_ref(), None) }
                    { for live.map(set) }
                    { bounds_line(&lane.bounds, &lane.progress) }
                    { kept(&lane.sets) }
                </>
            }
        }
        Lane::StatefulSet(lane) => {
            let published = lane.dns.iter().filter(|name| name.address.is_some()).count();
            let cards: Rc<[PodCard]> =
                lane.slots.iter().filter_map(|slot| slot.pod.clone()).collect();
            let owner = lane.head.name.to_string();
            html! {
                <>
                    { service(lane.service.as_ref(), Some((published, lane.dns.len()))) }
                    <Cells {owner} {cards} hands={hands.clone()} />
                    { revisions(lane.revisions) }
                </>
            }
        }
    }
}

/// What to show.
#[derive(PartialEq, Properties)]
struct CellsProps {
    owner: String,
    cards: Rc<[PodCard]>,
    hands: Hands,
}

/// The cells, what they are in words, and the one that is pointed at.
#[component]
fn Cells(props: &CellsProps) -> Html {
    let pointed = use_state(|| None::<usize>);
    let columns = columns(props.cards.len());
    // A drawing without a height would be as high as the browser likes.
    let rows = props.cards.len().div_ceil(columns).max(1);
    let at = pointed.filter(|at| *at < props.cards.len());
    let onmousemove = {
        let pointed = pointed.setter();
        move |event: MouseEvent| pointed.set(cell_at(&event, columns, rows))
    };
    let onkeydown = {
        let (pointed, count) = (pointed.clone(), props.cards.len());
        move |event: KeyboardEvent| {
            if let Some(to) = moved(&event.key(), at, columns, count) {
                event.prevent_default();
                event.stop_propagation();
                pointed.set(Some(to));
            }
        }
    };
    let onclick = {
        let (cards, open) = (props.cards.clone(), props.hands.open.clone());
        move |event: MouseEvent| {
            let button = event.target_dyn_into::<Element>();
            let button = button.and_then(|it| it.closest("button").ok().flatten());
            // A press by key has no place: it means the cell that is marked.
            let by_key = event.detail() == 0;
            let index = if by_key { at } else { cell_at(&event, columns, rows).or(at) };
            let card = index.and_then(|index| cards.get(index));
            if let Some((card, button)) = card.zip(button) {
                open.emit((ObjectRef::new(Kind::Pod, card.name.clone()), button));
            }
        }
    };
    let view_box = format!("0 0 {} {}", columns * PITCH, rows * PITCH);
    let pointed = match at {
        Some(at) => told(&props.cards[at]),
        None if props.cards.is_empty() => String::new(),
        None => TEXT.stage.cells_hint.to_string(),
    };
    html! {
        <div class="cells">
            { legend(props.cards.iter(), cell) }
            <button
                type="button"
                aria-haspopup="menu"
                aria-label={(TEXT.stage.cells)(&props.owner)}
                {onmousemove}
                {onkeydown}
                {onclick}
            >
                <svg viewBox={view_box} aria-hidden="true">
                    { for paths(&props.cards, columns) }
                    { for at.map(|at| marker(at, columns)) }
                </svg>
            </button>
            <p class="cells-pointed" aria-live="polite">
                { pointed }
            </p>
        </div>
    }
}

/// Three times as wide as high, so that a thousand fit without scrolling.
const fn columns(count: usize) -> usize {
    let columns = (count * 3 / 2).isqrt();
    if columns < 20 { 20 } else { columns }
}

fn told(card: &PodCard) -> String {
    let age = age(card);
    let mut text = format!("{} · {} · {age}", spoken_name(card), card.image);
    if !card.node.is_empty() {
        let _ = write!(text, " · {}", card.node);
    }
    text
}

/// A cell alone.
fn cell(state: &PodState) -> Html {
    let key = state::key(state);
    html! {
        <svg viewBox="0 0 10 10" aria-hidden="true">
            <path class="cell" data-state={key} d={shape(key, 0, 0)} />
        </svg>
    }
}

/// One path for each state, with all of its cells, and one for all that just changed.
fn paths(cards: &[PodCard], columns: usize) -> Vec<Html> {
    let mut by_state: Map<&'static str, String> = Map::new();
    let mut changed = String::new();
    for (index, card) in cards.iter().enumerate() {
        let (x, y) = (index % columns * PITCH, index / columns * PITCH);
        let key = state::key(&card.state);
        by_state.get_or_default(key).push_str(&shape(key, x, y));
        if card.touched || card.pointed {
            changed.push_str(&square(x, y));
        }
    }
    let mut paths: Vec<Html> = by_state
        .iter()
        .map(|(key, d)| {
            html! { <path key={*key} class="cell" data-state={*key} d={d.clone()} /> }
        })
        .collect();
    paths.push(html! { <path key="changed" class="cell-changed" d={changed} /> });
    paths
}

/// Each state has a shape of its own: its colour is not all that tells it.
fn shape(key: &str, x: usize, y: usize) -> String {
    let at = format!("M{x} {y}");
    match key {
        "ready" => square(x, y),
        "not-ready" => format!("{at}h10v10z"),
        "creating" => format!("{at}h10v10h-10zm3 3v4h4v-4z"),
        "pending" => format!("{at}m3 3h4v4h-4z"),
        "terminating" => format!("{at}m0 8 8-8h2v2l-8 8h-2z"),
        "succeeded" => format!("{at}m0 7h10v3h-10z"),
        _ => format!("{at}h3l2 3 2-3h3l-3 5 3 5h-3l-2-3-2 3h-3l3-5z"),
    }
}

fn square(x: usize, y: usize) -> String {
    format!("M{x} {y}h{SIDE}v{SIDE}h-{SIDE}z")
}

fn marker(at: usize, columns: usize) -> Html {
    let (x, y) = (at % columns * PITCH, at / columns * PITCH);
    html! { <path class="cell-pointed" d={square(x, y)} /> }
}

/// The cell under the pointer.
fn cell_at(event: &MouseEvent, columns: usize, rows: usize) -> Option<usize> {
    let drawing = event.target_dyn_into::<Element>()?.closest("button").ok()??;
    let drawing = drawing.query_selector("svg").ok()??.get_bounding_client_rect();
    let part = |at: f64, size: f64, count: usize| {
        let cell = at / size * count as f64;
        (size > 0.0 && cell >= 0.0 && cell < count as f64).then_some(cell as usize)
    };
    let x = part(f64::from(event.client_x()) - drawing.left(), drawing.width(), columns)?;
    let y = part(f64::from(event.client_y()) - drawing.top(), drawing.height(), rows)?;
    Some(y * columns + x)
}

fn moved(key: &str, at: Option<usize>, columns: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let to = match (key, at) {
        ("ArrowRight" | "ArrowDown" | "Home", None) => 0,
        ("ArrowLeft" | "ArrowUp" | "End", None) => last,
        ("ArrowRight", Some(at)) => at + 1,
        ("ArrowLeft", Some(at)) => at.saturating_sub(1),
        ("ArrowDown", Some(at)) => at + columns,
        ("ArrowUp", Some(at)) => at.checked_sub(columns).unwrap_or(at),
        ("Home", _) => 0,
        ("End", _) => last,
        _ => return None,
    };
    Some(to.min(last))
}
