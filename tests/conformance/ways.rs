//! Finds a way through a recording: how quickly its moves followed each other is not recorded.

use crate::replay::{Outcome, Pace, QUIET_MS, Replay};
use serde_json::Value;

/// Plays of one step on average, before the search for a way to the end is given up.
const MAX_PLAYS_A_STEP: usize = 60;
/// The recorder wrote the Pods of one move one after the other, a few milliseconds each, and the
/// controllers may have acted in between: any of these distances, behind the first Pod and behind
/// the others, may have been real.
const PACES_MS: &[(u64, u64)] = &[
    (0, 0),
    (40, 40),
    (15, 0),
    (40, 0),
    (12, 12),
    (8, 8),
    (20, 20),
    (4, 4),
    (15, 15),
    (10, 10),
    (6, 6),
    (2, 2),
    (30, 30),
];

/// The recorder waited until nothing changed for at least the first of these times. What is tried
/// again later and later may have been tried in one step or in the next: there, any of them may
/// have been real.
const QUIET_TIMES_MS: &[u64] = &[QUIET_MS, 2000, 3500, 6000, 12_000];

/// The paces that the recorder may have had, the likeliest first.
fn paces() -> impl Iterator<Item = Pace> {
    QUIET_TIMES_MS.iter().flat_map(|quiet_ms| {
        PACES_MS.iter().map(|(first_ms, others_ms)| Pace {
            first_ms: *first_ms,
            others_ms: *others_ms,
            quiet_ms: *quiet_ms,
        })
    })
}

/// What follows from a step, with each of the paces that the recorder may have had.
pub fn attempts<'a>(
    replay: &Replay<'a>,
    step: &Value,
) -> impl Iterator<Item = (Replay<'a>, Outcome)> {
    paces().take(PACES_MS.len()).map(|pace| replay.attempt(pace, step))
}

/// What differs between a recording and the engine, a line each.
///
/// A step may agree with several paces, and only a later one show which of them was real: then it
/// goes back and tries the next. If none of them leads to the end, the first ways are told.
pub fn differences(recording: &Value) -> Vec<String> {
    let options = &recording["options"];
    let steps: Vec<&Value> = recording["steps"].as_array().into_iter().flatten().collect();
    let mut ways = vec![Ways::new(Replay::new(options))];
    let mut plays_left = MAX_PLAYS_A_STEP * steps.len();
    while !ways.is_empty() && ways.len() <= steps.len() {
        let at = ways.len() - 1;
        match ways[at].next(steps[at], &mut plays_left) {
            Some(next) => ways.push(Ways::new(next)),
            None => drop(ways.pop()),
        }
    }
    if ways.len() > steps.len() { Vec::new() } else { first_ways(&steps, options) }
}

/// What differs if each step is taken in the first way that agrees, or else with the first pace.
fn first_ways(steps: &[&Value], options: &Value) -> Vec<String> {
    let mut replay = Replay::new(options);
    let mut all = Vec::new();
    for step in steps {
        let mut plays_left = usize::MAX;
        if let Some(next) = Ways::new(replay.clone()).next(step, &mut plays_left) {
            replay = next;
            continue;
        }
        let Some((attempt, outcome)) = attempts(&replay, step).next() else { break };
        let (number, op) = (&step["step"], step["move"]["op"].as_str().unwrap_or("?"));
        let found = outcome.differences(step, step, options);
        all.extend(found.iter().map(|it| format!("step {number} ({op}): {it}")));
        replay = attempt;
    }
    if all.is_empty() {
        all.push("each step agrees, but not with what the later ones need".to_owned());
    }
    all
}

/// The ways to take one step, one after the other: first those that agree with the recording
/// itself, which the later steps follow from, then those that agree with an alternative.
struct Ways<'a> {
    before: Replay<'a>,
    pace: usize,
    is_retrying: bool,
    others: Vec<Replay<'a>>,
}

impl<'a> Ways<'a> {
    fn new(before: Replay<'a>) -> Self {
        Self { is_retrying: before.is_retrying(), before, pace: 0, others: Vec::new() }
    }

    /// The next pace; how long it was quiet matters only while something is tried again.
    fn pace(&self) -> Option<Pace> {
        let is_known = self.pace < PACES_MS.len() || self.is_retrying;
        paces().nth(self.pace).filter(|_| is_known)
    }

    /// The next way that agrees.
    fn next(&mut self, step: &Value, plays_left: &mut usize) -> Option<Replay<'a>> {
        while let Some(pace) = self.pace().filter(|_| *plays_left > 0) {
            self.pace += 1;
            *plays_left -= 1;
            let (attempt, outcome) = self.before.attempt(pace, step);
            self.is_retrying |= attempt.is_retrying();
            if outcome.differences(step, step, attempt.options).is_empty() {
                return Some(attempt);
            }
            let mut alternatives = step["alternatives"].as_array().into_iter().flatten();
            let agrees = |it: &Value| outcome.differences(it, step, attempt.options).is_empty();
            if alternatives.any(agrees) {
                self.others.push(attempt);
            }
        }
        if self.others.is_empty() { None } else { Some(self.others.remove(0)) }
    }
}
