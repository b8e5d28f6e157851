//! What of all that is said becomes an Event: a component that talks much about one object is not
//! heard any more (rule EV1, `EventSourceObjectSpamFilter` of client-go).

use crate::api::{EventType, Kind, Release, Time, Uid};
use crate::collections::Map;

/// Events that may come at once.
const BURST: u64 = 25;
/// Milliseconds after which one more may come.
const REFILL_MS: u64 = 300_000;

/// Who speaks of what; where the release asks for it, whether it is a warning, too.
type Topic = (&'static str, Uid, Option<EventType>);

/// What each component may still say of each object.
#[derive(Clone, Default)]
pub(super) struct Recorder {
    /// When that was, and what was left then, in milliseconds of refilling.
    left: Map<Topic, (Time, u64)>,
}

impl Recorder {
    /// Whether this is heard. Of a Pod everything is: nobody says so much of a single one that it
    /// would be worth remembering.
    pub(super) fn hears(
        &mut self,
        source: &'static str,
        kind: Kind,
        uid: Uid,
        event: EventType,
        release: Release,
        now: Time,
    ) -> bool {
        if kind == Kind::Pod {
            return true;
        }
        let topic = (source, uid, release.limits_events_by_type().then_some(event));
        let full = BURST * REFILL_MS;
        let (since, left) = self.left.get(&topic).copied().unwrap_or((now, full));
        let left = (left + now.since_ms(since)).min(full);
        let heard = left.checked_sub(REFILL_MS);
        self.left.insert(topic, (now, heard.unwrap_or(left)));
        heard.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_twenty_five_at_once_there_is_one_in_five_minutes() {
        let mut recorder = Recorder::default();
        let mut heard = |uid, kind, event, now, release| {
            recorder.hears("replicaset-controller", kind, Uid(uid), event, release, Time(now))
        };
        let (set, normal, old) = (Kind::ReplicaSet, EventType::Normal, Release::V1_20);
        assert!((0..25).all(|ms| heard(1, set, normal, ms, old)));
        assert!(!heard(1, set, normal, 25, old) && !heard(1, set, EventType::Warning, 25, old));
        assert!(heard(2, set, normal, 25, old), "of another object");
        assert!(
            heard(1, set, EventType::Warning, 25, Release::V1_37),
            "newer ones tell them apart"
        );
        assert!(!heard(1, set, normal, 299_999, old) && heard(1, set, normal, 300_000, old));
        assert!(!heard(1, set, normal, 300_001, old));
        assert!((0..99).all(|_| heard(3, Kind::Pod, normal, 0, old)));
    }
}
