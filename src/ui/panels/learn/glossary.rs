//! What words mean.

use super::prose::Voice;
use super::waiting::{failed, skeleton};
use crate::lessons::Definition;
use crate::ui::store::use_store;
use web_sys::HtmlElement;
use yew::prelude::*;

/// All words; the one that was asked for is marked and in sight.
#[component]
pub fn Glossary() -> Html {
    let store = use_store();
    let node = use_node_ref();
    let (learn, began) = (&store.state.learn, store.state.timeline.frame(0));
    let (term, glossary) = (learn.term.clone(), learn.glossary.as_ref());
    let ready = glossary.and_then(|it| it.ready());
    use_effect_with((term.clone(), ready.is_some()), {
        let node = node.clone();
        move |_| {
            let list = node.cast::<HtmlElement>();
            let word = list.and_then(|it| it.query_selector("[aria-current]").ok().flatten());
            word.iter().for_each(web_sys::Element::scroll_into_view);
        }
    });
    let Some(glossary) = ready else {
        return match glossary.and_then(|it| it.failure()) {
            Some(failure) => failed(&store, failure),
            None => skeleton(),
        };
    };
    let voice = Voice { store: &store, began };
    let word = |word: Definition| {
        let is_asked = term.as_ref() == Some(word.id);
        html! {
            <div
                key={word.id.to_string()}
                aria-current={is_asked.then_some("true")}
                data-part={word.part.map(|part| part.as_str())}
            >
                <dt>{ word.term.to_owned() }</dt>
                <dd>{ voice.say(word.text) }</dd>
            </div>
        }
    };
    html! {
        <dl ref={node} class="glossary">
            { for glossary.all(store.state.speech.spoken.tag()).into_iter().map(word) }
        </dl>
    }
}
