//! A long list of which only what is seen is there.

use gloo_timers::callback::Timeout;
use web_sys::HtmlElement;
use yew::prelude::*;

/// The height of one item in pixels, at the usual size of type. CSS sets the same.
const ROW_PX: usize = 44;
/// Items kept above and below what is seen.
const MARGIN: usize = 10;
/// Items drawn at once.
const DRAWN: usize = 40;

/// What it shows.
#[derive(PartialEq, Properties)]
pub struct VirtualListProps {
    /// Its name.
    pub name: AttrValue,
    /// How many items there are.
    pub count: usize,
    /// The item to begin with.
    pub first: usize,
    /// Draws the item of that index.
    pub row: Callback<usize, Html>,
}

/// A long list of which only what is seen is there. Items say which of how many they are.
#[component]
pub fn VirtualList(props: &VirtualListProps) -> Html {
    let node = use_node_ref();
    let top = use_state(|| props.first.saturating_sub(3));
    use_effect_with((), {
        let (node, top) = (node.clone(), *top);
        move |()| {
            // Later: what it stands in may be about to open.
            let timer = Timeout::new(0, move || {
                if let Some(list) = node.cast::<HtmlElement>() {
                    list.set_scroll_top((top * ROW_PX) as i32);
                }
            });
            move || drop(timer)
        }
    });
    let onscroll = {
        let (node, top) = (node.clone(), top.clone());
        move |_: Event| {
            if let Some(list) = node.cast::<HtmlElement>() {
                top.set(usize::try_from(list.scroll_top()).unwrap_or(0) / ROW_PX);
            }
        }
    };
    let begin = top.saturating_sub(MARGIN).min(props.count);
    let end = (begin + DRAWN).min(props.count);
    let item = |index: usize| {
        html! {
            <li
                key={index}
                aria-setsize={props.count.to_string()}
                aria-posinset={(index + 1).to_string()}
            >
                { props.row.emit(index) }
            </li>
        }
    };
    let space = |rows: usize| format!("height: {}px", rows * ROW_PX);
    html! {
        <div ref={node} class="virtual-list" tabindex="-1" {onscroll}>
            <div style={space(begin)}></div>
            <ol aria-label={&props.name}>{ for (begin..end).map(item) }</ol>
            <div style={space(props.count - end)}></div>
        </div>
    }
}
