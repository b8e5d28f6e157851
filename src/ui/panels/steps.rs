//! All steps as a list: what the marks on the tracks show, in words.

use super::caption::sentence;
use super::marks;
use super::transport::since_start_ms;
use crate::app::{Action, Dialog};
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use crate::ui::widgets::{VirtualList, marked};
use yew::prelude::*;

/// All steps as a list; each leads to its moment.
pub fn steps(store: &Store) -> Html {
    let state = store.state.clone();
    let here = state.position.frame;
    let count = state.timeline.last() + 1;
    let row = {
        let store = store.clone();
        Callback::from(move |index: usize| {
            let frame = state.timeline.frame(index);
            let time = (TEXT.player.time)(since_start_ms(&state, frame.cluster.now()));
            let actor = frame.actor().map(|actor| actor.component());
            html! {
                <button
                    type="button"
                    class="step-line"
                    aria-current={(index == here).then_some("step")}
                    onclick={store.on(Action::Seek(index))}
                >
                    <span class="number">{ index }</span>
                    <span class="time">{ time }</span>
                    <span class="actor">{ for actor }</span>
                    <span class="what">{ marked(&sentence(&state, index)) }</span>
                </button>
            }
        })
    };
    html! {
        <>
            <button
                type="button"
                class="button"
                data-kind="link"
                onclick={store.on(Action::Show(Some(Dialog::Transcript)))}
            >
                { TEXT.learn.transcript }
            </button>
            { marks::list(store) }
            <VirtualList name={TEXT.dialogs.steps} {count} first={here} {row} />
        </>
    }
}
