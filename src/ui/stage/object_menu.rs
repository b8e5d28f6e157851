//! The menu of an object: what can be asked of it, each with its command line.

use crate::api::{Kind, Name, ObjectRef};
use crate::cluster::Command;
use crate::kubectl;
use crate::scene::ask::{self, Asking};
use crate::scene::{PodCard, Scene};
use crate::ui::shared::Shared;
use crate::ui::text::TEXT;
use crate::ui::widgets::{Menu, MenuItem, menu};
use web_sys::Element;
use yew::prelude::*;

/// The object whose menu is open, and the element it hangs on.
pub type Opened = (ObjectRef, Element);

/// What the menu needs to know.
#[derive(PartialEq, Properties)]
pub struct ObjectMenuProps {
    /// The picture of the moment.
    pub scene: Shared<Scene>,
    /// The object and the element.
    pub opened: Opened,
    /// Something is asked for.
    pub command: Callback<Command>,
    /// It was closed.
    pub onclose: Callback<()>,
}

/// The menu of an object. It goes when the object does.
#[component]
pub fn ObjectMenu(props: &ObjectMenuProps) -> Html {
    let (object, anchor) = &props.opened;
    let asks = asks(&props.scene, object);
    use_effect_with(asks.is_empty(), {
        let onclose = props.onclose.clone();
        move |is_gone| {
            if *is_gone {
                onclose.emit(());
            }
        }
    });
    if asks.is_empty() {
        return Html::default();
    }
    let items = asks.iter().map(|(ask, command)| MenuItem {
        label: (TEXT.stage.ask)(*ask).into(),
        line: kubectl::line(command).into(),
        is_harmful: ask.is_harmful(),
    });
    let items: Vec<MenuItem> = items.collect();
    let command = props.command.clone();
    menu(Menu {
        anchor: anchor.clone(),
        name: object.to_string().into(),
        items,
        onpick: Callback::from(move |index: usize| command.emit(asks[index].1.clone())),
        onclose: props.onclose.clone(),
    })
}

/// What can be asked of the object; nothing if it is not on the stage.
fn asks(scene: &Scene, object: &ObjectRef) -> Vec<Asking> {
    match object.kind {
        Kind::Pod => of_pod(scene, &object.name),
        Kind::Node => {
            let tile = scene.nodes.iter().find(|tile| tile.name == object.name);
            tile.map(ask::of_node).unwrap_or_default()
        }
        Kind::PersistentVolumeClaim => {
            let in_lanes = scene.lanes.iter().flat_map(|lane| lane.claims());
            let mut claims = in_lanes.chain(&scene.rest.claims);
            claims.find(|card| card.name == object.name).map(ask::of_claim).unwrap_or_default()
        }
        _ => {
            let lane = scene.lanes.iter().find(|lane| lane.workload() == *object);
            lane.map(|lane| ask::of_workload(lane)).unwrap_or_default()
        }
    }
}

fn of_pod(scene: &Scene, name: &Name) -> Vec<Asking> {
    let is_it = |card: &&PodCard| card.name == *name;
    let in_lane = scene.lanes.iter().find_map(|lane| Some((lane, lane.cards().find(is_it)?)));
    if let Some((lane, card)) = in_lane {
        return ask::of_pod(card, Some(lane));
    }
    let mut rest = scene.rest.groups.iter().flat_map(|group| &group.cards);
    rest.find(is_it).map(|card| ask::of_pod(card, None)).unwrap_or_default()
}
