//! The choice of languages.

use crate::app::Action;
use crate::language::Language;
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use crate::ui::widgets::close_button;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The choice of languages, each called as its readers call it.
pub fn language_choice(store: &Store) -> Html {
    let wanted = store.state.speech.wanted;
    let onchange = store.callback(|event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        let index = select.and_then(|it| usize::try_from(it.selected_index()).ok());
        let language = index.and_then(|index| Language::ALL.get(index));
        Action::SetLanguage(language.copied().unwrap_or_default())
    });
    let option = |language: &Language| {
        let (tag, selected) = (language.tag(), *language == wanted);
        html! { <option lang={tag} {selected}>{ language.name() }</option> }
    };
    html! {
        <select class="select language" aria-label={TEXT.language.choice} {onchange}>
            { for Language::ALL.iter().map(option) }
        </select>
    }
}

/// Says so when the texts of a language could not be fetched.
pub fn language_missing(store: &Store) -> Html {
    let speech = store.state.speech;
    let Some(language) = speech.missing else { return Html::default() };
    html! {
        <div class="language-missing" role="alert">
            <p>{ (TEXT.language.missing)(language.name()) }</p>
            <button
                type="button"
                class="button"
                onclick={store.on(Action::SetLanguage(language))}
            >
                { TEXT.language.again }
            </button>
            { close_button(TEXT.close, store.on(Action::SetLanguage(speech.spoken))) }
        </div>
    }
}
