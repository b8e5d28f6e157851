//! A setting as a chip that opens to be changed.

use crate::api::ObjectRef;
use crate::cluster::Command;
use crate::kubectl;
use crate::scene::Setting;
use crate::ui::text::TEXT;
use crate::ui::widgets::Popover;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct SettingChipProps {
    /// The setting.
    pub setting: Setting,
    /// Whose it is.
    pub workload: ObjectRef,
    /// Something is asked for.
    pub command: Callback<Command>,
}

/// A setting as a chip.
#[component]
pub fn SettingChip(props: &SettingChipProps) -> Html {
    let setting = &props.setting;
    let opened = use_state(|| None::<Element>);
    let open = {
        let opened = opened.setter();
        move |event: MouseEvent| opened.set(event.target_dyn_into::<Element>())
    };
    let close = use_callback(opened.setter(), |(), opened| opened.set(None));
    let text = match (setting.resolved, setting.is_editable()) {
        (_, false) => setting.value.clone(),
        (Some(resolved), _) => format!("{} {} → {resolved}", setting.name, setting.value),
        (None, _) => format!("{} {}", setting.name, setting.value),
    };
    if !setting.is_editable() {
        let title = (TEXT.stage.fixed_setting)(setting.name);
        return html! { <span class="chip" data-part="settings" {title}>{ text }</span> };
    }
    html! {
        <>
            <button
                type="button"
                class="chip"
                data-part="settings"
                aria-haspopup="dialog"
                title={(TEXT.stage.change_setting)(setting.name, &setting.value)}
                onclick={open}
            >
                { text }
            </button>
            if let Some(anchor) = (*opened).clone() {
                <SettingForm
                    {anchor}
                    setting={setting.clone()}
                    workload={props.workload.clone()}
                    command={props.command.clone()}
                    onclose={close}
                />
            }
        </>
    }
}

/// What to show.
#[derive(PartialEq, Properties)]
struct SettingFormProps {
    anchor: Element,
    setting: Setting,
    workload: ObjectRef,
    command: Callback<Command>,
    onclose: Callback<()>,
}

#[component]
fn SettingForm(props: &SettingFormProps) -> Html {
    let setting = &props.setting;
    let typed = use_state(|| setting.value.clone());
    let change = setting.change(&props.workload, &typed);
    let oninput = {
        let typed = typed.setter();
        move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                typed.set(input.value());
            }
        }
    };
    let line = kubectl::line(&change);
    let onsubmit = {
        let command = props.command.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            command.emit(change.clone());
        }
    };
    html! {
        <Popover anchor={props.anchor.clone()} name={setting.name} onclose={&props.onclose}>
            <form class="form" {onsubmit}>
                <label>
                    { setting.name }
                    <input type="text" autocomplete="off" value={(*typed).clone()} {oninput} />
                </label>
                <button type="submit" class="button" data-kind="primary" data-closes="">
                    { TEXT.stage.set }
                </button>
                <code>{ line }</code>
            </form>
        </Popover>
    }
}
