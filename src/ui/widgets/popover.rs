//! A small surface above the page that hangs on what opened it.

use crate::ui::hooks::use_listeners;
use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};
use yew::prelude::*;

/// Pixels between a popover and what it hangs on, and the page's edges.
const GAP: f64 = 6.0;

/// What it shows, and where.
#[derive(PartialEq, Properties)]
pub struct PopoverProps {
    /// What it hangs on; the focus goes back there.
    pub anchor: Element,
    /// Its name.
    pub name: AttrValue,
    /// `dialog` or `menu`.
    #[prop_or(AttrValue::Static("dialog"))]
    pub role: AttrValue,
    /// It was closed: by Escape, by a press elsewhere, or by a press on what has `data-closes`.
    pub onclose: Callback<()>,
    /// A key was pressed in it.
    #[prop_or_default]
    pub onkeydown: Callback<KeyboardEvent>,
    /// What is in it.
    pub children: Html,
}

/// A small surface above the page, open as long as it is there. The browser closes it at a press
/// elsewhere or at Escape, and gives the focus back.
#[component]
pub fn Popover(props: &PopoverProps) -> Html {
    let node = use_node_ref();
    use_listeners({
        let (node, anchor, onclose) = (node.clone(), props.anchor.clone(), props.onclose.clone());
        Box::new(move || {
            let surface = node.cast::<HtmlElement>();
            surface.map(|surface| open(&surface, &anchor, onclose)).unwrap_or_default()
        })
    });
    html! {
        <div
            ref={node}
            class="popover"
            popover="auto"
            role={&props.role}
            aria-label={&props.name}
            tabindex="-1"
            onkeydown={&props.onkeydown}
        >
            { props.children.clone() }
        </div>
    }
}

fn open(surface: &HtmlElement, anchor: &Element, onclose: Callback<()>) -> Vec<EventListener> {
    // It can only fail if it is open already.
    let _ = surface.show_popover();
    place(surface, anchor);
    if let Ok(Some(first)) = surface.query_selector("[role^=menuitem], button, input, a") {
        let _ = first.unchecked_into::<HtmlElement>().focus();
    }
    let closed = EventListener::new(surface, "toggle", {
        let surface = surface.clone();
        move |_: &Event| {
            if !surface.matches(":popover-open").unwrap_or(false) {
                onclose.emit(());
            }
        }
    });
    let pressed = EventListener::new(surface, "click", {
        let surface = surface.clone();
        move |event: &Event| {
            let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
            if target.is_some_and(|it| it.closest("[data-closes]").ok().flatten().is_some()) {
                let _ = surface.hide_popover();
            }
        }
    });
    vec![closed, pressed]
}

/// Below the anchor, or above where there is no room, and never beyond the page's edges.
fn place(surface: &HtmlElement, anchor: &Element) {
    let Some(window) = web_sys::window() else { return };
    let page = |size: Result<wasm_bindgen::JsValue, _>| {
        size.ok().and_then(|size| size.as_f64()).unwrap_or_default()
    };
    let (width, height) = (page(window.inner_width()), page(window.inner_height()));
    let (from, size) = (anchor.get_bounding_client_rect(), surface.get_bounding_client_rect());
    let left = from.left().min(width - size.width() - GAP).max(GAP);
    let below = from.bottom() + GAP;
    let fits = below + size.height() + GAP <= height;
    let above = (from.top() - size.height() - GAP).max(GAP);
    let top = if fits { below } else { above };
    let (left, top) = (left as i32, top as i32);
    let _ = surface.set_attribute("style", &format!("left:{left}px;top:{top}px"));
}
