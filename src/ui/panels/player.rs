//! The player: where on the run we are, and how to move.

use crate::app::Action;
use crate::ui::store::use_store;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// The player.
#[component]
pub fn Player() -> Html {
    let store = use_store();
    html! {
        <footer class="dock">
            <button onclick={store.on(Action::StepBack)}>{ TEXT.player.step_back }</button>
            <button onclick={store.on(Action::Step)}>{ TEXT.player.step }</button>
        </footer>
    }
}
