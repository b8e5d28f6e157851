//! Whether clients send requests.

use crate::app::{Action, clients};
use crate::cluster::traffic::target_text;
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use crate::ui::widgets::marked;
use crate::words::joined;
use yew::prelude::*;

/// A switch for clients of all workloads.
pub fn send(store: &Store) -> Html {
    let text = &TEXT.guide;
    let now = &store.state.scenario.requests;
    let wanted = clients(store.state.frame().cluster.store());
    let on = !now.is_empty();
    if !on && wanted.is_empty() {
        return Html::default();
    }
    let targets = if on { now } else { &wanted };
    let written = targets.iter().filter_map(target_text).map(|target| format!("`{target}`"));
    let hint = (text.send_hint)(&joined(&written.collect::<Vec<_>>()));
    let next = if on { Vec::new() } else { wanted };
    html! {
        <label class="switch">
            <input
                type="checkbox"
                role="switch"
                checked={on}
                onchange={store.callback(move |_: Event| Action::Send(next.clone()))}
            />
            <span>{ text.send }<small>{ marked(&hint) }</small></span>
        </label>
    }
}
