//! A Deployment's lane below its head.

use super::bounds::bounds_line;
use super::claim::claim;
use super::frame::{frame, kept};
use super::hands::Hands;
use super::service::service;
use crate::scene::{ClaimPlace, DeploymentLane};
use crate::ui::text::TEXT;
use yew::prelude::*;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct DeploymentBodyProps {
    /// The lane.
    pub lane: DeploymentLane,
    /// What can be asked for.
    pub hands: Hands,
    /// Whether Pods show only their state and their name.
    pub brief: bool,
}

/// Its Service, its ReplicaSets with their Pods, the bounds in force.
#[component]
pub fn DeploymentBody(props: &DeploymentBodyProps) -> Html {
    let DeploymentBodyProps { lane, hands, brief } = props;
    let claim = |place: &ClaimPlace| {
        html! { <li key={place.name.to_string()}>{ claim(place, hands, false) }</li> }
    };
    html! {
        <>
            { service(lane.service.as_ref(), None) }
            <div class="sets">{ for lane.sets.iter().map(|set| frame(set, hands, *brief)) }</div>
            if !lane.claims.is_empty() {
                <div class="shared-claims">
                    <h3 class="label">{ TEXT.stage.shared_claims }</h3>
                    <ul>{ for lane.claims.iter().map(claim) }</ul>
                </div>
            }
            { bounds_line(&lane.bounds, &lane.progress) }
            { kept(&lane.sets) }
        </>
    }
}
