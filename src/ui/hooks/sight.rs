//! What comes into sight by itself, where the page scrolls as one.

use super::document;

/// The stage, as a selector.
pub const STAGE: &str = ".stage-area";

/// Scrolls to the first element of that selector, if there is one.
pub fn bring_into_sight(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    found.iter().for_each(|it| it.scroll_into_view_with_bool(true));
}
