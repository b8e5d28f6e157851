//! The page inside a real browser: `wasm-pack test --headless --chrome . --test browser`.

#![cfg(all(target_arch = "wasm32", feature = "ui"))]

use std::time::Duration;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::platform::time::sleep;

wasm_bindgen_test_configure!(run_in_browser);

fn document() -> web_sys::Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Mounts the page, which takes the whole body: the test runner's own output moves out of it first.
fn mount() {
    let body = document().body().unwrap();
    while let Some(of_the_runner) = body.first_child() {
        document().document_element().unwrap().append_child(&of_the_runner).unwrap();
    }
    cattle_and_pets::ui::mount();
}

/// The text of the first element that the selector finds, as soon as there is any.
async fn text_of(selector: &str) -> String {
    for _ in 0..500 {
        let element = document().query_selector(selector).unwrap();
        if let Some(text) = element.and_then(|element| element.text_content()) {
            return text;
        }
        sleep(Duration::from_millis(10)).await;
    }
    panic!("nothing matches {selector} after five seconds");
}

#[wasm_bindgen_test]
async fn mounting_shows_the_page() {
    mount();
    assert!(text_of("header").await.contains("Cattle & Pets"));
}
