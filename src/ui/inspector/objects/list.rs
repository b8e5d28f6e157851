//! All objects, by kind.

use crate::api::{Kind, Object, ObjectRef};
use crate::collections::Set;
use crate::timeline::Frame;
use crate::ui::shared::{Shared, text, token};
use crate::ui::text::TEXT;
use yew::prelude::*;

/// So many of a kind are shown at first.
const FIRST: usize = 40;

/// What to show.
#[derive(PartialEq, Properties)]
pub struct ListProps {
    /// The moment.
    pub frame: Shared<Frame>,
    /// An object is to be looked at closely.
    pub on_focus: Callback<Option<ObjectRef>>,
}

/// All objects, by kind; those that the step wrote are marked.
#[component]
pub fn List(props: &ListProps) -> Html {
    let whole = use_state(|| None::<Kind>);
    let step = props.frame.step.as_ref();
    let writes = step.map_or(&[][..], |step| &step.writes);
    let touched: Set<ObjectRef> = writes.iter().map(|change| change.object().reference()).collect();
    let store = props.frame.cluster.store();
    let kind = |kind: Kind| {
        let count = store.count(kind);
        let most = if *whole == Some(kind) { usize::MAX } else { FIRST };
        let show_all = {
            let whole = whole.setter();
            move |_: MouseEvent| whole.set(Some(kind))
        };
        html! {
            <section key={kind.as_str()}>
                <h3 class="label">{ kind.as_str() }{ " · " }{ count }</h3>
                <ul>
                    { for store.objects(kind).take(most).map(|it| entry(it, &touched, props)) }
                </ul>
                if count > most {
                    <button type="button" class="button" onclick={show_all}>
                        { (TEXT.inspector.show_all)(count) }
                    </button>
                }
            </section>
        }
    };
    let kinds = Kind::ALL.iter().copied().filter(|kind| store.count(*kind) > 0);
    html! { <div class="objects" data-part="objects">{ for kinds.map(kind) }</div> }
}

fn entry(object: &Object, touched: &Set<ObjectRef>, props: &ListProps) -> Html {
    let reference = object.reference();
    let changed = touched.contains(&reference);
    let token = token(&reference);
    let onclick = props.on_focus.reform(move |_| Some(reference.clone()));
    html! {
        <li key={object.name().to_string()} data-ref={token}>
            <button type="button" class="button" data-kind="link" {onclick}>
                { text(object.name()) }
            </button>
            if changed {
                <span class="new">{ TEXT.inspector.just_changed }</span>
            }
        </li>
    }
}
