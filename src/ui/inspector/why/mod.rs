//! Why a step happened: who acted, on what grounds, what it wrote, and what comes next.

mod decisions;
mod next;
mod rule;
mod writes;

use crate::app::Position;
use crate::cluster::{self, Actor, Step};
use crate::kubectl;
use crate::timeline::{Frame, Timeline};
use crate::ui::shared::{Shared, token};
use crate::ui::text::TEXT;
use crate::ui::widgets::{Shape, icon, marked, terminal};
use crate::words;
use decisions::decisions;
use next::next;
use rule::rules_of;
use writes::Writes;
use yew::prelude::*;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct WhyProps {
    /// The run.
    pub timeline: Shared<Timeline>,
    /// The moment.
    pub position: Position,
    /// To the frame of that index.
    pub on_jump: Callback<usize>,
}

/// Why a step happened.
#[component]
pub fn Why(props: &WhyProps) -> Html {
    let WhyProps { timeline, position, on_jump } = props;
    let frame = timeline.frame(position.frame);
    let is_settled = position.frame == timeline.last() && timeline.is_settled();
    let next = next(&frame.cluster, is_settled);
    let Some(step) = &frame.step else {
        return html! {
            <div class="why" data-part="why">
                <p class="say">{ TEXT.inspector.at_start }</p>
                { next }
            </div>
        };
    };
    let step = Shared(step.clone());
    html! {
        <div class="why" data-part="why">
            { who(&step) }
            { asked(frame) }
            { decisions(&step) }
            if let Some(error) = &step.error {
                <div class="verdict" data-tone="failed">
                    <b>{ TEXT.inspector.failed }</b>
                    <p>{ error.message.clone() }</p>
                </div>
            }
            <Writes step={step.clone()} shown={position.writes} />
            if step.actor != Actor::You {
                <section>
                    <h3 class="label">{ TEXT.inspector.because_of }</h3>
                    { because(&step, timeline, on_jump) }
                </section>
            }
            { rules_of(&step, frame.cluster.config().release) }
            { next }
        </div>
    }
}

fn who(step: &Step) -> Html {
    let object = step.object.to_string();
    let name = match step.actor {
        Actor::You => TEXT.inspector.you.text(),
        actor => actor.component(),
    };
    html! {
        <header class="actor" data-actor={format!("{:?}", step.actor)}>
            <span class="actor-sign">{ icon(Shape::Loop) }</span>
            <h2>{ name }</h2>
            if step.actor != Actor::You {
                <span class="actor-object" data-ref={token(&step.object)}>
                    { (TEXT.inspector.looked_at)(&object) }
                </span>
            }
        </header>
    }
}

/// What the person typed, or could have typed.
fn asked(frame: &Frame) -> Html {
    let Some(command) = &frame.command else { return Html::default() };
    html! {
        <>
            <p class="say">{ TEXT.inspector.you_asked }</p>
            { terminal(&[kubectl::line(command)]) }
        </>
    }
}

fn because(step: &Step, timeline: &Timeline, on_jump: &Callback<usize>) -> Html {
    let reason = (TEXT.inspector.why)(step.why);
    let cause = step.cause.map(|number| (number, timeline.index_of_step(number)));
    let found = cause.and_then(|(number, index)| {
        let cause = timeline.frame(index).step.as_ref()?;
        (cause.number == number).then_some((index, cause))
    });
    let cause = match found {
        Some((index, cause)) => cause_view(cause, index, timeline.frame(index), on_jump),
        None if step.why == cluster::Why::Change => html! { TEXT.inspector.no_cause },
        None => Html::default(),
    };
    html! { <p class="because">{ reason }{ " " }{ cause }</p> }
}

fn cause_view(cause: &Step, index: usize, frame: &Frame, on_jump: &Callback<usize>) -> Html {
    let onclick = on_jump.reform(move |_| index);
    let text = match &frame.command {
        Some(command) => format!("`{}`", kubectl::line(command)),
        None => words::caption(cause),
    };
    html! {
        <>
            { (TEXT.inspector.step)(index) }
            { format!(" · {}: ", cause.actor.component()) }
            { marked(&text) }
            { " " }
            <button type="button" class="button" data-kind="link" {onclick}>
                { TEXT.inspector.go_there }
            </button>
        </>
    }
}
