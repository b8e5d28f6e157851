//! The page: the only module that knows Yew and the browser.

mod crash;
mod fetch;
mod hooks;
pub mod inspector;
mod panels;
mod root;
pub mod shared;
pub mod stage;
pub mod store;
pub mod text;
pub mod widgets;

use shared::Shared;
use std::rc::Rc;

/// Mounts the page into the document's body.
pub fn mount() {
    crash::watch();
    wasm_bindgen_futures::spawn_local(async {
        let first = Shared(Rc::new(hooks::opened().await));
        hooks::breathe().await;
        yew::Renderer::<root::Root>::with_props(root::RootProps { first }).render();
    });
}
