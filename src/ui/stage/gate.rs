//! The gate between two slots.

use crate::scene::{self, Slot};
use crate::ui::text::TEXT;
use yew::prelude::*;

/// The gate behind a slot: what readiness holds back.
pub fn gate(slot: &Slot) -> Html {
    let (kind, path, word, said) = match slot.gate {
        scene::Gate::None => return Html::default(),
        scene::Gate::Open => {
            let said = (TEXT.stage.gate_open)(&slot.name);
            ("open", "M2 20V5M14 20V5M3 11 8.5 4", TEXT.stage.open, said)
        }
        scene::Gate::Shut => {
            let said = (TEXT.stage.gate_shut)(&slot.name);
            ("shut", "M2 20V5M14 20V5M2 10h12M2 15h12", TEXT.stage.shut, said)
        }
    };
    html! {
        <span
            class="gate"
            data-gate={kind}
            data-part="gate"
            role="img"
            aria-label={said.clone()}
            title={said}
        >
            <svg viewBox="0 0 16 22" aria-hidden="true"><path class="gate-path" d={path} /></svg>
            <span aria-hidden="true">{ word }</span>
        </span>
    }
}
