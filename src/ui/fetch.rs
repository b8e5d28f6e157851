//! Files that stand beside the page and are read only when they are needed.

use std::pin::Pin;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The text of a file, by its address beside the page; `None` if it does not come. Boxed, or else
/// everything that awaits it would have the whole of it inside.
pub fn fetch(address: String) -> Pin<Box<dyn Future<Output = Option<String>>>> {
    Box::pin(async move { text(&address).await })
}

async fn text(address: &str) -> Option<String> {
    let response = JsFuture::from(web_sys::window()?.fetch_with_str(address)).await.ok()?;
    let response = response.dyn_into::<Response>().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
