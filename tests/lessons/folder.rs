//! A chapter's folder, read.

use cattle_and_pets::collections::Map;
use cattle_and_pets::lessons::{Catalog, Chapter, Complaint, Entry, Lesson, LessonText};
use cattle_and_pets::manifest::Mistake;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A chapter in each of its languages; English first.
pub struct Folder {
    pub id: String,
    pub languages: Vec<(String, LessonText)>,
    pub chapter: Chapter,
}

/// Reads one file; what is wrong is told with its place.
pub fn read<T>(
    root: &Path,
    file: &str,
    read: impl FnOnce(&str) -> Result<T, Vec<Mistake>>,
    complaints: &mut Vec<String>,
) -> Option<T> {
    let Ok(text) = fs::read_to_string(root.join(file)) else {
        complaints.push(format!("{file}: this file is missing"));
        return None;
    };
    read(&text)
        .map_err(|mistakes| {
            let told = mistakes
                .into_iter()
                .map(|mistake| Complaint { file: file.to_owned(), mistake }.to_string());
            complaints.extend(told);
        })
        .ok()
}

/// Folders that the index does not name.
pub fn orphans(root: &Path, catalog: &Catalog, complaints: &mut Vec<String>) {
    for name in names(root).into_iter().filter(|it| root.join(it).is_dir()) {
        if catalog.place(&name).is_none() {
            complaints.push(format!("index.yaml: the chapter `{name}` has no entry"));
        }
    }
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

impl Folder {
    pub fn read(root: &Path, entry: &Entry, complaints: &mut Vec<String>) -> Option<Self> {
        let id = entry.id.to_string();
        let path = |file: &str| format!("{id}/{file}");
        let lesson = read(root, &path("lesson.yaml"), Lesson::read, complaints)?;
        let mut languages = Vec::new();
        for language in entry.languages() {
            let file = path(&format!("{language}.yaml"));
            let text = read(root, &file, |text| LessonText::read(text, &lesson), complaints);
            languages.extend(text.map(|text| (language.to_owned(), text)));
        }
        languages.sort_by_key(|(language, _)| language != "en");
        let mut files = Map::new();
        for file in &lesson.files() {
            let text = read(root, &path(file), |text| Ok(text.to_owned()), complaints)?;
            files.insert(file.clone(), text.into());
        }
        let mut known: BTreeSet<String> = files.keys().map(ToString::to_string).collect();
        known.extend(entry.languages().map(|language| format!("{language}.yaml")));
        known.insert("lesson.yaml".to_owned());
        for name in names(&root.join(&id)).difference(&known) {
            complaints.push(format!("{}: nothing names this file", path(name)));
        }
        let text = languages.first()?.1.clone();
        let chapter = Chapter { id: entry.id.clone(), lesson, text, files };
        Some(Self { id, languages, chapter })
    }
}
