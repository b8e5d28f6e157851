//! The page: the only module that knows Yew and the browser.

use yew::prelude::*;

#[component]
fn Root() -> Html {
    html! { <main><h1>{ "Cattle & Pets" }</h1></main> }
}

/// Mounts the page into the document's body.
pub fn mount() {
    console_error_panic_hook::set_once();
    yew::Renderer::<Root>::new().render();
}
