//! A StatefulSet's lane below its head.

use super::dns::dns;
use super::flag;
use super::frame::badge;
use super::hands::Hands;
use super::legend::legend;
use super::service::service;
use super::slot::SlotView;
use super::state::icon;
use crate::scene::{Slot, StatefulSetLane};
use crate::ui::text::TEXT;
use crate::ui::widgets::marked;
use yew::prelude::*;

/// More slots than this may stand in several rows.
const ONE_ROW: usize = 3;
/// Of a longer name only the end is shown where little is.
const LETTERS: usize = 14;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct StatefulSetBodyProps {
    /// The lane.
    pub lane: StatefulSetLane,
    /// What can be asked for.
    pub hands: Hands,
    /// Whether Pods show only their state and their name.
    pub brief: bool,
}

/// Its Service, its slots, its revisions, its names.
#[component]
pub fn StatefulSetBody(props: &StatefulSetBodyProps) -> Html {
    let lane = &props.lane;
    let published = lane.dns.iter().filter(|name| name.address.is_some()).count();
    let slot = |slot: &Slot| {
        let hands = props.hands.clone();
        html! { <SlotView key={slot.ordinal} slot={slot.clone()} {hands} brief={props.brief} /> }
    };
    // Plates, Pods and claims of a row of slots stand on the same lines.
    let parts = 2 + lane.slots.first().map_or(0, |slot| slot.claims.len());
    let letters = lane.slots.last().map_or(0, |slot| slot.name.len()).min(LETTERS);
    let cards = lane.slots.iter().filter_map(|slot| slot.pod.as_ref());
    html! {
        <>
            if lane.service.is_some() {
                { service(lane.service.as_ref(), Some((published, lane.dns.len()))) }
            } else {
                <p class="service" data-missing="">
                    { marked(&(TEXT.stage.no_headless_service)(&lane.service_name)) }
                </p>
            }
            if props.brief {
                { legend(cards, |state| icon(state, true)) }
            }
            <ul
                class="slots"
                aria-label={(TEXT.stage.slots)(&lane.head.name)}
                data-many={flag(lane.slots.len() > ONE_ROW)}
                style={format!("--parts: {parts}; --letters: {letters}")}
            >
                { for lane.slots.iter().map(slot) }
            </ul>
            { revisions(lane.revisions) }
            if !lane.dns.is_empty() && !props.brief {
                { dns(&lane.dns) }
            }
        </>
    }
}

/// Which revision the Pods have, and which they get.
pub fn revisions((current, update): (i64, i64)) -> Html {
    let [current_word, update_word] = TEXT.stage.two_revisions;
    match (current, update) {
        (0, 0) => Html::default(),
        (one, other) if one == other => html! {
            <p class="revisions">{ TEXT.stage.one_revision }{ badge(one) }</p>
        },
        (current, update) => html! {
            <p class="revisions" data-moving="">
                { current_word }{ badge(current) }
                <span aria-hidden="true">{ "→" }</span>
                { update_word }{ badge(update) }
            </p>
        },
    }
}
