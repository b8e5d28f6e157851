//! A number with less and more.

use crate::language::Phrase;
use yew::prelude::*;

/// What it shows and tells.
pub struct Stepper {
    /// The number, or what stands for several.
    pub value: String,
    /// The name of the whole.
    pub name: Phrase,
    /// The name of the button for less.
    pub less: Phrase,
    /// The name of the button for more.
    pub more: Phrase,
    /// Whether there can be no less.
    pub is_least: bool,
    /// One less (−1) or one more (1).
    pub onstep: Callback<i32>,
}

/// A number with less and more.
pub fn stepper(stepper: Stepper) -> Html {
    let Stepper { value, name, less, more, is_least, onstep } = stepper;
    let on_more = onstep.reform(|_| 1);
    let on_less = move |_: MouseEvent| {
        if !is_least {
            onstep.emit(-1);
        }
    };
    html! {
        <div class="stepper" role="group" aria-label={name}>
            <button
                type="button"
                aria-label={less}
                aria-disabled={is_least.then_some("true")}
                onclick={on_less}
            >
                { "−" }
            </button>
            <output>{ value }</output>
            <button type="button" aria-label={more} onclick={on_more}>
                { "+" }
            </button>
        </div>
    }
}
