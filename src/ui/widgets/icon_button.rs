//! A button that shows an icon and has a name.

use super::{Icon, Shape};
use yew::prelude::*;

/// How it looks and what it does.
#[derive(PartialEq, Properties)]
pub struct IconButtonProps {
    /// Its icon.
    pub shape: Shape,
    /// Its name.
    pub name: AttrValue,
    /// Said when the pointer rests on it; its name if empty.
    #[prop_or_default]
    pub hint: AttrValue,
    /// `icon`, or another kind of button.
    #[prop_or(AttrValue::Static("icon"))]
    pub kind: AttrValue,
    /// For a style sheet that has to tell it from others.
    #[prop_or_default]
    pub role: Option<AttrValue>,
    /// Whether there is nothing to do.
    #[prop_or_default]
    pub disabled: bool,
    /// It was pressed.
    pub onclick: Callback<MouseEvent>,
}

/// A button that shows an icon and has a name. Disabled it keeps the focus.
#[component]
pub fn IconButton(props: &IconButtonProps) -> Html {
    let hint = if props.hint.is_empty() { &props.name } else { &props.hint };
    html! {
        <button
            type="button"
            class="button"
            data-kind={&props.kind}
            data-role={props.role.clone()}
            aria-label={&props.name}
            title={hint}
            aria-disabled={props.disabled.then_some("true")}
            onclick={&props.onclick}
        >
            <Icon shape={props.shape} />
        </button>
    }
}
