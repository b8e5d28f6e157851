//! What a person decides between: answers to a prediction, manifests of a choice.

use super::lesson::file;
use super::reading::{distinct, id, list};
use super::{Fact, Picture};
use crate::api::Name;
use crate::manifest::Tree;

/// What is asked before anything moves. The run says which option is right.
#[derive(Clone, Debug)]
pub struct Prediction {
    /// The answers to choose from.
    pub options: Vec<PredictionOption>,
}

/// One answer.
#[derive(Clone, Debug)]
pub struct PredictionOption {
    /// Names its text.
    pub id: Name,
    /// What holds where the run rests if this is right.
    pub when: Fact,
    /// What it would look like.
    pub picture: Option<Picture>,
}

/// Manifests of which one is to be chosen. Each is led through the same day.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The manifests.
    pub options: Vec<ChoiceOption>,
}

/// One manifest.
#[derive(Clone, Debug)]
pub struct ChoiceOption {
    /// Names its text.
    pub id: Name,
    /// Its file.
    pub start: Name,
}

impl Prediction {
    pub(super) fn read(tree: Tree) -> Self {
        tree.only(&["options"]);
        let options = list(Some(tree.need("options")), |tree| {
            tree.only(&["id", "when", "picture"]);
            PredictionOption {
                id: id(tree.need("id")),
                when: tree.need("when").parse(Fact::parse).unwrap_or_default(),
                picture: tree.get("picture").map(Picture::read),
            }
        });
        judge(tree, options.iter().map(|it| &it.id));
        Self { options }
    }
}

impl Choice {
    pub(super) fn read(tree: Tree) -> Self {
        tree.only(&["options"]);
        let options = list(Some(tree.need("options")), |tree| {
            tree.only(&["id", "start"]);
            ChoiceOption { id: id(tree.need("id")), start: file(tree.need("start")) }
        });
        judge(tree, options.iter().map(|it| &it.id));
        Self { options }
    }
}

fn judge<'a>(tree: Tree, ids: impl ExactSizeIterator<Item = &'a Name>) {
    if ids.len() < 2 {
        tree.complain("at least two options are needed");
    }
    distinct(tree, ids);
}
