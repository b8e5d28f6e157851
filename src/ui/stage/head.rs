//! A lane's head: what it is, how many are ready, and what can be asked of it.

use super::flag;
use super::hands::Hands;
use super::image_choice::ImageChoice;
use super::setting::SettingChip;
use super::size::Size;
use crate::kubectl;
use crate::scene::ask::{self, Ask};
use crate::scene::{self, Lane};
use crate::ui::shared::text;
use crate::ui::text::TEXT;
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct HeadProps {
    /// The lane.
    pub lane: Rc<Lane>,
    /// What can be asked for.
    pub hands: Hands,
}

/// A lane's head.
#[component]
pub fn Head(props: &HeadProps) -> Html {
    let HeadProps { lane, hands } = props;
    let head = lane.head();
    let workload = lane.workload();
    let choosing = use_state(|| None::<Element>);
    let choose = {
        let choosing = choosing.setter();
        move |event: MouseEvent| choosing.set(event.target_dyn_into::<Element>())
    };
    let close = use_callback(choosing.setter(), |(), choosing| choosing.set(None));
    let setting = |setting: &scene::Setting| {
        html! {
            <SettingChip
                key={setting.name}
                setting={setting.clone()}
                workload={workload.clone()}
                command={hands.command.clone()}
            />
        }
    };
    html! {
        <header class="lane-head">
            { title(lane, hands) }
            <div class="lane-asks">
                <Size
                    wanted={head.wanted}
                    workload={workload.clone()}
                    command={hands.command.clone()}
                />
                <button type="button" class="button" aria-haspopup="dialog" onclick={choose}>
                    { TEXT.stage.update_image }
                </button>
                <span class="lane-restart">{ ask_button(Ask::Restart, lane, hands) }</span>
                <button
                    type="button"
                    class="button"
                    data-kind="icon"
                    aria-haspopup="menu"
                    aria-label={(TEXT.stage.more_asks)(&head.name)}
                    onclick={hands.opener(workload.clone())}
                >
                    { "⋯" }
                </button>
                { for head.settings.iter().map(setting) }
            </div>
            { notices(lane) }
            if let Some(anchor) = (*choosing).clone() {
                <ImageChoice
                    {anchor}
                    {workload}
                    container={head.container.clone()}
                    image={head.image.clone()}
                    next_image_broken={head.next_image_broken}
                    command={hands.command.clone()}
                    onclose={close}
                />
            }
        </header>
    }
}

fn title(lane: &Lane, hands: &Hands) -> Html {
    let head = lane.head();
    let workload = lane.workload();
    let nature = match lane {
        Lane::Deployment(_) => TEXT.stage.cattle,
        Lane::StatefulSet(_) => TEXT.stage.pets,
    };
    html! {
        <div class="lane-title">
            <h2>
                <span class="lane-kind">{ workload.kind.as_str() }{ " · " }{ nature }</span>
                <button
                    type="button"
                    class="lane-name"
                    title={(TEXT.stage.look_at)(&head.name)}
                    data-focus={flag(hands.is_on(&workload))}
                    onclick={hands.look.reform(move |_| Some(workload.clone()))}
                >
                    { text(&head.name) }
                </button>
            </h2>
            { ask_button(Ask::Resume, lane, hands) }
            { ask_button(Ask::Undo, lane, hands) }
            <p class="lane-count" aria-label={(TEXT.stage.ready_of)(head.ready, head.wanted)}>
                <b>{ head.ready }</b>{ (TEXT.stage.of_ready)(head.wanted) }
            </p>
        </div>
    }
}

/// What is asked for often has a button of its own, if it can be asked for now.
fn ask_button(ask: Ask, lane: &Lane, hands: &Hands) -> Html {
    let asks = ask::of_workload(lane);
    let Some((_, command)) = asks.into_iter().find(|(it, _)| *it == ask) else {
        return Html::default();
    };
    let line = kubectl::line(&command);
    let to = hands.command.clone();
    let onclick = move |_: MouseEvent| to.emit(command.clone());
    html! {
        <button type="button" class="button" title={line} {onclick}>
            { (TEXT.stage.ask)(ask) }
        </button>
    }
}

fn notices(lane: &Lane) -> Html {
    let head = lane.head();
    let is_paused = matches!(lane, Lane::Deployment(lane) if lane.paused);
    let notices = [
        (head.deleting, "failed", TEXT.stage.deleting),
        (is_paused, "starting", TEXT.stage.paused),
        (head.next_image_broken, "failed", TEXT.stage.next_image_broken),
    ];
    let shown = notices.into_iter().filter(|(is, ..)| *is).map(|(_, tone, text)| {
        html! { <p key={text.text()} class="lane-notice" data-tone={tone}>{ text }</p> }
    });
    html! { <>{ for shown }</> }
}
