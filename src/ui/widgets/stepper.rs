//! A number with less and more.

use yew::prelude::*;

/// What it shows and tells.
#[derive(PartialEq, Properties)]
pub struct StepperProps {
    /// The number, or what stands for several.
    pub value: AttrValue,
    /// The name of the whole.
    pub name: AttrValue,
    /// The name of the button for less.
    pub less: AttrValue,
    /// The name of the button for more.
    pub more: AttrValue,
    /// Whether there can be no less.
    #[prop_or_default]
    pub is_least: bool,
    /// One less (−1) or one more (1).
    pub onstep: Callback<i32>,
}

/// A number with less and more.
#[component]
pub fn Stepper(props: &StepperProps) -> Html {
    let (less, more) = (props.onstep.clone(), props.onstep.clone());
    let is_least = props.is_least;
    let on_less = move |_: MouseEvent| {
        if !is_least {
            less.emit(-1);
        }
    };
    html! {
        <div class="stepper" role="group" aria-label={&props.name}>
            <button
                type="button"
                aria-label={&props.less}
                aria-disabled={is_least.then_some("true")}
                onclick={on_less}
            >
                { "−" }
            </button>
            <output>{ &props.value }</output>
            <button type="button" aria-label={&props.more} onclick={move |_| more.emit(1)}>
                { "+" }
            </button>
        </div>
    }
}
