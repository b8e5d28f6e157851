//! The run as lines of marks, with a scrubber.

use super::caption::sentence;
use super::lights::{Lights, spoken_of};
use super::marks::marks;
use super::transport::since_start_ms;
use crate::app::{Action, Dialog};
use crate::ui::hooks::use_track;
use crate::ui::shared::{Shared, share};
use crate::ui::store::use_store;
use crate::ui::text::TEXT;
use crate::ui::widgets::{Lines, Shape, icon};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// The run as lines of marks, the moment that is shown, and the scrubber that moves it.
#[component]
pub fn Tracks() -> Html {
    let store = use_store();
    let plot = use_track(&store.state);
    let text = &TEXT.player;
    let state = &store.state;
    let (at, last) = (state.position.frame, state.timeline.last());
    let time = (text.time)(since_start_ms(state, state.frame().cluster.now()));
    let value_text = (text.moment)(at, last, &time, &sentence(state, at).replace('`', ""));
    let oninput = store.callback(|event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        Action::Seek(input.map_or(0, |it| it.value_as_number() as usize))
    });
    let (things, parts) = spoken_of(state);
    let seek = move |share: f64| Action::Seek((share * last as f64).round() as usize);
    html! {
        <div class="tracks" data-part="tracks" style={format!("--at: {}", share(at, last))}>
            <button
                type="button"
                class="button"
                data-kind="quiet"
                aria-label={text.steps}
                onclick={store.on(Action::Show(Some(Dialog::Steps)))}
            >
                { icon(Shape::List) }
                <span>{ text.all_steps }</span>
            </button>
            <input
                class="scrubber"
                type="range"
                min="0"
                max={last.to_string()}
                step="1"
                value={at.to_string()}
                aria-label={text.position}
                aria-valuetext={value_text}
                {oninput}
            />
            <ScrubArea onscrub={store.callback(seek)}>
                { marks(&store) }
                <Lines {plot}>
                    <Lights timeline={Shared(state.timeline.clone())} {things} {parts} />
                </Lines>
            </ScrubArea>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct ScrubAreaProps {
    /// The pointer is at that share of the width, 0 to 1.
    onscrub: Callback<f64>,
    children: Html,
}

/// An area on which the pointer moves the moment shown. The scrubber does the same for keys.
#[component]
fn ScrubArea(props: &ScrubAreaProps) -> Html {
    let held = use_mut_ref(|| false);
    let scrub = |event: &PointerEvent, onscrub: &Callback<f64>| {
        let Some(area) = event.current_target().and_then(|it| it.dyn_into::<Element>().ok()) else {
            return;
        };
        let Ok(Some(plot)) = area.query_selector(".lines-plot") else { return };
        let bounds = plot.get_bounding_client_rect();
        let share = (f64::from(event.client_x()) - bounds.left()) / bounds.width().max(1.0);
        onscrub.emit(share.clamp(0.0, 1.0));
    };
    let onpointerdown = {
        let (held, onscrub) = (held.clone(), props.onscrub.clone());
        move |event: PointerEvent| {
            *held.borrow_mut() = true;
            scrub(&event, &onscrub);
        }
    };
    let onpointermove = {
        let (held, onscrub) = (held.clone(), props.onscrub.clone());
        move |event: PointerEvent| {
            // A button released elsewhere is noticed here.
            let is_held = *held.borrow() && event.buttons() != 0;
            *held.borrow_mut() = is_held;
            if is_held {
                scrub(&event, &onscrub);
            }
        }
    };
    let onpointerup = move |_: PointerEvent| *held.borrow_mut() = false;
    html! {
        <div class="scrub-area" aria-hidden="true" {onpointerdown} {onpointermove} {onpointerup}>
            { props.children.clone() }
        </div>
    }
}
