//! Keys, settings, what is not simulated, and the notice.

use super::language::{language_choice, language_missing};
use crate::app::{Action, Theme};
use crate::language::Phrase;
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use crate::ui::widgets::select;
use yew::prelude::*;

/// Keys, settings, what is not simulated, and the notice.
pub fn help(store: &Store) -> Html {
    let text = &TEXT.dialogs;
    let on = store.state.shortcuts;
    let themes: Vec<AttrValue> =
        Theme::ALL.iter().map(|it| (TEXT.header.theme)(*it).into()).collect();
    let theme = Theme::ALL.iter().position(|theme| *theme == store.state.theme);
    let onchoose = store.callback(|index: usize| Action::SetTheme(Theme::ALL[index]));
    let key = |(keys, what): &(&'static [&'static str], Phrase)| {
        html! {
            <div>
                <dt>{ for keys.iter().map(|key| html! { <kbd>{ *key }</kbd> }) }</dt>
                <dd>{ *what }</dd>
            </div>
        }
    };
    html! {
        <div class="help">
            <section>
                <h3 class="label">{ text.keys }</h3>
                <dl>{ for text.key_list.iter().map(key) }</dl>
            </section>
            <section>
                <h3 class="label">{ text.settings }</h3>
                { select(text.colours, &themes, theme.unwrap_or(0), onchoose) }
                { language_choice(store) }
                { language_missing(store) }
                <label class="switch">
                    <input
                        type="checkbox"
                        checked={on}
                        onchange={store.callback(move |_: Event| Action::SetShortcuts(!on))}
                    />
                    <span>{ text.shortcuts }<small>{ text.shortcuts_hint }</small></span>
                </label>
            </section>
            <section>
                <h3 class="label">{ text.limits }</h3>
                <ul>{ for text.limit_list.iter().map(|line| html! { <li>{ *line }</li> }) }</ul>
            </section>
            <section>
                <h3 class="label">{ text.about }</h3>
                { for text.notice.iter().map(|line| html! { <p>{ *line }</p> }) }
            </section>
        </div>
    }
}
