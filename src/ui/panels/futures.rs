//! The futures that were left, and the way back to them.

use crate::app::Action;
use crate::kubectl;
use crate::timeline::Branch;
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use crate::ui::widgets::{Shape, command_line, icon};
use yew::prelude::*;

/// The futures that were left, the newest first.
pub fn futures(store: &Store) -> Html {
    let text = &TEXT.guide;
    let mut branches: Vec<&Branch> = store.state.timeline.branches().collect();
    branches.reverse();
    let item = |branch: &&Branch| {
        let line = branch.command().map(|command| kubectl::line(command));
        let line = line.unwrap_or_else(|| text.untouched.to_string());
        html! {
            <li key={branch.id.0}>
                <code>{ command_line(&line) }</code>
                <span>{ (text.parts)(branch.fork, branch.last() - branch.fork) }</span>
                <button
                    type="button"
                    class="button"
                    aria-label={(text.switch_to)(&line)}
                    onclick={store.on(Action::Switch(branch.id))}
                >
                    { icon(Shape::Fork) }
                    { text.switch }
                </button>
            </li>
        }
    };
    html! {
        <section
            class="futures"
            aria-label={text.futures}
            data-empty={branches.is_empty().then_some("")}
        >
            <h2>{ text.futures }</h2>
            if branches.is_empty() {
                <p class="quiet">{ text.no_futures }</p>
            } else {
                <ul>{ for branches.iter().map(item) }</ul>
            }
        </section>
    }
}
