//! A sentence in which names stand between backticks.

use yew::prelude::*;

/// What it says.
#[derive(PartialEq, Properties)]
pub struct MarkedProps {
    /// The sentence; what stands between backticks is set in the fixed-width face.
    pub text: AttrValue,
}

/// A sentence whose names are set in the fixed-width face.
#[component]
pub fn Marked(props: &MarkedProps) -> Html {
    let parts = props.text.split('`').enumerate().map(|(at, part)| match at % 2 {
        0 => html! { { part } },
        _ => html! { <code>{ part }</code> },
    });
    html! { <>{ for parts }</> }
}
