//! Events as `kubectl get events` lists them: equal ones folded, floods held back (rule EV1).

use crate::api::{Event, EventType, Name, ObjectRef, Time};
use crate::collections::{Map, Set, sort_by_key};
use std::collections::VecDeque;

/// From so many different messages on, further ones are combined
/// (`defaultAggregateMaxEvents`, client-go tools/record/events_cache.go).
const MOST_SIMILAR: usize = 10;
/// Similar events further apart than this are not combined, in milliseconds.
const SIMILAR_WITHIN_MS: u64 = 600_000;
/// So many events of one object may come at once (`defaultSpamBurst`).
const BURST: usize = 25;
/// After that one more for each such span, in milliseconds (`defaultSpamQPS`).
const ONE_PER_MS: u64 = 300_000;
const COMBINED: &str = "(combined from similar events): ";

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct EventLine {
    /// When it was said last.
    pub last: Time,
    /// When it was said first.
    pub first: Time,
    /// How often it was said.
    pub count: u32,
    /// Normal or Warning.
    pub kind: EventType,
    /// One word.
    pub reason: &'static str,
    /// Of which object.
    pub object: ObjectRef,
    /// One sentence.
    pub message: Name,
    /// The component that said it.
    pub source: &'static str,
}

/// The events as the API server keeps them, those said last at the end.
pub fn events<'a>(all: impl Iterator<Item = &'a Event>) -> Vec<EventLine> {
    let mut recorder = Recorder::default();
    all.for_each(|event| recorder.record(event));
    let mut lines = recorder.lines;
    sort_by_key(&mut lines, |line| line.last);
    lines
}

type Subject<'a> = (&'static str, &'a ObjectRef);
type Similar<'a> = (Subject<'a>, bool, &'static str);

/// What client-go's event correlator does in each component.
#[derive(Default)]
struct Recorder<'a> {
    lines: Vec<EventLine>,
    at: Map<(Similar<'a>, Option<&'a str>), usize>,
    messages: Map<Similar<'a>, (Time, Set<&'a str>)>,
    passed: Map<Subject<'a>, VecDeque<Time>>,
}

impl<'a> Recorder<'a> {
    fn record(&mut self, event: &'a Event) {
        let subject = (event.source, &event.object);
        let similar = (subject, event.kind == EventType::Warning, event.reason);
        let is_combined = self.is_combined(similar, event);
        if !self.passes(subject, event.at) {
            return;
        }
        let message = match is_combined {
            true => format!("{COMBINED}{}", event.message).into(),
            false => event.message.clone(),
        };
        let key = (similar, (!is_combined).then_some(&*event.message));
        if let Some(line) = self.at.get(&key).and_then(|at| self.lines.get_mut(*at)) {
            line.count += 1;
            line.last = event.at;
            line.message = message;
            return;
        }
        self.at.insert(key, self.lines.len());
        self.lines.push(EventLine {
            last: event.at,
            first: event.at,
            count: 1,
            kind: event.kind,
            reason: event.reason,
            object: event.object.clone(),
            message,
            source: event.source,
        });
    }

    fn is_combined(&mut self, similar: Similar<'a>, event: &'a Event) -> bool {
        let (last, messages) = self.messages.get_or_insert(similar, (event.at, Set::new()));
        if event.at.since_ms(*last) > SIMILAR_WITHIN_MS {
            *messages = Set::new();
        }
        *last = event.at;
        messages.insert(&event.message);
        messages.len() >= MOST_SIMILAR
    }

    /// A bucket of tokens: full at first, and one more every five minutes.
    fn passes(&mut self, subject: Subject<'a>, now: Time) -> bool {
        let passed = self.passed.get_or_default(subject);
        let refill_ms = ONE_PER_MS * BURST as u64;
        while passed.front().is_some_and(|at| now.since_ms(*at) >= refill_ms) {
            passed.pop_front();
        }
        let refilled = passed.front().map_or(0, |first| now.since_ms(*first) / ONE_PER_MS);
        if passed.len() >= BURST + refilled as usize {
            return false;
        }
        passed.push_back(now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Kind;

    fn event(at: u64, message: &str) -> Event {
        Event {
            at: Time(at),
            object: ObjectRef::new(Kind::ReplicaSet, "web-1"),
            kind: EventType::Normal,
            reason: "SuccessfulCreate",
            message: message.into(),
            source: "replicaset-controller",
        }
    }

    fn lines(events: &[Event]) -> Vec<(u32, String)> {
        let lines = super::events(events.iter());
        lines.into_iter().map(|line| (line.count, line.message.to_string())).collect()
    }

    #[test]
    fn equal_events_are_one_line_with_a_count() {
        let events = [event(0, "a"), event(5, "b"), event(9, "a")];
        assert_eq!(lines(&events), [(1, "b".to_owned()), (2, "a".to_owned())]);
    }

    #[test]
    fn the_tenth_different_message_is_combined_and_a_flood_is_held_back() {
        let events: Vec<Event> = (0..40).map(|n| event(n, &format!("pod {n}"))).collect();
        let lines = lines(&events);
        assert_eq!(lines.len(), 10);
        let expected = (16, "(combined from similar events): pod 24".to_owned());
        assert_eq!(lines.last(), Some(&expected));
    }

    #[test]
    fn one_more_passes_every_five_minutes() {
        let mut events: Vec<Event> = (0..30).map(|_| event(0, "a")).collect();
        events.extend([event(299_999, "a"), event(300_000, "a"), event(300_001, "a")]);
        assert_eq!(lines(&events), [(26, "a".to_owned())]);
    }
}
