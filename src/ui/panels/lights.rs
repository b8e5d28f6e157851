//! What the lesson and the pointer point at, lit wherever it is shown. Nothing is drawn anew for it
//! but a rule of style and a few lines on the tracks.

use crate::api::ObjectRef;
use crate::app::learn::{Phase, names_parts};
use crate::app::{AppState, Page};
use crate::lessons::{Part, Target, fill};
use crate::timeline::Timeline;
use crate::ui::hooks::{Pointed, use_pointing};
use crate::ui::shared::{Shared, token};
use crate::ui::widgets::{PLACES, place_of};
use std::fmt::Write;
use yew::prelude::*;

/// What lights look like; see `styles/learn/lights.css`.
const SPOKEN_OF: &str = "var(--light-spoken-of)";
const POINTED_AT: &str = "var(--light-pointed-at)";

/// What the step that is shown speaks of.
#[derive(PartialEq, Properties)]
pub struct LightsProps {
    /// The run.
    pub timeline: Shared<Timeline>,
    /// Objects, by `data-ref`.
    pub things: Vec<String>,
    /// Parts of the picture.
    pub parts: Vec<&'static str>,
}

/// A rule of style for all that is lit, and the steps that touched it as lines on the tracks.
#[component]
pub fn Lights(props: &LightsProps) -> Html {
    let pointed = use_pointing();
    let mut rules = String::new();
    let things = props.things.iter().map(|thing| of_thing(thing));
    let parts = props.parts.iter().map(|part| of_part(part));
    let spoken_of: Vec<String> = things.chain(parts).collect();
    // Writing into a String cannot fail.
    if !spoken_of.is_empty() {
        let _ = write!(rules, "{} {{ box-shadow: {SPOKEN_OF} }}", spoken_of.join(", "));
    }
    if let Some(pointed) = &pointed {
        let _ = write!(rules, "{} {{ box-shadow: {POINTED_AT} }}", selector(pointed));
    }
    let thing = pointed.as_ref().and_then(|it| it.thing.clone());
    let lit: Vec<&String> = thing.iter().chain(&props.things).collect();
    html! {
        <>
            <style>{ format!("@layer lights {{ {rules} }}") }</style>
            <svg
                class="lines-lit"
                viewBox={format!("0 0 {PLACES} 1")}
                preserveAspectRatio="none"
                aria-hidden="true"
            >
                <path d={touches(&props.timeline, &lit)} />
            </svg>
        </>
    }
}

/// What the task that is shown speaks of: while time stands still, and few enough to see.
pub fn spoken_of(state: &AppState) -> (Vec<String>, Vec<&'static str>) {
    let nothing = (Vec::new(), Vec::new());
    let task = state.learn.task().zip(state.learn.open.as_ref());
    let Some(((task, _), open)) = task.filter(|_| state.page == Page::Learn) else {
        return nothing;
    };
    if state.is_playing() || state.learn.phase() == Phase::Run {
        return nothing;
    }
    let (mut things, mut parts) = nothing;
    let began = &state.timeline.frame(open.attempt.began).cluster;
    for target in &task.point {
        match target {
            Target::Object(object) => {
                let name = fill(&object.name, began.store());
                things.push(token(&ObjectRef::new(object.kind, name.as_str())));
            }
            Target::Part(part) => parts.push(part.as_str()),
            Target::Glossary(_) => {}
        }
    }
    if names_parts(task) {
        // They are named one by one.
        parts = open.attempt.part.and_then(|place| parts.get(place).copied()).into_iter().collect();
    }
    (things, parts)
}

fn of_thing(thing: &str) -> String {
    format!("[data-ref=\"{}\"]:not(.term)", quoted(thing))
}

/// Where a part is in the picture; of what stands in a tab also the tab.
fn of_part(part: &str) -> String {
    let tab = match Part::parse(part) {
        Some(Part::Why) => "#inspector-tab-0, ",
        Some(Part::Events) => "#inspector-tab-1, ",
        Some(Part::Objects) => "#inspector-tab-2, ",
        _ => "",
    };
    format!("{tab}[data-part=\"{}\"]:not(.term)", quoted(part))
}

/// A term lights the thing; a thing lights its terms, and its line in the inspector.
fn selector(pointed: &Pointed) -> String {
    let thing = pointed.thing.as_deref();
    let part = pointed.part.as_deref();
    let found = match pointed.is_term {
        true => [thing.map(of_thing), part.map(of_part)],
        false => [
            thing.map(|it| format!(":is(.term, .inspector *)[data-ref=\"{}\"]", quoted(it))),
            part.map(|it| format!(".term[data-part=\"{}\"]", quoted(it))),
        ],
    };
    let found: Vec<String> = found.into_iter().flatten().collect();
    if found.is_empty() { ":not(*)".to_owned() } else { found.join(", ") }
}

/// Names of objects are made of letters, digits, dashes and dots; what is not is left out.
fn quoted(text: &str) -> String {
    text.chars().filter(|it| it.is_ascii_alphanumeric() || "-./".contains(*it)).collect()
}

/// A line for each step that touched one of these objects.
fn touches(timeline: &Timeline, things: &[&String]) -> String {
    let mut path = String::new();
    if things.is_empty() {
        return path;
    }
    for (index, frame) in timeline.frames().enumerate() {
        let Some(step) = &frame.step else { continue };
        let is_lit = |object: &ObjectRef| things.contains(&&token(object));
        let writes = step.writes.iter().any(|it| is_lit(&it.object().reference()));
        if writes || is_lit(&step.object) {
            let _ = write!(path, "M{} 0V1", place_of(index, timeline.last()));
        }
    }
    path
}
