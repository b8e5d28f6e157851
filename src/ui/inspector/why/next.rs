//! Who is due next, and when.

use crate::cluster::Wake;
use crate::timeline::Frame;
use crate::ui::shared::Shared;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// So many are named; of more, the rest is counted.
const MOST: usize = 4;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct NextProps {
    /// The moment.
    pub frame: Shared<Frame>,
    /// Whether nothing more will happen, whoever is still to look.
    pub is_settled: bool,
}

/// Who is due next, and when.
#[component]
pub fn Next(props: &NextProps) -> Html {
    let cluster = &props.frame.cluster;
    let count = if props.is_settled { 0 } else { cluster.agenda().count() };
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
