//! What the readers of all files share.

use crate::api::Name;
use crate::collections::Set;
use crate::manifest::Tree;

/// A name that other files use: letters, digits and dashes.
pub(super) fn id(tree: Tree) -> Name {
    let text = tree.text();
    if text.contains(|char: char| !char.is_ascii_alphanumeric() && char != '-') {
        tree.complain("a name is made of letters, digits and dashes");
    }
    text.into()
}

/// The items of a list, each read; none if there is no list.
pub(super) fn list<'a, T>(tree: Option<Tree<'a>>, read: impl Fn(Tree<'a>) -> T) -> Vec<T> {
    tree.map(|tree| tree.items().into_iter().map(read).collect()).unwrap_or_default()
}

/// Complains about a name that stands twice.
pub(super) fn distinct<'a>(tree: Tree, ids: impl Iterator<Item = &'a Name>) {
    let mut seen = Set::new();
    for id in ids.filter(|id| !id.is_empty()) {
        if !seen.insert(id.clone()) {
            tree.complain(&format!("`{id}` stands here twice"));
        }
    }
}
