//! What texts point at is there.

use crate::folder::Folder;
use cattle_and_pets::lessons::{Glossary, LessonText, Prose, Target, fill};
use cattle_and_pets::timeline::Timeline;

/// The moments of a task at which what it points at may be there.
pub struct Moments<'a> {
    pub timeline: &'a Timeline,
    pub began: usize,
    pub done: usize,
}

/// Complains about targets of a task that are nowhere, in every language.
pub fn of_task(
    folder: &Folder,
    index: usize,
    moments: &Moments,
    glossary: &Glossary,
    complaints: &mut Vec<String>,
) {
    let task = &folder.chapter.lesson.tasks[index];
    for target in &task.point {
        if !is_there(target, moments, glossary) {
            let file = format!("{}/lesson.yaml", folder.id);
            complaints.push(format!(
                "{file}: task `{}` points at `{target}`, which is not there",
                task.id
            ));
        }
    }
    for (language, text) in &folder.languages {
        for target in proses_of_task(text, index).into_iter().flat_map(Prose::targets) {
            if !is_there(target, moments, glossary) {
                let file = format!("{}/{language}.yaml", folder.id);
                complaints.push(format!(
                    "{file}: the text of `{}` points at `{target}`, which is not there",
                    task.id
                ));
            }
        }
    }
}

/// Complains about targets of the introduction and the closing that are nowhere.
pub fn of_frame(
    folder: &Folder,
    moments: &Moments,
    glossary: &Glossary,
    complaints: &mut Vec<String>,
) {
    for (language, text) in &folder.languages {
        for target in text.intro.targets().chain(text.remember.targets()) {
            if !is_there(target, moments, glossary) {
                let file = format!("{}/{language}.yaml", folder.id);
                complaints.push(format!("{file}: `{target}` is not there"));
            }
        }
    }
}

/// Complains about entries of the glossary that point at what is not there.
pub fn of_glossary(glossary: &Glossary, complaints: &mut Vec<String>) {
    for entry in glossary.all("en") {
        for target in entry.text.targets() {
            if matches!(target, Target::Glossary(id) if glossary.get(id, "en").is_none()) {
                complaints.push(format!("glossary.yaml: `{}` points at `{target}`", entry.id));
            }
        }
    }
}

fn proses_of_task(text: &LessonText, index: usize) -> Vec<&Prose> {
    let Some(task) = text.tasks.get(index) else { return Vec::new() };
    let questions = task.choice.proses().chain(task.prediction.proses());
    let explain = task.explain.iter().flat_map(|it| [&it.question, &it.answer]);
    let own = [&task.text, &task.after].into_iter();
    own.chain(questions).chain(explain).chain(&task.hints).collect()
}

fn is_there(target: &Target, moments: &Moments, glossary: &Glossary) -> bool {
    match target {
        Target::Part(_) => true,
        Target::Glossary(id) => glossary.get(id, "en").is_some(),
        Target::Object(object) => {
            let began = moments.timeline.frame(moments.began).cluster.store();
            let mut object = object.clone();
            object.name = fill(&object.name, began).into();
            (moments.began..=moments.done)
                .any(|at| moments.timeline.frame(at).cluster.store().object(&object).is_some())
        }
    }
}
