//! Files that stand beside the page and are read only when they are needed.

use js_sys::Promise;
use std::pin::Pin;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The text of a file, by its address beside the page; `None` if it does not come. It is asked for
/// at once, awaited or not. Boxed, or else everything that awaits it would have the whole of it
/// inside.
pub fn fetch(address: &str) -> Pin<Box<dyn Future<Output = Option<String>>>> {
    let asked = web_sys::window().map(|window| window.fetch_with_str(address));
    Box::pin(async move { text(asked?).await })
}

async fn text(asked: Promise) -> Option<String> {
    let response = JsFuture::from(asked).await.ok()?;
    let response = response.dyn_into::<Response>().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
