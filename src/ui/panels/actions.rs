//! What several panels do with commands.

use crate::app::{Action, Phases, Place};
use crate::cluster::Command;
use crate::kubectl;
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

/// Gives these commands, from the guide.
pub(super) fn give(store: &Store, commands: Vec<Command>) -> Callback<MouseEvent> {
    store.on(Action::Command(Place::Guide, commands))
}
