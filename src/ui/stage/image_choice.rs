//! Which image a workload goes to next.

use crate::api::{Name, ObjectRef};
use crate::app::{is_missing_image, missing_image, next_image};
use crate::cluster::Command;
use crate::kubectl;
use crate::language::Phrase;
use crate::ui::text::TEXT;
use crate::ui::widgets::Popover;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct ImageChoiceProps {
    /// What it hangs on.
    pub anchor: Element,
    /// The workload.
    pub workload: ObjectRef,
    /// The container.
    pub container: Name,
    /// Its image now.
    pub image: Name,
    /// Whether the next image will be broken.
    pub next_image_broken: bool,
    /// Something is asked for.
    pub command: Callback<Command>,
    /// It was closed.
    pub onclose: Callback<()>,
}

impl ImageChoiceProps {
    fn change(&self, image: &str) -> Command {
        let (object, container) = (self.workload.clone(), self.container.clone());
        Command::SetImage { object, container, image: image.into() }
    }
}

/// The next version, a tag that cannot be pulled, or an image of one's own.
#[component]
pub fn ImageChoice(props: &ImageChoiceProps) -> Html {
    let next = next_image(&props.image);
    let typed = use_state(|| next.clone());
    let own = props.change(&typed);
    let oninput = {
        let typed = typed.setter();
        move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                typed.set(input.value());
            }
        }
    };
    let onsubmit = {
        let (command, own) = (props.command.clone(), own.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            command.emit(own.clone());
        }
    };
    let title = (TEXT.stage.update_image_of)(&props.workload.name);
    let missing = missing_image(&props.image);
    html! {
        <Popover anchor={props.anchor.clone()} name={title.clone()} onclose={&props.onclose}>
            <p class="menu-title">{ title }{ " · " }{ (TEXT.stage.image_now)(&props.image) }</p>
            if props.next_image_broken {
                <p class="lane-notice" data-tone="failed">{ TEXT.stage.next_image_broken }</p>
            }
            <div class="menu">
                { choice(props, &next, TEXT.stage.next_version) }
                { choice(props, &missing, TEXT.stage.missing_image) }
            </div>
            <form class="form" {onsubmit}>
                <label>
                    { TEXT.stage.own_image }
                    <input type="text" autocomplete="off" value={(*typed).clone()} {oninput} />
                </label>
                <button type="submit" class="button" data-kind="primary" data-closes="">
                    { TEXT.stage.set }
                </button>
                <code>{ kubectl::line(&own) }</code>
            </form>
        </Popover>
    }
}

fn choice(props: &ImageChoiceProps, image: &str, what: Phrase) -> Html {
    let change = props.change(image);
    let line = kubectl::line(&change);
    let breaking = is_missing_image(image).then(|| Command::BreakImage(image.into(), true));
    let command = props.command.clone();
    let onclick = move |_: MouseEvent| {
        breaking.iter().chain([&change]).for_each(|it| command.emit(it.clone()));
    };
    html! {
        <button type="button" class="menu-item" data-closes="" {onclick}>
            <span><b>{ image }</b>{ " · " }{ what }</span>
            <code>{ line }</code>
        </button>
    }
}
