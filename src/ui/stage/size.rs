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

/// What is typed and not asked for yet.
struct Draft {
    text: String,
    /// Whether it was asked for and is no number. It stays there to be mended.
    is_refused: bool,
}

impl Draft {
    fn new(text: String) -> Option<Self> {
        Some(Self { text, is_refused: false })
    }
}

/// How many Pods are wanted.
#[component]
pub fn Size(props: &SizeProps) -> Html {
    // A render while somebody types must not take it away.
    let draft = use_state(|| None::<Draft>);
    let wanted = props.wanted;
    let scale = |replicas: i32| Command::Scale { object: props.workload.clone(), replicas };
    let ask = |command: Command| {
        let (draft, to) = (draft.setter(), props.command.clone());
        move |_: MouseEvent| {
            draft.set(None);
            to.emit(command.clone());
        }
    };
    let (fewer, more) = (scale(wanted.saturating_sub(1)), scale(wanted.saturating_add(1)));
    let oninput = {
        let draft = draft.setter();
        move |event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            draft.set(input.and_then(|input| Draft::new(input.value())));
        }
    };
    let onchange = {
        let (draft, to, object) = (draft.setter(), props.command.clone(), props.workload.clone());
        move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let text = input.value().trim().to_owned();
            match text.parse::<i32>() {
                Err(_) if !text.is_empty() => {
                    return draft.set(Some(Draft { text, is_refused: true }));
                }
                Ok(replicas) if replicas != wanted => {
                    to.emit(Command::Scale { object: object.clone(), replicas });
                }
                _ => {}
            }
            draft.set(None);
        }
    };
    let shown = draft.as_ref().map_or_else(|| wanted.to_string(), |it| it.text.clone());
    let refused = draft.as_ref().filter(|it| it.is_refused);
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
                    aria-invalid={refused.map(|_| "true")}
                    value={shown}
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
            if let Some(Draft { text, .. }) = refused {
                <p class="lane-notice" data-tone="failed" role="alert">
                    { marked(&(TEXT.stage.no_number)(text)) }
                </p>
            }
        </>
    }
}
