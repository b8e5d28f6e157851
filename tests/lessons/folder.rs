//! The catalogue's files, and a chapter's folder among them.

use cattle_and_pets::collections::Map;
use cattle_and_pets::lessons::{Catalog, Chapter, Complaint, Entry, Lesson, LessonText};
use cattle_and_pets::manifest::Mistake;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The files below a folder, by their path in it.
#[derive(Clone)]
pub struct Files(pub BTreeMap<String, String>);

impl Files {
    pub fn load(root: &Path) -> Self {
        let mut files = BTreeMap::new();
        collect(root, "", &mut files);
        Self(files)
    }

    /// Reads one file; what is wrong is told with its place.
    pub fn read<T>(
        &self,
        file: &str,
        read: impl FnOnce(&str) -> Result<T, Vec<Mistake>>,
        complaints: &mut Vec<String>,
    ) -> Option<T> {
        let Some(text) = self.0.get(file) else {
            complaints.push(format!("{file}: this file is missing"));
            return None;
        };
        let tell = |mistake| Complaint { file: file.to_owned(), mistake }.to_string();
        read(text).map_err(|mistakes| complaints.extend(mistakes.into_iter().map(tell))).ok()
    }

    /// Complains about folders that the index does not name.
    pub fn orphans(&self, catalog: &Catalog, complaints: &mut Vec<String>) {
        let folders = self.0.keys().filter_map(|path| Some(path.split_once('/')?.0));
        for folder in folders.collect::<BTreeSet<_>>() {
            if catalog.place(folder).is_none() {
                complaints.push(format!("index.yaml: the chapter `{folder}` has no entry"));
            }
        }
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read_to_string(path).expect("a text"));
        }
    }
}

/// A chapter in each of its languages; English first.
pub struct Folder {
    pub id: String,
    pub languages: Vec<(String, LessonText)>,
    pub chapter: Chapter,
}

impl Folder {
    pub fn read(files: &Files, entry: &Entry, complaints: &mut Vec<String>) -> Option<Self> {
        let id = entry.id.to_string();
        let path = |file: &str| format!("{id}/{file}");
        let lesson = files.read(&path("lesson.yaml"), Lesson::read, complaints)?;
        let mut languages = Vec::new();
        for language in entry.languages() {
            let file = path(&format!("{language}.yaml"));
            let text = files.read(&file, |text| LessonText::read(text, &lesson), complaints);
            languages.extend(text.map(|text| (language.to_owned(), text)));
        }
        languages.sort_by_key(|(language, _)| language != "en");
        let mut manifests = Map::new();
        for file in &lesson.files() {
            let text = files.read(&path(file), |text| Ok(text.to_owned()), complaints)?;
            manifests.insert(file.clone(), text.into());
        }
        let is_known = |file: &str| {
            file == "lesson.yaml"
                || lesson.files().iter().any(|it| **it == *file)
                || entry.languages().any(|it| file == format!("{it}.yaml"))
        };
        let own = files.0.keys().filter_map(|it| it.strip_prefix(&*path("")));
        for file in own.filter(|file| !is_known(file)) {
            complaints.push(format!("{}: nothing names this file", path(file)));
        }
        let text = languages.first()?.1.clone();
        let chapter = Chapter::new(entry.id.clone(), lesson, text, manifests);
        Some(Self { id, languages, chapter })
    }
}
