//! What each key does.

use super::{Action, Dialog};

/// What a key does; `None` for any other. `shift` says that Shift is held, `characters` whether
/// keys that write a character are shortcuts (WCAG 2.1.4).
pub fn action_for(key: &str, shift: bool, characters: bool) -> Option<Action> {
    Some(match (key, shift) {
        (" ", false) => Action::TogglePlay,
        ("ArrowRight", false) => Action::Step,
        ("PageDown", _) => Action::Onwards,
        ("ArrowLeft", false) | ("PageUp", _) => Action::StepBack,
        ("ArrowRight", true) => Action::NextOfFocus,
        ("ArrowLeft", true) => Action::PreviousOfFocus,
        ("Home", _) => Action::ToStart,
        ("End", _) => Action::ToEnd,
        ("]", _) if characters => Action::NextMarker,
        ("[", _) if characters => Action::PreviousMarker,
        (".", _) if characters => Action::TogglePlay,
        ("?", _) if characters => Action::Show(Some(Dialog::Help)),
        _ => return None,
    })
}
