//! The events, as `kubectl get events` lists them, the newest first.

use crate::api::{EventType, ObjectRef};
use crate::kubectl::age::human_duration;
use crate::kubectl::{self, EventLine};
use crate::language::Phrase;
use crate::timeline::Frame;
use crate::ui::shared::{Shared, text};
use crate::ui::text::TEXT;
use yew::prelude::*;

/// So many lines are shown at first.
const FIRST: usize = 60;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct EventsProps {
    /// The moment.
    pub frame: Shared<Frame>,
    /// Only what was said of this object.
    pub focus: Option<ObjectRef>,
    /// Another object is to be looked at closely.
    pub on_focus: Callback<Option<ObjectRef>>,
}

/// The events.
#[component]
pub fn Events(props: &EventsProps) -> Html {
    let all = use_state(|| false);
    let key = (props.frame.clone(), props.focus.clone());
    let lines = use_memo(key, |(frame, focus)| {
        let events = frame.cluster.events().iter().map(|event| &**event);
        let of_focus =
            events.filter(|event| focus.as_ref().is_none_or(|object| event.object == *object));
        kubectl::events(of_focus)
    });
    if lines.is_empty() {
        let text = match &props.focus {
            Some(object) => (TEXT.inspector.no_events_of)(&object.to_string()),
            None => TEXT.inspector.no_events.to_string(),
        };
        return html! { <p class="because">{ text }</p> };
    }
    let most = if *all { usize::MAX } else { FIRST };
    let show_all = {
        let all = all.setter();
        move |_: MouseEvent| all.set(true)
    };
    let column = |name: &Phrase| html! { <th scope="col">{ *name }</th> };
    html! {
        <>
            <table class="events" data-part="events">
                <thead>
                    <tr>{ for TEXT.inspector.event_columns.iter().map(column) }</tr>
                </thead>
                <tbody>{ for lines.iter().rev().take(most).map(|it| line(it, props)) }</tbody>
            </table>
            if lines.len() > most {
                <button type="button" class="button" onclick={show_all}>
                    { (TEXT.inspector.show_all)(lines.len()) }
                </button>
            }
        </>
    }
}

fn line(line: &EventLine, props: &EventsProps) -> Html {
    let now = props.frame.cluster.now();
    let age = |at: crate::api::Time| human_duration(now.since_ms(at) as i64);
    let said_now = props.frame.step.as_ref().is_some_and(|step| {
        let is_it = |event: &std::rc::Rc<crate::api::Event>| {
            event.object == line.object && event.reason == line.reason
        };
        line.last == step.at && step.events.iter().any(is_it)
    });
    let object = line.object.clone();
    let onclick = props.on_focus.reform(move |_| Some(object.clone()));
    html! {
        <tr data-kind={line.kind.as_str()} data-new={said_now.then_some("")}>
            <td>
                { (TEXT.inspector.last_seen)(&age(line.last), line.count, &age(line.first)) }
                if said_now {
                    <span class="new">{ TEXT.inspector.just_said }</span>
                }
            </td>
            <td data-warning={(line.kind == EventType::Warning).then_some("")}>
                { line.kind.as_str() }
            </td>
            <td>{ line.reason }</td>
            <td>
                <button type="button" class="button" data-kind="link" {onclick}>
                    { line.object.to_string() }
                </button>
            </td>
            <td>{ text(&line.message) }</td>
        </tr>
    }
}
