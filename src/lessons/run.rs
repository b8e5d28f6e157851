//! Playing what a chapter says, and what comes of it. Nothing that a chapter claims is written
//! down: it is computed here.

use super::fact::{Fact, Watch};
use super::line::Known;
use super::{Chapter, Choice, Line, Prediction, Task, Variation, Wait};
use crate::api::{Kind, Name, Status};
use crate::cluster::{Cluster, Command};
use crate::timeline::Timeline;
use std::fmt;

/// Steps that are computed at once on the way to where a run rests.
const STEPS_AT_ONCE: usize = 64;

/// A task's run.
#[derive(Clone)]
pub struct Run {
    /// All of it, as far as it is needed.
    pub timeline: Timeline,
    /// The moment before anything was done.
    pub began: usize,
    /// The moment after what is done first: where to look from.
    pub given: usize,
    /// The run as far as the question in the middle of it, if there is one.
    pub asked: Option<Timeline>,
    /// Where it rests.
    pub rest: usize,
    /// What was tried and refused, with the API server's answer.
    pub refused: Vec<(Command, Status)>,
}

/// How the day went for one option of a choice.
#[derive(Clone)]
pub struct Day {
    /// What happened.
    pub run: Run,
    /// The name of the workload.
    pub workload: Name,
    /// Whether each goal holds at the end.
    pub goals: Vec<bool>,
}

/// What could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What was asked for.
    pub line: String,
    /// Why not.
    pub why: String,
}

/// A prediction without exactly one right answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear {
    /// The options that hold.
    pub hold: Vec<Name>,
}

impl Chapter {
    /// What comes of a task's button, pressed at this moment.
    pub fn play(&self, task: &Task, timeline: &Timeline, at: usize) -> Result<Run, Refused> {
        self.run(task, timeline.clone(), at, &task.give, None)
    }

    /// What comes of a task's solution, carried out at this moment of a task that began at that:
    /// the run rests where all goals hold for the first time.
    pub fn solve(
        &self,
        task: &Task,
        timeline: &Timeline,
        began: usize,
        at: usize,
    ) -> Result<Run, Refused> {
        let mut run = self.give(timeline.clone(), at, &task.solution, None)?;
        let goals = Fact::All(task.goals.clone());
        run.began = began;
        run.rest = first(&mut run.timeline, began, run.rest, goals);
        Ok(run)
    }

    /// The same day for each option of a choice.
    pub fn days(&self, task: &Task, choice: &Choice) -> Vec<Result<Day, Refused>> {
        let day = |file: &Name| {
            let timeline = self.scenario(file).timeline();
            let workload = workload(&timeline);
            let run = self.run(task, timeline, 0, &task.give, Some(&workload))?;
            let mut watch = Watch::new(task.goals.clone(), &run.timeline, run.began);
            watch.look(&run.timeline, run.rest);
            let goals = (0..task.goals.len()).map(|goal| watch.holds(goal, run.rest)).collect();
            let workload = workload.rsplit('/').next().unwrap_or_default().into();
            Ok(Day { run, workload, goals })
        };
        choice.options.iter().map(|option| day(&option.start)).collect()
    }

    /// A variation, with what is given in it.
    pub fn vary(&self, variation: &Variation) -> Result<Run, Refused> {
        let mut run = self.give(self.varied(variation).timeline(), 0, &variation.give, None)?;
        run.rest = settle(&mut run.timeline);
        Ok(run)
    }

    /// What a task's button asks for first, at this moment; nothing of what stands for nothing.
    pub fn asks(&self, task: &Task, cluster: &Cluster) -> Vec<Command> {
        let known = Known { cluster, files: &self.files, workload: None };
        let first = task.give.iter().take_while(|line| !matches!(line, Line::Wait(_)));
        first.flat_map(|line| line.commands(&known).unwrap_or_default()).collect()
    }

    fn run(
        &self,
        task: &Task,
        timeline: Timeline,
        at: usize,
        lines: &[Line],
        workload: Option<&str>,
    ) -> Result<Run, Refused> {
        let mut run = self.give(timeline, at, lines, workload)?;
        run.rest = match &task.until {
            None if matches!(lines.last(), Some(Line::Wait(_))) => run.rest,
            None | Some(Fact::Settled) => settle(&mut run.timeline),
            Some(until) => first(&mut run.timeline, at, run.rest, until.clone()),
        };
        Ok(run)
    }

    /// Carries out the lines; the run rests after the last for now.
    fn give(
        &self,
        mut timeline: Timeline,
        at: usize,
        lines: &[Line],
        workload: Option<&str>,
    ) -> Result<Run, Refused> {
        let (mut index, mut given, mut refused) = (at, None, Vec::new());
        let mut asked = None;
        for line in lines {
            if let Line::Ask = line {
                let mut so_far = timeline.clone();
                so_far.cut(index);
                asked = Some(so_far);
                continue;
            }
            if let Line::Wait(wait) = line {
                given = given.or(Some(index));
                index = let_pass(&mut timeline, index, *wait);
                continue;
            }
            let frame = timeline.frame(index).clone();
            let known = Known { cluster: &frame.cluster, files: &self.files, workload };
            let commands = line.commands(&known).map_err(|word| Refused {
                line: line.to_string(),
                why: format!("`{word}` stands for nothing"),
            })?;
            for command in commands {
                match (timeline.command(index, command.clone()), line) {
                    (Ok(next), _) => index = next,
                    (Err(status), Line::Try(_)) => refused.push((command, status)),
                    (Err(status), _) => {
                        let why = status.message.to_string();
                        return Err(Refused { line: line.to_string(), why });
                    }
                }
            }
        }
        let given = given.unwrap_or(index);
        Ok(Run { timeline, began: at, given, asked, rest: index, refused })
    }
}

impl Run {
    /// The moment at which its question is asked.
    pub fn asked_at(&self) -> usize {
        self.asked.as_ref().map_or(self.began, Timeline::last)
    }
}

impl Prediction {
    /// The index of the option that comes true in this run.
    pub fn outcome(&self, run: &Run) -> Result<usize, Unclear> {
        let facts = self.options.iter().map(|option| option.when.clone());
        let mut watch = Watch::new(facts, &run.timeline, run.asked_at());
        watch.look(&run.timeline, run.rest);
        let hold = (0..self.options.len()).filter(|option| watch.holds(*option, run.rest));
        match hold.collect::<Vec<_>>()[..] {
            [one] => Ok(one),
            ref hold => {
                let ids = hold.iter().map(|option| self.options[*option].id.clone());
                Err(Unclear { hold: ids.collect() })
            }
        }
    }
}

impl Day {
    /// Whether the option served the work well.
    pub fn is_right(&self) -> bool {
        self.goals.iter().all(|goal| *goal)
    }
}

/// The first Deployment or StatefulSet, as `kind/name`.
fn workload(timeline: &Timeline) -> String {
    let store = timeline.frame(0).cluster.store();
    let all = [Kind::Deployment, Kind::StatefulSet];
    let first = all.into_iter().flat_map(|kind| store.objects(kind)).next();
    first.map(|it| it.reference().to_string().to_ascii_lowercase()).unwrap_or_default()
}

/// Lets the run go on from this moment, and returns the last within the wait.
fn let_pass(timeline: &mut Timeline, from: usize, wait: Wait) -> usize {
    let Wait::Seconds(seconds) = wait else { return settle(timeline) };
    let until = timeline.frame(from).cluster.now().after_ms(u64::from(seconds) * 1000);
    let mut index = from;
    loop {
        let is_over = index == timeline.last() && timeline.run_ahead(STEPS_AT_ONCE) == 0;
        if is_over || timeline.frame(index + 1).cluster.now() > until {
            return index;
        }
        index += 1;
    }
}

/// Lets everything come to rest, within the horizon.
fn settle(timeline: &mut Timeline) -> usize {
    while timeline.run_ahead(STEPS_AT_ONCE) > 0 {}
    timeline.last()
}

/// The first moment from `from` on at which a fact holds; the last of all if there is none.
fn first(timeline: &mut Timeline, began: usize, from: usize, fact: Fact) -> usize {
    let mut watch = Watch::new([fact], timeline, began);
    let mut at = from;
    loop {
        watch.look(timeline, at);
        if watch.holds(0, at) {
            return at;
        }
        if at == timeline.last() && timeline.run_ahead(STEPS_AT_ONCE) == 0 {
            return at;
        }
        at += 1;
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is refused: {}", self.line, self.why)
    }
}

impl fmt::Display for Unclear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.hold[..] {
            [] => f.write_str("no option comes true"),
            hold => write!(f, "more than one option comes true: {}", hold.join(", ")),
        }
    }
}
