//! The Service of a workload.

use super::flag;
use crate::api::{Kind, ObjectRef};
use crate::scene::ServiceBar;
use crate::ui::shared::token;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// The Service in front of Pods that are all alike, or the one that publishes their names: so many
/// of so many.
pub fn service(bar: Option<&ServiceBar>, published: Option<(usize, usize)>) -> Html {
    let Some(bar) = bar else {
        return html! { <p class="service" data-missing="">{ TEXT.stage.no_service }</p> };
    };
    let (kind, promise) = match bar.headless {
        true => (TEXT.stage.headless_service, TEXT.stage.own_address),
        false => (TEXT.stage.service, TEXT.stage.any_pod),
    };
    let count = match published {
        Some((published, all)) => (TEXT.stage.published)(published, all),
        None => (TEXT.stage.endpoints)(bar.ready),
    };
    html! {
        <p
            class="service"
            data-changed={flag(bar.touched)}
            data-ref={token(&ObjectRef::new(Kind::Service, bar.name.clone()))}
            data-part="service"
        >
            { sign(bar.headless) }
            <span>
                <b>{ format!("{kind} {}", bar.name) }</b>
                <span class="service-promise">{ " · " }{ promise }</span>
            </span>
            <code data-part="endpoints">{ count }</code>
        </p>
    }
}

fn sign(headless: bool) -> Html {
    let path = match headless {
        true => "M2 13V7.2L8 2.6l6 4.6V13H9.6V9.4H6.4V13z",
        false => {
            "M2 5.2h9.2L9 3l1-1 4 3.8-4 3.8-1-1 2.2-2H2zM14 10.8H4.8L7 13l-1 1-4-3.8 4-3.8 1 1\
             -2.2 2H14z"
        }
    };
    html! {
        <svg class="service-sign" viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg>
    }
}
