//! One thing to do.

use super::lesson::file;
use super::reading::{id, list};
use super::{Choice, Fact, Line, Prediction, Target};
use crate::api::Name;
use crate::manifest::Tree;

/// One thing to do.
#[derive(Clone, Debug)]
pub struct Task {
    /// Names its text.
    pub id: Name,
    /// The file of the manifest it begins anew from; otherwise it goes on where the one before
    /// ended.
    pub start: Option<Name>,
    /// What is asked before anything moves; of a choice, in the middle of its day.
    pub predict: Option<Prediction>,
    /// What is to be chosen.
    pub choose: Option<Choice>,
    /// What the task's button does.
    pub give: Vec<Line>,
    /// Where the run rests after that; `None` for where nothing is due any more.
    pub until: Option<Fact>,
    /// What is checked.
    pub goals: Vec<Fact>,
    /// What "show me" does.
    pub solution: Vec<Line>,
    /// What the text speaks of.
    pub point: Vec<Target>,
    /// Whether "why?" is asked.
    pub explain: bool,
}

impl Task {
    pub(super) fn read(tree: Tree) -> Self {
        tree.only(&[
            "id", "start", "predict", "choose", "give", "until", "goals", "solution", "point",
            "explain",
        ]);
        let task = Self {
            id: id(tree.need("id")),
            start: tree.get("start").map(file),
            predict: tree.get("predict").map(Prediction::read),
            choose: tree.get("choose").map(Choice::read),
            give: Line::read_all(tree.get("give")),
            until: tree.get("until").and_then(|it| it.parse(Fact::parse)),
            goals: list(tree.get("goals"), |it| it.parse(Fact::parse).unwrap_or_default()),
            solution: Line::read_all(tree.get("solution")),
            point: list(tree.get("point"), |it| it.parse(Target::parse))
                .into_iter()
                .flatten()
                .collect(),
            explain: tree.get("explain").is_some_and(|it| it.flag()),
        };
        task.judge(tree);
        task
    }

    /// Whether it has a button that sets the run going.
    pub fn has_button(&self) -> bool {
        !self.give.is_empty() || self.until.is_some()
    }

    /// Whether the person has to act on the stage.
    pub fn is_by_hand(&self) -> bool {
        !self.solution.is_empty()
    }

    /// Whether it goes on where the task before it ended.
    pub fn goes_on(&self) -> bool {
        self.start.is_none() && self.choose.is_none()
    }

    /// The files that it names.
    pub(super) fn files(&self) -> Vec<Name> {
        let lines = self.give.iter().chain(&self.solution).filter_map(Line::file);
        let options = self.choose.iter().flat_map(|it| &it.options).map(|it| it.start.clone());
        self.start.clone().into_iter().chain(lines).chain(options).collect()
    }

    fn judge(&self, tree: Tree) {
        let lines = self.give.iter().chain(&self.solution);
        let asked = lines.filter(|line| matches!(line, Line::Ask)).count();
        if self.choose.is_some() {
            if self.is_by_hand() || self.start.is_some() {
                tree.complain("beside `choose` there is no `solution` or `start`");
            }
            if self.predict.is_none() || asked != 1 {
                tree.complain("`choose` needs a `predict`, and one `ask` in `give` where it is");
            }
            if self.goals.is_empty() {
                tree.complain("`choose` needs `goals` that decide");
            }
        } else if asked > 0 {
            tree.complain("only the day of a `choose` has an `ask` in it");
        } else if self.predict.is_some() && !self.has_button() {
            tree.complain("`predict` needs `give` or `until`: a run that answers it");
        } else if !self.has_button() && (self.goals.is_empty() || !self.is_by_hand()) {
            tree.complain("a task has `give` or `until`, or else `goals` and a `solution`");
        }
    }
}
