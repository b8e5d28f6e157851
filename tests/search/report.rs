//! What was found, of one situation and of all.

use crate::ending::Ending;
use crate::explore::{Graph, Id};
use crate::path::Path;
use crate::situation::Situation;
use crate::trap::Trap;
use crate::ways::{self, Ways};
use std::time::{Duration, Instant};

/// What was found of a situation.
pub struct Report {
    /// Faults that struck, at the most.
    pub faults: u8,
    /// States.
    pub states: usize,
    /// Transitions between them.
    pub transitions: usize,
    /// States in which a run ends with what was asked for.
    pub wanted: usize,
    /// States in which it ends in the trap.
    pub trapped: usize,
    /// The trap, and the fewest moves into it.
    pub trap: Option<Trapped>,
    /// What must not be, each with the fewest moves to it.
    pub failures: Vec<String>,
    /// How long it took.
    pub time: Duration,
}

/// A trap, and the fewest moves into it.
pub struct Trapped {
    /// Which.
    pub trap: Trap,
    /// The moves, one line each.
    pub lines: Vec<String>,
    /// The address that opens the page at its end.
    pub link: String,
}

impl Report {
    /// What is said of a situation with more states than anybody wants to wait for.
    pub fn of_too_many(limit: usize) -> Self {
        Self {
            faults: 0,
            states: 0,
            transitions: 0,
            wanted: 0,
            trapped: 0,
            trap: None,
            failures: vec![format!("has more than {limit} states")],
            time: Duration::ZERO,
        }
    }

    /// Searches a situation; `None` if it has more states than `limit`.
    pub fn on(situation: &Situation, limit: usize) -> Option<Self> {
        let start = Instant::now();
        let graph = Graph::explore(situation, limit)?;
        let ways = Ways::of(&graph);
        let mut report = Self {
            faults: situation.most_faults,
            states: graph.prints.len(),
            transitions: graph.transitions(),
            wanted: graph.endings.values().filter(|it| matches!(it, Ending::Wanted)).count(),
            trapped: 0,
            trap: None,
            failures: Vec::new(),
            time: Duration::ZERO,
        };
        report.look_for_breaks(situation, &graph, &ways);
        report.look_at_endings(situation, &graph, &ways);
        report.look_for_circles(situation, &graph, &ways);
        report.time = start.elapsed();
        Some(report)
    }

    fn look_for_breaks(&mut self, situation: &Situation, graph: &Graph, ways: &Ways) {
        let Some(first) = graph.broken.iter().min_by_key(|broken| ways.moves(broken.at)) else {
            return;
        };
        let path = Path::through(situation, graph, &ways.to(first.at), first.after);
        self.fail(&first.what, path);
    }

    fn look_at_endings(&mut self, situation: &Situation, graph: &Graph, ways: &Ways) {
        let lost = |ending: &Ending| matches!(ending, Ending::Lost(_));
        if let Some(id) = nearest(graph, ways, lost) {
            let Some(Ending::Lost(what)) = graph.endings.get(&id) else { return };
            let what = format!("comes to rest, and not as asked for: {what}");
            self.fail(&what, Path::through(situation, graph, &ways.to(id), None));
        }
        let trapped = |ending: &Ending| matches!(ending, Ending::Trapped);
        self.trapped = graph.endings.values().filter(|it| trapped(it)).count();
        match (situation.trap, nearest(graph, ways, trapped)) {
            (Some(trap), Some(id)) => {
                let path = Path::through(situation, graph, &ways.to(id), None);
                if !path.is_opened_by_link() {
                    self.failures.push(format!("the page does not follow {}", path.link));
                }
                self.trap = Some(Trapped { trap, lines: path.lines, link: path.link });
            }
            (Some(trap), None) => self.failures.push(format!("never gets into the trap: {trap}")),
            (None, _) => {}
        }
        if self.wanted == 0 && self.trapped == 0 {
            self.failures.push("never comes to rest".to_owned());
        }
    }

    fn look_for_circles(&mut self, situation: &Situation, graph: &Graph, ways: &Ways) {
        if let Some(id) = ways::circle(graph) {
            let path = Path::through(situation, graph, &ways.to(id), None);
            self.fail("can go round in circles for ever", path);
        }
    }

    fn fail(&mut self, what: &str, path: Path) {
        let lines = path.lines.iter().map(|line| format!("\n    {line}"));
        let lines: String = lines.collect();
        self.failures.push(format!("{what}{lines}\n    {}", path.link));
    }
}

/// The ending of that kind with the fewest moves to it.
fn nearest(graph: &Graph, ways: &Ways, kind: impl Fn(&Ending) -> bool) -> Option<Id> {
    let endings = graph.endings.iter().filter(|(_, ending)| kind(ending));
    endings.map(|(id, _)| *id).min_by_key(|id| ways.moves(*id))
}
