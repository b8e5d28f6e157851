//! A choice of one.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What there is to choose from.
#[derive(PartialEq, Properties)]
pub struct SelectProps {
    /// Its name.
    pub name: AttrValue,
    /// What can be chosen, in order.
    pub options: Vec<AttrValue>,
    /// The index of what is chosen.
    pub chosen: usize,
    /// Another was chosen: its index.
    pub onchoose: Callback<usize>,
}

/// A choice of one.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let onchoose = props.onchoose.clone();
    let onchange = move |event: Event| {
        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
            onchoose.emit(usize::try_from(select.selected_index()).unwrap_or(0));
        }
    };
    let option = |(index, text): (usize, &AttrValue)| {
        html! { <option selected={index == props.chosen}>{ text }</option> }
    };
    html! {
        <select class="select" aria-label={&props.name} {onchange}>
            { for props.options.iter().enumerate().map(option) }
        </select>
    }
}
