//! A Pod as a card.

use super::flag;
use super::hands::Hands;
use super::state::{self, state};
use crate::api::{Kind, ObjectRef};
use crate::kubectl::age::human_duration;
use crate::scene::{PodCard, PodState, Presence};
use crate::ui::shared::{text, token};
use crate::ui::text::TEXT;
use crate::ui::widgets::tail;
use yew::prelude::*;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct PodProps {
    /// The Pod.
    pub card: PodCard,
    /// What can be asked for.
    pub hands: Hands,
    /// Whether its name stands elsewhere: on its slot.
    #[prop_or_default]
    pub in_slot: bool,
    /// Whether only its state and its name are shown.
    #[prop_or_default]
    pub brief: bool,
    /// What else is shown of it.
    #[prop_or_default]
    pub children: Html,
}

/// What a screen reader calls the list item that a Pod is.
pub fn spoken_name(card: &PodCard) -> String {
    (TEXT.stage.pod)(&card.name, &state::spoken(&card.state, card.available))
}

/// A Pod as a card: press it for what can be done with it.
#[component]
pub fn Pod(props: &PodProps) -> Html {
    let card = &props.card;
    let object = ObjectRef::new(Kind::Pod, card.name.clone());
    let presence = match card.presence {
        Presence::Stays => "stays",
        Presence::Enters => "enters",
        Presence::Leaves => "leaves",
    };
    let open = props.hands.opener(object.clone());
    html! {
        <div
            class="pod"
            data-state={state::key(&card.state)}
            data-presence={presence}
            data-changed={flag(card.touched)}
            data-waited={flag(card.pointed)}
            data-focus={flag(props.hands.is_on(&object))}
            data-unavailable={flag(card.state == PodState::Ready && !card.available)}
            data-ref={token(&object)}
            data-part="pod"
        >
            <button
                type="button"
                aria-haspopup="menu"
                disabled={card.presence == Presence::Leaves}
                oncontextmenu={open.clone()}
                onclick={open}
            >
                { if props.brief { brief(props) } else { full(props) } }
            </button>
            if card.pointed {
                <span class="pod-flag">{ TEXT.stage.waited_for }</span>
            }
        </div>
    }
}

fn brief(props: &PodProps) -> Html {
    let card = &props.card;
    html! {
        <>
            { state::icon(&card.state, card.available) }
            { tail(text(&card.short)) }
            { props.children.clone() }
        </>
    }
}

fn full(props: &PodProps) -> Html {
    let card = &props.card;
    html! {
        <>
            { state(&card.state, card.available) }
            if !props.in_slot {
                <span class="pod-name">{ text(&card.short) }</span>
            }
            <span class="pod-image">{ image_name(&card.image).to_owned() }</span>
            <span class="pod-meta pod-more">
                { props.children.clone() }
                { node(card) }
                <span>{ age(card) }</span>
                if card.restarts > 0 {
                    <span class="pod-restarts">{ (TEXT.stage.restarts)(card.restarts) }</span>
                }
            </span>
        </>
    }
}

/// How old the Pod is, as kubectl says it.
pub fn age(card: &PodCard) -> String {
    human_duration(i64::from(card.age_seconds) * 1000)
}

/// An image without the registry and the folders it comes from: a card is narrow.
fn image_name(image: &str) -> &str {
    image.rsplit('/').next().unwrap_or(image)
}

fn node(card: &PodCard) -> Html {
    match card.node_lost {
        _ if card.node.is_empty() => Html::default(),
        true => html! { <span class="pod-lost">{ (TEXT.stage.node_lost)(&card.node) }</span> },
        false => html! { <span>{ text(&card.node) }</span> },
    }
}
