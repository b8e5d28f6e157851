//! Your own manifest as the start of a run.

use crate::app::{Action, Place, Scenario, Source};
use crate::manifest::{Diagnostic, Manifest as Read, Severity, read};
use crate::ui::store::use_store;
use crate::ui::text::TEXT;
use crate::ui::widgets::{marked, refusal_notice};
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// Your own manifest: what is wrong with it is said while it is typed, and nothing typed is lost.
#[component]
pub fn Manifest() -> Html {
    let store = use_store();
    let text = &TEXT.dialogs;
    let field = use_node_ref();
    let state = &store.state;
    let draft: Rc<str> = state.draft.clone().unwrap_or_else(|| state.scenario.source.text().into());
    let found =
        use_memo((draft.clone(), state.scenario.release), |(draft, release)| read(draft, *release));
    let oninput = store.callback(|event: InputEvent| {
        let area = event.target_dyn_into::<HtmlTextAreaElement>();
        Action::Draft(area.map(|it| it.value()).unwrap_or_default().into())
    });
    let scenario = Scenario { source: Source::Own(draft.clone()), ..(*state.scenario).clone() };
    let can_start = !found.has_errors() && !found.objects.is_empty();
    let onclick = {
        let open = store.on(Action::Open(Box::new(scenario)));
        move |event| {
            if can_start {
                open.emit(event);
            }
        }
    };
    let onjump = {
        let (field, draft) = (field.clone(), draft.clone());
        Callback::from(move |place: (u32, u32)| jump(&field, &draft, place))
    };
    let refusal = state.refusal.as_ref().filter(|it| it.place == Place::Manifest);
    html! {
        <div class="manifest">
            <p class="quiet">{ text.manifest_hint }</p>
            <textarea
                ref={field}
                class="field"
                aria-label={text.yaml}
                aria-describedby="manifest-verdict"
                spellcheck="false"
                autocomplete="off"
                wrap="off"
                value={draft.to_string()}
                {oninput}
            />
            <p id="manifest-verdict" role="status">{ verdict(&found) }</p>
            <ol class="diagnostics">
                { for found.diagnostics.iter().map(|it| remark(it, onjump.clone())) }
            </ol>
            if let Some(refusal) = refusal {
                { refusal_notice(refusal) }
            }
            <button
                type="button"
                class="button"
                data-kind="primary"
                aria-disabled={(!can_start).then_some("true")}
                {onclick}
            >
                { text.apply }
            </button>
        </div>
    }
}

fn verdict(found: &Read) -> String {
    let is_error = |it: &&Diagnostic| it.severity == Severity::Error;
    match found.diagnostics.iter().filter(is_error).count() {
        0 => (TEXT.dialogs.no_errors)(found.objects.len()),
        errors => (TEXT.dialogs.errors)(errors),
    }
}

/// Puts the cursor there.
fn jump(field: &NodeRef, text: &str, (line, column): (u32, u32)) {
    let Some(area) = field.cast::<HtmlTextAreaElement>() else { return };
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1) as usize);
    // The browser counts UTF-16 units.
    let before: usize = lines.map(|line| line.encode_utf16().count()).sum();
    let at = before as u32 + column.saturating_sub(1);
    // A field that is gone has no cursor.
    let _ = area.focus();
    let _ = area.set_selection_range(at, at);
}

/// One remark, with a way to its place.
fn remark(remark: &Diagnostic, onjump: Callback<(u32, u32)>) -> Html {
    let Diagnostic { severity, line, column, path, message } = remark;
    let place = (*line, *column);
    let severity = (TEXT.dialogs.severity)(*severity);
    html! {
        <li data-severity={severity}>
            <button
                type="button"
                class="button"
                data-kind="link"
                onclick={move |_| onjump.emit(place)}
            >
                { (TEXT.dialogs.line_column)(*line, *column) }
            </button>
            <span>
                <b>{ severity }</b>
                { " " }
                if !path.is_empty() {
                    <code>{ path }</code>
                    { ": " }
                }
                { marked(message) }
            </span>
        </li>
    }
}
