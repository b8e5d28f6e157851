//! A name on one line, of which the end is shown where the room is short: names differ there.

use yew::prelude::*;

/// The name.
pub fn tail(name: impl Into<AttrValue>) -> Html {
    html! { <span class="tail"><bdi>{ name.into() }</bdi></span> }
}
