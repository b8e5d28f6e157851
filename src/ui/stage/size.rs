//! How many Pods are wanted: one fewer, one more, or a number typed.

use crate::api::ObjectRef;
use crate::cluster::Command;
use crate::kubectl;
use crate::ui::text::TEXT;
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
    let ask = |command: Command| {
        let to = props.command.clone();
        move |_: MouseEvent| to.emit(command.clone())
    };
    let (fewer, more) = (scale(wanted.saturating_sub(1)), scale(wanted.saturating_add(1)));
    let oninput = {
        let draft = draft.setter();
        move |event: InputEvent| {
            draft.set(event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()));
        }
    };
    let onchange = {
        let (draft, to, object) = (draft.setter(), props.command.clone(), props.workload.clone());
        move |event: Event| {
            draft.set(None);
            let input = event.target_dyn_into::<HtmlInputElement>();
            let typed = input.and_then(|input| input.value().trim().parse::<i32>().ok());
            if let Some(replicas) = typed.filter(|replicas| *replicas != wanted) {
                to.emit(Command::Scale { object: object.clone(), replicas });
            }
        }
    };
    html! {
        <div class="stepper" role="group" aria-label={(TEXT.stage.replicas)(&props.workload.name)}>
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
                value={(*draft).clone().unwrap_or_else(|| wanted.to_string())}
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
    }
}
