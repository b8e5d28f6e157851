//! What was done in this run.

use crate::app::Action;
use crate::kubectl;
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use crate::ui::widgets::command_line;
use yew::prelude::*;

/// The commands of this run, each with a way to its step.
pub fn log(store: &Store) -> Html {
    let text = &TEXT.guide;
    let frames = store.state.timeline.frames().enumerate();
    let commands = frames.filter_map(|(index, frame)| Some((index, frame.command.as_ref()?)));
    let lines: Vec<_> = commands.map(|(index, it)| (index, kubectl::line(it))).collect();
    if lines.is_empty() {
        return html! { <p class="quiet">{ text.nothing_done }</p> };
    }
    let here = store.state.position.frame;
    let item = |(index, line): (usize, String)| {
        html! {
            <li key={index} aria-current={(index == here).then_some("step")}>
                <button
                    type="button"
                    class="button"
                    data-kind="link"
                    onclick={store.on(Action::Seek(index))}
                >
                    { (text.at_step)(index) }
                </button>
                <code>{ command_line(&line) }</code>
            </li>
        }
    };
    html! { <ol class="log">{ for lines.into_iter().map(item) }</ol> }
}
