//! How many Pods are wanted: one fewer, one more, or a number typed.

use crate::api::ObjectRef;
use crate::cluster::Command;
use crate::kubectl;
use crate::ui::text::TEXT;
use crate::ui::widgets::marked;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct SizeProps {
    /// Pods wanted.
    pub wanted: i32,
    /// The workload.
    pub workload: ObjectRef,
    /// Something is asked for.
    pub command: Callback<Command>,
}

/// How many Pods are wanted.
#[component]
pub fn Size(props: &SizeProps) -> Html {
    // What is being typed, until it is done: a render in between must not take it away.
    let draft = use_state(|| None::<String>);
    let wanted = props.wanted;
    let scale = |replicas: i32| Command::Scale { object: props.workload.clone(), replicas };
    // Whether what was typed is no number. It stays there to be mended.
    let refused = use_state(|| false);
    let ask = |command: Command| {
        let (draft, refused) = (draft.setter(), refused.setter());
        let to = props.command.clone();
        move |_: MouseEvent| {
            draft.set(None);
            refused.set(false);
            to.emit(command.clone());
        }
    };
    let (fewer, more) = (scale(wanted.saturating_sub(1)), scale(wanted.saturating_add(1)));
    let oninput = {
        let (draft, refused) = (draft.setter(), refused.setter());
        move |event: InputEvent| {
            refused.set(false);
            draft.set(event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()));
        }
    };
    let onchange = {
        let (draft, refused) = (draft.setter(), refused.setter());
        let (to, object) = (props.command.clone(), props.workload.clone());
        move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let typed = input.value().trim().to_owned();
            match typed.parse::<i32>() {
                Err(_) if !typed.is_empty() => return refused.set(true),
                Ok(replicas) if replicas != wanted => {
                    to.emit(Command::Scale { object: object.clone(), replicas });
                }
                _ => {}
            }
            draft.set(None);
        }
    };
    let typed = (*draft).clone().unwrap_or_else(|| wanted.to_string());
    html! {
        <>
            <div
                class="stepper"
                role="group"
                aria-label={(TEXT.stage.replicas)(&props.workload.name)}
            >
                <button
                    type="button"
                    aria-label={TEXT.stage.fewer}
                    title={kubectl::line(&fewer)}
                    aria-disabled={(wanted == 0).then_some("true")}
                    onclick={if wanted == 0 { Callback::noop() } else { ask(fewer).into() }}
                >
                    { "−" }
                </button>
                <input
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-label={(TEXT.stage.replicas)(&props.workload.name)}
                    title={kubectl::line(&scale(wanted))}
                    aria-invalid={refused.then_some("true")}
                    value={typed.clone()}
                    {oninput}
                    {onchange}
                />
                <button
                    type="button"
                    aria-label={TEXT.stage.more}
                    title={kubectl::line(&more)}
                    onclick={ask(more)}
                >
                    { "+" }
                </button>
            </div>
            if *refused {
                <p class="lane-notice" data-tone="failed" role="alert">
                    { marked(&(TEXT.stage.no_number)(&typed)) }
                </p>
            }
        </>
    }
}
