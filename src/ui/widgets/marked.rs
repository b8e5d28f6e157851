//! A sentence in which names stand between backticks.

use yew::prelude::*;

/// A sentence; what stands between backticks is set in the fixed-width face.
pub fn marked(text: &str) -> Html {
    let parts = text.split('`').enumerate().map(|(at, part)| match at % 2 {
        0 => html! { { part } },
        _ => html! { <code>{ part }</code> },
    });
    html! { <>{ for parts }</> }
}
