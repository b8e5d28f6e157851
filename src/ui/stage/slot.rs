//! One ordinal of a StatefulSet: name plate, Pod, claim and gate.

use super::claim::claim;
use super::flag;
use super::frame::badge;
use super::gate::gate;
use super::hands::Hands;
use super::pod::{Pod, spoken_name};
use crate::scene::Slot;
use crate::ui::shared::text;
use crate::ui::text::TEXT;
use crate::ui::widgets::tail;
use yew::prelude::*;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct SlotProps {
    /// The slot.
    pub slot: Slot,
    /// What can be asked for.
    pub hands: Hands,
}

/// A slot: the name stays, the Pod in it comes and goes, and the claim under it stays.
#[component]
pub fn SlotView(props: &SlotProps) -> Html {
    let slot = &props.slot;
    let hands = &props.hands;
    let [note, waits] = (TEXT.stage.note)(&slot.note);
    let spoken = match &slot.pod {
        Some(card) => spoken_name(card),
        None => {
            let note = if waits.is_empty() { note.clone() } else { format!("{note}, {waits}") };
            (TEXT.stage.slot)(&slot.name, &note)
        }
    };
    html! {
        <li class="slot" data-part="slot" aria-label={spoken} data-wanted={flag(slot.wanted)}>
            <div class="plate" data-part="name">
                <b>{ tail(text(&slot.name)) }</b>
                { padlock() }
            </div>
            if let Some(card) = &slot.pod {
                <Pod
                    key={card.uid.to_string()}
                    card={card.clone()}
                    hands={hands.clone()}
                    in_slot=true
                >
                    { badge(slot.revision) }
                </Pod>
            } else {
                <p class="ghost" data-place={if slot.wanted { "wanted" } else { "beyond" }}>
                    { note }
                    if !waits.is_empty() {
                        <br />{ waits }
                    }
                </p>
            }
            { gate(slot) }
            { for slot.claims.iter().map(|place| claim(place, hands)) }
        </li>
    }
}

fn padlock() -> Html {
    html! {
        <svg class="padlock" viewBox="0 0 11 13" role="img" aria-label={TEXT.stage.name_stays}>
            <title>{ TEXT.stage.name_stays }</title>
            <rect x=".5" y="5.5" width="10" height="7" rx="1.6" />
            <path d="M2.6 6V3.6a2.9 2.9 0 0 1 5.8 0V6" />
        </svg>
    }
}
