//! What happens in a chapter: `lesson.yaml`.

use super::reading::{distinct, id, list};
use super::{Fact, Line, Task};
use crate::api::{Kind, Name, ObjectRef, Release};
use crate::collections::Set;
use crate::manifest::{Flaw, Mistake, Tree, read_tree};

/// What happens in a chapter.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The file of the manifest that the chapter begins with.
    pub start: Name,
    /// The Kubernetes release.
    pub release: Release,
    /// The seed.
    pub seed: u64,
    /// Services and Pods that clients send requests to from the start.
    pub requests: Vec<ObjectRef>,
    /// What there is to do, in order.
    pub tasks: Vec<Task>,
    /// Named moments.
    pub markers: Vec<Marker>,
    /// Other starts to try afterwards.
    pub variations: Vec<Variation>,
}

/// A moment of the run that has a name: the first at which a fact holds.
#[derive(Clone, Debug)]
pub struct Marker {
    /// Names its text.
    pub id: Name,
    /// What holds then.
    pub when: Fact,
}

/// Another start to try, with something to do at once.
#[derive(Clone, Debug)]
pub struct Variation {
    /// Names its text.
    pub id: Name,
    /// The file of its manifest; the chapter's own if it has none.
    pub start: Option<Name>,
    /// The Kubernetes release, if it is another.
    pub release: Option<Release>,
    /// What is done in it.
    pub give: Vec<Line>,
}

impl Lesson {
    /// Reads a `lesson.yaml`.
    pub fn read(text: &str) -> Result<Self, Vec<Mistake>> {
        read_tree(text, |tree| {
            tree.only(&["start", "release", "seed", "requests", "tasks", "markers", "variations"]);
            let tasks = list(Some(tree.need("tasks")), Task::read);
            if tree.get("tasks").is_some() && tasks.is_empty() {
                tree.need("tasks").complain("a chapter has at least one task");
            }
            let markers = list(tree.get("markers"), marker);
            let variations = list(tree.get("variations"), variation);
            distinct(tree.need("tasks"), tasks.iter().map(|it| &it.id));
            distinct(tree, markers.iter().map(|it| &it.id));
            distinct(tree, variations.iter().map(|it| &it.id));
            Self {
                start: file(tree.need("start")),
                release: tree.get("release").and_then(release).unwrap_or_default(),
                seed: tree.get("seed").and_then(|it| it.parse_as("a number")).unwrap_or(1),
                requests: list(tree.get("requests"), requested).into_iter().flatten().collect(),
                tasks,
                markers,
                variations,
            }
        })
    }

    /// The files of its folder that it names: all that must be there to play it.
    pub fn files(&self) -> Set<Name> {
        let of_tasks = self.tasks.iter().flat_map(Task::files);
        let starts = self.variations.iter().filter_map(|it| it.start.clone());
        let applied = self.variations.iter().flat_map(|it| &it.give).filter_map(Line::file);
        of_tasks.chain(starts).chain(applied).chain([self.start.clone()]).collect()
    }
}

fn marker(tree: Tree) -> Marker {
    tree.only(&["id", "when"]);
    let when = tree.need("when").parse(Fact::parse).unwrap_or_default();
    Marker { id: id(tree.need("id")), when }
}

fn variation(tree: Tree) -> Variation {
    tree.only(&["id", "start", "release", "give"]);
    Variation {
        id: id(tree.need("id")),
        start: tree.get("start").map(file),
        release: tree.get("release").and_then(release),
        give: Line::read_all(tree.get("give")),
    }
}

/// The name of a file in the chapter's folder.
pub(super) fn file(tree: Tree) -> Name {
    let text = tree.text();
    if tree.is_there() && (!text.ends_with(".yaml") || text.contains('/')) {
        tree.complain("the name of a `.yaml` file of this folder is expected here");
    }
    text.into()
}

fn release(tree: Tree) -> Option<Release> {
    let known = Release::ALL.iter().copied();
    tree.parse(|text| {
        known.clone().find(|it| it.to_string() == text).ok_or_else(|| {
            let all: Vec<String> = known.map(|it| format!("\"{it}\"")).collect();
            Flaw { at: 0, message: format!("a release is one of {}", all.join(", ")) }
        })
    })
}

/// `service/web` or `pod/db-0`.
fn requested(tree: Tree) -> Option<ObjectRef> {
    tree.parse(|text| {
        let object = super::fact::object(text, 0)?;
        match object.kind {
            Kind::Service | Kind::Pod => Ok(object),
            _ => Err(Flaw { at: 0, message: "requests go to a Service or a Pod".to_owned() }),
        }
    })
}
