//! What a step wrote, field by field.

use crate::cluster::Step;
use crate::scene::diff::{self, Diff, DiffKind, Field, Section};
use crate::ui::shared::Shared;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// So many writes are shown; of more, the rest is counted.
const MOST: usize = 12;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct WritesProps {
    /// The step.
    pub step: Shared<Step>,
    /// Only that many writes have happened yet; `None` for all.
    pub shown: Option<usize>,
}

/// What a step wrote.
#[component]
pub fn Writes(props: &WritesProps) -> Html {
    let writes = &props.step.writes;
    let so_far = props.shown.unwrap_or(writes.len()).min(writes.len());
    let diffs: Vec<Html> =
        writes[..so_far].iter().take(MOST).map(|it| view(&diff::of(it))).collect();
    html! {
        <section>
            <h3 class="label">
                { TEXT.inspector.wrote }
                if so_far < writes.len() {
                    { " · " }{ (TEXT.inspector.writes_shown)(so_far, writes.len()) }
                }
            </h3>
            if writes.is_empty() {
                <p class="because">{ TEXT.inspector.wrote_nothing }</p>
            }
            { for diffs }
            if so_far > MOST {
                <p class="because">{ (TEXT.inspector.more_writes)(so_far - MOST) }</p>
            }
        </section>
    }
}

fn view(diff: &Diff) -> Html {
    let kind = match diff.kind {
        DiffKind::Created => Some(TEXT.inspector.created),
        DiffKind::Removed => Some(TEXT.inspector.removed),
        DiffKind::MarkedForDeletion => Some(TEXT.inspector.marked),
        DiffKind::Updated => None,
    };
    html! {
        <div class="diff" data-kind={format!("{:?}", diff.kind)}>
            <p><b>{ diff.object.to_string() }</b>{ " " }<span>{ kind }</span></p>
            { for diff.sections.iter().map(section) }
            if !diff.noise.is_empty() {
                <p class="diff-noise">{ (TEXT.inspector.noise)(&diff.noise) }</p>
            }
        </div>
    }
}

fn section(section: &Section) -> Html {
    html! {
        <>
            <p class="diff-path">{ for breakable(&section.path) }</p>
            { for section.fields.iter().map(field) }
        </>
    }
}

/// A path may be broken before each of its dots.
fn breakable(path: &str) -> impl Iterator<Item = Html> {
    path.split_inclusive('.').map(|part| html! { <>{ part.to_owned() }<wbr /></> })
}

fn field(field: &Field) -> Html {
    let Field { name, before, after } = field;
    html! {
        <>
            if let Some(before) = before {
                <del>{ format!("{name}: {before}") }</del>
            }
            if let Some(after) = after {
                <ins>{ format!("{name}: {after}") }</ins>
            }
        </>
    }
}
