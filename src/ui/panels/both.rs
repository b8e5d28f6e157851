//! One order for all workloads at once.

use super::actions::{lines, watch};
use crate::app::{
    Action, Place, Workload, restart_all, scale_all, scale_all_by, update_all, workloads,
};
use crate::cluster::Command;
use crate::ui::store::use_store;
use crate::ui::text::TEXT;
use crate::ui::widgets::{Stepper, stepper, terminal};
use yew::prelude::*;

/// The size that the first button scales to.
const FIRST_SIZE: i32 = 3;

/// One order for all workloads at once. The lines below show what the button in question stands
/// for.
#[component]
pub fn Both() -> Html {
    let store = use_store();
    let looked_at = use_state(|| Order::Scale);
    let text = &TEXT.guide;
    let cluster = store.state.frame().cluster.store();
    let all = workloads(cluster);
    let is_first = all.iter().all(|it| it.replicas == 0);
    let commands = |order: Order| match order {
        Order::Scale => scale_all(cluster, FIRST_SIZE),
        Order::Fewer => scale_all_by(cluster, -1),
        Order::More => scale_all_by(cluster, 1),
        Order::Update => update_all(cluster),
        Order::Restart => restart_all(cluster),
    };
    let given = |commands: &Vec<Command>| Action::Command(Place::Guide, commands.clone());
    let button = |order: Order, label: String, kind: Option<&'static str>| {
        let look = looked_at.clone();
        let look = Callback::from(move |()| look.set(order));
        let (enter, focus) = (look.clone(), look);
        html! {
            <button
                type="button"
                class="button"
                data-kind={kind}
                onpointerenter={move |_| enter.emit(())}
                onfocus={move |_| focus.emit(())}
                onclick={watch(&store, given(&commands(order)))}
            >
                { label }
            </button>
        }
    };
    let onstep = {
        let (fewer, more) = (commands(Order::Fewer), commands(Order::More));
        store.callback(move |by: i32| given(if by < 0 { &fewer } else { &more }))
    };
    let replicas = Stepper {
        value: sizes(&all),
        name: text.replicas,
        less: text.fewer,
        more: text.more,
        is_least: is_first,
        onstep,
    };
    let primary = is_first.then_some("primary");
    html! {
        <div class="both" role="group" aria-label={(text.all)(all.len())}>
            <h2 class="label">{ (text.all)(all.len()) }</h2>
            <div class="row">
                { button(Order::Scale, (text.scale_to)(all.len(), FIRST_SIZE), primary) }
                { stepper(replicas) }
            </div>
            <div class="row">
                { button(Order::Update, text.update.to_string(), None) }
                { button(Order::Restart, text.restart.to_string(), None) }
            </div>
            { terminal(&lines(&vec![commands(*looked_at)])) }
        </div>
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Order {
    Scale,
    Fewer,
    More,
    Update,
    Restart,
}

/// The size that all have, or the smallest and the largest.
fn sizes(all: &[Workload]) -> String {
    let sizes = || all.iter().map(|it| it.replicas);
    match (sizes().min(), sizes().max()) {
        (Some(least), Some(most)) if least == most => least.to_string(),
        (Some(least), Some(most)) => format!("{least}–{most}"),
        _ => "0".to_owned(),
    }
}
