//! The inspector: why the step happened, and what there is.

use super::shared::Shared;
use crate::api::ObjectRef;
use crate::app::{Position, Refusal};
use crate::cluster::Command;
use crate::timeline::Timeline;
use yew::prelude::*;

/// What the inspector shows, and what it tells.
#[derive(PartialEq, Properties)]
pub struct InspectorProps {
    /// The run.
    pub timeline: Shared<Timeline>,
    /// The moment that is looked at.
    pub position: Position,
    /// The object that is looked at closely.
    pub focus: Option<ObjectRef>,
    /// Another object is to be looked at closely.
    pub on_focus: Callback<Option<ObjectRef>>,
    /// To the frame of that index.
    pub on_jump: Callback<usize>,
    /// Something is asked for.
    pub on_command: Callback<Command>,
    /// What was refused here last.
    pub refusal: Option<Refusal>,
}

/// The inspector.
#[component]
pub fn Inspector(props: &InspectorProps) -> Html {
    let frame = props.timeline.frame(props.position.frame);
    html! { <p>{ frame.actor().map(|actor| actor.component()) }</p> }
}
