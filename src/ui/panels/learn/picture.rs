//! An option as a small stage.

use crate::lessons::{Cell, CellState, Picture};
use crate::scene::PodState;
use crate::ui::stage::{state_icon, state_key};
use yew::prelude::*;

/// A small stage. What it shows is said in words beside it.
pub fn picture(picture: &Picture) -> Html {
    let lane = |(name, cells): &(crate::api::Name, Vec<Cell>)| {
        html! {
            <span class="mini-lane">
                <code>{ name.to_string() }</code>
                { for cells.iter().map(cell) }
            </span>
        }
    };
    let lanes = picture.lanes.iter().map(lane);
    html! { <span class="mini-stage" aria-hidden="true">{ for lanes }</span> }
}

fn cell(cell: &Cell) -> Html {
    let Some(state) = state(cell.state) else {
        return html! { <span class="mini" data-missing=""></span> };
    };
    html! {
        <span class="mini" data-state={state_key(&state)} data-new={cell.is_new.then_some("")}>
            { state_icon(&state, true) }
        </span>
    }
}

fn state(state: CellState) -> Option<PodState> {
    Some(match state {
        CellState::Ready => PodState::Ready,
        CellState::Running => PodState::NotReady,
        CellState::Starting => PodState::Creating,
        CellState::Pending => PodState::Pending,
        CellState::Terminating => PodState::Terminating,
        CellState::ImageMissing | CellState::CrashLooping => PodState::BackOff("".into()),
        CellState::Missing => return None,
    })
}
