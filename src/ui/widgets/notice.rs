//! What was refused, at the place where it was asked for.

use crate::app::Refusal;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// What was refused.
#[derive(PartialEq, Properties)]
pub struct RefusalNoticeProps {
    /// It.
    pub refusal: Refusal,
}

/// What was refused, in Kubernetes' own words.
#[component]
pub fn RefusalNotice(props: &RefusalNoticeProps) -> Html {
    let Refusal { line, status, .. } = &props.refusal;
    html! {
        <div class="refusal" role="alert">
            <b>{ TEXT.refused }</b>
            <code>{ line }</code>
            <code>{ (TEXT.answer)(status) }</code>
        </div>
    }
}
