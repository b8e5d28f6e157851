//! The list of chapters: `index.yaml`.

use super::reading::{distinct, id};
use crate::api::Name;
use crate::collections::Map;
use crate::manifest::{Mistake, Tree, read_tree};

/// The chapters, in order.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// The chapters.
    pub entries: Vec<Entry>,
}

/// What the list says of one chapter.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name of its folder, and of it in links.
    pub id: Name,
    /// Title and lead, by language.
    texts: Map<Name, EntryText>,
}

#[derive(Clone, Debug)]
struct EntryText {
    title: String,
    lead: String,
}

impl Catalog {
    /// Reads `index.yaml`.
    pub fn read(text: &str) -> Result<Self, Vec<Mistake>> {
        read_tree(text, |tree| {
            let entries: Vec<Entry> = tree.items().into_iter().map(entry).collect();
            distinct(tree, entries.iter().map(|it| &it.id));
            Self { entries }
        })
    }

    /// The place of a chapter, from 0.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.entries.iter().position(|entry| &*entry.id == id)
    }
}

impl Entry {
    /// The languages that the chapter is written in.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(|language| &**language)
    }

    /// The language to show it in: this one if it is written in it, else English.
    pub fn language<'a>(&self, wanted: &'a str) -> &'a str {
        if self.texts.contains_key(wanted) { wanted } else { "en" }
    }

    /// A few words.
    pub fn title(&self, language: &str) -> &str {
        self.text(language).map_or("", |it| &it.title)
    }

    /// One line.
    pub fn lead(&self, language: &str) -> &str {
        self.text(language).map_or("", |it| &it.lead)
    }

    fn text(&self, language: &str) -> Option<&EntryText> {
        self.texts.get(self.language(language))
    }
}

fn entry(tree: Tree) -> Entry {
    let text = |(language, tree): (&str, Tree)| {
        tree.only(&["title", "lead"]);
        let line = |field| tree.need(field).text().to_owned();
        (language.into(), EntryText { title: line("title"), lead: line("lead") })
    };
    tree.need("en");
    let languages = tree.entries().into_iter().filter(|(key, _)| *key != "id");
    Entry { id: id(tree.need("id")), texts: languages.map(text).collect() }
}
