//! How many Pods are in each state.

use crate::collections::Map;
use crate::scene::{PodCard, PodState};
use crate::ui::text::TEXT;
use yew::prelude::*;

/// The states, in the order of how far they are from serving; `picture` is what a Pod in that state
/// looks like.
pub fn legend<'a>(
    cards: impl Iterator<Item = &'a PodCard>,
    picture: impl Fn(&PodState) -> Html,
) -> Html {
    let mut counts: Map<&PodState, usize> = Map::new();
    cards.for_each(|card| *counts.get_or_default(&card.state) += 1);
    let entry = |(state, count): (&&PodState, &usize)| {
        html! {
            <li>
                { picture(state) }
                <b>{ count }</b>{ " " }{ (TEXT.stage.state)(state) }
            </li>
        }
    };
    html! { <ul class="legend">{ for counts.iter().map(entry) }</ul> }
}
