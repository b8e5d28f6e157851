//! When the page itself fails: never blank, always a way back and a link that shows the failure
//! again.

use crate::ui::text::TEXT;
use std::cell::RefCell;
use std::panic::PanicHookInfo;
use web_sys::{Document, Element};

thread_local! {
    static LINK: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Notes the moment that is shown, for the link in the message.
pub fn remember(hash: &str) {
    LINK.with_borrow_mut(|link| hash.clone_into(link));
}

/// From now on a failure is written over the page, in plain HTML, besides the console.
pub fn watch() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        // What cannot be shown is at least in the console.
        let _ = show(info);
    }));
}

fn show(info: &PanicHookInfo) -> Option<()> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let body = document.body()?;
    let text = &TEXT.crash;
    let link = LINK.try_with(|link| link.try_borrow().map(|it| it.clone()).ok()).ok().flatten();
    let link = link.filter(|it| !it.is_empty()).or(window.location().hash().ok());
    let link = link.unwrap_or_default();
    let message = element(&document, "div", "")?;
    message.set_class_name("crash");
    message.set_attribute("role", "alert").ok()?;
    // Another query than now: then the browser loads the page instead of only moving within it.
    let query = match window.location().search().ok()?.as_str() {
        "" => "?again",
        _ => "",
    };
    let path = format!("{}{query}", window.location().pathname().ok()?);
    let parts = [
        element(&document, "h1", text.title)?,
        element(&document, "p", text.what)?,
        anchor(&document, &format!("{path}{link}"), text.reload)?,
        anchor(&document, &path, text.start)?,
        element(&document, "pre", &info.to_string())?,
    ];
    for part in parts {
        message.append_child(&part).ok()?;
    }
    body.append_child(&message).ok()?;
    Some(())
}

fn element(document: &Document, tag: &str, text: &str) -> Option<Element> {
    let element = document.create_element(tag).ok()?;
    element.set_text_content(Some(text));
    Some(element)
}

fn anchor(document: &Document, href: &str, text: &str) -> Option<Element> {
    let anchor = element(document, "a", text)?;
    anchor.set_attribute("href", href).ok()?;
    anchor.set_class_name("button");
    Some(anchor)
}
