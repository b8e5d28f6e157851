//! What a person does with a task: answer, press, start again, go on.

use super::hold::{asks, cut};
use super::open::{begin, begin_here, put};
use super::{Attempt, MarkKind, Phase};
use crate::app::{AppState, Place, Playing, Position, Refusal, moving, visiting};
use crate::kubectl;
use crate::lessons::{Chapter, Choice, Day, Refused, Run, Task};
use std::rc::Rc;

/// Chooses an option; of a choice, its manifest is put on the stage.
pub fn choose(state: &mut AppState, chapter: &Chapter, task: &Task, option: usize) {
    let Some(open) = &mut state.learn.open else { return };
    let choice = task.choose.as_ref().filter(|_| open.attempt.is_choosing(task));
    let count = match (choice, &task.predict) {
        (Some(it), _) => it.options.len(),
        (None, Some(it)) => it.options.len(),
        (None, None) => 0,
    };
    if option >= count || open.attempt.answer.is_some() {
        return;
    }
    open.attempt.chosen = Some(option);
    let place = open.task;
    if let Some(option_here) = choice.map(|it| &it.options[option]) {
        let scenario = chapter.scenario(&option_here.start);
        let timeline = scenario.timeline();
        put(state, chapter, scenario, timeline);
        begin_here(state, place);
        attempt(state, |it| it.chosen = Some(option));
    }
}

/// Stands by the chosen option, and sets the run going.
pub fn commit(state: &mut AppState, chapter: &Chapter, task: &Task) {
    let Some(open) = &mut state.learn.open else { return };
    let Some(option) = open.attempt.chosen.filter(|_| open.attempt.answer.is_none()) else {
        return;
    };
    let choice = task.choose.as_ref().filter(|_| open.attempt.is_choosing(task));
    let answers = task.predict.as_ref().map_or(&[][..], |it| &it.options);
    let answer = match choice {
        Some(choice) => choice.options.get(option).map(|it| &it.id),
        None => answers.get(option).map(|it| &it.id),
    };
    if let Some(answer) = answer {
        state.learn.progress.note_answer(&chapter.id, &task.id, answer);
    }
    match (choice, &task.choose) {
        (Some(choice), _) => live(state, chapter, task, choice, option),
        (None, Some(_)) => live_on(state, task, option),
        (None, None) => predict(state, chapter, task, option),
    }
}

fn predict(state: &mut AppState, chapter: &Chapter, task: &Task, option: usize) {
    let (at, place) = (here(state), state.learn.open.as_ref().map_or(0, |open| open.task));
    let is_given = state.learn.open.as_ref().is_some_and(|open| open.attempt.is_given);
    // A link may lead to the middle of the run that answers.
    let at = if is_given { began(state) } else { at };
    let run = match chapter.play(task, &state.timeline, at) {
        Ok(run) => run,
        Err(refused) => return refuse(state, refused),
    };
    let right = task.predict.as_ref().and_then(|it| it.outcome(&run).ok());
    attempt(state, |it| {
        it.answer = Some(option);
        it.right = right;
    });
    if is_given {
        return;
    }
    set_going(state, run);
    if let Some(open) = &mut state.learn.open {
        open.moments.note(MarkKind::Answer(place), &state.timeline, at);
    }
}

/// Every option is led through the same day, and the chosen one is played as far as its question.
fn live(state: &mut AppState, chapter: &Chapter, task: &Task, choice: &Choice, option: usize) {
    let mut days = chapter.days(task, choice);
    if let Some(Err(refused)) = days.get(option) {
        let refused = refused.clone();
        return refuse(state, refused);
    }
    let days: Rc<[Option<Day>]> = days.drain(..).map(Result::ok).collect();
    let Some(Some(day)) = days.get(option) else { return };
    let Some(so_far) = day.run.asked.clone() else { return };
    attempt(state, |it| {
        it.choice = Some(option);
        it.chosen = None;
        it.shown = Some(option);
        it.go_to_question(&so_far);
        it.days = Some(days.clone());
    });
    put(state, chapter, chapter.scenario(&choice.options[option].start), so_far);
    moving::go_to(state, Position::whole(day.run.given));
    state.playing = Playing::Yes;
}

/// The question of a day is answered, and the rest of the day is played.
fn live_on(state: &mut AppState, task: &Task, option: usize) {
    let Some(open) = &state.learn.open else { return };
    let (place, days) = (open.task, open.attempt.days.clone());
    let day = open.attempt.choice.zip(days.as_ref()).and_then(|(it, days)| days.get(it)?.clone());
    let Some(mut run) = day.map(|day| day.run) else { return };
    let right = task.predict.as_ref().and_then(|it| it.outcome(&run).ok());
    attempt(state, |it| {
        it.answer = Some(option);
        it.right = right;
    });
    run.given = run.asked_at();
    let asked = run.given;
    set_going(state, run);
    if let Some(open) = &mut state.learn.open {
        open.moments.note(MarkKind::Answer(place), &state.timeline, asked);
    }
}

/// Puts the day of an option on the stage.
pub fn look_at(state: &mut AppState, chapter: &Chapter, option: usize) {
    let Some((task, _)) = state.learn.task() else { return };
    let start = task.choose.as_ref().and_then(|it| it.options.get(option)).map(|it| &it.start);
    let Some(scenario) = start.map(|start| chapter.scenario(start)) else { return };
    let days = state.learn.open.as_ref().and_then(|open| open.attempt.days.clone());
    if let Some(Some(day)) = days.as_ref().and_then(|days| days.get(option)) {
        put(state, chapter, scenario, day.run.timeline.clone());
        attempt(state, |it| it.shown = Some(option));
    }
}

/// Does what the task's button does.
pub fn give(state: &mut AppState, chapter: &Chapter, task: &Task) {
    match chapter.play(task, &state.timeline, here(state)) {
        Ok(run) => set_going(state, run),
        Err(refused) => refuse(state, refused),
    }
}

/// To where the run rests, without what is in between.
pub fn to_rest(state: &mut AppState) {
    let rest = state.learn.open.as_ref().and_then(|open| open.attempt.rest(&state.timeline));
    moving::seek(state, Position::whole(rest.unwrap_or(usize::MAX)));
}

/// Plays the solution, from where the task began or its button led.
pub fn show_me(state: &mut AppState, chapter: &Chapter, task: &Task) {
    let Some(open) = &state.learn.open else { return };
    let began = open.attempt.began;
    let at = open.attempt.rest(&state.timeline).unwrap_or(began);
    match chapter.solve(task, &state.timeline, began, at) {
        Ok(run) => play(state, run),
        Err(refused) => refuse(state, refused),
    }
}

/// The task once more, from its beginning.
pub fn again(state: &mut AppState, task: &Task) {
    let began = began(state);
    moving::seek(state, Position::whole(began));
    if asks(task) {
        cut(state, began);
    }
    let Some(open) = &mut state.learn.open else { return };
    open.attempt = Attempt::new(Some(task), &state.timeline, began);
    state.playing = Playing::Rests;
}

/// Back to the moment before the last command of this task.
pub fn undo(state: &mut AppState) {
    let began = began(state);
    let mut before = (began + 1..=state.position.frame).rev();
    let last = before.find(|index| state.timeline.frame(*index).command.is_some());
    let Some(last) = last else { return };
    moving::seek(state, Position::whole(last - 1));
    state.playing = Playing::Rests;
    let is_undone = last - 1 <= began;
    attempt(state, |it| {
        if is_undone {
            it.is_given = false;
            it.is_rested = false;
            it.rest = None;
        }
    });
}

/// On to the next task: where this one ended, if it is done.
pub fn next(state: &mut AppState, chapter: &Chapter, place: usize) {
    let next = place.saturating_add(1);
    let Some(open) = &state.learn.open else { return };
    let task = chapter.lesson.tasks.get(next);
    let goes_on = task.is_none_or(Task::goes_on);
    if state.learn.phase() == Phase::Done && goes_on {
        let ends = [open.attempt.rest(&state.timeline), open.attempt.met];
        let end = ends.into_iter().flatten().max().unwrap_or(0).min(state.timeline.last());
        if state.position.frame < end {
            moving::seek(state, Position::whole(end));
        }
        if task.is_some_and(asks) {
            cut(state, state.position.frame);
        }
        begin_here(state, next.min(chapter.lesson.tasks.len()));
    } else if task.is_some() {
        begin(state, chapter, next);
    } else {
        begin_here(state, chapter.lesson.tasks.len());
    }
}

/// Another start to try, in the laboratory.
pub fn vary(state: &mut AppState, chapter: &Chapter, variation: usize) {
    let Some(variation) = chapter.lesson.variations.get(variation) else { return };
    let Ok(run) = chapter.vary(variation) else { return };
    visiting::take_to_lab(state);
    state.put(chapter.varied(variation), run.timeline);
    moving::go_to(state, Position::whole(run.given));
    state.playing = Playing::Yes;
}

/// Where something is done: where the person looks, but never before the task began.
fn here(state: &AppState) -> usize {
    state.position.frame.max(began(state)).min(state.timeline.last())
}

fn began(state: &AppState) -> usize {
    state.learn.open.as_ref().map_or(0, |open| open.attempt.began).min(state.timeline.last())
}

fn attempt(state: &mut AppState, change: impl FnOnce(&mut Attempt)) {
    if let Some(open) = &mut state.learn.open {
        change(&mut open.attempt);
    }
}

/// The button was pressed, and this comes of it.
fn set_going(state: &mut AppState, run: Run) {
    attempt(state, |it| it.give(&run));
    play(state, run);
}

fn play(state: &mut AppState, run: Run) {
    // Everything has its name before anything moves.
    attempt(state, |it| it.part = None);
    let refused = run.refused.first().map(|(command, status)| Refusal {
        place: Place::Stage,
        object: command.object(),
        line: kubectl::line(command),
        status: status.clone(),
    });
    state.timeline = Rc::new(run.timeline);
    state.look_anew(Position::default());
    moving::go_to(state, Position::whole(run.given));
    state.refusal = refused;
    state.playing = Playing::Yes;
    attempt(state, |it| it.refused = None);
}

/// What is asked for is not there any more: the person has changed it.
fn refuse(state: &mut AppState, refused: Refused) {
    attempt(state, |it| it.refused = Some(Rc::new(refused)));
}
