//! What stands behind an address's `?`: pairs, and what all of them share.

use super::Act;
use crate::app::Position;

/// The pairs of a query; what is none is left out.
pub fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query.split('&').filter_map(|pair| pair.split_once('='))
}

/// Puts what was read in its place; whether anything was.
pub fn set<T>(place: &mut T, read: Option<T>) -> bool {
    let is_read = read.is_some();
    read.into_iter().for_each(|it| *place = it);
    is_read
}

/// `do`: what was done, each with the index of its frame, as far as it is understood; whether all
/// of it is.
pub fn acts(value: &str, into: &mut Vec<(usize, Act)>) -> bool {
    into.extend(value.split(';').map_while(timed));
    into.len() == value.split(';').count()
}

/// The pair that [`acts`] reads; none if nothing was done.
pub fn write_acts(acts: &[(usize, Act)]) -> Option<String> {
    let written = acts.iter().map(|(at, it)| format!("{at},{}", it.write()));
    let written: Vec<String> = written.collect();
    (!written.is_empty()).then(|| format!("do={}", written.join(";")))
}

/// The pair that [`position`] reads; none for the start.
pub fn write_position(at: Position) -> Option<String> {
    match at {
        Position { frame: 0, .. } => None,
        Position { frame, writes: None } => Some(format!("at={frame}")),
        Position { frame, writes: Some(writes) } => Some(format!("at={frame}.{writes}")),
    }
}

/// `at`: a frame, and how many writes of its step.
pub fn position(text: &str) -> Option<Position> {
    let (frame, writes) = match text.split_once('.') {
        Some((frame, writes)) => (frame, Some(writes.parse().ok().filter(|it| *it > 0)?)),
        None => (text, None),
    };
    let frame = frame.parse().ok()?;
    // No step leads to the start, so nothing of one can have happened.
    (frame > 0 || writes.is_none()).then_some(Position { frame, writes })
}

fn timed(text: &str) -> Option<(usize, Act)> {
    let (at, rest) = text.split_once(',')?;
    Some((at.parse().ok()?, Act::parse(rest)?))
}
