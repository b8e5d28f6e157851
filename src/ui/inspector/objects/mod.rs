//! The objects: all of them by kind, or one of them as YAML.

mod list;
mod yaml;

use crate::api::ObjectRef;
use crate::timeline::Frame;
use crate::ui::shared::Shared;
use list::List;
use yaml::Yaml;
use yew::prelude::*;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct ObjectsProps {
    /// The moment before.
    pub before: Shared<Frame>,
    /// The moment.
    pub frame: Shared<Frame>,
    /// The object that is shown as YAML; a list of all without it.
    pub focus: Option<ObjectRef>,
    /// Another object is to be looked at closely.
    pub on_focus: Callback<Option<ObjectRef>>,
}

/// The objects.
#[component]
pub fn Objects(props: &ObjectsProps) -> Html {
    let ObjectsProps { before, frame, focus, on_focus } = props;
    match focus.clone() {
        Some(object) => html! {
            <Yaml before={before.clone()} frame={frame.clone()} {object} {on_focus} />
        },
        None => html! { <List frame={frame.clone()} {on_focus} /> },
    }
}
