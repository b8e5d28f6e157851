//! Every word of a chapter that is read, in one language: `en.yaml`.
//!
//! It is read against the lesson, and stands in the lesson's order: the text of `lesson.tasks[1]`
//! is `text.tasks[1]`. A text that is missing, or that belongs to nothing, is a mistake.

use super::reading::list;
use super::{Lesson, Prose, Task};
use crate::api::Name;
use crate::manifest::{Mistake, Tree, read_tree};

/// Every word of a chapter in one language.
#[derive(Clone, Debug)]
pub struct LessonText {
    /// What is read before anything can be done.
    pub intro: Prose,
    /// In the order of the lesson's tasks.
    pub tasks: Vec<TaskText>,
    /// In the order of the lesson's markers.
    pub markers: Vec<String>,
    /// In the order of the lesson's variations.
    pub variations: Vec<String>,
    /// What to remember.
    pub remember: Prose,
    /// Where it is written.
    pub sources: Vec<Source>,
}

/// The words of one task. What the task does not have is empty.
#[derive(Clone, Debug)]
pub struct TaskText {
    /// A few words.
    pub title: String,
    /// What there is to do, and why.
    pub text: Prose,
    /// What its button says.
    pub button: String,
    /// What a choice asks.
    pub choice: QuestionText,
    /// What a prediction asks.
    pub prediction: QuestionText,
    /// Each tells a little more.
    pub hints: Vec<Prose>,
    /// "Why?", with our own answer.
    pub explain: Option<ExplainText>,
    /// What just happened.
    pub after: Prose,
}

/// The words of one question.
#[derive(Clone, Debug, Default)]
pub struct QuestionText {
    /// What is asked.
    pub question: Prose,
    /// In the order of the options.
    pub options: Vec<OptionText>,
}

/// The words of one option.
#[derive(Clone, Debug)]
pub struct OptionText {
    /// The answer.
    pub label: Prose,
    /// What the person probably assumed, and what in the picture shows otherwise; for what is
    /// right, why it is.
    pub feedback: Prose,
    /// Why it is right, if that depends on what was chosen before.
    pub right: Option<Prose>,
}

/// A question to answer in one's own words.
#[derive(Clone, Debug)]
pub struct ExplainText {
    /// The question.
    pub question: Prose,
    /// What we would have said.
    pub answer: Prose,
}

/// Where something is written.
#[derive(Clone, Debug)]
pub struct Source {
    /// What it is.
    pub label: String,
    /// Its address.
    pub url: String,
}

impl LessonText {
    /// Reads the text of this lesson.
    pub fn read(text: &str, lesson: &Lesson) -> Result<Self, Vec<Mistake>> {
        read_tree(text, |tree| {
            let markers: Vec<&Name> = lesson.markers.iter().map(|it| &it.id).collect();
            let variations: Vec<&Name> = lesson.variations.iter().map(|it| &it.id).collect();
            let mut known = vec!["intro", "tasks", "remember", "sources"];
            known.extend((!markers.is_empty()).then_some("markers"));
            known.extend((!variations.is_empty()).then_some("variations"));
            tree.only(&known);
            let ids: Vec<&Name> = lesson.tasks.iter().map(|it| &it.id).collect();
            let tasks = each(tree, "tasks", &ids);
            Self {
                intro: Prose::read(tree.need("intro")),
                tasks: lesson.tasks.iter().zip(tasks).map(|(it, tree)| task(tree, it)).collect(),
                markers: labels(tree, "markers", &markers),
                variations: labels(tree, "variations", &variations),
                remember: Prose::read(tree.need("remember")),
                sources: list(Some(tree.need("sources")), source),
            }
        })
    }
}

/// The texts under a field, one for each of these names and no others.
fn each<'a>(tree: Tree<'a>, field: &str, ids: &[&Name]) -> Vec<Tree<'a>> {
    if ids.is_empty() {
        return Vec::new();
    }
    let texts = tree.need(field);
    texts.only(&ids.iter().map(|id| &***id).collect::<Vec<_>>());
    ids.iter().map(|id| texts.need(id)).collect()
}

fn labels(tree: Tree, field: &str, ids: &[&Name]) -> Vec<String> {
    each(tree, field, ids).into_iter().map(|it| it.text().to_owned()).collect()
}

fn task(tree: Tree, task: &Task) -> TaskText {
    let is_choice = task.choose.is_some();
    let has_button = task.has_button() && !is_choice;
    let is_asked = is_choice || task.predict.is_some();
    let mut known = vec!["title", "text", "after"];
    known.extend(has_button.then_some("button"));
    known.extend(is_asked.then_some(["question", "options"]).into_iter().flatten());
    known.extend(is_choice.then_some("predict"));
    known.extend(task.is_by_hand().then_some("hints"));
    known.extend(task.explain.then_some("explain"));
    tree.only(&known);
    let there = |field: &str| known.contains(&field).then(|| tree.need(field));
    let prose = |field| there(field).map(Prose::read).unwrap_or_default();
    let text = |field| there(field).map(|it| it.text().to_owned()).unwrap_or_default();
    let choices = task.choose.iter().flat_map(|it| it.options.iter().map(|it| &it.id)).collect();
    let answers = task.predict.iter().flat_map(|it| it.options.iter().map(|it| &it.id)).collect();
    let asked_in_day = there("predict");
    asked_in_day.iter().for_each(|it| it.only(&["question", "options"]));
    TaskText {
        title: text("title"),
        text: prose("text"),
        button: text("button"),
        choice: QuestionText::read(tree, choices, false),
        prediction: QuestionText::read(asked_in_day.unwrap_or(tree), answers, is_choice),
        hints: list(there("hints"), Prose::read),
        explain: there("explain").map(explain),
        after: prose("after"),
    }
}

impl QuestionText {
    /// The words for these options; nothing if there are none.
    fn read(tree: Tree, ids: Vec<&Name>, in_day: bool) -> Self {
        if ids.is_empty() {
            return Self::default();
        }
        Self {
            question: Prose::read(tree.need("question")),
            options: each(tree, "options", &ids).into_iter().map(|it| option(it, in_day)).collect(),
        }
    }

    /// The texts that are read of it.
    pub fn proses(&self) -> impl Iterator<Item = &Prose> {
        [&self.question].into_iter().chain(self.options.iter().flat_map(OptionText::proses))
    }
}

impl OptionText {
    fn proses(&self) -> impl Iterator<Item = &Prose> {
        [&self.label, &self.feedback].into_iter().chain(&self.right)
    }

    /// What is said of it.
    pub fn said(&self, is_right: bool) -> &Prose {
        self.right.as_ref().filter(|_| is_right).unwrap_or(&self.feedback)
    }
}

fn option(tree: Tree, in_day: bool) -> OptionText {
    tree.only(if in_day { &["label", "feedback", "right"] } else { &["label", "feedback"] });
    OptionText {
        label: Prose::read(tree.need("label")),
        feedback: Prose::read(tree.need("feedback")),
        right: tree.get("right").map(Prose::read),
    }
}

fn explain(tree: Tree) -> ExplainText {
    tree.only(&["question", "answer"]);
    ExplainText {
        question: Prose::read(tree.need("question")),
        answer: Prose::read(tree.need("answer")),
    }
}

fn source(tree: Tree) -> Source {
    tree.only(&["label", "url"]);
    let url = tree.need("url");
    if url.is_there() && !url.text().starts_with("https://") {
        url.complain("an address that begins with `https://` is expected here");
    }
    Source { label: tree.need("label").text().to_owned(), url: url.text().to_owned() }
}
