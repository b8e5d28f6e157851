//! What was refused, at the place where it was asked for.

use crate::app::Refusal;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// What was refused, in Kubernetes' own words.
pub fn refusal_notice(Refusal { line, status, .. }: &Refusal) -> Html {
    html! {
        <div class="refusal" role="alert">
            <b>{ TEXT.refused }</b>
            <code>{ line }</code>
            <code>{ (TEXT.answer)(status) }</code>
        </div>
    }
}
