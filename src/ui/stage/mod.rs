//! The stage: one lane for each workload, what no lane shows, and the nodes.

mod bounds;
mod cells;
mod claim;
mod deployment;
mod dns;
mod frame;
mod gate;
mod hands;
mod head;
mod image_choice;
mod legend;
mod nodes;
mod object_menu;
mod pod;
mod requests;
mod rest;
mod service;
mod setting;
mod size;
mod slot;
mod state;
mod stateful_set;

use super::shared::{Shared, token};
use super::text::TEXT;
use super::widgets::refusal_notice;
use crate::api::{Kind, ObjectRef};
use crate::app::Refusal;
use crate::cluster::Command;
use crate::scene::{Detail, Lane, RequestLine, Scene};
use deployment::DeploymentBody;
use hands::Hands;
use head::Head;
use nodes::nodes;
use object_menu::{ObjectMenu, Opened};
use requests::Requests;
use rest::rest_strip;
pub use state::{icon as state_icon, key as state_key};
use stateful_set::StatefulSetBody;
use std::rc::Rc;
use yew::prelude::*;

/// What the stage shows, and what it tells.
#[derive(PartialEq, Properties)]
pub struct StageProps {
    /// The picture of the moment.
    pub scene: Shared<Scene>,
    /// Whether time moves by itself.
    pub playing: bool,
    /// Whether the moment was reached by a jump, without motion.
    pub jumped: bool,
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
    let opened = use_state(|| None::<Opened>);
    let open = use_callback((opened.setter(), props.on_focus.clone()), |it, (opened, on_focus)| {
        let (object, anchor): Opened = it;
        if !matches!(object.kind, Kind::Deployment | Kind::StatefulSet) {
            on_focus.emit(Some(object.clone()));
        }
        opened.set(Some((object, anchor)));
    });
    let close = use_callback(opened.setter(), |(), opened| opened.set(None));
    let (command, focus) = (props.on_command.clone(), props.focus.clone());
    let look = props.on_focus.clone();
    let hands = Hands { command: command.clone(), open, look, focus };
    let scene = &*props.scene;
    html! {
        <section
            class="stage"
            aria-label={TEXT.stage.name}
            data-playing={flag(props.playing)}
            data-jumped={flag(props.jumped)}
        >
            if let Some(refusal) = &props.refusal {
                { refusal_notice(refusal) }
            }
            if scene.lanes.is_empty() {
                <p class="stage-empty">{ TEXT.stage.empty }</p>
            }
            <div class="lanes">
                { for scene.lanes.iter().map(|lane| lane_view(lane, &scene.requests, &hands)) }
            </div>
            { for requests(&scene.requests, None) }
            if !scene.rest.is_empty() {
                { rest_strip(&scene.rest, &hands) }
            }
            if !scene.nodes.is_empty() {
                { nodes(&scene.nodes, &hands) }
            }
            if let Some(opened) = (*opened).clone() {
                <ObjectMenu scene={props.scene.clone()} {opened} {command} onclose={close} />
            }
        </section>
    }
}

fn lane_view(lane: &Rc<Lane>, clients: &[RequestLine], hands: &Hands) -> Html {
    let workload = lane.workload();
    let name = format!("{} {}", workload.kind, workload.name);
    let head = lane.head();
    let detail = lane.detail();
    let brief = detail == Detail::Brief;
    html! {
        <section
            key={name.clone()}
            class="lane"
            data-kind={workload.kind.as_str()}
            data-changed={flag(head.touched)}
            data-ref={token(&workload)}
            data-part={workload.kind.as_str().to_ascii_lowercase()}
            aria-label={name}
        >
            <Head lane={lane.clone()} hands={hands.clone()} />
            <div class="lane-body" data-brief={flag(brief)}>
                { for requests(clients, Some(&workload)) }
                { match &**lane {
                    _ if detail == Detail::Cell => html! {
                        <cells::DenseBody lane={lane.clone()} hands={hands.clone()} />
                    },
                    Lane::Deployment(lane) => html! {
                        <DeploymentBody lane={lane.clone()} hands={hands.clone()} {brief} />
                    },
                    Lane::StatefulSet(lane) => html! {
                        <StatefulSetBody lane={lane.clone()} hands={hands.clone()} {brief} />
                    },
                } }
            </div>
        </section>
    }
}

/// The clients of a workload, or those of none.
fn requests<'a>(
    clients: &'a [RequestLine],
    of: Option<&'a ObjectRef>,
) -> impl Iterator<Item = Html> {
    let clients = clients.iter().filter(move |line| line.workload.as_ref() == of);
    clients.map(|line| html! { <Requests key={line.target.to_string()} line={line.clone()} /> })
}

/// An attribute that is there or not.
fn flag(is: bool) -> Option<&'static str> {
    is.then_some("")
}
