//! Every string of the interface, apart from the code that shows it. What is said about the cluster
//! stands in `words`.

pub mod dialogs;
pub mod guide;
pub mod header;
pub mod inspector;
pub mod language;
pub mod learn;
pub mod player;
pub mod stage;

use crate::api::Status;
use crate::language::Phrase;
use yew::html::IntoPropValue;
use yew::{AttrValue, Html};

/// The strings of one language. Kubernetes' nouns stay as in its API.
pub struct Text {
    /// Closes a dialog or a sheet.
    pub close: Phrase,
    /// Over what was refused.
    pub refused: Phrase,
    /// What the API server answered.
    pub answer: fn(&Status) -> String,
    /// The languages.
    pub language: language::Text,
    /// The header.
    pub header: header::Text,
    /// The column that guides.
    pub guide: guide::Text,
    /// The tutorial.
    pub learn: learn::Text,
    /// The player.
    pub player: player::Text,
    /// The dialogs.
    pub dialogs: dialogs::Text,
    /// When the page itself fails.
    pub crash: Crash,
    /// The stage.
    pub stage: stage::Text,
    /// The inspector.
    pub inspector: inspector::Text,
}

/// English.
pub static TEXT: Text = Text {
    close: Phrase("Close"),
    refused: Phrase("Refused. Nothing has changed."),
    answer: |status| match status.message.strip_prefix("error: ") {
        // kubectl's own refusals never reach the API server.
        Some(_) => status.message.clone(),
        None => format!("Error from server ({:?}): {}", status.reason, status.message),
    },
    language: language::EN,
    header: header::EN,
    guide: guide::EN,
    learn: learn::EN,
    player: player::EN,
    dialogs: dialogs::EN,
    crash: Crash {
        title: "This page has failed",
        what: "That is a mistake of ours, not of yours. The link leads back to this moment; if it \
               fails there again, please report it with that link.",
        reload: "Back to this moment",
        start: "Start afresh",
    },
    stage: stage::EN,
    inspector: inspector::EN,
};

/// When the page itself fails.
pub struct Crash {
    /// The heading.
    pub title: &'static str,
    /// What it means.
    pub what: &'static str,
    /// Loads the page at the same moment.
    pub reload: &'static str,
    /// Loads the page at the start.
    pub start: &'static str,
}

impl IntoPropValue<AttrValue> for Phrase {
    fn into_prop_value(self) -> AttrValue {
        AttrValue::Static(self.text())
    }
}

impl IntoPropValue<Option<AttrValue>> for Phrase {
    fn into_prop_value(self) -> Option<AttrValue> {
        Some(self.into_prop_value())
    }
}

impl From<Phrase> for AttrValue {
    fn from(phrase: Phrase) -> Self {
        Self::Static(phrase.text())
    }
}

impl IntoPropValue<Html> for Phrase {
    fn into_prop_value(self) -> Html {
        Html::from(self.text())
    }
}
