//! What several panels do with commands.

use crate::app::{Action, Phases};
use crate::kubectl;
use crate::ui::hooks::{STAGE, bring_into_sight};
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// The command lines of all phases, with a remark between them.
pub(super) fn lines(phases: &Phases) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, commands) in phases.iter().enumerate() {
        if index > 0 {
            lines.push(TEXT.guide.then.to_string());
        }
        lines.extend(commands.iter().map(kubectl::line));
    }
    lines
}

/// Does that, and shows the stage: a person with a phone pressed it above or below of it.
pub(super) fn watch(store: &Store, action: Action) -> Callback<MouseEvent> {
    let store = store.clone();
    Callback::from(move |_| {
        store.dispatch(action.clone());
        bring_into_sight(STAGE);
    })
}
