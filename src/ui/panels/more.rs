//! The lower part of the guide: experiments, what was done, and the run's own settings.

use super::experiments::Experiments;
use super::log::log;
use crate::app::Action;
use crate::ui::store::{Store, use_store};
use crate::ui::text::TEXT;
use crate::ui::widgets::{Shape, Tabs, icon};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The lower part of the guide.
#[component]
pub fn More() -> Html {
    let store = use_store();
    let shown = use_state(|| 0);
    let text = &TEXT.guide;
    let frames = store.state.timeline.frames();
    let commands = frames.filter(|frame| frame.command.is_some()).count();
    let onchoose = {
        let shown = shown.clone();
        Callback::from(move |index| shown.set(index))
    };
    html! {
        <section class="more" aria-label={text.tabs}>
            <Tabs
                id="more"
                name={text.tabs}
                tabs={vec![text.try_this.into(), (text.done)(commands).into()]}
                shown={*shown}
                {onchoose}
            >
                if *shown == 0 {
                    <Experiments />
                } else {
                    { log(&store) }
                }
            </Tabs>
            { run(&store) }
        </section>
    }
}

/// The same start again, or with another seed.
fn run(store: &Store) -> Html {
    let text = &TEXT.guide;
    let onchange = store.callback(|event: Event| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        Action::SetSeed(input.and_then(|it| it.value().parse().ok()).unwrap_or(1))
    });
    html! {
        <div class="run">
            <button
                type="button"
                class="button"
                data-kind="quiet"
                onclick={store.on(Action::StartAgain)}
            >
                { icon(Shape::Again) }
                { text.again }
            </button>
            <label title={text.seed_hint}>
                { text.seed }
                <input
                    class="field"
                    type="number"
                    min="0"
                    step="1"
                    value={store.state.scenario.seed.to_string()}
                    {onchange}
                />
            </label>
        </div>
    }
}
