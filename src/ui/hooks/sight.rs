//! What comes into sight by itself, where the page scrolls as one.

use super::document;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

/// The stage, as a selector.
pub const STAGE: &str = ".stage-area";

/// Scrolls to the first element of that selector, if there is one.
pub fn bring_into_sight(selector: &str) {
    find(selector).iter().for_each(|it| it.scroll_into_view_with_bool(true));
}

/// Scrolls no further than it must for all of that element to be seen.
pub fn keep_in_sight(selector: &str) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    let scroll = |it: Element| it.scroll_into_view_with_scroll_into_view_options(&options);
    find(selector).into_iter().for_each(scroll);
}

fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}
