//! The column that guides: what to try, and what was done.

use crate::ui::text::TEXT;
use yew::prelude::*;

/// The guide.
#[component]
pub fn Guide() -> Html {
    html! { <section class="guide"><h1>{ TEXT.guide.title }</h1></section> }
}
