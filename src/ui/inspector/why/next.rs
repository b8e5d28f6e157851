//! Who is due next, and when.

use crate::cluster::{Cluster, Wake};
use crate::ui::text::TEXT;
use yew::prelude::*;

/// So many are named; of more, the rest is counted.
const MOST: usize = 4;

/// Who is due next, and when; nobody once all is settled, whoever is still to look.
pub fn next(cluster: &Cluster, is_settled: bool) -> Html {
    let count = if is_settled { 0 } else { cluster.agenda().count() };
    let wake = |(index, wake): (usize, &Wake)| {
        html! {
            <li key={index}>
                <span>{ (TEXT.inspector.due)(wake.due.since_ms(cluster.now())) }</span>
                <span>{ wake.key.actor.component() }</span>
                <code>{ wake.key.object.to_string() }</code>
            </li>
        }
    };
    html! {
        <section>
            <h3 class="label">{ TEXT.inspector.next }</h3>
            if count == 0 {
                <p class="because">{ TEXT.inspector.settled }</p>
            } else {
                <ul class="next">{ for cluster.agenda().take(MOST).enumerate().map(wake) }</ul>
            }
            if count > MOST {
                <p class="because">{ (TEXT.inspector.more_due)(count - MOST) }</p>
            }
        </section>
    }
}
