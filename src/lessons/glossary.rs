//! What words mean: `glossary.yaml`.

use super::{Part, Prose};
use crate::api::Name;
use crate::collections::{Map, sort_by_key};
use crate::manifest::{Flaw, Mistake, Tree, read_tree};

/// What words mean, in alphabetical order of their names.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    entries: Map<Name, Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    part: Option<Part>,
    texts: Map<Name, (String, Prose)>,
}

/// One word in one language.
#[derive(Clone, Copy, Debug)]
pub struct Definition<'a> {
    /// Its name in texts, behind `term:`.
    pub id: &'a Name,
    /// The word.
    pub term: &'a str,
    /// What it means.
    pub text: &'a Prose,
    /// Where it is in the picture.
    pub part: Option<Part>,
}

impl Glossary {
    /// Reads `glossary.yaml`.
    pub fn read(text: &str) -> Result<Self, Vec<Mistake>> {
        read_tree(text, |tree| {
            let entries = tree.entries().into_iter().map(|(id, tree)| (id.into(), entry(tree)));
            Self { entries: entries.collect() }
        })
    }

    /// What a word means; in English if it has no text in this language.
    pub fn get(&self, id: &str, language: &str) -> Option<Definition<'_>> {
        let (id, entry) = self.entries.get_key_value(id)?;
        let (term, text) = entry.texts.get(language).or_else(|| entry.texts.get("en"))?;
        Some(Definition { id, term, text, part: entry.part })
    }

    /// What a part of the picture is: the word of its name, or else the first that is found there.
    pub fn of_part(&self, part: Part, language: &str) -> Option<Definition<'_>> {
        let is_it = |it: &Definition| it.part == Some(part);
        let named = self.get(part.as_str(), language).filter(is_it);
        let mut all = self.entries.keys().filter_map(|id| self.get(id, language));
        named.or_else(|| all.find(is_it))
    }

    /// All words, in the alphabetical order of that language.
    pub fn all(&self, language: &str) -> Vec<Definition<'_>> {
        let all = self.entries.keys().filter_map(|id| self.get(id, language));
        let mut all: Vec<Definition> = all.collect();
        sort_by_key(&mut all, |it| it.term.to_ascii_lowercase());
        all
    }
}

fn entry(tree: Tree) -> Entry {
    let part = tree.get("part").and_then(|it| {
        it.parse(|word| {
            let no = || Flaw { at: 0, message: format!("`{word}` is no part of the picture") };
            Part::parse(word).ok_or_else(no)
        })
    });
    tree.need("en");
    let texts = tree.entries().into_iter().filter(|(key, _)| *key != "part");
    let texts = texts.map(|(language, tree)| {
        tree.only(&["term", "text"]);
        let term = tree.need("term").text().to_owned();
        (language.into(), (term, Prose::read(tree.need("text"))))
    });
    Entry { part, texts: texts.collect() }
}
