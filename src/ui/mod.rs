//! The page: the only module that knows Yew and the browser.

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
    console_error_panic_hook::set_once();
    yew::Renderer::<root::Root>::new().render();
}
