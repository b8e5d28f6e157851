//! A claim as a card under its slot.

use super::flag;
use super::hands::Hands;
use crate::api::storage::ClaimPhase;
use crate::api::{Kind, ObjectRef};
use crate::scene::{ClaimCard, ClaimPlace, Presence};
use crate::ui::shared::{text, token};
use crate::ui::text::TEXT;
use yew::prelude::*;

/// A claim as a card, or `brief`, as a disk; an empty place where there is none yet.
pub fn claim(place: &ClaimPlace, hands: &Hands, brief: bool) -> Html {
    let name = &place.name;
    let object = ObjectRef::new(Kind::PersistentVolumeClaim, name.clone());
    let token = token(&object);
    let Some(card) = &place.card else {
        return html! {
            <div class="claim" data-missing="" data-ref={token} data-part="claim">
                if brief {
                    { disk() }
                } else {
                    <b>{ text(name) }</b>
                    <span>{ TEXT.stage.no_claim }</span>
                }
            </div>
        };
    };
    let shown = match &*card.size {
        "" => phase(card).to_owned(),
        size => format!("{size} · {}", phase(card)),
    };
    html! {
        <div
            class="claim"
            data-changed={flag(card.touched)}
            data-waited={flag(card.pointed)}
            data-focus={flag(hands.is_on(&object))}
            data-phase={phase(card)}
            data-ref={token}
            data-part="claim"
            data-presence={(card.presence == Presence::Leaves).then_some("leaves")}
        >
            <button
                type="button"
                aria-haspopup="menu"
                aria-label={format!("{} {shown}", (TEXT.stage.claim)(name))}
                onclick={hands.opener(object)}
            >
                if brief {
                    { disk() }
                } else {
                    <b>{ text(name) }</b>
                    { " " }
                    <span>{ shown.clone() }</span>
                }
            </button>
            if card.pointed {
                <span class="pod-flag">{ TEXT.stage.waited_for }</span>
            }
        </div>
    }
}

fn disk() -> Html {
    html! {
        <svg class="disk" viewBox="0 0 12 14" aria-hidden="true">
            <path d="M1 3c0-2.6 10-2.6 10 0v8c0 2.6-10 2.6-10 0zc0 2.6 10 2.6 10 0" />
        </svg>
    }
}

fn phase(card: &ClaimCard) -> &'static str {
    match card.phase {
        _ if card.terminating => TEXT.stage.claim_terminating.text(),
        ClaimPhase::Pending => "Pending",
        ClaimPhase::Bound => "Bound",
        ClaimPhase::Lost => "Lost",
    }
}
