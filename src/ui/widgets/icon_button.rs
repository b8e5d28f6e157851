//! A button that shows an icon and has a name.

use super::{Shape, icon};
use yew::prelude::*;

/// How it looks and what it does.
pub struct IconButton {
    /// Its icon.
    pub shape: Shape,
    /// `icon`, or another kind of button.
    pub kind: &'static str,
    /// Its name.
    pub name: AttrValue,
    /// Said when the pointer rests on it.
    pub hint: AttrValue,
    /// Whether there is nothing to do.
    pub disabled: bool,
    /// It was pressed.
    pub onclick: Callback<MouseEvent>,
}

impl IconButton {
    /// One that can be pressed, and says its name when the pointer rests on it.
    pub fn new(shape: Shape, name: impl Into<AttrValue>, onclick: Callback<MouseEvent>) -> Self {
        let name = name.into();
        Self { shape, kind: "icon", hint: name.clone(), name, disabled: false, onclick }
    }
}

/// A button that shows an icon and has a name. Disabled it keeps the focus.
pub fn icon_button(button: IconButton) -> Html {
    let IconButton { shape, kind, name, hint, disabled, onclick } = button;
    html! {
        <button
            type="button"
            class="button"
            data-kind={kind}
            aria-label={name}
            title={hint}
            aria-disabled={disabled.then_some("true")}
            {onclick}
        >
            { icon(shape) }
        </button>
    }
}

/// The quiet button that closes what it stands in.
pub fn close_button(name: impl Into<AttrValue>, onclick: Callback<MouseEvent>) -> Html {
    icon_button(IconButton { kind: "quiet", ..IconButton::new(Shape::Close, name, onclick) })
}
