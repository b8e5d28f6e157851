//! What is done in the tutorial.

use super::open::{begin, go_on};
use super::{Attempt, Explained, Fetched, LearnAction, deeds};
use crate::api::Name;
use crate::app::{AppState, Dialog};
use crate::lessons::{Chapter, Task};
use std::rc::Rc;

/// Does one thing in the tutorial.
pub fn act(state: &mut AppState, action: LearnAction) {
    match action {
        LearnAction::CatalogCame(_)
        | LearnAction::ChapterCame(..)
        | LearnAction::GlossaryCame(_)
        | LearnAction::CheatSheetCame(_)
        | LearnAction::Retry => came(state, action),
        LearnAction::Reread => {
            state.learn.open.iter_mut().for_each(|open| open.chapter = Fetched::Coming);
        }
        LearnAction::Join(other) => state.learn.progress.join(&other),
        LearnAction::Kept(is_kept) => state.learn.is_kept = Some(is_kept),
        LearnAction::Reset => state.learn.progress.reset(),
        LearnAction::LookUp(term) => look_up(state, term),
        _ => {
            if let Some((_, chapter)) = state.learn.chapter() {
                let chapter = chapter.clone();
                in_chapter(state, &chapter, action);
            }
        }
    }
}

fn came(state: &mut AppState, action: LearnAction) {
    let learn = &mut state.learn;
    match action {
        LearnAction::CatalogCame(result) => learn.catalog = result.into(),
        LearnAction::GlossaryCame(result) => learn.glossary = Some(result.into()),
        LearnAction::CheatSheetCame(result) => learn.sheet = Some(result.into()),
        LearnAction::ChapterCame(id, result) => {
            // Meanwhile another one may have been asked for.
            if let Some(open) = learn.open.as_mut().filter(|open| open.id == id) {
                open.chapter = result.into();
            }
        }
        _ => {
            learn.catalog.retry();
            learn.glossary.iter_mut().for_each(Fetched::retry);
            learn.sheet.iter_mut().for_each(Fetched::retry);
            learn.open.iter_mut().for_each(|open| open.chapter.retry());
        }
    }
    if super::is_shown(state) {
        go_on(state);
    }
}

/// What is done in a chapter that is there.
fn in_chapter(state: &mut AppState, chapter: &Rc<Chapter>, action: LearnAction) {
    let Some(place) = state.learn.open.as_ref().map(|open| open.task) else { return };
    match action {
        LearnAction::AgainAll => begin(state, chapter, 0),
        LearnAction::GoTo(task) if task < chapter.lesson.tasks.len() => {
            begin(state, chapter, task);
        }
        LearnAction::Next => deeds::next(state, chapter, place),
        LearnAction::Try(variation) => deeds::vary(state, chapter, variation),
        _ => {
            if let Some(task) = chapter.lesson.tasks.get(place) {
                in_task(state, chapter, task, action);
            }
        }
    }
}

fn in_task(state: &mut AppState, chapter: &Chapter, task: &Task, action: LearnAction) {
    match action {
        LearnAction::Choose(option) => deeds::choose(state, chapter, task, option),
        LearnAction::Commit => deeds::commit(state, chapter, task),
        LearnAction::Give => deeds::give(state, chapter, task),
        LearnAction::ToRest => deeds::to_rest(state),
        LearnAction::ShowMe => deeds::show_me(state, chapter, task),
        LearnAction::LookAt(option) => deeds::look_at(state, chapter, option),
        LearnAction::Again => deeds::again(state, task),
        LearnAction::Undo => deeds::undo(state),
        _ => {
            if let Some(open) = &mut state.learn.open {
                note(&mut open.attempt, action);
            }
        }
    }
}

/// What is done in the column alone.
fn note(attempt: &mut Attempt, action: LearnAction) {
    match action {
        LearnAction::Name(part) => attempt.part = part,
        LearnAction::Hint => attempt.hints += 1,
        LearnAction::Explain(text) => attempt.typed = text,
        LearnAction::Compare => attempt.explained = Explained::Compared,
        LearnAction::PassOver => attempt.explained = Explained::PassedOver,
        _ => {}
    }
}

/// Opens the glossary at a word, or closes it.
fn look_up(state: &mut AppState, term: Option<Name>) {
    state.dialog = term.as_ref().map(|_| Dialog::Glossary);
    if term.is_some() {
        state.learn.glossary.get_or_insert_default().retry();
        state.learn.term = term;
    }
}
