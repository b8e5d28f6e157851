//! While a chapter comes, and when it does not.

use crate::app::Action;
use crate::app::learn::{Failure, LearnAction};
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// The shape of what comes.
pub fn skeleton() -> Html {
    html! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{ TEXT.learn.loading }</span>
            { for (0..6).map(|_| html! { <i></i> }) }
        </div>
    }
}

/// Why it does not come, and what can be done.
pub fn failed(store: &Store, failure: &Failure) -> Html {
    let text = &TEXT.learn;
    html! {
        <div class="lesson-failed" role="alert">
            <h1 tabindex="-1">{ text.failed }</h1>
            <p>{ (text.failure)(failure) }</p>
            <button
                type="button"
                class="button"
                data-kind="primary"
                onclick={store.on(Action::Learn(LearnAction::Retry))}
            >
                { text.retry }
            </button>
        </div>
    }
}
