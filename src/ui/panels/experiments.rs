//! Suggested experiments.

use super::actions::{lines, watch};
use crate::app::{Action, Experiment, Phases, Place};
use crate::ui::shared::Shared;
use crate::ui::store::use_store;
use crate::ui::text::TEXT;
use crate::ui::widgets::terminal;
use yew::prelude::*;

/// Suggested experiments: those that are possible now, then the others.
#[component]
pub fn Experiments() -> Html {
    let store = use_store();
    let text = &TEXT.guide;
    let found = use_memo(Shared(store.state.frame().clone()), |frame| {
        let all = Experiment::ALL.iter().map(|it| (*it, it.phases(&frame.cluster)));
        all.partition::<Vec<_>, _>(|(_, phases)| !phases.is_empty())
    });
    let (possible, later) = &*found;
    let item = |(experiment, phases): &(Experiment, Phases)| {
        let experiment = *experiment;
        html! {
            <li key={(text.experiment)(experiment).text()}>
                <button
                    type="button"
                    class="button"
                    onclick={watch(&store, Action::Experiment(Place::Guide, phases.clone()))}
                >
                    { (text.experiment)(experiment) }
                </button>
                <p>{ (text.question)(experiment) }</p>
                { terminal(&lines(phases)) }
            </li>
        }
    };
    let later_item = |(experiment, _): &(Experiment, Phases)| {
        let experiment = *experiment;
        html! {
            <li key={(text.experiment)(experiment).text()}>
                <b>{ (text.experiment)(experiment) }</b>
                <p>{ (text.needs)(experiment) }</p>
            </li>
        }
    };
    html! {
        <>
            <ul class="experiments">{ for possible.iter().map(item) }</ul>
            if !later.is_empty() {
                <h3 class="label">{ text.later }</h3>
                <ul class="experiments" data-later="">{ for later.iter().map(later_item) }</ul>
            }
        </>
    }
}
