//! The inspector: why the step happened, what was said, and what there is.

mod events;
mod objects;
mod why;

use super::shared::Shared;
use super::text::TEXT;
use super::widgets::{Tabs, close_button, refusal_notice};
use crate::api::ObjectRef;
use crate::app::{Position, Refusal};
use crate::cluster::Command;
use crate::timeline::Timeline;
use events::Events;
use objects::objects;
use why::Why;
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
    let chosen = use_state(|| 0);
    let onchoose = use_callback(chosen.setter(), |index, chosen| chosen.set(index));
    let InspectorProps { timeline, position, focus, on_focus, .. } = props;
    let tabs: Vec<AttrValue> = TEXT.inspector.tabs.iter().map(|name| (*name).into()).collect();
    let (frame, before) =
        (timeline.frame(position.frame), timeline.frame(position.frame.saturating_sub(1)));
    html! {
        <section class="inspector" aria-label={TEXT.inspector.name}>
            if let Some(refusal) = &props.refusal {
                { refusal_notice(refusal) }
            }
            <Tabs id="inspector" name={TEXT.inspector.name} {tabs} shown={*chosen} {onchoose}>
                { focus.as_ref().map(|object| following(object, on_focus)) }
                { match *chosen {
                    0 => html! {
                        <Why
                            timeline={timeline.clone()}
                            position={*position}
                            on_jump={&props.on_jump}
                        />
                    },
                    1 => html! {
                        <Events frame={Shared(frame.clone())} focus={focus.clone()} {on_focus} />
                    },
                    _ => {
                        let (before, frame) = (Shared(before.clone()), Shared(frame.clone()));
                        objects(before, frame, focus.clone(), on_focus)
                    }
                } }
            </Tabs>
        </section>
    }
}

fn following(object: &ObjectRef, on_focus: &Callback<Option<ObjectRef>>) -> Html {
    let name = object.to_string();
    let onclick = on_focus.reform(|_| None);
    html! {
        <p class="following">
            <span>{ TEXT.inspector.following }{ " " }<b>{ &name }</b></span>
            { close_button((TEXT.inspector.stop_following)(&name), onclick) }
        </p>
    }
}
