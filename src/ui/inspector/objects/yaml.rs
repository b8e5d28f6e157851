//! One object as YAML, with the fields marked that the step changed.

use crate::api::{Object, ObjectRef};
use crate::scene::fields::{self, Line};
use crate::timeline::Frame;
use crate::ui::shared::{Shared, token};
use crate::ui::text::TEXT;
use yew::prelude::*;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct YamlProps {
    /// The moment before.
    pub before: Shared<Frame>,
    /// The moment.
    pub frame: Shared<Frame>,
    /// The object.
    pub object: ObjectRef,
    /// Another object is to be looked at closely, or all of them.
    pub on_focus: Callback<Option<ObjectRef>>,
}

/// One object as YAML.
#[component]
pub fn Yaml(props: &YamlProps) -> Html {
    let name = props.object.to_string();
    let before = props.before.cluster.store().object(&props.object);
    let now = props.frame.cluster.store().object(&props.object);
    let all = props.on_focus.reform(|_| None);
    let body = match (now, before) {
        (Some(now), before) => {
            // A Pod that was replaced by one of the same name is another object.
            let before = before.filter(|before| before.meta().uid == now.meta().uid);
            document(props, now, before)
        }
        (None, Some(before)) => html! {
            <>
                <p class="verdict" data-tone="failed">{ TEXT.inspector.gone_now }</p>
                { document(props, before, None) }
            </>
        },
        (None, None) => html! { <p class="because">{ (TEXT.inspector.not_there)(&name) }</p> },
    };
    html! {
        <div class="object" data-ref={token(&props.object)}>
            <button type="button" class="button" data-kind="link" onclick={all}>
                { "← " }{ TEXT.inspector.all_objects }
            </button>
            { body }
        </div>
    }
}

fn document(props: &YamlProps, object: &Object, before: Option<&Object>) -> Html {
    let is_new = props.frame.step.as_ref().is_some_and(|step| step.touches(&props.object));
    let lines = fields::lines(object, before.filter(|_| is_new));
    let name = (TEXT.inspector.yaml)(&props.object.to_string());
    html! {
        <>
            { owners(props, object) }
            <pre class="yaml" tabindex="0" aria-label={name}>
                { for lines.iter().map(line) }
            </pre>
        </>
    }
}

fn owners(props: &YamlProps, object: &Object) -> Html {
    let owner = |owner: &crate::api::OwnerReference| {
        let reference = ObjectRef::new(owner.kind, owner.name.clone());
        let name = reference.to_string();
        let onclick = props.on_focus.reform(move |_| Some(reference.clone()));
        html! { <button type="button" class="button" data-kind="link" {onclick}>{ name }</button> }
    };
    let owners = &object.meta().owner_references;
    if owners.is_empty() {
        return Html::default();
    }
    html! {
        <p class="because">{ TEXT.inspector.owned_by }{ " " }{ for owners.iter().map(owner) }</p>
    }
}

fn line(line: &Line) -> Html {
    let depth = usize::from(line.depth).saturating_sub(usize::from(line.is_item));
    let indent = "  ".repeat(depth);
    let dash = if line.is_item { "- " } else { "" };
    let colon = match (line.key.is_empty(), line.value.is_empty()) {
        (true, _) => "",
        (false, true) => ":",
        (false, false) => ": ",
    };
    html! {
        <span data-changed={line.changed.then_some("")}>
            { indent }{ dash }
            <span class="yaml-key">{ &line.key }{ colon }</span>
            { &line.value }
            { "\n" }
        </span>
    }
}
