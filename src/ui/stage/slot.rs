//! One ordinal of a StatefulSet: name plate, Pod, claim and gate.

use super::claim::claim;
use super::flag;
use super::frame::{badge, short_badge};
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
    /// Whether only the Pod's state, its name and that of its claims are shown.
    pub brief: bool,
}

/// A slot: the name stays, the Pod in it comes and goes, and the claim under it stays.
#[component]
pub fn SlotView(props: &SlotProps) -> Html {
    let slot = &props.slot;
    let SlotProps { hands, brief, .. } = props;
    let [note, waits] = (TEXT.stage.note)(&slot.note);
    let spoken = match &slot.pod {
        Some(card) => spoken_name(card),
        None => {
            let note = if waits.is_empty() { note.clone() } else { format!("{note}, {waits}") };
            (TEXT.stage.slot)(&slot.name, &note)
        }
    };
    html! {
        <li
            class="slot"
            data-part="slot"
            aria-label={spoken}
            data-wanted={flag(slot.wanted)}
            data-empty={flag(slot.pod.is_none())}
        >
            if !brief {
                <div class="plate" data-part="name">
                    <b>{ tail(text(&slot.name)) }</b>
                    { padlock() }
                </div>
            }
            if let Some(card) = &slot.pod {
                <Pod
                    key={card.uid.to_string()}
                    card={card.clone()}
                    hands={hands.clone()}
                    in_slot=true
                    brief={*brief}
                >
                    { if *brief { short_badge(slot.revision) } else { badge(slot.revision) } }
                </Pod>
            } else {
                <p class="ghost" data-place={if slot.wanted { "wanted" } else { "beyond" }}>
                    if *brief {
                        { tail(text(&slot.name)) }
                    } else {
                        { note }
                        if !waits.is_empty() {
                            <br />{ unbroken(&waits) }
                        }
                    }
                </p>
            }
            if !brief {
                { gate(slot) }
            }
            { for slot.claims.iter().map(|place| claim(place, hands, *brief)) }
        </li>
    }
}

/// A name on one line: `db-0` is not broken after its hyphen.
fn unbroken(text: &str) -> String {
    const WORD_JOINER: char = '\u{2060}';
    text.replace('-', &format!("-{WORD_JOINER}"))
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
