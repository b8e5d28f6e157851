//! What a person has done in the chapters, and the few lines of text that keep it.
//!
//! ```text
//! progress 1 0
//! at names delete
//! done names delete
//! first names delete same
//! finished names
//! ```
//!
//! The first line has the format's version and how often the person began anew. What is done stays
//! done, so two pages that write at once join what they know: the sum of both is right. Only a
//! reset takes something away; it counts one up, and the higher count wins alone.

use crate::api::Name;
use crate::collections::{Map, Set};

const VERSION: &str = "1";

/// A chapter and a task in it, by their names.
pub type TaskId = (Name, Name);

/// What a person has done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    resets: u32,
    last: Option<TaskId>,
    /// Tasks, as `chapter task`.
    done: Set<Name>,
    /// Of a task, as `chapter task`, what was answered first.
    first: Map<Name, Name>,
    /// Chapters.
    finished: Set<Name>,
}

impl Progress {
    /// Reads what [`Progress::write`] wrote. Lines that are not understood are passed over; `None`
    /// for the text of another version, which is to be left as it is.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let mut head = lines.next().unwrap_or_default().split(' ');
        if (head.next(), head.next()) != (Some("progress"), Some(VERSION)) {
            return None;
        }
        let resets = head.next().and_then(|it| it.parse().ok()).unwrap_or(0);
        let mut progress = Self { resets, ..Self::default() };
        for line in lines {
            let words: Vec<&str> = line.split(' ').collect();
            match words[..] {
                ["at", chapter, task] => progress.last = Some((chapter.into(), task.into())),
                ["done", chapter, task] => {
                    progress.done.insert(key(chapter, task));
                }
                ["first", chapter, task, answer] => {
                    progress.first.insert(key(chapter, task), answer.into());
                }
                ["finished", chapter] => {
                    progress.finished.insert(chapter.into());
                }
                _ => {}
            }
        }
        Some(progress)
    }

    /// Whether the text was kept by a later version of this page.
    pub fn is_foreign(text: &str) -> bool {
        let version = text.strip_prefix("progress ").and_then(|it| it.split([' ', '\n']).next());
        version.is_some_and(|it| it != VERSION && it.parse::<u32>().is_ok())
    }

    /// The text to keep.
    pub fn write(&self) -> String {
        let mut text = format!("progress {VERSION} {}\n", self.resets);
        let mut line = |words: &[&str]| {
            text.push_str(&words.join(" "));
            text.push('\n');
        };
        if let Some((chapter, task)) = &self.last {
            line(&["at", chapter, task]);
        }
        self.done.iter().for_each(|task| line(&["done", task]));
        self.first.iter().for_each(|(task, answer)| line(&["first", task, answer]));
        self.finished.iter().for_each(|chapter| line(&["finished", chapter]));
        text
    }

    /// What this page and another one know together. Where both know something, what was there
    /// earlier stays, but for the place where the person left off: that is this page's.
    pub fn join(&mut self, other: &Self) {
        if other.resets != self.resets {
            if other.resets > self.resets {
                *self = other.clone();
            }
            return;
        }
        self.last = self.last.take().or_else(|| other.last.clone());
        other.done.iter().for_each(|it| _ = self.done.insert(it.clone()));
        other.finished.iter().for_each(|it| _ = self.finished.insert(it.clone()));
        for (task, answer) in other.first.iter() {
            self.first.insert(task.clone(), answer.clone());
        }
    }

    /// All is to be done again.
    pub fn reset(&mut self) {
        *self = Self { resets: self.resets.saturating_add(1), ..Self::default() };
    }

    /// Where the person left off.
    pub fn last(&self) -> Option<&TaskId> {
        self.last.as_ref()
    }

    /// Whether a task is done.
    pub fn is_done(&self, chapter: &Name, task: &Name) -> bool {
        self.done.contains(&key(chapter, task))
    }

    /// Whether all of a chapter was done.
    pub fn is_finished(&self, chapter: &str) -> bool {
        self.finished.contains(chapter)
    }

    /// How many tasks of a chapter are done.
    pub fn count(&self, chapter: &str) -> usize {
        let is_of = |task: &&Name| task.split(' ').next() == Some(chapter);
        self.done.iter().filter(is_of).count()
    }

    /// What was answered first to a task's question.
    pub fn first_answer(&self, chapter: &Name, task: &Name) -> Option<&Name> {
        self.first.get(&key(chapter, task))
    }

    /// Whether there is nothing to lose.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty() && self.first.is_empty() && self.finished.is_empty()
    }

    pub(super) fn leave_off(&mut self, chapter: &Name, task: &Name) {
        self.last = Some((chapter.clone(), task.clone()));
    }

    pub(super) fn note_done(&mut self, chapter: &Name, task: &Name) {
        self.done.insert(key(chapter, task));
    }

    pub(super) fn note_answer(&mut self, chapter: &Name, task: &Name, answer: &Name) {
        self.first.get_or_insert(key(chapter, task), answer.clone());
    }

    pub(super) fn note_finished(&mut self, chapter: &Name) {
        self.finished.insert(chapter.clone());
    }
}

fn key(chapter: &str, task: &str) -> Name {
    format!("{chapter} {task}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Progress {
        let mut progress = Progress::default();
        progress.leave_off(&"names".into(), &"delete".into());
        progress.note_done(&"names".into(), &"delete".into());
        progress.note_answer(&"names".into(), &"delete".into(), &"same".into());
        progress.note_finished(&"parts".into());
        progress
    }

    #[test]
    fn what_is_kept_comes_back() {
        assert_eq!(Progress::read(&some().write()), Some(some()));
        assert_eq!(some().count("names"), 1);
        assert!(some().is_finished("parts") && !some().is_finished("names"));
    }

    #[test]
    fn what_is_not_understood_is_passed_over() {
        let text = some().write() + "done names\n\u{0}\nnew kind of line\ndone  a b c\n";
        assert_eq!(Progress::read(&text), Some(some()));
        assert!(Progress::is_foreign("progress 2 0\n") && !Progress::is_foreign("garbage"));
        for text in ["", "progress 2 0\ndone a b", "{\"done\":[]}", "progress"] {
            assert_eq!(Progress::read(text), None, "{text}");
        }
    }

    #[test]
    fn two_pages_lose_nothing() {
        let (mut one, mut other) = (some(), some());
        one.note_done(&"names".into(), &"more".into());
        one.note_answer(&"scale".into(), &"up".into(), &"three".into());
        other.note_answer(&"scale".into(), &"up".into(), &"one".into());
        other.note_done(&"scale".into(), &"up".into());
        other.leave_off(&"scale".into(), &"up".into());
        let stored = one.clone();
        one.join(&other);
        assert!(one.is_done(&"names".into(), &"more".into()));
        assert!(one.is_done(&"scale".into(), &"up".into()));
        assert_eq!(one.last(), stored.last());
        other.join(&stored);
        assert_eq!(other.first_answer(&"scale".into(), &"up".into()), Some(&"three".into()));
    }

    #[test]
    fn a_reset_is_not_undone_by_a_page_that_does_not_know_of_it() {
        let (mut reset, mut stale) = (some(), some());
        reset.reset();
        assert!(reset.is_empty());
        stale.note_done(&"names".into(), &"more".into());
        let before = reset.clone();
        reset.join(&stale);
        assert_eq!(reset, before);
        stale.join(&reset);
        assert_eq!(stale, reset);
    }

    #[test]
    fn the_first_answer_stays() {
        let mut progress = some();
        progress.note_answer(&"names".into(), &"delete".into(), &"other".into());
        let answer = progress.first_answer(&"names".into(), &"delete".into());
        assert_eq!(answer, Some(&"same".into()));
    }
}
