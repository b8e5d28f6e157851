//! A ReplicaSet as a frame around its Pods, and the old ones that are kept for an undo.

use super::flag;
use super::hands::Hands;
use super::legend::legend;
use super::pod::{Pod, spoken_name};
use super::state::icon;
use crate::api::{Kind, ObjectRef};
use crate::scene::{Place, Presence, ReplicaSetFrame};
use crate::ui::shared::{text, token};
use crate::ui::text::TEXT;
use crate::ui::widgets::tail;
use yew::prelude::*;

/// Revisions have as many colours, and then the first again.
const COLOURS: i64 = 6;
/// Beside so many Pods there is room for what their ReplicaSet is called.
const FEW: usize = 6;

/// Its place among the colours, for `data-colour`.
pub fn colour(revision: i64) -> String {
    (revision % COLOURS).to_string()
}

/// A revision's badge.
pub fn badge(revision: i64) -> Html {
    html! { <span class="revision" data-colour={colour(revision)}>{ name(revision) }</span> }
}

/// A revision's badge of which only the number is seen.
pub fn short_badge(revision: i64) -> Html {
    html! {
        <span class="revision" data-colour={colour(revision)}>
            <span class="visually-hidden">{ name(revision) }</span>
            <span aria-hidden="true">{ revision }</span>
        </span>
    }
}

fn name(revision: i64) -> String {
    match revision {
        0 => TEXT.stage.no_revision.to_string(),
        number => (TEXT.stage.revision)(number),
    }
}

/// A ReplicaSet as a frame; folded away once it only waits for an undo.
pub fn frame(set: &ReplicaSetFrame, hands: &Hands, brief: bool) -> Html {
    let folded = set.is_kept_for_undo() || set.presence == Presence::Leaves;
    let place = |(index, place): (usize, &Place)| place_view(index, place, hands, brief);
    html! {
        <div key={set.uid.0} class="fold" data-folded={flag(folded)} inert={folded}>
            <div class="fold-inside">
                <div
                    class="set"
                    role="group"
                    aria-label={(TEXT.stage.replica_set)(&set.name, set.revision)}
                    data-few={flag((1..=FEW).contains(&set.places.len()))}
                    data-colour={colour(set.revision)}
                    data-new={flag(set.is_new)}
                    data-changed={flag(set.touched)}
                    data-waited={flag(set.pointed)}
                    data-ref={token(&ObjectRef::new(Kind::ReplicaSet, set.name.clone()))}
                    data-part="replicaset"
                >
                    <p class="set-caption">
                        { badge(set.revision) }
                        <code>{ tail(text(&set.name)) }</code>
                        <span>{ TEXT.stage.wants }{ " " }<b>{ set.wanted }</b></span>
                    </p>
                    if set.pointed {
                        <span class="pod-flag">{ TEXT.stage.waited_for }</span>
                    }
                    if brief {
                        { legend(set.cards(), |state| icon(state, true)) }
                    }
                    <ul class="pods" aria-label={(TEXT.stage.pods_of)(&set.name)}>
                        { for set.places.iter().enumerate().map(place) }
                    </ul>
                </div>
            </div>
        </div>
    }
}

fn place_view(index: usize, place: &Place, hands: &Hands, brief: bool) -> Html {
    let ghost = |kind: &'static str, text: &'static str| {
        let text = if brief { "" } else { text };
        let hidden = text.is_empty().then_some("true");
        html! {
            <li
                key={format!("place-{index}")}
                class="ghost"
                data-place={kind}
                data-part={(kind == "surge").then_some(kind)}
                aria-hidden={hidden}
            >
                { text }
            </li>
        }
    };
    match place {
        Place::Pod(card) => html! {
            <li key={card.uid.to_string()} aria-label={spoken_name(card)}>
                <Pod card={card.clone()} hands={hands.clone()} {brief} />
            </li>
        },
        Place::Empty => ghost("empty", ""),
        Place::Wanted => ghost("wanted", TEXT.stage.place_wanted.text()),
        Place::SurgeRoom => ghost("surge", TEXT.stage.place_surge.text()),
    }
}

/// Of all ReplicaSets the old ones without Pods, one quiet line for each.
pub fn kept(sets: &[ReplicaSetFrame]) -> Html {
    let kept = sets.iter().filter(|set| set.is_kept_for_undo());
    let line = |set: &ReplicaSetFrame| {
        let is_leaving = set.presence == Presence::Leaves;
        let note = if is_leaving { TEXT.stage.removed } else { TEXT.stage.kept_for_undo };
        html! {
            <li
                key={set.uid.0}
                data-changed={flag(set.touched)}
                data-presence={is_leaving.then_some("leaves")}
            >
                { badge(set.revision) }
                <code>{ text(&set.name) }</code>
                <span>{ note }</span>
            </li>
        }
    };
    html! { <ul class="kept">{ for kept.map(line) }</ul> }
}
