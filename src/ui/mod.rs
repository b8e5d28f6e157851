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

/// Mounts the page into the document's body.
pub fn mount() {
    crash::watch();
    wasm_bindgen_futures::spawn_local(async {
        hooks::prepare().await;
        yew::Renderer::<root::Root>::new().render();
    });
}
