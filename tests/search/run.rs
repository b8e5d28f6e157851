//! Searches all situations, on as many threads as the machine has. Each thread builds its own
//! clusters: they share what they keep, and cannot leave it.

use crate::report::Report;
use crate::situation::Situation;
use crate::situations::Family;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// No situation that is searched usually has more states.
const MOST_STATES: usize = 1_000_000;
/// No more faults are tried, however far somebody asks to look.
const MOST_FAULTS: u8 = 2;

/// A situation, its family, and what was found of it.
pub struct Found<'a> {
    /// The family.
    pub family: &'a str,
    /// The situation.
    pub situation: &'a Situation,
    /// What was found.
    pub report: Report,
}

/// Threads that search.
pub fn threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Searches those situations that have these letters in their names or their family's, in the
/// order of the list. With a number of states, large ones too, and with as many more faults as
/// that number allows.
pub fn all<'a>(families: &'a [Family], letters: &str, states: Option<usize>) -> Vec<Found<'a>> {
    let named = families
        .iter()
        .flat_map(|family| family.situations.iter().map(move |situation| (family.name, situation)));
    let chosen: Vec<(&str, &Situation)> = named
        .filter(|(_, situation)| states.is_some() || !situation.large)
        .filter(|(family, it)| family.contains(letters) || it.name.contains(letters))
        .collect();
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(chosen[*at].1.weight()));
    let next = AtomicUsize::new(0);
    let reports = Mutex::new(Vec::new());
    let work = || {
        while let Some(at) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let report = search(chosen[*at].1, states);
            reports.lock().unwrap_or_else(PoisonError::into_inner).push((*at, report));
        }
    };
    thread::scope(|scope| (0..threads()).for_each(|_| drop(scope.spawn(work))));
    let mut reports = reports.into_inner().unwrap_or_else(PoisonError::into_inner);
    reports.sort_by_key(|(at, _)| *at);
    let found = |(at, report): (usize, Report)| {
        let (family, situation) = chosen[at];
        Found { family, situation, report }
    };
    reports.into_iter().map(found).collect()
}

fn search(situation: &Situation, states: Option<usize>) -> Report {
    let limit = states.unwrap_or(MOST_STATES);
    let Some(mut report) = Report::on(situation, limit) else {
        return Report::of_too_many(limit);
    };
    let more = situation.most_faults + 1..=MOST_FAULTS;
    for faults in more.filter(|_| states.is_some() && !situation.faults.is_empty()) {
        let worse = Situation { most_faults: faults, ..situation.clone() };
        match Report::on(&worse, limit) {
            Some(worse) => report = worse,
            None => break,
        }
    }
    report
}
