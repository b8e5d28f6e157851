//! The dialog that is open.

use super::help::help;
use super::learn::{Contents, Glossary};
use super::manifest::Manifest;
use super::steps::steps;
use super::transcript::Transcript;
use crate::app::{Action, Dialog};
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use crate::ui::widgets::Window;
use yew::prelude::*;

/// The dialog that is open, if any is.
pub fn dialogs(store: &Store) -> Html {
    let text = &TEXT.dialogs;
    let onclose = store.callback(|()| Action::Show(None));
    match store.state.dialog {
        None => html! {},
        Some(Dialog::Help) => html! {
            <Window key="help" title={text.help} {onclose}>{ help(store) }</Window>
        },
        Some(Dialog::Manifest) => html! {
            <Window key="manifest" title={text.manifest} {onclose}><Manifest /></Window>
        },
        Some(Dialog::Steps) => html! {
            <Window key="steps" title={text.steps} {onclose}>{ steps(store) }</Window>
        },
        Some(Dialog::Transcript) => html! {
            <Window key="transcript" title={TEXT.learn.transcript} {onclose}>
                <Transcript />
            </Window>
        },
        Some(Dialog::Contents) => html! {
            <Window key="contents" title={TEXT.learn.contents} {onclose}><Contents /></Window>
        },
        Some(Dialog::Glossary) => html! {
            <Window key="glossary" title={TEXT.learn.glossary} {onclose}><Glossary /></Window>
        },
    }
}
