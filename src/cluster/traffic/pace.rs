//! How fast clients, applications and news are.

use crate::api::{ObjectMeta, StringMap};
use crate::cluster::kubelet::Duration;

/// Knobs of a Service: how often its clients send, how long an answer takes, and how long it takes
/// until a change of its endpoints is heard of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// From one request to the next, in milliseconds.
    pub every_ms: u64,
    /// From a request to its answer, in milliseconds.
    pub answer_ms: u64,
    /// From the change of an EndpointSlice until the client's node and the DNS know of it, in
    /// milliseconds.
    pub news_ms: u64,
}

impl Default for Pace {
    /// Ten requests a second; kube-proxy gathers changes for a second.
    fn default() -> Self {
        Self { every_ms: 100, answer_ms: 200, news_ms: 1000 }
    }
}

const EVERY: &str = "sim/every";
const ANSWER: &str = "sim/answer";
const NEWS: &str = "sim/news";
/// What is asked for beyond these is cut down to them, so that no manifest makes a run endless.
const LEAST_EVERY_MS: u64 = 20;
const MOST_EVERY_MS: u64 = 60_000;
const MOST_ANSWER_MS: u64 = 10_000;
const MOST_NEWS_MS: u64 = 24 * 3_600_000;

impl Pace {
    /// The annotations of a Service that say otherwise.
    pub const ANNOTATIONS: [&'static str; 3] = [EVERY, ANSWER, NEWS];

    /// What a Service says, and the defaults for the rest.
    pub fn of(service: &ObjectMeta) -> Self {
        Self::read(&service.annotations)
    }

    fn read(annotations: &StringMap) -> Self {
        let said = |name: &str| annotations.get(name).and_then(|text| Duration::read(text));
        let ms = |name, default: u64, most: u64| match said(name) {
            None => default,
            Some(said) => said.map_or(most, |ms| ms.min(most)),
        };
        let usual = Self::default();
        Self {
            every_ms: ms(EVERY, usual.every_ms, MOST_EVERY_MS).max(LEAST_EVERY_MS),
            answer_ms: ms(ANSWER, usual.answer_ms, MOST_ANSWER_MS),
            news_ms: ms(NEWS, usual.news_ms, MOST_NEWS_MS),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knobs_are_read_and_kept_within_bounds() {
        let read = |pairs: &[(&str, &str)]| {
            Pace::read(&pairs.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect())
        };
        assert_eq!(read(&[]), Pace::default());
        assert_eq!(read(&[("sim/every", "soon")]), Pace::default());
        let pace = read(&[("sim/every", "1s"), ("sim/answer", "0s"), ("sim/news", "300ms")]);
        assert_eq!(pace, Pace { every_ms: 1000, answer_ms: 0, news_ms: 300 });
        let pace = read(&[("sim/every", "0s"), ("sim/answer", "1h"), ("sim/news", "never")]);
        assert_eq!((pace.every_ms, pace.answer_ms), (LEAST_EVERY_MS, MOST_ANSWER_MS));
        assert_eq!(pace.news_ms, MOST_NEWS_MS);
    }
}
