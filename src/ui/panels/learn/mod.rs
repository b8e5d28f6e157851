//! The lesson beside the stage.

mod closing;
mod contents;
mod crumb;
mod days;
mod deed;
mod explain;
mod foot;
mod glossary;
mod goals;
mod notice;
mod parts;
mod picture;
mod prose;
mod question;
mod waiting;

pub use contents::Contents;
pub use glossary::Glossary;
pub use notice::notice;
pub use parts::Parts;
pub use prose::Voice;
pub use waiting::{failed, skeleton};

use crate::app::learn::{Attempt, Explained, Open, Phase};
use crate::lessons::{Chapter, Task, TaskText};
use crate::ui::hooks::{STAGE, bring_into_sight};
use crate::ui::store::use_store;
use crate::ui::text::TEXT;
use deed::Deed;
use web_sys::HtmlElement;
use yew::prelude::*;

/// The lesson beside the stage.
#[component]
pub fn Lesson() -> Html {
    let store = use_store();
    let is_unfolded = use_state(|| false);
    let learn = &store.state.learn;
    let spot = learn.open.as_ref().filter(|_| learn.chapter().is_some());
    let spot = spot.map(|open| (open.id.clone(), open.task));
    let node = use_node_ref();
    let news = spot.clone().filter(|_| has_news(store.state.learn.open.as_ref(), learn.phase()));
    let runs = spot.clone().filter(|_| learn.phase() == Phase::Run);
    use_heading(&node, spot);
    use_in_sight(runs, STAGE);
    use_in_sight(news, ".found > *");
    let fold = {
        let is_unfolded = is_unfolded.clone();
        move |_: MouseEvent| is_unfolded.set(!*is_unfolded)
    };
    let failure = learn.catalog.failure();
    let failure = failure.or(learn.open.as_ref().and_then(|open| open.chapter.failure()));
    let body = match (learn.chapter(), failure) {
        (Some((open, chapter)), _) => {
            let began = store.state.timeline.frame(open.attempt.began);
            let voice = Voice { store: &store, began };
            match learn.task() {
                Some((task, text)) => task_view(&voice, open, chapter, (task, text)),
                None => html! {
                    <>
                        <h1 tabindex="-1">{ TEXT.learn.finished }</h1>
                        { closing::closing(&voice, learn, open, chapter) }
                    </>
                },
            }
        }
        (None, Some(failure)) => waiting::failed(&store, failure),
        (None, None) => waiting::skeleton(),
    };
    html! {
        <section
            ref={node}
            class="lesson"
            aria-label={TEXT.learn.name}
            data-unfolded={is_unfolded.then_some("")}
        >
            { notice(&store) }
            { crumb::crumb(&store) }
            { body }
            <button type="button" class="button fold-lesson" data-kind="link" onclick={fold}>
                { if *is_unfolded { TEXT.learn.read_less } else { TEXT.learn.read_more } }
            </button>
        </section>
    }
}

/// The heading gets the focus when another task begins: what was pressed is gone.
#[hook]
fn use_heading(node: &NodeRef, spot: Option<(crate::api::Name, usize)>) {
    let node = node.clone();
    let is_first = use_mut_ref(|| true);
    use_effect_with(spot, move |spot| {
        let was_first = is_first.replace(spot.is_none());
        let section = node.cast::<HtmlElement>().filter(|_| spot.is_some() && !was_first);
        let heading = section.and_then(|it| it.query_selector("h1").ok().flatten());
        if let Some(heading) = heading {
            // A heading that is gone needs no focus.
            let _ = wasm_bindgen::JsCast::unchecked_into::<HtmlElement>(heading).focus();
        }
    });
}

/// Whether there is something in the column to be read that was not there while the run went on.
fn has_news(open: Option<&Open>, phase: Phase) -> bool {
    phase >= Phase::Explain || open.is_some_and(|open| open.attempt.is_judged())
}

/// What is shown comes into sight as soon as there is something to be seen for a task.
#[hook]
fn use_in_sight(seen: Option<(crate::api::Name, usize)>, shown: &'static str) {
    use_effect_with(seen, move |seen| {
        if seen.is_some() {
            bring_into_sight(shown);
        }
    });
}

/// A task: its text, what was found out, what is to be done now.
fn task_view(
    voice: &Voice,
    open: &Open,
    chapter: &Chapter,
    (task, text): (&Task, &TaskText),
) -> Html {
    let attempt = &open.attempt;
    let phase = attempt.phase(task);
    let has_next = open.task + 1 < chapter.lesson.tasks.len();
    let deed = Deed { chapter, task, text, attempt, has_next };
    html! {
        <>
            <h1 tabindex="-1">{ text.title.clone() }</h1>
            <div class="lesson-text">
                if open.task == 0 {
                    { voice.say(&chapter.text.intro) }
                }
                { voice.say(&text.text) }
            </div>
            { days::hours(voice, attempt) }
            <div class="found" role="status">
                { found(voice, (task, text), attempt, phase) }
            </div>
            { deed.card(voice) }
            { foot::foot(voice.store, task, attempt) }
        </>
    }
}

/// What was found out so far.
fn found(voice: &Voice, (task, text): (&Task, &TaskText), attempt: &Attempt, phase: Phase) -> Html {
    // Where there is a verdict, it says all.
    let is_asked = task.predict.is_some();
    let is_met = attempt.met.is_some() && !task.goals.is_empty() && !is_asked;
    let compared = text.explain.as_ref().filter(|_| attempt.explained != Explained::No);
    html! {
        <>
            { question::verdict(voice, text, attempt) }
            { days::days(voice, task, text, attempt) }
            if is_met && phase >= Phase::Explain {
                <>
                    { goals::goals(attempt, voice.store.state.position.frame) }
                    <p class="met">{ TEXT.learn.goals_met }</p>
                </>
            }
            if phase == Phase::Done {
                <div class="after">{ voice.say(&text.after) }</div>
            }
            { for compared.map(|it| explain::compare(voice, it, attempt)) }
        </>
    }
}
