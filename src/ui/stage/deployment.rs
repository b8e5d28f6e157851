//! A Deployment's lane below its head.

use super::bounds::BoundsLine;
use super::claim::Claim;
use super::frame::{Frame, Kept};
use super::hands::Hands;
use super::service::Service;
use crate::scene::DeploymentLane;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct DeploymentBodyProps {
    /// The lane.
    pub lane: DeploymentLane,
    /// What can be asked for.
    pub hands: Hands,
}

/// Its Service, its ReplicaSets with their Pods, the bounds in force.
#[component]
pub fn DeploymentBody(props: &DeploymentBodyProps) -> Html {
    let lane = &props.lane;
    let frame = |set: &crate::scene::ReplicaSetFrame| {
        html! { <Frame key={set.uid.0} set={set.clone()} hands={props.hands.clone()} /> }
    };
    let claim = |place: &crate::scene::ClaimPlace| {
        let (place, hands) = (place.clone(), props.hands.clone());
        html! { <li key={place.name.to_string()}><Claim {place} {hands} /></li> }
    };
    html! {
        <>
            <Service bar={lane.service.clone()} />
            <div class="sets">{ for lane.sets.iter().map(frame) }</div>
            if !lane.claims.is_empty() {
                <div class="shared-claims">
                    <h3 class="label">{ TEXT.stage.shared_claims }</h3>
                    <ul>{ for lane.claims.iter().map(claim) }</ul>
                </div>
            }
            <BoundsLine bounds={lane.bounds.clone()} progress={lane.progress.clone()} />
            <Kept sets={lane.sets.clone()} />
        </>
    }
}
