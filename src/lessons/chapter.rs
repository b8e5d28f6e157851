//! A whole chapter, ready to be played.

use super::{Lesson, LessonText, Variation};
use crate::api::Name;
use crate::collections::Map;
use crate::manifest::Mistake;
use crate::timeline::{Scenario, Source, Timeline};
use std::cell::OnceCell;
use std::fmt;
use std::rc::Rc;

/// A whole chapter.
#[derive(Clone)]
pub struct Chapter {
    /// The name of its folder.
    pub id: Name,
    /// What happens.
    pub lesson: Lesson,
    /// What is read.
    pub text: LessonText,
    /// The manifests, by file.
    pub files: Map<Name, Rc<str>>,
    opening: OnceCell<Timeline>,
}

/// What is wrong with a file of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The file.
    pub file: String,
    /// What, and where in it.
    pub mistake: Mistake,
}

impl Chapter {
    /// A chapter of what its files say; the manifests by file.
    pub fn new(id: Name, lesson: Lesson, text: LessonText, files: Map<Name, Rc<str>>) -> Self {
        Self { id, lesson, text, files, opening: OnceCell::new() }
    }

    /// The run of the chapter's start, nothing of it computed yet. What it begins with is settled
    /// the first time and remembered, so that it can be done before anybody waits for it.
    pub fn opening(&self) -> &Timeline {
        self.opening.get_or_init(|| self.start().timeline())
    }

    /// The run of what a task begins with.
    pub fn timeline(&self, scenario: &Scenario) -> Timeline {
        match *scenario == self.start() {
            true => self.opening().clone(),
            false => scenario.timeline(),
        }
    }

    /// The manifest that a task begins anew from, or that the chapter begins with.
    pub fn scenario(&self, file: &str) -> Scenario {
        let text = self.files.get(file).cloned().unwrap_or_default();
        Scenario {
            source: Source::Settled(text),
            release: self.lesson.release,
            seed: self.lesson.seed,
            requests: self.lesson.requests.clone(),
            ..Scenario::default()
        }
    }

    /// What a variation begins with.
    pub fn varied(&self, variation: &Variation) -> Scenario {
        let start = variation.start.as_ref().unwrap_or(&self.lesson.start);
        let release = variation.release.unwrap_or(self.lesson.release);
        Scenario { release, ..self.scenario(start) }
    }

    /// What the chapter begins with.
    pub fn start(&self) -> Scenario {
        self.scenario(&self.lesson.start)
    }
}

impl fmt::Debug for Chapter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chapter").field("id", &self.id).finish_non_exhaustive()
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.mistake)
    }
}
