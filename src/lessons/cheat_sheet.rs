//! Both kinds of workload on one sheet of paper: `cheat-sheet.yaml`.

use super::Prose;
use super::reading::list;
use crate::api::Name;
use crate::collections::Map;
use crate::manifest::{Mistake, Tree, read_tree};

/// The sheet in all languages.
#[derive(Clone, Debug, Default)]
pub struct CheatSheet {
    texts: Map<Name, Sheet>,
}

/// The sheet in one language.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its heading.
    pub title: String,
    /// What it is about.
    pub lead: Prose,
    /// Its sections.
    pub sections: Vec<SheetSection>,
    /// What to choose.
    pub choose: Prose,
}

/// Rows that belong together.
#[derive(Clone, Debug)]
pub struct SheetSection {
    /// Their heading.
    pub title: String,
    /// The rows.
    pub rows: Vec<SheetRow>,
}

/// One question, and both answers.
#[derive(Clone, Debug)]
pub struct SheetRow {
    /// What is asked.
    pub what: Prose,
    /// What holds for a Deployment.
    pub deployment: Prose,
    /// What holds for a StatefulSet.
    pub statefulset: Prose,
}

impl CheatSheet {
    /// Reads `cheat-sheet.yaml`.
    pub fn read(text: &str) -> Result<Self, Vec<Mistake>> {
        read_tree(text, |tree| {
            tree.need("en");
            let texts = tree.entries().into_iter();
            Self { texts: texts.map(|(language, tree)| (language.into(), sheet(tree))).collect() }
        })
    }

    /// The sheet in this language, or in English if there is none.
    pub fn get(&self, language: &str) -> Option<&Sheet> {
        self.texts.get(language).or_else(|| self.texts.get("en"))
    }
}

fn sheet(tree: Tree) -> Sheet {
    tree.only(&["title", "lead", "sections", "choose"]);
    Sheet {
        title: tree.need("title").text().to_owned(),
        lead: Prose::read(tree.need("lead")),
        sections: list(Some(tree.need("sections")), |tree| {
            tree.only(&["title", "rows"]);
            let title = tree.need("title").text().to_owned();
            SheetSection { title, rows: list(Some(tree.need("rows")), row) }
        }),
        choose: Prose::read(tree.need("choose")),
    }
}

fn row(tree: Tree) -> SheetRow {
    tree.only(&["what", "deployment", "statefulset"]);
    let prose = |field| Prose::read(tree.need(field));
    SheetRow {
        what: prose("what"),
        deployment: prose("deployment"),
        statefulset: prose("statefulset"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_says_the_same_in_every_language() {
        let read = CheatSheet::read(include_str!("catalog/cheat-sheet.yaml"));
        let sheets = read.expect("no mistake");
        let shape = |sheet: &Sheet| -> Vec<usize> {
            sheet.sections.iter().map(|section| section.rows.len()).collect()
        };
        let english = sheets.get("en").expect("English");
        assert!(english.sections.len() > 3);
        for (language, sheet) in sheets.texts.iter() {
            assert_eq!(shape(sheet), shape(english), "{language}");
        }
    }
}
