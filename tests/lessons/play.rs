//! A chapter, played from its start to its end.

use crate::folder::Folder;
use crate::targets::{self, Moments};
use cattle_and_pets::api::{Name, Pod};
use cattle_and_pets::kubectl;
use cattle_and_pets::lessons::{Fact, Glossary, Run, Task, fact::Watch};
use cattle_and_pets::manifest::{self, Severity};
use cattle_and_pets::timeline::{Scenario, Timeline};
use cattle_and_pets::words;
use std::collections::BTreeSet;

/// How much there was.
pub struct Played {
    pub id: String,
    pub tasks: usize,
    pub predictions: usize,
    pub choices: usize,
    pub languages: Vec<String>,
}

/// The chapter as far as it is played.
struct Player<'a> {
    folder: &'a Folder,
    glossary: &'a Glossary,
    show: bool,
    complaints: &'a mut Vec<String>,
    timeline: Timeline,
    at: usize,
    reached: BTreeSet<Name>,
}

pub fn chapter(
    folder: &Folder,
    glossary: &Glossary,
    show: bool,
    complaints: &mut Vec<String>,
) -> Played {
    let lesson = &folder.chapter.lesson;
    manifests(folder, complaints);
    let timeline = folder.chapter.start().timeline();
    let reached = BTreeSet::new();
    let mut player = Player { folder, glossary, show, complaints, timeline, at: 0, reached };
    let start = Moments { timeline: &player.timeline, began: 0, done: 0 };
    targets::of_frame(folder, &start, glossary, player.complaints);
    for index in 0..lesson.tasks.len() {
        player.task(index);
    }
    player.note_markers();
    for marker in &lesson.markers {
        if !player.reached.contains(&marker.id) {
            player.complain(&format!("the marker `{}` is never reached", marker.id));
        }
    }
    for variation in &lesson.variations {
        if let Err(refused) = folder.chapter.vary(variation) {
            player.complain(&format!("variation `{}`: {refused}", variation.id));
        }
    }
    Played {
        id: folder.id.clone(),
        tasks: lesson.tasks.len(),
        predictions: lesson.tasks.iter().filter(|it| it.predict.is_some()).count(),
        choices: lesson.tasks.iter().filter(|it| it.choose.is_some()).count(),
        languages: folder.languages.iter().map(|(language, _)| language.clone()).collect(),
    }
}

/// Each manifest is valid, and what it asks for comes to rest with every Pod Ready.
fn manifests(folder: &Folder, complaints: &mut Vec<String>) {
    let release = folder.chapter.lesson.release;
    for (file, text) in &folder.chapter.files {
        let path = format!("{}/{file}", folder.id);
        for found in manifest::read(text, release).diagnostics {
            if found.severity != Severity::Note {
                let (line, column, message) = (found.line, found.column, found.message);
                complaints.push(format!("{path}:{line}:{column}: {message}"));
            }
        }
        let scenario = folder.chapter.scenario(file);
        if let Some((object, status)) = scenario.refusal() {
            complaints.push(format!("{path}: {object} is refused: {}", status.message));
        }
    }
    let starts = folder.chapter.lesson.tasks.iter().filter_map(|task| task.start.as_ref());
    for file in starts.chain([&folder.chapter.lesson.start]) {
        at_rest(&folder.chapter.scenario(file), &format!("{}/{file}", folder.id), complaints);
    }
}

fn at_rest(scenario: &Scenario, path: &str, complaints: &mut Vec<String>) {
    let cluster = scenario.cluster();
    let unready = cluster.store().list::<Pod>().filter(|pod| !pod.is_ready());
    let unready: Vec<String> = unready.map(|pod| pod.metadata.name.to_string()).collect();
    if !unready.is_empty() {
        complaints.push(format!("{path}: not Ready when all is at rest: {}", unready.join(", ")));
    }
}

impl Player<'_> {
    fn complain(&mut self, what: &str) {
        self.complaints.push(format!("{}/lesson.yaml: {what}", self.folder.id));
    }

    fn task(&mut self, index: usize) {
        let folder = self.folder;
        let task = &folder.chapter.lesson.tasks[index];
        if let Some(start) = &task.start {
            self.note_markers();
            self.timeline = folder.chapter.scenario(start).timeline();
            self.at = 0;
        }
        if self.show {
            println!("\n{} · {}", folder.id, task.id);
        }
        let began = self.at;
        match &task.choose {
            Some(_) => self.choose(task),
            None => self.play(task),
        }
        let moments = Moments { timeline: &self.timeline, began, done: self.at };
        targets::of_task(folder, index, &moments, self.glossary, self.complaints);
    }

    /// The button, then what the person does; afterwards all goals hold.
    fn play(&mut self, task: &Task) {
        let began = self.at;
        let unmet = self.unmet(task, began);
        if !task.goals.is_empty() && unmet.is_empty() {
            self.complain(&format!("task `{}`: all goals hold before anything is done", task.id));
        }
        if task.has_button() && !self.press(task) {
            return;
        }
        let unmet = self.unmet(task, began);
        match (unmet.is_empty(), task.is_by_hand()) {
            (true, false) => {}
            (true, true) => {
                self.complain(&format!("task `{}`: nothing is left to do by hand", task.id));
            }
            (false, true) => self.solve(task, began),
            (false, false) => {
                self.complain(&format!(
                    "task `{}`: does not end with {}",
                    task.id,
                    unmet.join("; ")
                ));
            }
        }
    }

    fn press(&mut self, task: &Task) -> bool {
        let folder = self.folder;
        let run = match folder.chapter.play(task, &self.timeline, self.at) {
            Ok(run) => run,
            Err(refused) => {
                self.complain(&format!("task `{}`: {refused}", task.id));
                return false;
            }
        };
        self.show_run(&run);
        self.outcome(task, &run);
        if let Some(until) = task.until.as_ref().filter(|it| !it.is_timed()) {
            let mut watch = Watch::new([until.clone()], &run.timeline, run.began);
            watch.look(&run.timeline, run.rest);
            if !watch.holds(0, run.rest) {
                let missing = missing(&watch, 0, run.rest);
                self.complain(&format!("task `{}`: `until` is never reached: {missing}", task.id));
            }
        }
        (self.timeline, self.at) = (run.timeline, run.rest);
        true
    }

    fn solve(&mut self, task: &Task, began: usize) {
        let folder = self.folder;
        match folder.chapter.solve(task, &self.timeline, began, self.at) {
            Ok(run) => {
                self.show_run(&run);
                (self.timeline, self.at) = (run.timeline, run.rest);
                let unmet = self.unmet(task, began);
                if !unmet.is_empty() {
                    let unmet = unmet.join("; ");
                    self.complain(&format!("the solution of `{}` leaves {unmet}", task.id));
                }
            }
            Err(refused) => self.complain(&format!("the solution of `{}`: {refused}", task.id)),
        }
    }

    /// The goals that do not hold now, with what is missing.
    fn unmet(&self, task: &Task, began: usize) -> Vec<String> {
        let mut watch = Watch::new(task.goals.clone(), &self.timeline, began);
        watch.look(&self.timeline, self.at);
        let unmet = (0..task.goals.len()).filter(|goal| !watch.holds(*goal, self.at));
        unmet.map(|goal| missing(&watch, goal, self.at)).collect()
    }

    /// At least one option is right, and one is wrong.
    fn choose(&mut self, task: &Task) {
        let folder = self.folder;
        let Some(choice) = &task.choose else { return };
        let (mut right, mut wrong) = (0, 0);
        let mut outcomes = BTreeSet::new();
        for (option, day) in choice.options.iter().zip(folder.chapter.days(task, choice)) {
            let day = match day {
                Ok(day) => day,
                Err(refused) => {
                    self.complain(&format!("option `{}` of `{}`: {refused}", option.id, task.id));
                    continue;
                }
            };
            self.show_run(&day.run);
            if self.show {
                let goals = day.goals.iter().zip(&task.goals);
                let told = goals.map(|(holds, goal)| {
                    format!("{} {}", if *holds { "✓" } else { "✗" }, words::lessons::goal(goal))
                });
                println!("  → {}: {}", option.id, told.collect::<Vec<_>>().join("; "));
            }
            outcomes.extend(self.outcome(task, &day.run));
            *(if day.is_right() { &mut right } else { &mut wrong }) += 1;
        }
        if right == 0 || wrong == 0 {
            let what = format!("choice `{}`: {right} options are right and {wrong} wrong", task.id);
            self.complain(&what);
        }
        self.answers(task, &outcomes);
    }

    /// The option that comes true in this run: exactly one.
    fn outcome(&mut self, task: &Task, run: &Run) -> Option<usize> {
        let prediction = task.predict.as_ref()?;
        match prediction.outcome(run) {
            Ok(right) => {
                if self.show {
                    println!("  → {}", prediction.options[right].id);
                }
                Some(right)
            }
            Err(unclear) => {
                self.complain(&format!("the prediction of `{}`: {unclear}", task.id));
                None
            }
        }
    }

    /// What comes true depends on what was chosen, and each answer has its words for either case.
    fn answers(&mut self, task: &Task, outcomes: &BTreeSet<usize>) {
        let folder = self.folder;
        if outcomes.len() < 2 {
            self.complain(&format!("the prediction of `{}` is the same for each choice", task.id));
        }
        let index = folder.chapter.lesson.tasks.iter().position(|it| it.id == task.id);
        for (language, text) in &folder.languages {
            let asked = index.map(|index| &text.tasks[index].prediction);
            for (place, option) in asked.iter().flat_map(|it| it.options.iter().enumerate()) {
                if option.right.is_some() != outcomes.contains(&place) {
                    let id = &task.predict.as_ref().map_or("", |it| &*it.options[place].id);
                    let what = "`right` is for what comes true with some choice";
                    self.complain(&format!("`{}` in {language}, `{id}`: {what}", task.id));
                }
            }
        }
    }

    /// The markers that the run so far has reached.
    fn note_markers(&mut self) {
        let markers = &self.folder.chapter.lesson.markers;
        let facts: Vec<Fact> = markers.iter().map(|marker| marker.when.clone()).collect();
        let mut watch = Watch::new(facts, &self.timeline, 0);
        watch.look(&self.timeline, self.at);
        // What holds from the start is no moment of the run.
        let reached = (0..markers.len()).filter(|marker| watch.first(*marker) > Some(0));
        self.reached.extend(reached.map(|marker| markers[marker].id.clone()));
    }

    fn show_run(&self, run: &Run) {
        if !self.show {
            return;
        }
        for (command, status) in &run.refused {
            println!("  $ {}: {}", cattle_and_pets::kubectl::line(command), status.message);
        }
        for at in run.began + 1..=run.rest {
            let frame = run.timeline.frame(at);
            let seconds = frame.cluster.now().0 as f64 / 1000.0;
            match (&frame.command, &frame.step) {
                (Some(command), _) => {
                    println!("  {at:4} {seconds:7.1} s  $ {}", kubectl::line(command));
                }
                (None, Some(step)) => {
                    let caption = words::caption(step);
                    println!("  {at:4} {seconds:7.1} s  {:?}: {caption}", step.actor);
                }
                (None, None) => {}
            }
        }
    }
}

/// A goal that does not hold, and what is so instead.
fn missing(watch: &Watch, fact: usize, at: usize) -> String {
    let said = words::lessons::goal(&watch.facts()[fact]);
    let missing = watch.missing(fact, at);
    let missing: Vec<String> = missing.iter().map(words::lessons::missing).collect();
    format!("{said} ({})", missing.join("; "))
}
