//! The objects: all of them by kind, or one of them as YAML.

mod list;
mod yaml;

use crate::api::ObjectRef;
use crate::timeline::Frame;
use crate::ui::shared::Shared;
use list::List;
use yaml::Yaml;
use yew::prelude::*;

/// The objects of a moment; the one in focus as YAML, with what was different the moment before.
pub fn objects(
    before: Shared<Frame>,
    frame: Shared<Frame>,
    focus: Option<ObjectRef>,
    on_focus: &Callback<Option<ObjectRef>>,
) -> Html {
    match focus {
        Some(object) => html! { <Yaml {before} {frame} {object} {on_focus} /> },
        None => html! { <List {frame} {on_focus} /> },
    }
}
