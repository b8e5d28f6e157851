//! A choice of one.

use crate::language::Phrase;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// A choice of one, by its index.
pub fn select(
    name: Phrase,
    options: &[AttrValue],
    chosen: usize,
    onchoose: Callback<usize>,
) -> Html {
    let onchange = move |event: Event| {
        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
            onchoose.emit(usize::try_from(select.selected_index()).unwrap_or(0));
        }
    };
    let option = |(index, text): (usize, &AttrValue)| {
        html! { <option selected={index == chosen}>{ text }</option> }
    };
    html! {
        <select class="select" aria-label={name} {onchange}>
            { for options.iter().enumerate().map(option) }
        </select>
    }
}
