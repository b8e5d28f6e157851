//! Your own manifest as the start of a run.

use crate::ui::text::TEXT;
use yew::prelude::*;

/// Your own manifest.
#[component]
pub fn Manifest() -> Html {
    html! { <p>{ TEXT.dialogs.manifest_hint }</p> }
}
