//! Why something else is shown than was asked for, and that nothing can be kept.

use crate::app::{Action, Page};
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use crate::ui::widgets::close_button;
use yew::prelude::*;

/// A line above everything else in the column.
pub fn notice(store: &Store) -> Html {
    let (state, text) = (&store.state, &TEXT.learn);
    let is_unkept = state.page == Page::Learn && state.learn.is_kept == Some(false);
    let said = state.notice.as_ref().map(|notice| (text.notice)(notice));
    html! {
        <>
            <div class="notices" role="status">
                if let Some(said) = said {
                    <p class="notice">
                        <span>{ said }</span>
                        { close_button(text.dismiss, store.on(Action::DismissNotice)) }
                    </p>
                }
                if is_unkept && !state.learn.progress.is_empty() {
                    <p class="notice">{ text.not_kept }</p>
                }
            </div>
        </>
    }
}
