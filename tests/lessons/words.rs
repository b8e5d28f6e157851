//! How much there is to read.

use crate::folder::Folder;
use cattle_and_pets::lessons::{Prose, TaskText};

/// Words of the introduction.
const MOST_INTRO: usize = 60;
/// Words before something can be done.
const MOST_BEFORE: usize = 120;

pub fn check(folder: &Folder, complaints: &mut Vec<String>) {
    for (language, text) in &folder.languages {
        let mut complain = |what: &str, found: usize, most: usize| {
            if found > most {
                let file = format!("{}/{language}.yaml", folder.id);
                complaints.push(format!("{file}: {found} words {what}, more than {most}"));
            }
        };
        let intro = text.intro.words();
        complain("of introduction", intro, MOST_INTRO);
        let first = text.tasks.first();
        let asked = |task: &TaskText| match task.choice.options.is_empty() {
            true => task.prediction.question.words(),
            false => task.choice.question.words(),
        };
        let read = first.map_or(0, |task| task.text.words() + asked(task));
        complain("before something can be done", intro + read, MOST_BEFORE);
        let empty = |prose: &Prose| prose.0.is_empty();
        if text.tasks.iter().any(|task| task.hints.iter().any(empty)) {
            complaints.push(format!("{}/{language}.yaml: a hint is empty", folder.id));
        }
    }
}
