//! What no lane shows: Pods without a living workload, and claims that were left behind.

use super::claim::claim;
use super::hands::Hands;
use super::pod::{Pod, spoken_name};
use crate::scene::{ClaimCard, ClaimPlace, PodCard, Rest, RestGroup};
use crate::ui::text::TEXT;
use yew::prelude::*;

/// What no lane shows, as a strip under the lanes.
pub fn rest_strip(rest: &Rest, hands: &Hands) -> Html {
    let claim = |card: &ClaimCard| {
        let place = ClaimPlace { name: card.name.clone(), card: Some(card.clone()) };
        html! { <li key={card.uid.0}>{ claim(&place, hands, false) }</li> }
    };
    html! {
        <section class="rest" aria-label={TEXT.stage.pods_of_no_workload}>
            { for rest.groups.iter().map(|it| group(it, hands)) }
            if !rest.claims.is_empty() {
                <h3 class="label">{ TEXT.stage.claims_left }</h3>
                <ul class="pods">{ for rest.claims.iter().map(claim) }</ul>
            }
        </section>
    }
}

fn group(group: &RestGroup, hands: &Hands) -> Html {
    let owner = group.owner.as_ref().map(ToString::to_string);
    let owner = owner.unwrap_or_else(|| TEXT.stage.managed_by_nobody.to_string());
    let pod = |card: &PodCard| {
        html! {
            <li key={card.uid.to_string()} aria-label={spoken_name(card)}>
                <Pod card={card.clone()} hands={hands.clone()} />
            </li>
        }
    };
    html! {
        <div key={owner.clone()}>
            <h3 class="label">
                { TEXT.stage.pods_of_no_workload }{ " · " }<code>{ &owner }</code>
            </h3>
            <ul class="pods" aria-label={(TEXT.stage.pods_of)(&owner)}>
                { for group.cards.iter().map(pod) }
            </ul>
        </div>
    }
}
