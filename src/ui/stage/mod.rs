//! The stage: one lane for each workload.

use super::shared::Shared;
use crate::api::ObjectRef;
use crate::app::Refusal;
use crate::cluster::Command;
use crate::scene::Scene;
use yew::prelude::*;

/// What the stage shows, and what it tells.
#[derive(PartialEq, Properties)]
pub struct StageProps {
    /// The picture of the moment.
    pub scene: Shared<Scene>,
    /// Whether time moves by itself.
    pub playing: bool,
    /// Something is asked for.
    pub on_command: Callback<Command>,
    /// The object that is looked at closely.
    pub focus: Option<ObjectRef>,
    /// Another object is to be looked at closely.
    pub on_focus: Callback<Option<ObjectRef>>,
    /// What was refused here last.
    pub refusal: Option<Refusal>,
}

/// The stage.
#[component]
pub fn Stage(props: &StageProps) -> Html {
    let lane = |lane: &crate::scene::Lane| html! { <p>{ lane.workload().to_string() }</p> };
    html! { <div class="stage">{ for props.scene.lanes.iter().map(lane) }</div> }
}
