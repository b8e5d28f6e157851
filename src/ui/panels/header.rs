//! The header.

use crate::ui::text::TEXT;
use yew::prelude::*;

/// The header.
#[component]
pub fn Header() -> Html {
    html! { <header class="header"><span class="brand">{ TEXT.header.name }</span></header> }
}
