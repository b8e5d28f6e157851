//! A menu: a few things to do with something, each with a line that explains it.

use super::Popover;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuItem {
    /// Its name.
    pub label: AttrValue,
    /// What explains it.
    pub line: AttrValue,
    /// Whether it takes something away.
    pub is_harmful: bool,
}

/// What there is to do, and with what.
pub struct Menu {
    /// What it hangs on.
    pub anchor: Element,
    /// Its name.
    pub name: AttrValue,
    /// What there is to do.
    pub items: Vec<MenuItem>,
    /// The item of that index was picked.
    pub onpick: Callback<usize>,
    /// It was closed.
    pub onclose: Callback<()>,
}

/// A menu. Arrow keys, Home and End move; Escape closes.
pub fn menu(menu: Menu) -> Html {
    let Menu { anchor, name, items, onpick, onclose } = menu;
    let item = |(index, item): (usize, &MenuItem)| {
        let onpick = onpick.clone();
        html! {
            <li role="none">
                <button
                    type="button"
                    role="menuitem"
                    class="menu-item"
                    data-closes=""
                    data-harmful={item.is_harmful.then_some("")}
                    onclick={move |_| onpick.emit(index)}
                >
                    <span>{ &item.label }</span>
                    <code>{ &item.line }</code>
                </button>
            </li>
        }
    };
    html! {
        <Popover
            {anchor}
            name={name.clone()}
            role="menu"
            {onclose}
            onkeydown={move_focus}
        >
            <p class="menu-title" aria-hidden="true">{ name }</p>
            <ul class="menu" role="none">{ for items.iter().enumerate().map(item) }</ul>
        </Popover>
    }
}

fn move_focus(event: KeyboardEvent) {
    let Some(menu) =
        event.target_dyn_into::<Element>().and_then(|it| it.closest("[role=menu]").ok())
    else {
        return;
    };
    let Some(Ok(items)) = menu.map(|menu| menu.query_selector_all("[role=menuitem]")) else {
        return;
    };
    let focused = event.target_dyn_into::<Node>();
    let count = items.length();
    let at = (0..count).find(|at| items.item(*at) == focused);
    let to = match (event.key().as_str(), at) {
        ("ArrowDown", Some(at)) => (at + 1) % count,
        ("ArrowUp", Some(at)) => (at + count - 1) % count,
        ("Home" | "ArrowDown", _) => 0,
        ("End" | "ArrowUp", _) => count.saturating_sub(1),
        // A key of the menu is nobody else's: the page steps with the arrows and plays with Space.
        ("Enter" | " " | "Escape" | "Tab", _) => return event.stop_propagation(),
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(item) = items.item(to) {
        let _ = item.unchecked_into::<HtmlElement>().focus();
    }
}
